// SPDX-License-Identifier: Apache-2.0
// What one feature is: what, why, by which clause, since when; then all else that is known of it.
import { data, make } from "./text.js";
import { OPEN_END } from "./time.js";
import { featureWord, keyWord, valueText } from "./words.js";

// Told in the head or in fixed places, or of the plan as a whole.
const TOLD = new Set([
    "plan_id", "plan_version", "title", "name", "line_title", "name_local", "valid_from", "valid_to",
    "date_basis", "clause", "certainty", "reasons", "rule", "note", "text", "description", "source",
    "depth_m", "date", "caps_text"
]);

export function titleOf({ layer, id, props }, view) {
    if (layer === "control") {
        return `Held by ${view.partyName(props.held_by)}`;
    }
    return String(props.title ?? props.name ?? props.line_title ?? id);
}

/** Since and until, with the day counted from D-day. */
export function whenText(feature, view) {
    const [from, to] = feature.span;
    const since = Number.isFinite(from) ? `${view.dayText(from)} (${view.offset(from)})` : "always";
    const until = to >= OPEN_END ? "no end set" : `${view.dayText(to)} (${view.offset(to)})`;
    return { since, until };
}

function whatOf({ layer, props }, view) {
    switch (layer) {
    case "vacated":
        return `Area left by ${view.partyName(props.binds)} in this phase`;
    case "phase_lines":
        return "Line reached at the end of its phase. It is not a border.";
    case "control":
        return "Who held the land when the plan begins; without prejudice to any claim";
    case "reserved":
        return `Reserved: ${props.treatment ?? "nothing is decided about it"}`.replace(/_/g, " ");
    case "settlements":
    case "places":
        return null;
    default:
        return props.rule_text ?? (layer === "zones" ? props.rule : null);
    }
}

function whyOf({ layer, props }) {
    const out = Array.isArray(props.reasons) ? [...props.reasons] : props.reasons ? [props.reasons] : [];
    for (const key of ["note", "text", "description"]) {
        if (props[key]) {
            out.push(props[key]);
        }
    }
    if (layer === "presence" && props.rule) {
        out.push(`Rule “${props.rule}” of the terms`);
    }
    return out;
}

function row(term, ...content) {
    return content.some((one) => one !== null && one !== undefined && one !== "")
        ? [make("dt", {}, term), make("dd", {}, ...content)] : [];
}

/** The facts of a feature as a description list. */
export function factsOf(feature, view) {
    const { props } = feature;
    const what = whatOf(feature, view);
    const why = whyOf(feature);
    const { since, until } = whenText(feature, view);
    const observed = props.date_basis === "observed";
    const out = [
        row("What", what ? data(what, 1000) : null),
        row("Why", why.length > 1 ? make("ul", {}, why.map((one) => make("li", {}, data(one, 1000))))
            : why.length === 1 ? data(why[0], 1000) : null),
        row("Clause", props.clause ? data(`${props.clause} of “${view.plan.terms.title}”`) : null,
            props.clause && props.certainty ? ` (${valueText("certainty", props.certainty, view)})` : null),
        row(observed ? "Seen on" : "Since", since),
        row("Until", observed && until === "no end set" ? null : until),
        row("Dates are", observed ? null : valueText("date_basis", props.date_basis, view))
    ];
    for (const [key, value] of Object.entries(props)) {
        if (!TOLD.has(key) && value !== "" && !(Array.isArray(value) && value.length === 0)) {
            out.push(row(keyWord(key), Array.isArray(value) && value.length > 1
                ? make("ul", {}, value.map((one) => make("li", {}, data(valueText(key, one, view), 1000))))
                : data(valueText(key, value, view), 1000)));
        }
    }
    if (!props.clause && props.certainty) {
        out.push(row("Certainty", valueText("certainty", props.certainty, view)));
    }
    out.push(row("Source", props.source ? data(props.source, 1000) : null));
    out.push(row("Id", make("code", {}, data(feature.id))));
    return make("dl", { class: "facts" }, out.flat());
}

export function kindText(feature) {
    const { layer, props } = feature;
    const word = featureWord(layer);
    return props.kind && ["sites", "presence", "lines", "posts"].includes(layer)
        ? `${word}: ${valueText("kind", props.kind, null)}` : word;
}
