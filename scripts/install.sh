# Sourced by start.sh and test.sh.

# install_packages ROOT: npm packages, when the lock file is newer than what is installed.
install_packages() {
  if [ ! -x "$1/node_modules/.bin/node" ] || [ "$1/package-lock.json" -nt "$1/node_modules/.package-lock.json" ]; then
    echo "Installing npm packages ..." >&2
    (cd "$1" && npm install --no-save --no-audit --no-fund --loglevel=error >&2)
  fi
}

# install_programs PACKAGE...: Debian packages that the network tests compare with; without root or apt-get those tests are
# reported as skipped.
install_programs() {
  missing=
  for package in "$@"; do
    dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package"
  done
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "Not installed, their tests will be skipped:$missing" >&2
    return 0
  fi
  echo "Installing$missing ..." >&2
  export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1
  # A daemon must not start on this machine because it was installed for tests.
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing; } >/dev/null 2>&1 ||
    echo "apt-get could not install$missing; their tests will be skipped" >&2
}
