#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Field formats read by programs that are not ours: run.sh ARMISTICE DATA [handsets]
# xmllint, GPSBabel, GDAL's ogrinfo, unzip and sha256sum; with `handsets` also the npm packages
# @tak-ps/node-cot and @placemarkio/check-geojson (versions of package-lock.json, brought to
# build/npm/field once). Of a made-up plan and of one full of hostile text.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
program=$1
export ARMISTICE_DATA=$2
handsets=${3-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0

fail() {
    echo "$*" >&2
    status=1
}

# equal WHAT LEFT RIGHT
equal() {
    [ "$2" = "$3" ] || fail "$1: '$2', expected '$3'"
}

"$program" theatres --init "$work/theatre" >/dev/null 2>&1
node "$here/../page/hostile_theatre.mjs" "$program" "$work/hostile-theatre"
for name in plan hostile; do
    theatre=$work/theatre
    [ $name = plan ] || theatre=$work/hostile-theatre
    "$program" plan --quiet --theatre "$theatre" -o "$work/made-$name" >/dev/null 2>"$work/err" || {
        cat "$work/err" >&2
        exit 1
    }
    out=$work/$name
    formats=gpx,kml,kmz,cot,tak,tak-clear,csv,gpkg,fgb,dxf,pack
    "$program" export "$work/made-$name" -f $formats --theatre "$theatre" -o "$out" 2>/dev/null
    "$program" export "$work/made-$name" -f $formats --theatre "$theatre" -o "$work/again" 2>/dev/null
    diff -r "$out" "$work/again" || fail "$name: other bytes the second time"
    rm -r "$work/again"

    # XML is well formed, each event by itself.
    xmllint --nonet --noout "$out/plan.gpx" "$out/plan.kml" || fail "$name: XML"
    while IFS= read -r event; do
        printf '%s' "$event" | xmllint --nonet --noout - || fail "$name: an event"
    done <"$out/plan.cot"
    unzip -q -o "$out/plan.kmz" -d "$out/kmz"
    cmp "$out/kmz/doc.kml" "$out/plan.kml" || fail "$name: KMZ is not the KML"

    # GPSBabel and GDAL find all that was written.
    points=$(grep -c '<wpt ' "$out/plan.gpx")
    tracks=$(grep -c '<trk>' "$out/plan.gpx")
    gpsbabel -i gpx -f "$out/plan.gpx" -o unicsv -F "$work/points.csv"
    equal "$name: waypoints by GPSBabel" $(($(wc -l <"$work/points.csv") - 1)) "$points"
    gpsbabel -i gpx -f "$out/plan.gpx" -x nuketypes,waypoints,routes -o gpx -F "$work/tracks.gpx"
    equal "$name: tracks by GPSBabel" "$(grep -c '<trk>' "$work/tracks.gpx")" "$tracks"
    equal "$name: track points by GPSBabel" "$(grep -c '<trkpt' "$work/tracks.gpx")" \
        "$(grep -c '<trkpt' "$out/plan.gpx")"
    # A receiver's own short names: GPSBabel finds nothing left to shorten.
    gpsbabel -i gpx -f "$out/plan.gpx" -x nuketypes,tracks,routes -o garmin_txt -F "$work/garmin.txt"
    equal "$name: longest name" "$(grep -o '<name>[^<]*' "$out/plan.gpx" | tail -n +2 | sed 's/<name>//' |
        awk '{ if (length > most) most = length } END { print (most <= 14) }')" 1
    gpsbabel -i kml -f "$out/plan.kml" -o unicsv -F "$work/kml.csv"
    equal "$name: points of KML by GPSBabel" $(($(wc -l <"$work/kml.csv") - 1)) \
        "$(grep -o '<Point>' "$out/plan.kml" | wc -l)"
    equal "$name: tracks by GDAL" \
        "$(ogrinfo -so "$out/plan.gpx" tracks | sed -n 's/^Feature Count: //p')" "$tracks"
    ogrinfo -al "$out/plan.kml" 2>"$work/err" | grep -c '^OGRFeature' >"$work/count"
    [ ! -s "$work/err" ] || fail "$name: KML by GDAL: $(cat "$work/err")"
    equal "$name: places by GDAL" "$(cat "$work/count")" "$(grep -c '<Placemark>' "$out/plan.kml")"
    for file in "$out"/fgb/*.fgb; do
        layer=$(basename "$file" .fgb)
        equal "$name: $layer as FlatGeobuf" "$(ogrinfo -so -al "$file" | sed -n 's/^Feature Count: //p')" \
            "$(ogrinfo -so "$out/plan.gpkg" "$layer" | sed -n 's/^Feature Count: //p')"
        ogrinfo -so -al "$file" | grep -q '^valid_from: DateTime' || fail "$name: $layer has no times"
    done
    # QGIS takes up its temporal controller: for each layer the style says so (mode 2: start and end are
    # fields, qgsvectorlayertemporalproperties.h), and the fields that it names are times.
    styled=0
    for layer in $(ogrinfo -q -so "$out/plan.gpkg" | sed -n 's/^[0-9]*: \([^ ]*\).*/\1/p'); do
        [ "$layer" != layer_styles ] || continue
        ogrinfo -q "$out/plan.gpkg" -sql "select styleQML from layer_styles where f_table_name = '$layer'" |
            sed -n 's/^ *styleQML (String) = //p' >"$work/style.qml"
        temporal='/qgis/temporal[@enabled="1" and @mode="2" and @limitMode="0" and @accumulate="0"]'
        equal "$name: $layer: temporal controller" \
            "$(xmllint --nonet --xpath "concat($temporal/@startField, ' ', $temporal/@endField)" "$work/style.qml")" \
            'valid_from valid_to'
        equal "$name: $layer: times" \
            "$(ogrinfo -so "$out/plan.gpkg" "$layer" | grep -c '^valid_\(from\|to\): DateTime')" 2
        [ "$(xmllint --nonet --xpath 'count(/qgis/renderer-v2//layer)' "$work/style.qml")" -gt 0 ] ||
            fail "$name: $layer: nothing is drawn"
        styled=$((styled + 1))
    done
    [ $styled -ge 8 ] || fail "$name: $styled styled layers"
    ogrinfo -al "$out/plan.dxf" >"$work/dxf.txt" 2>"$work/err"
    [ ! -s "$work/err" ] || fail "$name: DXF by GDAL: $(cat "$work/err")"
    grep -q 'Layer (String) = ZONES' "$work/dxf.txt" || fail "$name: no zones in the drawing"

    # The pack is what its checksums say.
    unzip -q "$out/pack.zip" -d "$out/pack"
    (cd "$out/pack" && sha256sum --quiet -c SHA256SUMS) || fail "$name: checksums"
    equal "$name: files of the pack" "$(find "$out/pack" -type f | wc -l)" \
        $(($(wc -l <"$out/pack/SHA256SUMS") + 1))
    cmp "$out/pack/receiver/plan.gpx" "$out/plan.gpx" || fail "$name: GPX of the pack"
    atlas=$(pdfinfo "$out/pack/papers/atlas.pdf" | sed -n 's/^Pages: *//p')
    [ "$atlas" -ge 5 ] || fail "$name: $atlas map sheets"

    # Those of the sectors: fewer sheets, a sheet of the sector's own, and the README names them.
    "$program" export "$work/made-$name" -f pack --theatre "$theatre" --each-sector -o "$work/sectors-$name" 2>/dev/null
    for pack in "$work/sectors-$name"/*/pack.zip; do
        part=$(dirname "$pack")/in
        unzip -q "$pack" -d "$part"
        (cd "$part" && sha256sum --quiet -c SHA256SUMS) || fail "$pack: checksums"
        pages=$(pdfinfo "$part/papers/atlas.pdf" | sed -n 's/^Pages: *//p')
        [ "$pages" -ge 3 ] && [ "$pages" -lt "$atlas" ] || fail "$pack: $pages of $atlas map sheets"
        for file in sector.html sector.md papers/atlas.pdf page.html; do
            grep -q "^$file$" "$part/README.txt" && [ -s "$part/$file" ] || fail "$pack: $file"
        done
        pdftotext "$part/papers/atlas.pdf" "$work/text"
        grep -q "Sheet 1 of $atlas" "$work/text" || fail "$pack: numbers of sheets"
        if grep -qiE '<(script|img|iframe|object|link|base|a)[ >]|<[^>]* on[a-z]+=' "$part/sector.html"; then
            fail "$pack: markup in sector.html"
        fi
    done
done

# What else a plan writes stays harmless, too.
xmllint --nonet --noout "$work/made-hostile/protection.svg" || fail "protection.svg"
for file in annex.pdf map.pdf; do
    pdftotext "$work/made-hostile/$file" "$work/text" || fail "$file"
    if grep -qP '[\x00-\x08\x0e-\x1f]|\x{202e}' "$work/text"; then
        fail "$file: control characters"
    fi
    if pdfinfo -js "$work/made-hostile/$file" | grep -q . ; then
        fail "$file: a script"
    fi
done

if [ "$handsets" = handsets ]; then
    tools=$here/../../build/npm/field
    if ! cmp -s "$here/package-lock.json" "$tools/node_modules/.lock"; then
        mkdir -p "$tools"
        cp "$here/package.json" "$here/package-lock.json" "$tools/"
        npm ci --prefix "$tools" --ignore-scripts --no-audit --no-fund --loglevel=error
        cp "$here/package-lock.json" "$tools/node_modules/.lock"
    fi
    FIELD_TOOLS=$tools FIELD_WORK=$work node --test "$here/handsets.test.mjs" || status=1
fi
exit $status
