// SPDX-License-Identifier: Apache-2.0
// All words for what the data names by keys: layers, properties, values. Whatever is not here is shown
// under its own key, so that a layer of a later version needs nothing new.
import { grouped, plain } from "./text.js";

const LAYERS = {
    territories: ["Territories", "Territory"],
    border: ["Recognised border", "Recognised border"],
    regions: ["Regions", "Region"],
    rivers: ["Rivers", "River"],
    roads: ["Roads", "Road"],
    places: ["Other settlements", "Settlement"],
    lines: ["Lines", "Line"],
    zones: ["Zones", "Zone"],
    exceptions: ["Exceptions to zones", "Exception to a zone"],
    phase_lines: ["Phase lines", "Phase line"],
    vacated: ["Areas left", "Area left"],
    corridors: ["Corridors", "Corridor"],
    presence: ["Presence needed", "Presence needed"],
    posts: ["Posts", "Post"],
    sites: ["Sites and crossings", "Site"],
    settlements: ["Settlements", "Settlement"],
    control: ["Control at the start", "Control at the start"],
    sectors: ["Sectors", "Sector"],
    turning_points: ["Turning points", "Turning point"],
    reserved: ["Reserved areas", "Reserved area"],
    protection: ["Protection", "Protection"],
    transit: ["Transit proposed", "Transit proposed"]
};

const KEYS = {
    also_limits: "Also limits",
    bottleneck: "Narrowest part",
    by_land: "By land",
    driving_hours: "Driving time",
    forces_assumed: "Forces are assumed",
    headquarters: "Seat",
    headquarters_mgrs: "Seat, MGRS",
    hospital_minutes: "Minutes to a hospital",
    kinds: "Kinds",
    line_from_km: "Along the line from",
    line_to_km: "Along the line to",
    meets: "Meets",
    other_end_m: "From land of the other party, at the end",
    other_start_m: "From land of the other party, at the start",
    part_area_km2: "Part cut off",
    passes: "Passes",
    phases: "Phases",
    purpose: "Purpose",
    reach_by: "Reach found by",
    reached: "Reached by",
    reaches: "Reaches",
    rules: "Rules",
    schematic: "Schematic",
    sector: "Sector",
    text: "Where it ends",
    vehicles: "Vehicles",
    vehicles_an_hour: "Vehicles an hour",
    verdict: "In the time given",
    withdrawing_end_m: "From land of the withdrawing party, at the end",
    withdrawing_start_m: "From land of the withdrawing party, at the start",
    accuracy_m: "Accuracy (95 %)",
    area_km2: "Area",
    azimuth_to_next_deg: "Azimuth to the next",
    basis: "Basis",
    beyond_border_km2: "Beyond the recognised border",
    binds: "Binds",
    caps: "At most",
    certainty: "Certainty",
    class: "Class",
    clause: "Clause",
    date: "As of",
    date_basis: "Dates are",
    deadline: "By",
    depth_m: "Depth",
    distance_m: "Distance",
    distance_from_place_m: "From the nearest place",
    distance_to_next_m: "To the next",
    entry_rule: "May enter",
    exit_for: "Way out for",
    forbids: "Forbids",
    held_by: "Held at the start by",
    leaves_from: "Leaving begins",
    length_km: "Length",
    lies_on: "Lies on the side of",
    line_deviation_m: "Line as printed, off by at most",
    max_error_m: "Error at most",
    measured_by: "Measured by",
    mgrs: "MGRS",
    name_local: "Local name",
    note: "Note",
    people: "People by the register",
    phase: "Phase",
    population: "People by the register",
    reasons: "Why",
    reference_line: "Measured from",
    region: "Region",
    rule: "Rule",
    segment_to_next: "Line to the next",
    settlements: "Settlements",
    severity: "Urgency",
    source: "Source",
    status: "Status",
    systems: "Systems",
    territory_of: "Recognised territory of",
    treatment: "Treatment",
    valid_from: "Since",
    valid_to: "Until",
    verified: "Verified",
    verified_by: "Verified by",
    weapon_class: "Weapons",
    when: "When",
    where: "Where",
    who: "Who",
    width_is: "Depth is",
    zones: "Zones"
};

const CERTAINTY = {
    S: "read in the source",
    M: "known, not read in the source",
    "M?": "uncertain",
    assumption: "an assumption"
};

const UNITS = [
    [/_km2$/, "km²", 0], [/_m$/, "m", 0], [/_km$/, "km", 1], [/_deg$/, "°", 2],
    [/_days$/, "days", 0], [/_h$/, "h", 1], [/_hours$/, "h", 1], [/_min$/, "min", 0], [/_percent$/, "%", 0]
];

function sentence(key) {
    const text = plain(key, 60).replace(/_/g, " ").trim();
    return text.charAt(0).toUpperCase() + text.slice(1);
}

export function layerWord(name) {
    return Object.hasOwn(LAYERS, name) ? LAYERS[name][0] : sentence(name);
}

export function featureWord(name) {
    return Object.hasOwn(LAYERS, name) ? LAYERS[name][1] : sentence(name);
}

export function keyWord(key) {
    if (Object.hasOwn(KEYS, key)) {
        return KEYS[key];
    }
    const unit = UNITS.find(([ending]) => ending.test(key));
    return sentence(unit ? key.replace(unit[0], "") : key);
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

export function isInstant(value) {
    return typeof value === "string" && INSTANT.test(value);
}

function number(key, value) {
    const unit = UNITS.find(([ending]) => ending.test(key));
    if (!unit) {
        return Number.isInteger(value) || Math.abs(value) >= 1000 ? grouped(value)
            : String(value);
    }
    const small = Math.abs(value) < (unit[1] === "m" ? 100 : 1000);
    const shown = small ? String(Math.round(value * 1000) / 1000) : grouped(value, unit[2]);
    return `${shown} ${unit[1]}`;
}

/** A value as text, by its key. `plan` knows names of parties, phases, zones and dates. */
export function valueText(key, value, plan, longest = 2000) {
    if (value === null || value === undefined) {
        return "—";
    }
    if (Array.isArray(value)) {
        return value.map((one) => valueText(key, one, plan, longest)).join("; ");
    }
    if (typeof value === "number") {
        return number(key, value);
    }
    if (typeof value === "boolean") {
        return value ? "yes" : "no";
    }
    if (isInstant(value)) {
        return plan.dateText(value);
    }
    if (typeof value === "object") {
        return plain(JSON.stringify(value), longest);
    }
    switch (key) {
    case "binds":
    case "lies_on":
    case "held_by":
    case "territory_of":
    case "exit_for":
    case "left":
    case "right":
        return plain(plan.partyName(value), longest);
    case "phase":
    case "phases":
        return plain(plan.phaseTitle(value), longest);
    case "region":
        return plain(plan.regionName(value), longest);
    case "certainty":
        return CERTAINTY[value] ?? plain(value, longest);
    case "status":
    case "kind":
    case "class":
    case "basis":
    case "date_basis":
    case "width_is":
    case "measured_by":
    case "entry_rule":
    case "forbids":
    case "severity":
    case "treatment":
    case "weapon_class":
    case "kinds":
    case "purpose":
    case "verdict":
    case "segment_to_next":
        return plain(value, longest).replace(/_/g, " ");
    default:
        return plain(value, longest);
    }
}
