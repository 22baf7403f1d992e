"""roads.geojson: the schematic graph of main roads, straight edges between settlements and crossings.

Usage: roads.py roads.csv settlements.csv crossings.csv OUT.geojson

roads.csv holds one road section a row: number, class, and the places it joins in order. A place is a settlement's name (the most
populous one of that name; `Name@UA-14` picks a region) or `x:` and a crossing's id.
"""

import sys

from common import degrees_to_km, read_csv, write_geojson


def main(roads, settlements, crossings, out):
    places = {}
    for row in read_csv(settlements):  # most populous first
        point = round(float(row["lon"]), 5), round(float(row["lat"]), 5)
        places.setdefault(row["name"], (row["id"], row["name"], point))
        places.setdefault(f"{row['name']}@{row['region']}", (row["id"], row["name"], point))
    for row in read_csv(crossings):
        places["x:" + row["id"]] = (row["id"], row["name"], (float(row["lon"]), float(row["lat"])))
    features, unknown, seen = [], [], {}
    for row in read_csv(roads):
        stops = row["places"].split(">")
        unknown += [stop for stop in stops if stop not in places]
        for a, b in zip(stops, stops[1:]):
            if a not in places or b not in places:
                continue
            (start, start_name, p), (end, end_name, q) = places[a], places[b]
            key = frozenset((start, end))
            if key in seen:
                if row["ref"] not in seen[key]["ref"].split("; "):
                    seen[key]["ref"] += "; " + row["ref"]
                continue
            if degrees_to_km(p, q) > 260:
                unknown.append(f"{a}>{b} is {degrees_to_km(p, q):.0f} km")
            seen[key] = {"id": f"{start}--{end}", "ref": row["ref"], "class": row["class"], "from": start, "to": end,
                         "name": f"{start_name} - {end_name}", "schematic": True}
            features.append({"properties": seen[key], "geometry": {"type": "LineString", "coordinates": [p, q]}})
    if unknown:
        sys.exit("roads: unknown " + ", ".join(dict.fromkeys(unknown)))
    write_geojson(out, features)
    print(f"roads: {len(features)} edges", file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:])
