#!/bin/sh
# npm test: installs what is missing, builds, runs every test. Arguments go to vitest.
set -e
root=$(CDPATH= cd -P "$(dirname "$0")/.." && pwd)
. "$root/scripts/install.sh"
install_packages "$root"
install_programs isc-dhcp-server isc-dhcp-client isc-dhcp-relay udhcpc dhcpcd5 dibbler-client wide-dhcpv6-client iproute2 strace
cd "$root"
npm run --silent build
exec node_modules/.bin/node node_modules/vitest/vitest.mjs run "$@"
