#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Computing and whole processes against the computing alone of their peers, on the lines of zone_bench, all
# in one run (issue B 7):
#     tests/bench/whole_process.sh [BUILD] [LEVELS]
# BUILD is build/release by default, with -DARMISTICE_BENCH=ON. LEVELS is "2 4 6" by default: 829, 3,313 and
# 13,249 vertices; "2 4 6 8" adds 52,993 and takes half an hour. Columns: `zone` is our computing alone,
# `armistice` the command with reading and writing. Each figure is the median of 11 runs (5 of 13,249, 3 of
# 52,993 vertices); peers and armistice take turns, so that a busy machine slows them alike. PostGIS is asked
# when its server is installed (apt-get install postgresql-15-postgis-3): a server of its own is started in a
# temporary folder. Of 13,249 vertices and more it runs once, for 5 minutes at most.
set -eu
build=$(cd "${1:-build/release}" && pwd)
work=$(mktemp -d)
trap 'stop_server; rm -rf "$work"' EXIT
levels=${2:-2 4 6}
bench=$build/tests/zone_bench
patience=300  # seconds for one answer of PostGIS

postgres=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -1)
server=
stop_server() {
    [ -z "$server" ] || as_owner "$postgres/pg_ctl" -D "$work/db" -m immediate stop >/dev/null 2>&1 || true
}
as_owner() {
    if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}
start_server() {
    [ -n "$postgres" ] && ls /usr/share/postgresql/*/extension/postgis.control >/dev/null 2>&1 || return 0
    chmod 755 "$work"
    mkdir "$work/db"
    [ "$(id -u)" != 0 ] || chown postgres "$work/db"
    as_owner "$postgres/initdb" -D "$work/db" -A trust >/dev/null
    as_owner "$postgres/pg_ctl" -D "$work/db" -w -o "-k $work/db -c listen_addresses=" start >/dev/null
    server=yes
    ask "create extension postgis" >/dev/null
}
ask() {
    as_owner psql -h "$work/db" -d postgres -qtA -c "$1"
}

milliseconds() {  # of a command
    local start=$(date +%s%N)
    "$@" >/dev/null 2>&1
    echo $((($(date +%s%N) - start) / 1000))
}
median() {  # of microseconds in a file, as milliseconds
    sort -n "$1" | awk '{v[NR] = $1} END {printf "%.1f", v[int((NR + 1) / 2)] / 1000}'
}
computing() {  # microseconds of `zone` or `geos` alone
    "$bench" --benchmark_filter="^$1_bench/$2/$3\$" --benchmark_format=csv --benchmark_min_time=0.01 2>/dev/null |
        awk -F, -v name="\"$1" 'index($1, name) == 1 {printf "%d\n", $3 * 1000}'
}
postgis() {
    as_owner psql -h "$work/db" -d postgres -qtA 2>/dev/null <<END | awk '/^Time/{t = $2} END {printf "%d\n", t * 1000}'
set statement_timeout = '${patience}s';
\\timing on
select length(ST_AsBinary(ST_Buffer(shape, $2, 'quad_segs=64')::geometry)) from line where level = $1;
END
}
ratio() {  # of the first to the second, with so many digits; - when there is no second
    echo "$1 $2" | awk -v digits="$3" '{if ($2 > 0) printf "%." digits "f", $1 / $2; else print "-"}'
}

start_server
printf '%-9s %-9s %11s %11s %11s %11s %10s %15s %13s\n' vertices distance zone armistice GEOS PostGIS \
    GEOS/zone armistice/GEOS PostGIS/zone
[ -z "$server" ] || ask "create table line (level int, shape geography)" >/dev/null
for level in $levels; do
    case $level in 8) runs=3 ;; 6) runs=5 ;; *) runs=11 ;; esac
    "$bench" --line $level >"$work/line.geojson"
    count=$(grep -o '\[[-0-9.]*,[-0-9.]*\]' "$work/line.geojson" | wc -l)
    if [ -n "$server" ]; then
        shape=$(grep -o '"geometry": *{[^}]*}' "$work/line.geojson" | sed 's/"geometry": *//')
        printf "insert into line values (%s, ST_GeomFromGeoJSON('%s')::geography);\n" $level "$shape" >"$work/load.sql"
        chmod 644 "$work/load.sql"
        as_owner psql -h "$work/db" -d postgres -q -f "$work/load.sql"
    fi
    for distance in 2000 15000 50000 140000; do
        rm -f "$work"/*.times
        for run in $(seq $runs); do
            milliseconds "$build/armistice" zone "$work/line.geojson" --distance ${distance}m \
                -o "$work/zone.geojson" --overwrite >>"$work/armistice.times"
            computing zone $level $distance >>"$work/zone.times"
            computing geos $level $distance >>"$work/geos.times"
            if [ -n "$server" ] && { [ $level -lt 6 ] || [ $run = 1 ]; }; then
                postgis $level $distance >>"$work/postgis.times"
            fi
        done
        z=$(median "$work/zone.times")
        a=$(median "$work/armistice.times")
        g=$(median "$work/geos.times")
        p=-
        [ ! -s "$work/postgis.times" ] || p=$(median "$work/postgis.times")
        printf '%-9s %-9s %8s ms %8s ms %8s ms %8s ms %10s %15s %13s\n' "$count" "${distance}m" "$z" "$a" "$g" \
            "$p" "$(ratio "$g" "$z" 1)" "$(ratio "$a" "$g" 3)" "$(ratio "$p" "$z" 0)"
    done
done
