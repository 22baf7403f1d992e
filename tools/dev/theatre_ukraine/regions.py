"""regions.geojson: the 27 regions of Ukraine from Natural Earth states and provinces (world_map.gpkg of qgis-common).

Usage: regions.py world_map.gpkg OUT.geojson

The package gives Crimea and Sevastopol the country code RU; here they are regions of Ukraine (UNGA resolution 68/262).
"""

import sys

from common import multipolygon, ogr, polygons_of, write_geojson

OBLASTS = {
    "Cherkasy": ("UA-71", "Cherkasy oblast", "Черкаська область"), "Chernihiv": ("UA-74", "Chernihiv oblast", "Чернігівська область"),
    "Chernivtsi": ("UA-77", "Chernivtsi oblast", "Чернівецька область"), "Dnipropetrovs'k": ("UA-12", "Dnipropetrovsk oblast", "Дніпропетровська область"),
    "Donets'k": ("UA-14", "Donetsk oblast", "Донецька область"), "Ivano-Frankivs'k": ("UA-26", "Ivano-Frankivsk oblast", "Івано-Франківська область"),
    "Kharkiv": ("UA-63", "Kharkiv oblast", "Харківська область"), "Kherson": ("UA-65", "Kherson oblast", "Херсонська область"),
    "Khmel'nyts'kyy": ("UA-68", "Khmelnytskyi oblast", "Хмельницька область"), "Kirovohrad": ("UA-35", "Kirovohrad oblast", "Кіровоградська область"),
    "Crimea": ("UA-43", "Autonomous Republic of Crimea", "Автономна Республіка Крим"), "Kiev City": ("UA-30", "Kyiv city", "місто Київ"),
    "Kiev": ("UA-32", "Kyiv oblast", "Київська область"), "Luhans'k": ("UA-09", "Luhansk oblast", "Луганська область"),
    "L'viv": ("UA-46", "Lviv oblast", "Львівська область"), "Mykolayiv": ("UA-48", "Mykolaiv oblast", "Миколаївська область"),
    "Odessa": ("UA-51", "Odesa oblast", "Одеська область"), "Poltava": ("UA-53", "Poltava oblast", "Полтавська область"),
    "Rivne": ("UA-56", "Rivne oblast", "Рівненська область"), "Sevastopol": ("UA-40", "Sevastopol city", "місто Севастополь"),
    "Sumy": ("UA-59", "Sumy oblast", "Сумська область"), "Ternopil'": ("UA-61", "Ternopil oblast", "Тернопільська область"),
    "Vinnytsya": ("UA-05", "Vinnytsia oblast", "Вінницька область"), "Volyn": ("UA-07", "Volyn oblast", "Волинська область"),
    "Transcarpathia": ("UA-21", "Zakarpattia oblast", "Закарпатська область"), "Zaporizhzhya": ("UA-23", "Zaporizhzhia oblast", "Запорізька область"),
    "Zhytomyr": ("UA-18", "Zhytomyr oblast", "Житомирська область")}


def main(package, out):
    features = []
    for row in ogr(package, "SELECT iso_a2, name, geom FROM states_provinces WHERE admin = 'Ukraine' OR (iso_a2 = 'RU' AND name IN ('Crimea', 'Sevastopol'))"):
        key, name, local = OBLASTS[row["properties"]["name"]]
        properties = {"id": key, "name": name, "name_local": local, "source": "Natural Earth states and provinces (qgis-common 3.22.16)"}
        if row["properties"]["iso_a2"] != "UA":
            properties["correction"] = f"the package says {row['properties']['iso_a2']}; UNGA resolution 68/262"
        features.append({"properties": properties, "geometry": multipolygon(polygons_of(row["geometry"]), 5)})
    features.sort(key=lambda f: f["properties"]["id"])
    assert len(features) == 27, len(features)
    write_geojson(out, features)


if __name__ == "__main__":
    main(*sys.argv[1:])
