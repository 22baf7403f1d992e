#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The default plan: default_plan.sh ARMISTICE DATA
# Twice the same bytes, checksums as the manifest says, totals counted again by other means (recount.py), every layer read by
# ogrinfo with features.
set -eu
here=$(dirname "$(readlink -f "$0")")
program=$1
ARMISTICE_DATA=$2
export ARMISTICE_DATA
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
"$program" plan -o one >one.txt 2>one.err &
first=$!
"$program" plan --quiet -o two >two.txt 2>two.err
wait "$first"
diff -r one two
grep -q '112.*000 km' one.txt # what is held, by the data as they are
for file in plan.json plan.gpkg report.md report.html annex.csv annex.pdf schedule.csv schedule.ics movements.csv protection.csv protection.svg \
    map.png map.pdf page.html manifest.json; do
    test -s "one/$file"
done
sed -n '/"outputs"/,$p' one/manifest.json |
    sed -n 's/.*"name": "\(.*\)",/\1/p; s/.*"sha256": "\(.*\)".*/\1/p' |
    paste - - | while read -r name sum; do
    echo "$sum  one/$name"
done >sums
test "$(wc -l <sums)" -ge 16
sha256sum --quiet -c sums

/usr/bin/python3 "$here/recount.py" one "$ARMISTICE_DATA/theatres/ukraine-2022-10/settlements.csv"

# Feature count of a layer that ogrinfo must read without a word of warning.
count() {
    ogrinfo -ro -so "$1" "$2" 2>warnings | sed -n 's/^Feature Count: //p'
    if [ -s warnings ]; then
        echo "$1 $2: $(cat warnings)" >&2
        return 1
    fi
}
for file in one/geojson/*.geojson; do
    layer=$(basename "$file" .geojson)
    features=$(count "$file" "$layer")
    test "$features" -gt 0
    test "$features" = "$(count one/plan.gpkg "$layer")"
done
for layer in lines zones phase_lines vacated corridors presence posts sectors sites settlements protection control turning_points reserved; do
    test -s "one/geojson/$layer.geojson"
done
