"""Shared helpers of the theatre builders: GeoJSON and CSV writing with stable bytes, small plane geometry."""

import csv
import json
import math
import subprocess

KM_PER_DEGREE = 111.195  # mean degree of a great circle; used for tolerances only, never for published figures


def degrees_to_km(a, b):
    """Approximate distance in kilometres between two lon/lat points (good to 0.5 % below 200 km)."""
    mean = math.radians((a[1] + b[1]) / 2)
    return math.hypot((a[0] - b[0]) * math.cos(mean), a[1] - b[1]) * KM_PER_DEGREE


def ring_area(ring):
    """Signed area of a closed ring in square degrees, positive when counter-clockwise."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:])) / 2


def rounded_ring(ring, decimals=6):
    """Round, drop repeated points; None when fewer than three distinct points remain."""
    out = []
    for point in ring:
        p = (round(point[0], decimals), round(point[1], decimals))
        if not out or out[-1] != p:
            out.append(p)
    if out[0] != out[-1]:
        out.append(out[0])
    return out if len(out) >= 4 else None


def right_handed(polygons, decimals=6):
    """RFC 7946 winding, rounded, degenerate rings dropped, largest polygon first, rings start at their least point."""
    result = []
    for polygon in polygons:
        rings = []
        for index, ring in enumerate(polygon):
            ring = rounded_ring(ring, decimals)
            if ring is None or ring_area(ring) == 0:
                if index == 0:
                    break
                continue
            if (ring_area(ring) > 0) != (index == 0):
                ring = ring[::-1]
            start = ring.index(min(ring[:-1]))
            ring = ring[start:-1] + ring[:start]
            rings.append(ring + [ring[0]])
        if rings:
            result.append(rings)
    result.sort(key=lambda rings: (-abs(ring_area(rings[0])), rings[0][0]))
    return result


def multipolygon(polygons, decimals=6):
    polygons = right_handed(polygons, decimals)
    if len(polygons) == 1:
        return {"type": "Polygon", "coordinates": polygons[0]}
    return {"type": "MultiPolygon", "coordinates": polygons}


def polygons_of(geometry):
    if geometry is None:
        return []
    if geometry["type"] == "Polygon":
        return [geometry["coordinates"]]
    if geometry["type"] == "MultiPolygon":
        return geometry["coordinates"]
    if geometry["type"] == "GeometryCollection":
        return [p for g in geometry["geometries"] for p in polygons_of(g)]
    return []


def lines_of(geometry):
    if geometry["type"] == "LineString":
        return [geometry["coordinates"]]
    if geometry["type"] == "MultiLineString":
        return geometry["coordinates"]
    return []


def write_geojson(path, features):
    """One feature a line, so that a change of one feature is a change of one line."""
    lines = [
        json.dumps(
            {"type": "Feature", "id": f["properties"]["id"], "properties": f["properties"], "geometry": f["geometry"]},
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for f in features
    ]
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        out.write('{"type":"FeatureCollection","features":[\n')
        out.write(",\n".join(lines))
        out.write("\n]}\n")


def write_csv(path, header, rows):
    with open(path, "w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def read_csv(path):
    with open(path, encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def ogr(source, sql, dialect="SQLite"):
    """Run one SQL statement over a vector file through ogr2ogr and return the GeoJSON features."""
    command = ["ogr2ogr", "-f", "GeoJSON", "/vsistdout/", str(source), "-lco", "COORDINATE_PRECISION=15",
               "-dialect", dialect, "-sql", sql]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return json.loads(text)["features"]


def simplify(points, tolerance_km):
    """Douglas-Peucker on an open chain, iterative; the end points stay."""
    if len(points) < 3:
        return list(points)
    keep = [False] * len(points)
    keep[0] = keep[-1] = True
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        worst, index = tolerance_km, None
        for i in range(first + 1, last):
            d = point_to_segment_km(points[i], points[first], points[last])
            if d > worst:
                worst, index = d, i
        if index is not None:
            keep[index] = True
            stack += [(first, index), (index, last)]
    return [p for p, k in zip(points, keep) if k]


def point_to_segment_km(p, a, b):
    scale = math.cos(math.radians(p[1]))
    px, py, bx, by = (p[0] - a[0]) * scale, p[1] - a[1], (b[0] - a[0]) * scale, b[1] - a[1]
    square = bx * bx + by * by
    t = 0 if square == 0 else max(0, min(1, (px * bx + py * by) / square))
    return math.hypot(px - t * bx, py - t * by) * KM_PER_DEGREE


def inside(point, polygons):
    """Even-odd test in lon/lat over all rings."""
    x, y = point
    odd = False
    for polygon in polygons:
        for ring in polygon:
            for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
                if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                    odd = not odd
    return odd
