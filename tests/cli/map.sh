#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Map sheets of the default plan as poppler reads them: map.sh ARMISTICE DATA
# Every sheet a page with its titles, scale, grid, validity and sources as text; no name over another;
# twice the same bytes.
set -eu
program=$1
ARMISTICE_DATA=$2
export ARMISTICE_DATA
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
"$program" plan --quiet -o plan >/dev/null 2>&1
"$program" map plan -o one.pdf --sheets all >sheets.txt
"$program" map plan -o two.pdf --sheets all >/dev/null
cmp one.pdf two.pdf
"$program" map plan -o overview.png >/dev/null
cmp overview.png plan/map.png
pages=$(pdfinfo one.pdf | sed -n 's/^Pages: *//p')
test "$pages" = "$(grep -c '1:[0-9]' sheets.txt)"
test "$pages" -ge 18 # index, overview, 5 phases, 5 sectors, ways out
pdffonts one.pdf | grep -q 'NotoSans-Bold.* yes '
page=0
while [ "$page" -lt "$pages" ]; do
    page=$((page + 1))
    pdftotext -f "$page" -l "$page" one.pdf page.txt
    for text in "Sheet $page of $pages" Legend 'at the centre' 'Datum' 'WGS 84' 'Valid ' 'version ' 'OpenStreetMap' 'ODbL' \
        'do not imply'; do
        tr '\n' ' ' <page.txt | grep -q "$text" || {
            echo "page $page lacks '$text'" >&2
            exit 1
        }
    done
done
# The index names every sheet with its number.
pdftotext -f 1 -l 1 -layout one.pdf page.txt
grep -q 'Index of sheets' page.txt
while read -r number title; do
    [ "$number" = 1 ] || grep -q "^.*\b$number  *${title%%  *}" page.txt || {
        echo "the index lacks sheet $number" >&2
        exit 1
    }
done <<EOF
$(sed -n 's/^ *\([0-9]*\)  *\(.*\)  1:.*/\1 \2/p' sheets.txt | cut -c1-24)
EOF
# On the map, too, that of the reserved area.
pdftotext -f 1 -l 1 one.pdf - | grep -q '^Sheet 7$'
# A graticule on the overview, MGRS squares and both scripts on the others.
pdftotext -f 2 -l 2 one.pdf - | tr '\n' ' ' | grep -q 'Graticule 2°'
pdftotext -f 2 -l 2 one.pdf - | grep -q 'Recognised border of Ukraine'
pdftotext -f 2 -l 2 one.pdf - | grep -q '^PL 4$'
pdftotext -f 8 -l 8 one.pdf page.txt
tr '\n' ' ' <page.txt | grep -q 'MGRS grid, lines every 10 km'
grep -q '^WQ$' page.txt
grep -q 'Севастополь' page.txt
grep -q 'Sheet 9: Sector 2' page.txt
pdftotext -bbox one.pdf words.html
/usr/bin/python3 "$here/read_sheets.py" words.html
