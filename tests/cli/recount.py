# SPDX-License-Identifier: Apache-2.0
"""Totals of a plan folder counted again by other means: recount.py PLAN SETTLEMENTS.csv

Reads what the folder holds and the theatre's settlements, counts with shapely and measures with pyproj, and
compares with what plan.json says: land, settlements and people of every area, each settlement once; people who
need police, period by period; how many people follow from the assumptions; area-days and people-days; who is
within reach of which weapons, stage by stage.
"""
import csv
import datetime
import json
import pathlib
import sys

import pyproj
import shapely.geometry
import shapely.ops
import shapely.prepared

folder = pathlib.Path(sys.argv[1])
plan = json.loads((folder / "plan.json").read_text())
geod = pyproj.Geod(ellps="WGS84")
wrong = []
checked = 0


def same(what, told, counted, tolerance=0.0):
    global checked
    checked += 1
    if not abs(told - counted) <= tolerance:
        wrong.append(f"{what}: the plan says {told}, counted again {counted}")


def layer(name):
    path = folder / "geojson" / f"{name}.geojson"
    if not path.exists():
        return {}
    return {f["id"]: f for f in json.loads(path.read_text())["features"]}


def instant(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def overlaps(a, b):
    return instant(a["valid_from"]) < instant(b["valid_to"]) and instant(b["valid_from"]) < instant(a["valid_to"])


with open(sys.argv[2], newline="") as file:
    rows = list(csv.DictReader(file))
places = [(shapely.geometry.Point(float(r["lon"]), float(r["lat"])), float(r["population"] or 0), r["id"]) for r in rows]
people_of = {identity: people for _, people, identity in places}


def inside(shape):
    """Ids of the settlements in an area."""
    west, south, east, north = shape.bounds
    ready = shapely.prepared.prep(shape)
    return {i for p, _, i in places if west <= p.x <= east and south <= p.y <= north and ready.contains(p)}


def people(ids):
    return sum(people_of[i] for i in ids)


def km2(shape):
    return abs(geod.geometry_area_perimeter(shape)[0]) / 1e6


def count(what, told, shape):
    ids = inside(shape)
    same(f"{what}: settlements", told["settlements"], len(ids))
    same(f"{what}: people", told["people"], people(ids), 0.5)
    # Positions have 7 decimals: a centimetre along the rim; figures three.
    rim = geod.geometry_length(shape.boundary) * 0.01 / 1e6
    same(f"{what}: km2", told["area_km2"], km2(shape), 0.001 + rim)
    return ids


# --- areas ------------------------------------------------------------------------------------------------------------
shapes = {}
policed = {}
areas = layer("presence")
for one in plan["presence"]:
    shape = shapely.geometry.shape(areas[one["id"]]["geometry"])
    ids = count(one["id"], one["contains"], shape)
    if one["kind"] == "police":
        policed[one["id"]] = ids
if set(areas) != {one["id"] for one in plan["presence"]}:
    wrong.append("presence: the layer and plan.json list other areas")

sectors = layer("sectors")
for one in plan["sectors"]:
    count(one["id"], one["contains"], shapely.geometry.shape(sectors[one["id"]]["geometry"]))

vacated = {}
for feature in layer("vacated").values():
    vacated.setdefault(feature["properties"]["phase"], []).append(shapely.geometry.shape(feature["geometry"]))
seen = set()
for phase in plan["phases"]:
    mine = set()
    size = 0.0
    for shape in vacated.get(phase["id"], []):
        mine |= inside(shape)
        size += km2(shape)
    same(f"phase {phase['id']}: settlements", phase["vacated"]["settlements"], len(mine))
    same(f"phase {phase['id']}: people", phase["vacated"]["people"], people(mine), 0.5)
    same(f"phase {phase['id']}: km2", phase["vacated"]["area_km2"], size, 0.05)
    if seen & mine:
        wrong.append(f"phase {phase['id']}: settlements that an earlier phase has: {sorted(seen & mine)[:5]}")
    seen |= mine

# --- time under occupation --------------------------------------------------------------------------------------------
d_day = instant(plan["d_day"])
kept = plan["held_at_start"]
left_area = left_people = 0.0
phases = {one["id"]: one for one in plan["phases"]}
for row in plan["occupation"]:
    phase = phases[row["id"]]
    start, end = ((instant(phase[key]) - d_day).total_seconds() / 86400 for key in ("start", "end"))
    for key, days in (("days_least", (start + end) / 2), ("days_most", end)):
        same(f"{row['id']}: {key}", row[key], days, 0.01)
        for what in ("area_km2", "people"):
            told = row[f"{what}_{key}"]
            same(f"{row['id']}: {what}_{key}", told, phase["vacated"][what] * days, 1e-6 * told + 1.0)
    left_area += phase["vacated"]["area_km2"]
    left_people += phase["vacated"]["people"]
    same(f"{row['id']}: frozen km2", row["frozen"]["area_km2"], kept["area_km2"] - left_area, 0.2)
    same(f"{row['id']}: frozen people", row["frozen"]["people"], kept["people"] - left_people, 0.5)

# --- how many people --------------------------------------------------------------------------------------------------
assumed = {one["id"]: (one["low"], one["typical"], one["high"]) for one in plan["sizing"]["assumptions"]}
totals = plan["sizing"]["totals"]
for row in totals:
    name = f"{row['period']} {row['sector'] or 'all sectors'}"
    if not row["sector"]:
        ids = set()
        for one in plan["presence"]:
            if one["kind"] == "police" and overlaps(one, row):
                ids |= policed[one["id"]]
        same(f"{name}: people who need police", row["people_by_register"], people(ids), 0.5)
        parts = [r for r in totals if r["sector"] and r["period"] == row["period"] and r["valid_from"] == row["valid_from"]]
        if parts:
            for key, tolerance in (("people_by_register", 0.5), ("line_km", 0.01), ("sites", 0), ("posts", 0)):
                same(f"{name}: {key} of the sectors together", row[key], sum(r[key] for r in parts), tolerance)
    for i, key in enumerate(("low", "typical", "high")):
        same(
            f"{name}: police, {key}",
            row["police"][key],
            row["people_by_register"] / 1000 * assumed["police_per_1000"][i],
            0.51,
        )
    # Patrols: the line by visits a kilometre, and every place that is not for police or watched from afar.
    for key, visits, length, weekly in (("low", 0, 2, 0), ("typical", 1, 1, 1), ("high", 2, 0, 2)):
        patrols = row["line_km"] * assumed["visits_per_km_day"][visits] / assumed["patrol_km"][length]
        least = patrols
        most = patrols + row["sites"] * assumed["site_visits_week"][weekly] / 7
        told = row["patrols_a_day"][key]
        same(f"{name}: patrols a day, {key}", told, min(max(told, least), most), 0.06)

# --- within reach -----------------------------------------------------------------------------------------------------
if plan["protection"]:
    shielding = plan["protection"]
    with open(folder / "protection.csv", newline="") as file:
        table = list(csv.DictReader(file))
    # Class by class from the distances alone where no zone binds the party.
    bound = {zone["binds"] for zone in plan["zones"]}
    ranges = {one["id"]: one["range_m"] for one in shielding["classes"]}
    start = shielding["stages"][0]["id"]
    for row in shielding["reach"]:
        party, stage, weapon = row["party"], row["stage"], row["weapon_class"]
        name = f"{party} {stage} {weapon}"
        counted = {"settlements": 0, "people": 0.0, "facilities": 0}
        gone = dict(counted)
        for place in table:
            def reached_at(when):
                words = place[f"{party} {when} reached_by"].split()
                own = "own" in words
                if own or party in bound or "both" in bound:
                    return own, weapon in words
                nearest = float(place[f"{party} {when} nearest_m"])
                if abs(nearest - ranges[weapon]) > 1:
                    return own, nearest <= ranges[weapon]
                return own, weapon in words
            own, is_reached = reached_at(stage)
            own_first, was_reached = reached_at(start)
            settled = place["id"] in people_of and place["people"] != ""
            for into, fires in ((counted, is_reached and not own), (gone, was_reached and not own_first and not is_reached and not own)):
                if fires:
                    into["settlements" if settled else "facilities"] += 1
                    into["people"] += people_of.get(place["id"], 0.0) if settled else 0.0
        for key in counted:
            same(f"{name}: {key} reached", row[key], counted[key], 0.5)
            same(f"{name}: {key} no longer reached", row["no_longer"][key], gone[key], 0.5)
    # The distances themselves, from places far apart in the list, to the ground as the layers draw it.
    control = layer("control")

    def to_metres(place):
        plane = pyproj.Transformer.from_crs("EPSG:4326", f"+proj=aeqd +lat_0={place['lat']} +lon_0={place['lon']} +datum=WGS84", always_xy=True)
        return lambda x, y, z=None: plane.transform(x, y)

    other = plan["other_party"]
    if f"control-{other}" in control:
        ground = shapely.geometry.shape(control[f"control-{other}"]["geometry"])
        for place in table[:: max(1, len(table) // 60)]:
            if "own" in place[f"{other} {start} reached_by"]:
                continue
            drawn = shapely.ops.transform(to_metres(place), ground)
            distance = drawn.distance(shapely.geometry.Point(0, 0))
            # Edges are straight in degrees there, and straight on this plane here.
            same(f"{place['id']}: distance of {other}", float(place[f"{other} {start} nearest_m"]), distance, 2 + 1e-4 * distance)

if wrong:
    print("\n".join(wrong))
    sys.exit(1)
print(f"{checked} figures counted again, all as the plan says")
