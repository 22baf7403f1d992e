#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Verdicts on a million reports against five nested zones on both sides, beside PostGIS and GeoPandas, in one run:
#     tests/bench/monitor.sh [BUILD] [ROWS]        (default: build/release, with -DARMISTICE_BENCH=ON; 1000000)
# PostGIS and GeoPandas only say whether a point lies in a zone that binds its side and holds for its class; armistice
# adds time, distance, uncertainty, probability, reading and writing. They are asked when they are installed
# (apt-get install postgresql-15-postgis-3 python3-geopandas python3-rtree); the server is started in a temporary folder.
# Two idle cores, TMPDIR=/dev/shm: judged in 0.36 to 0.44 s; read, judged and written in 0.93 s (onto a disk 1.17 to 1.30 s); where
# others use a part of the machine 0.53 to 0.60 s and 1.25 to 2.1 s. In the same run as the first: PostGIS, zones cut small
# and indexed, two workers, 4.7 to 5.0 s; GeoPandas with rtree 52 s.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "${1:-build/release}" && pwd)
rows=${2:-1000000}
work=$(mktemp -d)
server=
postgres=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -1 || true)
as_owner() {
    if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}
trap '[ -z "$server" ] || as_owner "$postgres/pg_ctl" -D "$work/db" -m immediate stop >/dev/null 2>&1; rm -rf "$work"' EXIT

"$build/armistice" plan --theatre donbas-2015 --terms "$here/monitor_terms.toml" -o "$work/plan" --quiet >/dev/null
awk -v n="$rows" -v folder="$work" 'BEGIN {
    srand(1)
    split("tank mortar artillery mlrs ifv air_defence 2s1 2s3", words, " ")
    split("tank mortar artillery mlrs ifv air_defence artillery artillery", classes, " ")
    for (i = 1; i <= n; ++i) {
        k = 1 + int(8 * rand()); side = rand() < 0.5 ? "ua" : "ru"
        lon = 36.8 + 3 * rand(); lat = 46.9 + 2.4 * rand()
        printf "{\"report_id\":\"r%d\",\"time\":\"2016-%02d-%02dT%02d:00:00Z\",\"what\":\"weapon\",\"weapon_class\":\"%s\",\"side\":\"%s\",\"lon\":%.6f,\"lat\":%.6f,\"accuracy_m\":%d,\"source_class\":\"uav\"}\n",
            i, 1 + int(12 * rand()), 1 + int(28 * rand()), int(24 * rand()), words[k], side, lon, lat, 10 + int(90 * rand()) > (folder "/feed")
        printf "%d,%s,%s,%.6f,%.6f\n", i, classes[k], side, lon, lat > (folder "/points.csv")
    }
}'
echo "$rows reports, $(du -h "$work/feed" | cut -f1)"
"$build/tests/monitor_bench" "$work/plan" "$work/feed"
TIMEFORMAT='armistice monitor, read and written, whole process: %R s; %U + %S s of processor time'
for run in 1 2 3; do
    time "$build/armistice" monitor "$work/feed" --plan "$work/plan" -o "$work/verdicts" --overwrite --quiet
done
du -h "$work/verdicts" | sed 's/\t.*/ of verdicts/'

if [ -n "$postgres" ] && ls /usr/share/postgresql/*/extension/postgis.control >/dev/null 2>&1; then
    chmod 755 "$work"
    chmod -R a+rX "$work"
    mkdir "$work/db"
    [ "$(id -u)" != 0 ] || chown postgres "$work/db"
    as_owner "$postgres/initdb" -D "$work/db" -A trust >/dev/null
    as_owner "$postgres/pg_ctl" -D "$work/db" -w -o "-k $work/db -c listen_addresses= -c max_parallel_workers_per_gather=2" start >/dev/null
    server=yes
    ask() { as_owner psql -h "$work/db" -d postgres -qtA "$@"; }
    ask -c "create extension postgis; create table zone (id text, binds text, classes text, shape geometry);
            create table report (id int, class text, side text, lon float8, lat float8);" >/dev/null
    /usr/bin/python3 - "$work" <<'PYTHON' >"$work/zones.sql"
import json, sys
classes = {z["id"]: z["systems"] or z["weapon_class"] for z in json.load(open(sys.argv[1] + "/plan/plan.json"))["zones"]}
for f in json.load(open(sys.argv[1] + "/plan/geojson/zones.geojson"))["features"]:
    p = f["properties"]
    print("insert into zone values ('%s', '%s', '%s', ST_SetSRID(ST_GeomFromGeoJSON('%s'), 4326));"
          % (f.get("id", p.get("id")), p["binds"], p["weapon_class"], json.dumps(f["geometry"])))
PYTHON
    chmod a+r "$work"/*
    ask -f "$work/zones.sql"
    ask -c "copy report from stdin csv" <"$work/points.csv"
    # Cut small, as PostGIS advises for polygons with many corners, and indexed.
    ask -c "create table piece as select id, binds, classes, ST_Subdivide(shape, 64) shape from zone;
            create index on piece using gist (shape); analyze;
            alter table report add place geometry; update report set place = ST_SetSRID(ST_MakePoint(lon, lat), 4326);"
    for run in 1 2 3; do
        ask -c '\timing on' -c "select count(*), count(distinct r.id) from report r join piece z
            on r.side = z.binds and (z.classes in ('forces', 'heavy_weapons') or z.classes like '%' || r.class || '%')
            and ST_Covers(z.shape, r.place)" | sed 's/^Time/PostGIS, points in zones/'
    done
fi
if /usr/bin/python3 -c 'import geopandas' 2>/dev/null; then
    /usr/bin/python3 - "$work" <<'PYTHON'
import sys, time, warnings
warnings.filterwarnings("ignore")
import geopandas, pandas
work = sys.argv[1]
zones = geopandas.read_file(work + "/plan/geojson/zones.geojson")
table = pandas.read_csv(work + "/points.csv", names=["id", "class", "side", "lon", "lat"])
start = time.time()
points = geopandas.GeoDataFrame(table, geometry=geopandas.points_from_xy(table.lon, table.lat), crs=4326)
joined = geopandas.sjoin(points, zones[["binds", "weapon_class", "geometry"]], predicate="within")
joined = joined[joined.side == joined.binds]
print("GeoPandas, points in zones: %.0f ms, %d pairs" % (1000 * (time.time() - start), len(joined)))
PYTHON
fi
