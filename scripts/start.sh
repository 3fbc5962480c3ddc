#!/bin/sh
# npm start: installs what is missing, builds, then shows a lease over DHCPv4-over-DHCPv6 on real packets.
# npm start -- ARGUMENTS: installs, builds, then runs dhcpd with these arguments.
set -e
here=$PWD
root=$(CDPATH= cd -P "$(dirname "$0")/.." && pwd)
. "$root/scripts/install.sh"
install_packages "$root"
(cd "$root" && npm run --silent build)
if [ $# -gt 0 ]; then
  cd "${INIT_CWD:-$here}"
  exec "$root/bin/dhcpd" "$@"
fi
exec "$root/node_modules/.bin/node" "$root/scripts/demo/main.ts"
