#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The README holds what `armistice agreements --check` prints: readme_table.sh ARMISTICE DATA README [--update]
set -eu
program=$1
readme=$3
ARMISTICE_DATA=$2
export ARMISTICE_DATA
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$program" agreements --check >"$work/printed"
if [ "${4-}" = --update ]; then
    awk -v table="$work/printed" '
        /^<!-- end -->$/ { skip = 0 }
        !skip { print }
        /^<!-- armistice agreements --check -->$/ {
            while ((getline row <table) > 0) print row
            skip = 1
        }' "$readme" >"$work/new"
    cat "$work/new" >"$readme"
fi
sed -n '/^<!-- armistice agreements --check -->$/,/^<!-- end -->$/p' "$readme" | sed '1d;$d' >"$work/held"
diff -u "$work/held" "$work/printed"
# Each row of the list T1 to T20 is there.
for row in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    grep -q "^| T$row |" "$work/printed"
done
