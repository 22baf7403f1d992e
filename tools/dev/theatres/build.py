"""The extracts of the small theatres: territories, lines, published areas and settlements, from Natural Earth and GeoNames.

Usage: build.py MAGICS_10M_DIR WORLD_MAP.gpkg cities500.txt OUT_DIR [ID ...]

Territories are the faces of Natural Earth's land cut by its boundary lines (3.0.0, 1:10,000,000), so that a line and the territories
on its two sides have the same vertices. Each face goes to the state in which world_map.gpkg has it, or where table.py puts it.
"""

import functools
import math
import pathlib
import sys
import tempfile
from collections import Counter

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "theatre_ukraine"))

from common import KM_PER_DEGREE, degrees_to_km, inside, lines_of, multipolygon, ogr, point_to_segment_km, polygons_of, ring_area, write_csv, write_geojson  # noqa: E402
from table import THEATRES  # noqa: E402

DECIMALS = 5  # 1 m: the source is good to some kilometres
SAME_KM = 0.02  # ends of two parts nearer than this are one position
LED_ON_KM = 5.0  # an end nearer than this to the coast or another line belongs there
NO_PLACES = ("PPLX", "PPLQ", "PPLH", "PPLW")  # parts of places, abandoned, historical, destroyed


def box_sql(box):
    return f"BuildMbr({box[0]},{box[1]},{box[2]},{box[3]},4326)"


class Sources:
    def __init__(self, magics, world, cities):
        self.magics, self.world, self.cities = pathlib.Path(magics), world, cities

    def shape(self, name):
        return self.magics / f"ne_10m_{name}.shp"

    @functools.cached_property
    def boundaries(self):
        return ogr(self.shape("admin_0_boundary_lines_land"),
                   "SELECT featurecla, name, adm0_a3_l AS l, adm0_a3_r AS r, geometry FROM ne_10m_admin_0_boundary_lines_land")

    @functools.cached_property
    def disputed(self):
        return ogr(self.world, "SELECT name, adm0_a3_l AS l, adm0_a3_r AS r, geom FROM disputed_borders")

    @functools.cached_property
    def countries(self):
        return [(f["properties"], polygons_of(f["geometry"])) for f in ogr(self.world, "SELECT iso_a2, NAME AS name, geom FROM countries")]

    def land(self, box):
        return ogr(self.shape("land"), f"SELECT ST_Intersection(geometry, {box_sql(box)}) AS geometry FROM ne_10m_land "
                                       f"WHERE ST_Intersects(geometry, {box_sql(box)})")

    def provinces(self, a3):
        return ogr(self.world, f"SELECT name, geom FROM states_provinces WHERE adm0_a3 = '{a3}' ORDER BY name")

    def select(self, kind, left, right, name=None):
        """Parts of boundary lines by class and the two states, in the order of the package."""
        layer = self.disputed if kind == "disputed" else self.boundaries
        found = [f for f in layer if (kind == "disputed" or f["properties"]["featurecla"].startswith(kind))
                 and (f["properties"]["l"], f["properties"]["r"]) == (left, right) and name in (None, f["properties"]["name"])]
        assert found, (kind, left, right, name)
        return [part for f in found for part in lines_of(f["geometry"])]


def near(a, b):
    return degrees_to_km(a, b) < SAME_KM


def chained(parts):
    """Join parts whose ends meet; parts come in any order and direction."""
    chains = []
    rest = [list(map(tuple, p)) for p in parts if not near(p[0], p[-1])]
    while rest:
        chain = rest.pop(0)
        grown = True
        while grown:
            grown = False
            for i, part in enumerate(rest):
                for piece in (part, part[::-1]):
                    if near(chain[-1], piece[0]):
                        chain += piece[1:]
                    elif near(chain[0], piece[-1]):
                        chain = piece[:-1] + chain
                    else:
                        continue
                    rest.pop(i)
                    grown = True
                    break
                if grown:
                    break
        chains.append(chain)
    return chains


def directed(chains, start):
    """Each chain begins at the end nearer to `start`; the chain nearest to it comes first."""
    turned = [c if degrees_to_km(c[0], start) <= degrees_to_km(c[-1], start) else c[::-1] for c in chains]
    return sorted(turned, key=lambda c: degrees_to_km(c[0], start))


def rounded(chain):
    out = []
    for x, y in chain:
        p = (round(x, DECIMALS), round(y, DECIMALS))
        if not out or out[-1] != p:
            out.append(p)
    return out


def line_parts(sources, spec):
    if "points" in spec:
        return [spec["points"]]
    if "entities" in spec:
        return entity_line(sources, *spec["entities"])
    parts = [p for selection in spec["from"] for p in sources.select(*selection)]
    return directed(chained(parts), spec["start"])


def entity_line(sources, a3, left):
    """Edges that provinces of the list `left` share with the others: the inner line between two groups, `left` on its left."""
    edges, forward = {}, set()
    for feature in sources.provinces(a3):
        group = feature["properties"]["name"] in left
        for polygon in polygons_of(feature["geometry"]):
            for number, ring in enumerate(polygon):
                if (ring_area(ring) > 0) != (number == 0):
                    ring = ring[::-1]
                for a, b in zip(ring, ring[1:]):
                    a, b = (tuple(round(v, 7) for v in p) for p in (a, b))
                    edges.setdefault((min(a, b), max(a, b)), set()).add(group)
                    if group:
                        forward.add((a, b))
    chains = chained([list(e) for e in sorted(edges) if len(edges[e]) == 2])
    return sorted((c if (c[0], c[1]) in forward else c[::-1] for c in chains), key=lambda c: (-len(c), c))


def nearest_on(p, chains):
    """The position nearest to p on any of the chains, in degrees scaled to km."""
    scale = math.cos(math.radians(p[1]))
    best, reach = None, LED_ON_KM / KM_PER_DEGREE
    for chain in chains:
        for a, b in zip(chain, chain[1:]):
            if min(abs(a[1] - p[1]), abs(b[1] - p[1])) > 1 and (a[1] - p[1]) * (b[1] - p[1]) > 0:
                continue
            ux, uy, px, py = (b[0] - a[0]) * scale, b[1] - a[1], (p[0] - a[0]) * scale, p[1] - a[1]
            square = ux * ux + uy * uy
            t = 0 if square == 0 else max(0, min(1, (px * ux + py * uy) / square))
            d = math.hypot(px - t * ux, py - t * uy)
            if d < reach:
                best, reach = (a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])), d
    return best


def led_on(parts, rings):
    """Pieces that close the gap between an end that meets nothing and the nearest coast or line, up to LED_ON_KM."""
    vertices = Counter(p for part in parts for p in {part[0], part[-1]}) + Counter(p for part in parts for p in part[1:-1])
    vertices += Counter(p for ring in rings for p in ring)
    pieces = []
    for part in parts:
        for end, before in ((part[0], part[1]), (part[-1], part[-2])):
            if vertices[end] > 1:
                continue
            target = nearest_on(end, rings + [p for p in parts if p is not part])
            if target:
                # a metre beyond, so that the two cross
                away = (target[0] - end[0], target[1] - end[1])
                length = math.hypot(*away)
                if length < 1e-6:
                    away = (end[0] - before[0], end[1] - before[1])
                    length = math.hypot(*away)
                pieces.append([end, tuple(t + a / length * 1e-5 for t, a in zip(target, away))])
    return pieces


def fixed(chains):
    """Positions on one fine grid, so that what meets in the package meets here."""
    out = []
    for chain in chains:
        made = []
        for p in chain:
            p = (round(p[0], 7), round(p[1], 7))
            if not made or made[-1] != p:
                made.append(p)
        if len(made) > 1:
            out.append(made)
    return out


def faces(sources, box, extra, overlay):
    """Faces of the land cut by all boundary lines, as polygons with noded edges."""
    land = [polygon for f in sources.land(box) for polygon in polygons_of(f["geometry"])]
    rings = fixed(ring for polygon in land for ring in polygon)
    parts = fixed(extra + [part for f in sources.boundaries if overlay or not f["properties"]["featurecla"].startswith("Overlay")
                           for part in lines_of(f["geometry"])])
    west, south, east, north = box
    parts = [p for p in parts if any(west - 5 < x < east + 5 and south - 5 < y < north + 5 for x, y in p)]
    parts += led_on(parts, rings)
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "edges.geojson"
        write_geojson(path, [{"properties": {"id": i}, "geometry": {"type": "LineString", "coordinates": c}}
                             for i, c in enumerate(rings + parts)])
        made = ogr(path, "SELECT ST_Polygonize(g) AS geometry FROM (SELECT ST_UnaryUnion(ST_Collect(geometry)) AS g FROM edges)")
    out = []
    for feature in made:
        for polygon in polygons_of(feature["geometry"]):
            probe = probe_of(polygon)
            if probe and inside(probe, land):
                out.append((probe, polygon))
    return out


def probe_of(polygon):
    """A position inside: the middle of the widest stretch of a parallel, tried at several heights."""
    ys = [p[1] for p in polygon[0]]
    best, width = None, 0
    for step in range(1, 16):
        y = min(ys) + (max(ys) - min(ys)) * step / 16.0317  # never through a vertex of a grid
        cuts = sorted(x1 + (y - y1) * (x2 - x1) / (y2 - y1) for ring in polygon
                      for (x1, y1), (x2, y2) in zip(ring, ring[1:]) if (y1 > y) != (y2 > y))
        for a, b in zip(cuts[::2], cuts[1::2]):
            if b - a > width:
                best, width = ((a + b) / 2, y), b - a
    return best


def owner(sources, probe, polygon, theatre):
    for place, key in theatre.get("put", []):
        if inside(place, [polygon]):
            return key
    for state, polygons in sources.countries:
        if inside(probe, polygons):
            return theatre.get("rename", {}).get(state["iso_a2"], state["iso_a2"].lower())
    reach, key = 50.0, None  # a coast or border drawn otherwise: the nearest state
    for state, polygons in sources.countries:
        for poly in polygons:
            if any(abs(x - probe[0]) < 1 and abs(y - probe[1]) < 1 for x, y in poly[0]):
                d = min(point_to_segment_km(probe, a, b) for ring in poly for a, b in zip(ring, ring[1:]))
                if d < reach:
                    reach, key = d, theatre.get("rename", {}).get(state["iso_a2"], state["iso_a2"].lower())
    return key


def dissolve(groups):
    """One geometry an id."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "faces.geojson"
        write_geojson(path, [{"properties": {"id": i, "key": key}, "geometry": {"type": "Polygon", "coordinates": polygon}}
                             for i, (key, polygon) in enumerate(groups)])
        made = ogr(path, "SELECT key, ST_Union(geometry) AS geometry FROM faces GROUP BY key ORDER BY key")
    return {f["properties"]["key"]: polygons_of(f["geometry"]) for f in made}


def settlements(sources, theatre, lines, least, reach):
    rows = []
    west, south, east, north = theatre["box"]
    edges = [(a, b) for chain in lines for a, b in zip(chain, chain[1:])]
    with open(sources.cities, encoding="utf-8") as source:
        for line in source:
            field = line.rstrip("\n").split("\t")
            lat, lon, people = float(field[4]), float(field[5]), int(field[14] or 0)
            if field[7] in NO_PLACES or people < least or not (west < lon < east and south < lat < north):
                continue
            if min(point_to_segment_km((lon, lat), a, b) for a, b in edges) > reach:
                continue
            kind = {"PPLC": "capital", "PPLA": "regional_capital"}.get(field[7], "town" if people >= 10000 else "village")
            rows.append(["gn-" + field[0], field[1], f"{lon:.5f}", f"{lat:.5f}", people, kind])
    rows.sort(key=lambda row: (-row[4], row[0]))
    return rows


def build(sources, key, theatre, out):
    out = pathlib.Path(out) / key
    out.mkdir(parents=True, exist_ok=True)
    lines = {}
    for name, spec in theatre["lines"].items():
        parts = [rounded(p) for p in line_parts(sources, spec)]
        lines[name] = parts
        geometry = {"type": "LineString", "coordinates": parts[0]} if len(parts) == 1 else \
            {"type": "MultiLineString", "coordinates": parts}
        write_geojson(out / f"{name}.geojson", [{"properties": {"id": name}, "geometry": geometry}])

    extra = [p for selection in theatre.get("cut", []) for p in sources.select(*selection)] + theatre.get("cut_points", [])
    found = faces(sources, theatre["box"], extra, overlay=bool(theatre.get("areas")))
    owned = [(owner(sources, probe, polygon, theatre), polygon) for probe, polygon in found]
    names = {s["iso_a2"].lower(): s["name"] for s, _ in sources.countries if s["iso_a2"]}
    states = dissolve([(k, p) for k, p in owned if k and not k.startswith("-")])
    write_geojson(out / "territories.geojson", [
        {"properties": {"id": k, "name": theatre.get("names", {}).get(k, names.get(k, k))}, "geometry": multipolygon(states[k], DECIMALS)}
        for k in sorted(states, key=lambda k: (k not in theatre["parties"], k))])
    for file, areas in theatre.get("areas", {}).items():
        groups = []
        for area, probes in areas.items():
            picked = [p for _, p in found if any(inside(place, [p]) for place in probes)]
            assert picked, (key, area)
            groups += [(area, p) for p in picked]
        made = dissolve(groups)
        write_geojson(out / f"{file}.geojson", [
            {"properties": {"id": a, "name": theatre["names"][a]}, "geometry": multipolygon(made[a], DECIMALS)} for a in areas])
    rows = settlements(sources, theatre, [c for parts in lines.values() for c in parts], theatre["least"], theatre["reach"])
    write_csv(out / "settlements.csv", ["id", "name", "lon", "lat", "population", "class"], rows)
    sizes = {p.name: p.stat().st_size for p in sorted(out.iterdir())}
    lengths = {n: round(sum(degrees_to_km(a, b) for c in parts for a, b in zip(c, c[1:])), 1) for n, parts in lines.items()}
    print(key, lengths, {n: [len(p) for p in parts] for n, parts in lines.items()}, len(rows), "settlements", sizes, file=sys.stderr)


def main(magics, world, cities, out, *ids):
    sources = Sources(magics, world, cities)
    for key, theatre in THEATRES.items():
        if not ids or key in ids:
            build(sources, key, theatre, out)


if __name__ == "__main__":
    main(*sys.argv[1:])
