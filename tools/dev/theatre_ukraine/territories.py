"""territories.geojson and reserved.geojson from npm @geo-maps/countries-coastline-1m 0.6.0.

Usage: territories.py MAP.geo.json OUT_DIR

Ukraine keeps every vertex of the package. The neighbours are cut to a box two degrees around Ukraine; their edges along
Ukraine are Ukraine's own edges (where the package simplified the two sides differently, the neighbour takes Ukraine's
chain), so that the land border is the set of edges two features share. Away from Ukraine they are thinned. The rings
which the package gives to both Ukraine and the Russian Federation are Crimea and Sevastopol: they leave the Russian
Federation (UNGA resolution 68/262) and become the reserved area.
"""

import json
import pathlib
import sys
import tempfile
from collections import defaultdict

from common import (KM_PER_DEGREE, degrees_to_km, inside, multipolygon, ogr, point_to_segment_km, polygons_of,
                    ring_area, simplify, write_geojson)

STATES = [("ua", "UKR", "Ukraine"), ("ru", "RUS", "Russian Federation"), ("by", "BLR", "Belarus"),
          ("md", "MDA", "Republic of Moldova"), ("ro", "ROU", "Romania"), ("pl", "POL", "Poland"),
          ("sk", "SVK", "Slovakia"), ("hu", "HUN", "Hungary")]
BOX = (20.1, 42.3, 42.3, 54.4)        # Ukraine is 22.14-40.23 E, 44.38-52.38 N
SAME_BORDER_KM = 1.5                 # two states' chains nearer than this are one border simplified twice
LONGEST_CHAIN = 200
NEAR_KM = 50.0                        # full detail this near to Ukraine
NEAR_TOLERANCE_KM, FAR_TOLERANCE_KM = 0.03, 0.25
CRIMEA_PROBES = [(34.10, 44.95), (33.52, 44.60), (36.47, 45.36)]     # Simferopol, Sevastopol, Kerch
SOURCE = "@geo-maps/countries-coastline-1m 0.6.0 (OpenStreetMap, 2017), ODbL 1.0"


def load(path):
    with open(path, encoding="utf-8") as source:
        features = json.load(source)["features"]
    wanted = {a3: key for key, a3, _ in STATES}
    states = {}
    for feature in features:
        key = wanted.get(feature["properties"].get("A3"))
        if key:
            states[key] = [[[tuple(p) for p in ring] for ring in polygon if key == "ua" or near_box(ring)]
                           for polygon in polygons_of(feature["geometry"]) if key == "ua" or near_box(polygon[0])]
    return states


def near_box(ring):
    west, south, east, north = BOX
    xs, ys = [p[0] for p in ring], [p[1] for p in ring]
    return max(xs) > west and min(xs) < east and max(ys) > south and min(ys) < north


def take_crimea(states):
    """Split the Russian Federation's polygons into its own and those whose coast is also Ukraine's."""
    ukraine = {p for polygon in states["ua"] for ring in polygon for p in ring}
    crimea, rest = [], []
    for polygon in states["ru"]:
        shared = sum(p in ukraine for p in polygon[0]) / len(polygon[0])
        # the mainland of the Russian Federation shares a few hundredths; Crimea and its islands share nearly all
        (crimea if shared > 0.9 else rest).append(polygon)
    for probe in CRIMEA_PROBES:
        assert inside(probe, crimea) and inside(probe, states["ua"]) and not inside(probe, rest), probe
    states["ru"] = rest
    return crimea


def adopt_chains(states):
    """Give each neighbour Ukraine's chain where both run along one border with different vertices."""
    where = {}
    for number, polygon in enumerate(states["ua"]):
        for ring_number, ring in enumerate(polygon):
            for i, p in enumerate(ring[:-1]):
                where[p] = (number, ring_number, i)

    def chain(a, b):
        (na, ra, ia), (nb, rb, ib) = where[a], where[b]
        if (na, ra) != (nb, rb):
            return None
        ring = states["ua"][na][ra][:-1]
        ahead = (ib - ia) % len(ring)
        step, count = (1, ahead) if ahead <= len(ring) / 2 else (-1, len(ring) - ahead)
        return [ring[(ia + step * k) % len(ring)] for k in range(count + 1)] if count < LONGEST_CHAIN else None

    def near(points, path):
        return all(min(point_to_segment_km(p, a, b) for a, b in zip(path, path[1:])) <= SAME_BORDER_KM for p in points)

    adopted = 0
    for key in states:
        if key == "ua":
            continue
        for polygon in states[key]:
            for number, ring in enumerate(polygon):
                open_ring = ring[:-1]
                nodes = [i for i, p in enumerate(open_ring) if p in where]
                if len(nodes) < 2:
                    continue
                result = []
                for i, j in zip(nodes, nodes[1:] + nodes[:1]):
                    count = (j - i) % len(open_ring)
                    run = [open_ring[(i + k) % len(open_ring)] for k in range(count + 1)]
                    path = chain(run[0], run[-1])
                    if path and path != run and len(path) > 1 and len(run) < LONGEST_CHAIN and near(path, run) and near(run, path):
                        run = path
                        adopted += 1
                    result += run[:-1]
                polygon[number] = result + [result[0]]
    return adopted


def thin(states):
    """Thin what is not Ukraine's, the same way on both sides of any border between two neighbours."""
    ukraine = {p for polygon in states["ua"] for ring in polygon for p in ring}
    cell = 0.5
    grid = defaultdict(list)
    for polygon in states["ua"]:
        for ring in polygon:
            for p in ring[::8]:  # every eighth vertex decides what is near: at most 2 km off
                grid[int(p[0] // cell), int(p[1] // cell)].append(p)

    def is_near(p):
        cx, cy = int(p[0] // cell), int(p[1] // cell)
        return any(degrees_to_km(p, q) < NEAR_KM
                   for x in range(cx - 2, cx + 3) for y in range(cy - 1, cy + 2) for q in grid.get((x, y), ()))

    owners = defaultdict(set)
    for key, polygons in states.items():
        for polygon in polygons:
            for ring in polygon:
                for p in ring:
                    owners[p].add(key)

    near_cache = {}

    def kind(p):
        if p in ukraine:
            return "ua"
        if p not in near_cache:
            near_cache[p] = is_near(p)
        return (near_cache[p], frozenset(owners[p]))

    def thin_ring(ring):
        points = ring[:-1]
        kinds = [kind(p) for p in points]
        breaks = [i for i in range(len(points)) if kinds[i] != kinds[i - 1]]
        if not breaks:
            if kinds[0] == "ua":
                return ring
            start = points.index(min(points))
            points = points[start:] + points[:start]
            middle = max(range(len(points)), key=lambda i: (degrees_to_km(points[0], points[i]), points[i]))
            tolerance = NEAR_TOLERANCE_KM if kinds[0][0] else FAR_TOLERANCE_KM
            halves = points[:middle + 1], points[middle:] + points[:1]
            return simplify(halves[0], tolerance)[:-1] + simplify(halves[1], tolerance)
        result = []
        for i, j in zip(breaks, breaks[1:] + breaks[:1]):
            count = (j - i) % len(points) or len(points)
            run = [points[(i + k) % len(points)] for k in range(count)]
            if kinds[i] != "ua":
                tolerance = NEAR_TOLERANCE_KM if kinds[i][0] else FAR_TOLERANCE_KM
                flipped = run[0] > run[-1]
                run = simplify(run[::-1] if flipped else run, tolerance)
                run = run[::-1] if flipped else run
            result += run
        return result + [result[0]]

    for key in states:
        if key == "ua":
            continue
        kept = []
        for polygon in states[key]:
            far_island = not any(is_near(p) for p in polygon[0][::25])
            if far_island and abs(ring_area(polygon[0])) * KM_PER_DEGREE ** 2 < 5:
                continue
            rings = [thin_ring(ring) for ring in polygon]
            rings = [r for r in rings if len(r) >= 4]
            if rings:
                kept.append(rings)
        states[key] = kept


def clip(states):
    """Cut the neighbours by the box (GEOS through SpatiaLite keeps every vertex inside untouched)."""
    west, south, east, north = BOX
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "states.geojson"
        features = [{"properties": {"id": key}, "geometry": {"type": "MultiPolygon", "coordinates": states[key]}}
                    for key in states if key != "ua"]
        write_geojson(path, features)
        for feature in ogr(path, "SELECT id, ST_Intersection(ST_MakeValid(geometry), "
                                 f"BuildMbr({west},{south},{east},{north},4326)) AS geometry FROM states"):
            states[feature["properties"]["id"]] = [[[tuple(p) for p in ring] for ring in polygon]
                                                   for polygon in polygons_of(feature["geometry"])]


def part(states):
    """Take from each neighbour what an earlier one already has: the package's and the thinning's slivers between two of them."""
    keys = [key for key, _, _ in STATES if key != "ua"]
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "states.geojson"
        for index, key in enumerate(keys[1:], 1):
            write_geojson(path, [{"properties": {"id": k}, "geometry": {"type": "MultiPolygon", "coordinates": states[k]}}
                                 for k in keys[:index + 1]])
            rows = ogr(path, "SELECT ST_Difference(ST_MakeValid(a.geometry), (SELECT ST_Union(ST_MakeValid(b.geometry)) FROM states b "
                             f"WHERE b.id <> '{key}')) AS geometry FROM states a WHERE a.id = '{key}'")
            states[key] = [[[tuple(p) for p in ring] for ring in polygon] for polygon in polygons_of(rows[0]["geometry"])]


def main(package, out):
    out = pathlib.Path(out)
    states = load(package)
    crimea = take_crimea(states)
    clip(states)
    adopted = adopt_chains(states)
    thin(states)
    clip(states)
    part(states)
    features = []
    for key, _, name in STATES:
        properties = {"id": key, "name": name, "source": SOURCE}
        if key == "ru":
            properties["correction"] = "crimea-sevastopol: removed from this feature (UNGA resolution 68/262)"
        if key != "ua":
            properties["extent"] = "clipped to %g-%g E, %g-%g N" % (BOX[0], BOX[2], BOX[1], BOX[3])
        features.append({"properties": properties, "geometry": multipolygon(states[key])})
    write_geojson(out / "territories.geojson", features)
    write_geojson(out / "reserved.geojson", [{
        "properties": {
            "id": "crimea",
            "name": "Autonomous Republic of Crimea and City of Sevastopol",
            "territory": "ua",
            "legal_basis": "UNGA resolution 68/262 of 27 March 2014 (territorial integrity of Ukraine); "
                           "UNGA resolution ES-11/4 of 12 October 2022, paragraph 2",
            "source": SOURCE,
        },
        "geometry": multipolygon(crimea)}])
    print(f"territories: {adopted} chains adopted", file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:])
