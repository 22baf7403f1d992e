"""rivers.geojson from Natural Earth 10m rivers and lake centre lines (libmagics++-data).

Usage: rivers.py ne_10m_rivers_lake_centerlines.shp OUT.geojson
"""

import sys

from common import lines_of, ogr, write_geojson

BOX = "BuildMbr(21,43.5,42.3,53,4326)"
NAMES = {"Dnipro (Dnieper)": "Dnipro", "Donets": "Siverskyi Donets", "Bug": "Western Bug", "Pivd. Buh": "Southern Buh",
         "Seym": "Seim", "Pripyat": "Prypiat", "Bratul Chillia": "Danube (Kiliia arm)", "Bratul Sulina": "Danube (Sulina arm)",
         "Bratul Sfintu Gheorghe": "Danube (Saint George arm)", "Khopr": "Khoper"}
WANTED = ["Dnipro (Dnieper)", "Donets", "Bug", "Pivd. Buh", "Seym", "Pripyat", "Bratul Chillia", "Bratul Sulina",
          "Bratul Sfintu Gheorghe", "Danube", "Dniester", "Don", "Desna", "Prut", "Khopr", "Kuban"]


def main(shapefile, out):
    quoted = ", ".join(f"'{name}'" for name in WANTED)
    rows = ogr(shapefile, "SELECT name, scalerank, featurecla, rivernum, ST_Intersection(geometry, " + BOX + ") AS geometry "
               f"FROM ne_10m_rivers_lake_centerlines WHERE name IN ({quoted}) AND ST_Intersects(geometry, {BOX})")
    features = []
    for row in rows:
        properties = row["properties"]
        lines = [[[round(x, 6), round(y, 6)] for x, y, *_ in line] for line in lines_of(row["geometry"])]
        lines = sorted(line for line in lines if len(line) > 1)
        if not lines:
            continue
        reservoir = properties["featurecla"] == "Lake Centerline"
        name = NAMES.get(properties["name"], properties["name"])
        features.append({
            "properties": {"id": name.lower().replace(" ", "-").replace("(", "").replace(")", "") + ("-reservoirs" if reservoir else ""),
                           "name": name, "kind": "reservoir_centre_line" if reservoir else "river",
                           "scalerank": int(properties["scalerank"]), "source": "Natural Earth 3.0.0, 10m rivers and lake centre lines"},
            "geometry": {"type": "MultiLineString", "coordinates": lines} if len(lines) > 1
            else {"type": "LineString", "coordinates": lines[0]}})
    features.sort(key=lambda f: f["properties"]["id"])
    ids = [f["properties"]["id"] for f in features]
    assert len(set(ids)) == len(ids), ids
    write_geojson(out, features)


if __name__ == "__main__":
    main(*sys.argv[1:])
