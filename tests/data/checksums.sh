#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every file of data/ that data/SOURCES.md lists is there with the checksum that it states, and every
# file of data but schemas is listed.
set -eu
cd "$(dirname "$0")/../../data"
rows=$(mktemp)
trap 'rm "$rows"' EXIT
awk -F ' *[|] *' '$3 ~ /^[0-9a-f]+$/ && length($3) == 64 { print $3 "  " $2 }' SOURCES.md >"$rows"
status=0
[ -s "$rows" ] || { echo "SOURCES.md: no row with a checksum"; status=1; }
sha256sum --check --quiet "$rows" || status=1
for file in $(find agreements mappings reference theatres presence.toml roads.toml weapons.toml -type f | sort); do
    grep -q "  $file\$" "$rows" || { echo "$file: not in SOURCES.md"; status=1; }
done
exit $status
