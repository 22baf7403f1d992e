"""Compare the two candidate borders of Ukraine; prints the figures quoted in data/SOURCES.md.

Usage: measure_borders.py territories.geojson dcw-gmt.nc

Areas are geodesic (GeographicLib Planimeter). The symmetric difference is overlaid in lon/lat by GEOS (SpatiaLite).
"""

import json
import math
import pathlib
import subprocess
import sys
import tempfile

from common import degrees_to_km, ogr, polygons_of, write_geojson


def area_km2(polygons):
    total = 0.0
    for polygon in polygons:
        for index, ring in enumerate(polygon):
            text = "".join(f"{y:.9f} {x:.9f}\n" for x, y, *_ in ring[:-1])
            value = float(subprocess.run(["Planimeter"], input=text, capture_output=True, text=True, check=True).stdout.split()[2])
            total += abs(value) / 1e6 * (1 if index == 0 else -1)
    return total


def read_dcw(path, code):
    def array(name):
        text = subprocess.run(["gdalmdiminfo", "-detailed", "-array", name, str(path)], capture_output=True, text=True, check=True).stdout
        document = json.loads(text)
        values, scale = document["values"], {k: a.get("value") for k, a in document["attributes"].items()}
        return values, scale["min"], scale["scale"]

    (lon, lon_min, lon_scale), (lat, lat_min, lat_scale) = array(f"{code}_lon"), array(f"{code}_lat")
    rings, ring = [], []
    for x, y in zip(lon, lat):
        if x == 65535:  # pen up: the next ring begins
            if len(ring) > 3:
                rings.append(ring)
            ring = []
        else:
            ring.append((x / lon_scale + lon_min, y / lat_scale + lat_min))
    if len(ring) > 3:
        rings.append(ring)
    return [[r if r[0] == r[-1] else r + [r[0]]] for r in rings]


def main(territories, dcw):
    with open(territories, encoding="utf-8") as source:
        geo_maps = polygons_of(next(f for f in json.load(source)["features"] if f["properties"]["id"] == "ua")["geometry"])
    other = read_dcw(dcw, "UA")
    for name, polygons in (("geo-maps", geo_maps), ("dcw", other)):
        print(name, "vertices", sum(len(r) - 1 for p in polygons for r in p), "polygons", len(polygons),
              "area km2 %.0f" % area_km2(polygons))
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "both.geojson"
        write_geojson(path, [{"properties": {"id": n}, "geometry": {"type": "MultiPolygon", "coordinates": p}}
                             for n, p in (("a", geo_maps), ("b", other))])
        for name, sql in (("in one only", "ST_SymDifference"),):
            row, = ogr(path, f"SELECT {sql}(ST_MakeValid(a.geometry), ST_MakeValid(b.geometry)) AS geometry FROM both a, both b "
                             "WHERE a.id = 'a' AND b.id = 'b'")
            print(name, "km2 %.0f" % area_km2(polygons_of(row["geometry"])))
    grid = {}
    for polygon in geo_maps:
        for ring in polygon:
            for a, b in zip(ring, ring[1:]):
                steps = max(1, math.ceil(degrees_to_km(a, b) / 0.1))
                for k in range(steps):
                    p = (a[0] + (b[0] - a[0]) * k / steps, a[1] + (b[1] - a[1]) * k / steps)
                    grid.setdefault((int(p[0] * 10), int(p[1] * 10)), []).append(p)
    distances = []
    for polygon in other:
        for ring in polygon:
            for p in ring[:-1]:
                cx, cy = int(p[0] * 10), int(p[1] * 10)
                near = [degrees_to_km(p, q) for x in range(cx - 1, cx + 2) for y in range(cy - 1, cy + 2) for q in grid.get((x, y), ())]
                distances.append(min(near, default=99.0))
    distances.sort()
    print("dcw vertex to geo-maps edge, km: median %.2f, 90 %% %.2f, 99 %% %.2f" % tuple(distances[int(len(distances) * q)] for q in (0.5, 0.9, 0.99)))


if __name__ == "__main__":
    main(*sys.argv[1:])
