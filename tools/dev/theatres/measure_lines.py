"""How far the lines lie from the state borders of npm @geo-maps/countries-coastline-1m 0.6.0 (OpenStreetMap, 2017).

Usage: measure_lines.py MAP.geo.json THEATRES_DIR

Positions every kilometre of a line, distance to the nearest edge of either state: median, 95 % and largest. data/SOURCES.md quotes it.
"""

import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "theatre_ukraine"))

from common import degrees_to_km, lines_of, point_to_segment_km, polygons_of  # noqa: E402

COMPARED = [("korea", "mdl", ["PRK", "KOR"]), ("golan", "line-a", ["ISR", "SYR"]), ("iraq-kuwait", "border", ["IRQ", "KWT"]),
            ("eritrea-ethiopia", "border", ["ERI", "ETH"]), ("lebanon", "blue-line", ["LBN"]), ("kosovo", "border", ["XKX"]),
            ("abyei", "border", ["SDN", "SSD"])]
CELL = 0.1


def samples(chain):
    for a, b in zip(chain, chain[1:]):
        count = max(1, round(degrees_to_km(a, b)))
        for i in range(count):
            yield (a[0] + (b[0] - a[0]) * i / count, a[1] + (b[1] - a[1]) * i / count)


def main(states, theatres):
    with open(states, encoding="utf-8") as source:
        polygons = {f["properties"].get("A3"): polygons_of(f["geometry"]) for f in json.load(source)["features"]}
    for theatre, line, codes in COMPARED:
        with open(pathlib.Path(theatres) / theatre / f"{line}.geojson", encoding="utf-8") as source:
            chains = lines_of(json.load(source)["features"][0]["geometry"])
        grid = {}
        for code in codes:
            for polygon in polygons[code]:
                for ring in polygon:
                    for a, b in zip(ring, ring[1:]):
                        for cell in {(int(p[0] // CELL), int(p[1] // CELL)) for p in samples([a, b, b])}:
                            grid.setdefault(cell, []).append((a, b))
        found = []
        for p in (p for chain in chains for p in samples(chain)):
            x, y = int(p[0] // CELL), int(p[1] // CELL)
            near = [e for i in range(-3, 4) for j in range(-3, 4) for e in grid.get((x + i, y + j), ())]
            found.append(min((point_to_segment_km(p, a, b) for a, b in near), default=30.0))
        found.sort()
        print(f"{theatre:17} {line:10} {len(found):5} positions; median {found[len(found) // 2]:.2f} km, "
              f"95 % {found[int(len(found) * 0.95)]:.2f} km, largest {found[-1]:.2f} km")


if __name__ == "__main__":
    main(*sys.argv[1:])
