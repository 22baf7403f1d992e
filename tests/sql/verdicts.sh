#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Verdicts of a mission's own database, after `armistice export PLAN -f sql`, beside those of `armistice monitor`:
# every one of them must be the same.
#     verdicts.sh ARMISTICE DATA [ROWS]         (default: 1000000 over nested zones, a tenth of them over other plans)
# PostgreSQL with PostGIS (apt-get install postgresql-15-postgis-3) is started in a temporary folder, on a socket only.
set -eu
armistice=$(realpath "$1")
ARMISTICE_DATA=$(realpath "$2")
export ARMISTICE_DATA
rows=${3:-1000000}
here=$(cd "$(dirname "$0")" && pwd)
postgres=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -1 || true)
if [ -z "$postgres" ] || ! ls /usr/share/postgresql/*/extension/postgis.control >/dev/null 2>&1; then
    echo "skipped: needs PostgreSQL with PostGIS (apt-get install postgresql-15-postgis-3)"
    exit 77
fi
work=$(mktemp -d)
as_owner() {
    if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}
trap 'as_owner "$postgres/pg_ctl" -D "$work/db" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$work"' EXIT
chmod 755 "$work"
mkdir "$work/db"
[ "$(id -u)" != 0 ] || chown postgres "$work/db"
cd "$work"
as_owner "$postgres/initdb" -D "$work/db" -A trust >/dev/null
as_owner "$postgres/pg_ctl" -D "$work/db" -w -l "$work/db/log" \
    -o "-k $work/db -c listen_addresses= -c fsync=off -c timezone=Asia/Kathmandu" start >/dev/null
ask() { as_owner psql -h "$work/db" -d postgres -v ON_ERROR_STOP=1 -qtA "$@"; }
failed=0

# compare NAME PLAN ROWS WEST SOUTH EAST NORTH FROM-YEAR YEARS PARTY PARTY
compare() {
    local name=$1 plan=$2 count=$3 turns
    "$armistice" export "$plan" -f sql -o "$work/plan.sql" --overwrite 2>/dev/null
    # When a clause begins or ends, a second before and a second after.
    turns=$(sed -n '/^copy force/,/^\\\./p' "$work/plan.sql" | grep -o '[0-9-]*T[0-9:]*Z' | grep -v '^9999' | sort -u |
        while read -r turn; do
            for second in -1 0 1; do date -u -d "@$(($(date -d "$turn" +%s) + second))" +%FT%TZ; done
        done | tr '\n' ' ')
    awk -v n="$count" -v west="$4" -v south="$5" -v east="$6" -v north="$7" -v year="$8" -v years="$9" -v a="${10}" \
        -v b="${11}" -v feed="$work/feed" -v table="$work/table" -v turns="$turns" 'BEGIN {
        srand(3)
        kinds = split("weapon weapon weapon weapon weapon explosion shot strike_city strike_facility fortification mine reinforcement movement overflight exercise denied_access device_off storage_missing thermal_anomaly other", kind, " ")
        words = split("tank mortar artillery mlrs ifv air_defence 2s1 2s3 any forces", word, " ")
        split("0 50 1000 6000", accuracy, " ")
        turn_count = split(turns, turn, " ")
        for (i = 1; i <= n; ++i) {
            what = kind[1 + int(kinds * rand())]
            weapon = rand() < 0.9 ? word[1 + int(words * rand())] : ""
            r = rand(); side = r < 0.4 ? a : r < 0.8 ? b : ""
            y = year + int(years * rand()); m = 1 + int(12 * rand()); d = 1 + int(28 * rand())
            from = sprintf("%04d-%02d-%02dT%02d:%02d:%02dZ", y, m, d, 24 * rand(), 60 * rand(), 60 * rand())
            if (rand() < 0.25) { from = turn[1 + int(turn_count * rand())]; y = substr(from, 1, 4) + 0 }
            to = rand() < 0.1 ? sprintf("%04d-%02d-%02dT00:00:00Z", y + 1, 1 + int(12 * rand()), d) : ""
            lon = sprintf("%.6f", west + (east - west) * rand()); lat = sprintf("%.6f", south + (north - south) * rand())
            if (rand() < 0.03) { lon = sprintf("%.6f", 360 * rand() - 180); lat = sprintf("%.6f", 180 * rand() - 90) }
            acc = accuracy[1 + int(4 * rand())]
            counted = rand() < 0.3 ? 1 + int(9 * rand()) : ""
            printf "{\"report_id\":\"r%d\",%s,\"what\":\"%s\",%s%s%s\"lon\":%s,\"lat\":%s,\"accuracy_m\":%s}\n", i, \
                to == "" ? "\"time\":\"" from "\"" : "\"from\":\"" from "\",\"to\":\"" to "\"", what, \
                weapon == "" ? "" : "\"weapon_class\":\"" weapon "\",", side == "" ? "" : "\"side\":\"" side "\",", \
                counted == "" ? "" : "\"count\":" counted ",", lon, lat, acc > feed
            printf "r%d,%s,%s,%s,%s,%s,%s,%s,%s,%s\n", i, from, to, what, weapon, side, lon, lat, acc, counted > table
        }
    }'
    "$armistice" monitor "$work/feed" --plan "$plan" -f csv -o "$work/ours.csv" --overwrite --quiet 2>/dev/null
    chmod a+r "$work"/*
    ask -c "drop schema if exists armistice cascade; drop table if exists ours, theirs" >/dev/null 2>&1
    ask -f "$work/plan.sql" >/dev/null
    ask -c "copy armistice.reports from stdin csv" <"$work/table"
    ask -c "create table ours ($(head -1 "$work/ours.csv" | sed 's/,/" text,"/g; s/^/"/; s/$/" text/'))"
    ask -c "copy ours from stdin csv header" <"$work/ours.csv"
    local start
    start=$(date +%s%N)
    # On two connections: a function that is called a million times is not spread over workers by itself.
    ask -c "create unlogged table theirs as select * from armistice.verdicts limit 0"
    for half in 0 1; do
        ask -c "insert into theirs select * from armistice.verdicts where right(report_id, 1)::int % 2 = $half" &
    done
    wait
    echo "$name: $count reports judged in the database in $((($(date +%s%N) - start) / 1000000)) ms; a quarter of them" \
        "within a second of one of $(($(echo "$turns" | wc -w) / 3)) instants at which a clause begins or ends"
    ask -c "create index on theirs (report_id); create index on ours (report_id)"
    # Words and numbers as they are printed; nothing is another one, and nothing is missing.
    local differ differs="(o.verdict, o.class, o.because, o.clause, o.kind, o.zone, o.phase, o.rule, o.edge_basis, o.judged_for)
            is distinct from
        (t.verdict, t.class, t.because, t.clause, t.kind, t.zone, t.phase, t.rule, t.edge_basis, t.judged_for)
        or (t.finding is null) <> (o.report_id is not null)
        or abs(o.metres::numeric - t.metres) > 0.1 or (o.metres is null) <> (t.metres is null)
        or abs(o.uncertainty_m::numeric - t.uncertainty_m) > 0.1
        or abs(o.in_force::float8 - coalesce(t.in_force, 1)) > 0.0006"
    differ=$(ask -c "select count(*) from ours o full join theirs t using (report_id)
        where (t.report_id is not null or o.finding is null) and ($differs)")
    # What neither judges, because longitude and latitude seem exchanged.
    [ "$(ask -c "select count(finding) from ours")" = "$(ask -c "select count(finding) from theirs")" ] || differ="$differ, findings"
    ask -c "select '  ' || verdict || coalesce(' because of ' || because, '') || coalesce(', ' || class, '') || ': ' ||
        count(*) from theirs group by verdict, because, class order by verdict, because nulls first, class nulls first"
    ask -c "select '  metres printed otherwise: ' || count(*) from ours o join theirs t using (report_id)
        where o.metres::numeric is distinct from t.metres"
    echo "  verdicts that differ: $differ"
    if [ "$differ" != 0 ]; then
        ask -c "select * from ours o full join theirs t using (report_id)
            where (t.report_id is not null or o.finding is null) and ($differs) limit 5"
        failed=1
    fi
}

make() { "$armistice" plan "$@" --quiet >said 2>&1 || { cat said; exit 1; }; }
make --theatre donbas-2015 --terms "$here/../bench/monitor_terms.toml" -o nested
make --d-day 2022-02-01T00:00:00Z -o withdrawal
make --theatre donbas-2015 --terms minsk-2015 -o minsk
make --theatre donbas-2015 --terms "$here/exceptions_terms.toml" -o exceptions
compare "five nested zones" nested "$rows" 36.8 46.9 39.8 49.3 2014 3 ua ru
compare "exceptions and caps" exceptions $((rows / 10)) 36.5 46.8 40 49.5 2015 1 ua ru
compare "minsk-2015" minsk $((rows / 10)) 36.5 46.8 40 49.5 2015 2 ua ru
compare "withdrawal in phases" withdrawal $((rows / 10)) 22 44 41 53 2022 2 ua ru
exit $failed
