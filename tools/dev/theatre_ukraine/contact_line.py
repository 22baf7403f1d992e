"""A line of contact from a table of places held on either side of it.

Usage: contact_line.py PLACES.csv SETTLEMENTS.csv OUT.csv

PLACES lists, in the order of the line, the places nearest to it on each side (`side` = the party that held the place on
the day) and, where water or a border fixes the line, points of the line itself (`side` = line). Between two such points
the places of the two sides are paired like a zip, each turning point being the middle of a pair, so that the sum of the
distances of all pairs is least. Places that GeoNames knows take its coordinates; the others carry
coordinates read from maps to about a kilometre.

accuracy_m is a 95 % radius: half the distance between the two places (the line lies between them) or the minimum of the
sector, whichever is greater. It is an estimate of the compiler.
"""

import sys

from common import degrees_to_km, point_to_segment_km, read_csv, write_csv

SOURCES = {
    "gs": "General Staff of the Armed Forces of Ukraine, daily briefings of 10-16 October 2022",
    "gs-oct": "General Staff of the Armed Forces of Ukraine and Office of the President of Ukraine, statements of 1-24 October 2022",
    "gs-nov": "Operational Command South and General Staff of Ukraine, statements of 9-11 November 2022",
    "op": "Office of the President of Ukraine, statement of 12 October 2022 on five settlements of Beryslav raion",
    "isw": "Institute for the Study of War, Russian Offensive Campaign Assessment, 12-16 October 2022",
    "mod": "Ministry of Defence of the Russian Federation, daily briefings of August-October 2022",
    "luhansk": "Luhansk Oblast Military Administration, statements of 19 September-8 October 2022",
    "osce": "OSCE Special Monitoring Mission to Ukraine, daily reports to 23 February 2022",
    "ocha": "UN OCHA Ukraine situation reports, September-October 2022",
    "ne": "Natural Earth 10m rivers and lake centre lines (libmagics++-data 4.13.0)",
    "minsk": "Minsk memorandum of 19 September 2014 and OSCE SMM daily reports to 23 February 2022",
    "law": "Constitution of Ukraine, articles 133-134; limit of the Autonomous Republic of Crimea",
}
MINIMUM_ACCURACY_M = {"contact": 4000, "february": 1500}
HEADER = ["seq", "name", "lon", "lat", "between", "note", "accuracy_m", "source"]


def known_places(settlements):
    by_name = {}
    for row in settlements:
        by_name.setdefault(row["name"], []).append((float(row["lon"]), float(row["lat"])))
    return by_name


def place(row, known):
    point = float(row["lon"]), float(row["lat"])
    for candidate in known.get(row["name"].split(" (")[0], []):
        if degrees_to_km(candidate, point) < 4:
            return candidate, True
    return point, False


def pair_up(left, right):
    """The pairs met when walking both lists together so that the sum of the pairs' distances is least."""
    best = {}
    for i in range(len(left)):
        for j in range(len(right)):
            total, previous = min([(best[k][0], k) for k in ((i - 1, j), (i, j - 1)) if k in best], default=(0.0, None))
            best[i, j] = (total + degrees_to_km(left[i]["point"], right[j]["point"]), previous)
    pairs, step = [], (len(left) - 1, len(right) - 1)
    while step:
        pairs.append((left[step[0]], right[step[1]]))
        step = best[step][1]
    return pairs[::-1]


def turning_points(rows, minimum_m):
    points, block = [], {"ua": [], "ru": []}

    def close():
        if block["ua"] and block["ru"]:
            for a, b in pair_up(block["ua"], block["ru"]):
                point = tuple((p + q) / 2 for p, q in zip(a["point"], b["point"]))
                accuracy = max(minimum_m, degrees_to_km(a["point"], b["point"]) * 500)
                note = f"{a['name']}: {a['note']}; {b['name']}: {b['note']}"
                sources = "; ".join(dict.fromkeys((SOURCES[a["source"]], SOURCES[b["source"]])))
                points.append((f"{a['name']} / {b['name']}", point, note, accuracy, sources))
        block["ua"], block["ru"] = [], []

    for row in rows:
        if row["side"] == "line":
            close()
            points.append((row["name"], row["point"], row["note"], minimum_m, SOURCES[row["source"]]))
        else:
            block[row["side"]].append(row)
    close()
    return points


def crossings(points):
    def side(a, b, c):
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

    found = []
    for i in range(len(points) - 1):
        for j in range(i + 2, len(points) - 1):
            a, b, c, d = points[i], points[i + 1], points[j], points[j + 1]
            if side(a, b, c) * side(a, b, d) <= 0 and side(c, d, a) * side(c, d, b) <= 0:
                found.append((i + 1, j + 1))
    return found


def wrong_side(rows, points):
    """Places of the table that end up on the other party's side (ua is left of the line)."""
    found = []
    for row in rows:
        if row["side"] == "line":
            continue
        p = row["point"]
        a, b = min(zip(points, points[1:]), key=lambda edge: point_to_segment_km(p, *edge))
        # near a corner the nearer of the two edges may mislead; the middle of the corner's neighbours does not
        i = points.index(a)
        turn = sum((c[0] - p[0]) * (d[1] - p[1]) - (c[1] - p[1]) * (d[0] - p[0])
                   for c, d in zip(points[max(0, i - 2):i + 4], points[max(0, i - 2) + 1:i + 4]))
        side = (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])
        if (side > 0) != (row["side"] == "ua") and (turn > 0) != (row["side"] == "ua"):
            found.append(f"{row['name']} ({point_to_segment_km(p, a, b):.1f} km)")
    return found


def main(places, settlements, out):
    rows = read_csv(places)
    known = known_places(read_csv(settlements))
    matched = 0
    for row in rows:
        row["point"], exact = place(row, known) if row["side"] != "line" else ((float(row["lon"]), float(row["lat"])), False)
        matched += exact
    kind = "february" if "february" in places else "contact"
    points = turning_points(rows, MINIMUM_ACCURACY_M[kind])
    crossed = crossings([p[1] for p in points])
    length = sum(degrees_to_km(a[1], b[1]) for a, b in zip(points, points[1:]))
    print(f"{out}: {len(points)} points from {len(rows)} places ({matched} GeoNames), {length:.0f} km", file=sys.stderr)
    for i, j in crossed:
        print(f"  crosses itself: {points[i - 1][0]} and {points[j - 1][0]} ({i}, {j})", file=sys.stderr)
    for name in wrong_side(rows, [p[1] for p in points]):
        print(f"  on the wrong side: {name}", file=sys.stderr)
    write_csv(out, HEADER, [
        [n, f"{kind[0].upper()}{n:03d}", f"{p[0]:.4f}", f"{p[1]:.4f}", between, note, round(accuracy / 500) * 500, source]
        for n, (between, p, note, accuracy, source) in enumerate(points, 1)])
    if crossed:
        sys.exit(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
