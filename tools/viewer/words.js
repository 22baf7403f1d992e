// SPDX-License-Identifier: Apache-2.0
// Words for what the data names by keys: layers (`layer_KEY`, one of them `feature_KEY`), properties
// (`key_KEY`), values (`certainty_KEY` and the like). What has no word is shown under its own key, so that a
// layer of a later version needs nothing new.
import { has, say } from "./say.js";
import { grouped, plain } from "./text.js";

const UNITS = [
    [/_km2$/, "figure_km2", 0], [/_m$/, "figure_m", 0], [/_km$/, "figure_km", 1], [/_deg$/, "figure_deg", 2],
    [/_days$/, "figure_days", 0], [/_h$/, "figure_h", 1], [/_hours$/, "figure_h", 1],
    [/_min$/, "figure_min", 0], [/_percent$/, "figure_percent", 0]
];

// Letters of citations, as the terms have them.
const CERTAINTY = { S: "certainty_s", M: "certainty_m", "M?": "certainty_doubt", assumption: "certainty_assumption" };

function worded(value, longest) {
    return plain(value, longest).replace(/_/g, " ");
}

/** What is known of a line, or how far something is. */
export function statusWord(value, longest = 2000) {
    return has(`status_${value}`) ? say(`status_${value}`) : worded(value, longest);
}

function sentence(key) {
    const text = worded(key, 60).trim();
    return text.charAt(0).toUpperCase() + text.slice(1);
}

export function layerWord(name) {
    return has(`layer_${name}`) ? say(`layer_${name}`) : sentence(name);
}

export function featureWord(name) {
    return has(`feature_${name}`) ? say(`feature_${name}`) : sentence(name);
}

export function keyWord(key) {
    if (has(`key_${key}`)) {
        return say(`key_${key}`);
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
    const small = Math.abs(value) < (unit[1] === "figure_m" ? 100 : 1000);
    const shown = small ? String(Math.round(value * 1000) / 1000) : grouped(value, unit[2]);
    return say(unit[1], { figure: shown });
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
        return say(value ? "yes" : "no");
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
    case "date_basis":
        return has(`dates_${value}`) ? say(`dates_${value}`) : worded(value, longest);
    case "region":
        return plain(plan.regionName(value), longest);
    case "certainty":
        return Object.hasOwn(CERTAINTY, value) ? say(CERTAINTY[value]) : plain(value, longest);
    case "status":
        return statusWord(value, longest);
    case "kind":
    case "class":
    case "basis":
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
        return worded(value, longest);
    default:
        return plain(value, longest);
    }
}
