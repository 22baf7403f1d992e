#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A translation reaches what is made of a plan, in letters that can be read: texts.sh ARMISTICE DATA
# Report, map, page and annex by plan --texts; sheets by map --texts; README, sheets and sector.html by
# export --texts. The rest of each stays English, and is told.
set -eu
program=$1
ARMISTICE_DATA=$2
export ARMISTICE_DATA
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

has() {
    # In one line, for texts are broken into several.
    tr -s '\n ' '  ' <"$1" | grep -qF -e "$2" || {
        echo "$1 lacks '$2'" >&2
        exit 1
    }
}
refused() {
    wanted=$1
    shift
    if "$program" "$@" >/dev/null 2>err; then
        echo "not refused: $*" >&2
        exit 1
    fi
    has err "$wanted"
}

cat >uk.toml <<'END'
language = "uk"
months = "січ лют бер кві тра чер лип сер вер жов лис гру"
heading.dates = "Дати"
[sheet]
legend = "Умовні знаки"
number = "Аркуш {n} з {all}"
at_centre = "{scale} у центрі"
kilometres = "{figure} км"
grid_zones = "Сітка MGRS, лінії через {km:.0f} км, зони {names}"
grid_zone = "Сітка MGRS, лінії через {km:.0f} км, зона {names}"
reserved = "Відкладено: {name}"
[legend]
exit_used = "Виїзд у цій фазі"
[phase_sheet]
begins = "Початок"
[ways_sheet]
of_forces = "{n} шлях / {n} шляхи / {n} шляхів"
[annex]
title = "Додаток: {terms}"
[pages]
number = "Сторінка {n} з {all}"
[page]
play = "Пуск"
subtitle = "{theatre} · день Д {day} · дати {dates} · версія {version}"
[pack]
title = "ПАКЕТ ДЛЯ ПАТРУЛЯ"
phone = "Телефон: скопіюйте phone/plan.kmz на телефон і відкрийте його програмою карт. Якщо зон немає, програма не малює площ."
[patrol]
posts = "Пости"
END

"$program" plan --quiet --texts uk.toml -o plan >/dev/null 2>err
has err 'uk.toml: stay English: unit.area'
has plan/report.md '## Дати'
grep -q '24 жов 2022' plan/report.md
pdftotext plan/map.pdf map.txt
has map.txt 'Умовні знаки'
has map.txt 'у центрі'
has map.txt '200 км'
has map.txt 'Sources' # not translated
pdftotext plan/annex.pdf annex.txt
has annex.txt 'Додаток: '
has annex.txt 'Сторінка 2 з '
grep -q '"language":"uk","words":{.*"play":"Пуск"' plan/page.html
# What the plan is does not change: all else is as without words of its own.
"$program" plan --quiet -o english >/dev/null 2>&1
for file in plan.json annex.csv schedule.csv geojson/zones.geojson; do
    cmp "plan/$file" "english/$file"
done
! cmp -s plan/page.html english/page.html
"$program" verify plan --texts uk.toml >verified.txt 2>&1 || {
    cat verified.txt >&2
    exit 1
}

# Sheets, of any plan: those of the plan made in English are the same.
"$program" map english -o overview.png --texts uk.toml >/dev/null 2>&1
cmp overview.png plan/map.png
"$program" map english -o atlas.pdf --sheets phases,corridors --texts uk.toml >told.txt 2>err
has err 'stay English'
pdftotext atlas.pdf atlas.txt
for text in 'Умовні знаки' 'Аркуш 1 з ' 'Сітка MGRS, лінії через 10 км, зони 36T' 'Відкладено: ' 'Початок' \
    'Виїзд у цій фазі' ' шляхів from ' ' шляхи from ' '27 жов 2022'; do
    has atlas.txt "$text"
done
pdffonts atlas.pdf | grep -q 'NotoSans'

"$program" export english -f pack --sector sector-1 --texts uk.toml -o pack.zip >/dev/null 2>err
has err 'stay English'
/usr/bin/python3 -c 'import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extractall("pack")' pack.zip
head -2 pack/README.txt | tail -1 | grep -qx '================='
has pack/README.txt 'ПАКЕТ ДЛЯ ПАТРУЛЯ'
has pack/README.txt 'Телефон: скопіюйте'
has pack/README.txt 'Receiver: connect it'
/usr/bin/python3 - <<'END'
lines = open("pack/README.txt", encoding="utf-8").read().splitlines()
assert max(map(len, lines[:80])) <= 90, max(lines[:80], key=len)
phone = [i for i, line in enumerate(lines) if line.startswith("Телефон")][0]
assert len(lines[phone]) > 60, lines[phone]
END
grep -q '<html lang="uk">' pack/sector.html
has pack/sector.html 'Пости'
pdftotext pack/papers/atlas.pdf atlas.txt
has atlas.txt 'Умовні знаки'

# A name that there is not, a placeholder that is missing: said before anything is written.
printf '[page]\nplai = "x"\n' >wrong.toml
refused 'wrong.toml:2' plan --texts wrong.toml -o other
refused 'plai' map english -o other.pdf --texts wrong.toml
refused 'wrong.toml:2' export english -f pack -o other.zip --texts wrong.toml
printf '[sheet]\nnumber = "{n}"\n' >wrong.toml
refused '{all}' map english -o other.pdf --texts wrong.toml
refused 'needs the placeholders' plan --texts wrong.toml -o other
refused '--texts is for -f pack' export english -f kml -o other.kml --texts uk.toml
refused 'none.toml' map english -o other.pdf --texts none.toml
test ! -e other && test ! -e other.pdf && test ! -e other.zip
