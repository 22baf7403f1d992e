#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Whole processes against the computing alone of their peers, on the lines of zone_bench:
#     tests/bench/whole_process.sh [BUILD]            (default: build/release, with -DARMISTICE_BENCH=ON)
# Each figure is the median of 11 runs; peers and armistice take turns, so that a busy machine slows
# them alike. PostGIS is asked too when its server is installed (apt-get install postgresql-15-postgis-3): a
# server of its own is started in a temporary folder.
set -eu
build=$(cd "${1:-build/release}" && pwd)
work=$(mktemp -d)
trap 'stop_server; rm -rf "$work"' EXIT
bench=$build/tests/zone_bench
runs=11

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
geos() {  # computing time of GEOS's buffer
    "$bench" --benchmark_filter="^geos_bench/$1/$2\$" --benchmark_format=csv --benchmark_min_time=0.01 2>/dev/null |
        awk -F, '/^"geos/{printf "%d\n", $3 * 1000}'
}
postgis() {
    ask "\\timing on" -c "select 1" >/dev/null 2>&1 || true
    as_owner psql -h "$work/db" -d postgres -qtA <<END | awk '/^Time/{printf "%d\n", $2 * 1000}'
\\timing on
select length(ST_AsBinary(ST_Buffer(shape, $2, 'quad_segs=64')::geometry)) from line where level = $1;
END
}

start_server
printf '%-9s %-9s %12s %12s %12s %9s %9s\n' vertices distance armistice GEOS PostGIS /GEOS /PostGIS
[ -z "$server" ] || ask "create table line (level int, shape geography)" >/dev/null
for level in 2 4 6; do
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
            geos $level $distance >>"$work/geos.times"
            # PostGIS is left out where one run takes most of a minute.
            [ -z "$server" ] || [ $level = 6 ] || postgis $level $distance >>"$work/postgis.times"
        done
        a=$(median "$work/armistice.times")
        g=$(median "$work/geos.times")
        p=-
        [ ! -s "$work/postgis.times" ] || p=$(median "$work/postgis.times")
        printf '%-9s %-9s %9s ms %9s ms %9s ms %9s %9s\n' "$count" "${distance}m" "$a" "$g" "$p" \
            "$(echo "$a $g" | awk '{printf "%.2f", $1 / $2}')" \
            "$(echo "$a $p" | awk '{if ($2 > 0) printf "%.3f", $1 / $2; else print "-"}')"
    done
done
