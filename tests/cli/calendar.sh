#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Calendars and pages read by other programs: calendar.sh ARMISTICE DATA
# schedule.ics by python3-icalendar (of the system: another python3 on the path lacks it), event by event beside schedule.csv; annex.pdf by pdftotext.
set -eu
program=$1
ARMISTICE_DATA=$2
export ARMISTICE_DATA
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
plan() {
    "$program" plan --theatre "$1" --terms "$2" --quiet -o "$2" $3 >/dev/null 2>&1
    /usr/bin/python3 "$here/read_calendar.py" "$2"
}
plan ukraine-2022-10 withdraw-to-border ""
plan korea korea-1953 ""
plan golan undof-1974 ""
# Three strips of latitude stand for the zones of Appendix A, which are no public data.
strip() {
    printf '{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[19,%s],[23,%s],[23,%s],[19,%s],[19,%s]]]}}' \
        "$2" "$2" "$3" "$3" "$2" >"$1.geojson"
}
strip zone-1 41 42.4
strip zone-2 42.4 42.7
strip zone-3 42.7 44
plan kosovo kosovo-1999 "--input zone-1=zone-1.geojson --input zone-2=zone-2.geojson --input zone-3=zone-3.geojson"
plan bosnia dayton-1995 ""
plan donbas-2015 minsk-addendum-2015 ""
pdftotext -layout withdraw-to-border/annex.pdf annex.txt
# As many rows as the CSV has, and every page with its number and the head row.
pages=$(pdfinfo withdraw-to-border/annex.pdf | sed -n 's/^Pages: *//p')
test "$(grep -c "Page [0-9]* of $pages" annex.txt)" = "$pages"
test "$(grep -c 'Latitude.*Longitude.*MGRS' annex.txt)" -ge "$pages"
rows=$(($(wc -l <withdraw-to-border/annex.csv) - 1))
test "$(grep -cE "[0-9]{2}°[0-9]{2}'[0-9]{2}\.[0-9]\"[NS] .*[0-9]{2}[A-Z]{3}[0-9]{10}" annex.txt)" = "$rows"
grep -q 'Херсон\|Лупарев' annex.txt
