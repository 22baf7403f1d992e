#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Parts of the program that are loaded when needed: modules.sh ARMISTICE DATA
# Each finds in the executable what it takes from there; plain files need none; one that is missing is named.
set -eu
program=$1
ARMISTICE_DATA=$2
export ARMISTICE_DATA
modules=$(dirname "$program")/modules
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() {
    echo "$1" >&2
    exit 1
}

nm -D --defined-only "$program" | awk '{print $NF}' | sort >"$work/offered"
for part in gdal drawing exact; do
    nm -D --undefined-only "$modules/armistice-$part.so" | awk '{print $NF}' |
        grep -E '^_Z[A-Z]*N?K?(3geo|7planner)' | sort >"$work/wanted.$part" || true
    missing=$(comm -23 "$work/wanted.$part" "$work/offered")
    [ -z "$missing" ] || fail "armistice-$part.so takes what the executable does not offer: $missing"
done
[ -s "$work/wanted.gdal" ] || fail "no module takes anything: the comparison looks for the wrong names"

cat >"$work/line.geojson" <<'END'
{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"a"},
"geometry":{"type":"LineString","coordinates":[[37,48],[37.5,48.2],[38,48]]}}]}
END
sed 's/{"name":"a"}/{"name":["a"]}/' "$work/line.geojson" >"$work/list.geojson"
"$program" zone "$work/line.geojson" --distance 5km >"$work/zone" 2>/dev/null
"$program" zone "$work/list.geojson" --distance 5km >"$work/by_gdal" 2>/dev/null
cmp "$work/zone" "$work/by_gdal"

mkdir "$work/bin"
cp "$program" "$work/bin/armistice"
"$work/bin/armistice" zone "$work/line.geojson" --distance 5km >"$work/alone" 2>/dev/null
cmp "$work/zone" "$work/alone"
code=0
"$work/bin/armistice" zone "$work/list.geojson" --distance 5km >/dev/null 2>"$work/said" || code=$?
[ "$code" = 4 ] || fail "without its module: exit $code, expected 4"
grep -q 'armistice-gdal.so is not there' "$work/said" || fail "the missing module is not named: $(cat "$work/said")"
echo broken >"$work/broken"
mkdir "$work/bin/modules"
cp "$work/broken" "$work/bin/modules/armistice-gdal.so"
code=0
"$work/bin/armistice" zone "$work/list.geojson" --distance 5km >/dev/null 2>"$work/said" || code=$?
[ "$code" = 4 ] || fail "with a broken module: exit $code, expected 4"
grep -q 'armistice-gdal.so does not load' "$work/said" || fail "the broken module is not named: $(cat "$work/said")"
