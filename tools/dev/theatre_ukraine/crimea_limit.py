"""february_crimea.csv: the northern limit of Crimea, from the edges of the reserved area which are not coast.

Usage: crimea_limit.py territories.geojson reserved.geojson OUT.csv
"""

import json
import sys

from common import polygons_of, simplify, write_csv

PLACES = [(33.628, "Karkinit Bay / Armiansk"), (33.70, "Kalanchak / Armiansk"), (33.80, "Chaplynka / Perekop"),
          (33.95, "Chaplynka / Armiansk"), (34.05, "Chaplynka / Krasnoperekopsk raion"), (34.30, "Novotroitske / Syvash"),
          (34.60, "Chonhar / Dzhankoi"), (34.85, "Henichesk / Syvash"), (36.0, "Strilkove / Solyane")]
SOURCE = "@geo-maps/countries-coastline-1m 0.6.0 (OpenStreetMap), limit of the Autonomous Republic of Crimea"


WATER_STEP = 2  # hundredths of a degree between two points on the water


def crossings(x, polygons):
    """Latitudes at which the meridian x crosses the rings."""
    return sorted(a[1] + (b[1] - a[1]) * (x - a[0]) / (b[0] - a[0])
                  for polygon in polygons for ring in polygon for a, b in zip(ring, ring[1:]) if (a[0] > x) != (b[0] > x))


def ordered(points):
    """Land points keep their order along the limit; water points go where their longitude puts them."""
    result = [p for p in points if p[1] == 500]
    for p in (p for p in points if p[1] != 500):
        index = next((i for i, q in enumerate(result) if q[0][0] > p[0][0] and q[0][0] > 34.0), len(result))
        result.insert(index, p)
    return result


def main(territories, reserved, out):
    def edges(polygons):
        return {frozenset((tuple(a), tuple(b))) for polygon in polygons for ring in polygon for a, b in zip(ring, ring[1:])}

    with open(territories, encoding="utf-8") as source:
        ukraine = next(f for f in json.load(source)["features"] if f["properties"]["id"] == "ua")
    with open(reserved, encoding="utf-8") as source:
        crimea = polygons_of(json.load(source)["features"][0]["geometry"])
    coast = edges(polygons_of(ukraine["geometry"]))
    chains, ring = [], crimea[0][0]
    for a, b in zip(ring, ring[1:]):
        if frozenset((tuple(a), tuple(b))) in coast:
            continue
        if chains and chains[-1][-1] == tuple(a):
            chains[-1].append(tuple(b))
        else:
            chains.append([tuple(a), tuple(b)])
    chains = [chain if chain[0][0] < chain[-1][0] else chain[::-1] for chain in chains]
    chains.sort()
    points = [(p, 500, "administrative limit on land") for chain in chains for p in simplify(chain, 0.2)]
    shores = polygons_of(ukraine["geometry"])
    for step in range(int(100 * chains[0][-1][0]) + 1, int(100 * chains[-1][0][0]), WATER_STEP):
        x = step / 100
        if min(abs(x - p[0]) for p, *_ in points) < 0.01:
            continue
        top = max(crossings(x, crimea))
        above = [y for y in crossings(x, shores) if y > top + 1e-6]
        points.append(((x, round((top + min(above)) / 2, 6)), 2000, "middle of the Syvash between the two shores"))
    rows = []
    for n, ((x, y), accuracy, note) in enumerate(ordered(points), 1):
        between = next(name for limit, name in PLACES if x <= limit)
        rows.append([n, f"K{n:03d}", f"{x:.6f}", f"{y:.6f}", between, note, accuracy, SOURCE])
    write_csv(out, ["seq", "name", "lon", "lat", "between", "note", "accuracy_m", "source"], rows)


if __name__ == "__main__":
    main(*sys.argv[1:])
