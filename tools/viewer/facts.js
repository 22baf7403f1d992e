// SPDX-License-Identifier: Apache-2.0
// What one feature is: what, why, by which clause, since when; then all else that is known of it.
import { say } from "./say.js";
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
        return say("held_by", { party: view.partyName(props.held_by) });
    }
    return String(props.title ?? props.name ?? props.line_title ?? id);
}

/** Since and until, with the day counted from D-day. */
export function whenText(feature, view) {
    const [from, to] = feature.span;
    const day = (at) => say("day_offset", { day: view.dayText(at), offset: view.offset(at) });
    const since = Number.isFinite(from) ? day(from) : say("always");
    const until = to >= OPEN_END ? say("no_end") : day(to);
    return { since, until, open: to >= OPEN_END };
}

function whatOf({ layer, props }, view) {
    switch (layer) {
    case "vacated":
        return say("left_by", { party: view.partyName(props.binds) });
    case "phase_lines":
        return say("what_phase_line");
    case "control":
        return say("what_control");
    case "reserved":
        return props.treatment ? say("what_reserved", { treatment: String(props.treatment).replace(/_/g, " ") })
            : say("what_undecided");
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
        out.push(say("why_rule", { rule: props.rule }));
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
    const { since, until, open } = whenText(feature, view);
    const observed = props.date_basis === "observed";
    const out = [
        row(say("what"), what ? data(what, 1000) : null),
        row(say("why"), why.length > 1 ? make("ul", {}, why.map((one) => make("li", {}, data(one, 1000))))
            : why.length === 1 ? data(why[0], 1000) : null),
        row(say("clause"), props.clause
            ? data(say("clause_of_terms", { clause: props.clause, terms: view.plan.terms.title })) : null,
            props.clause && props.certainty ? ` (${valueText("certainty", props.certainty, view)})` : null),
        row(say(observed ? "seen_on" : "since"), since),
        row(say("until"), observed && open ? null : until),
        row(say("dates_are"), observed ? null : valueText("date_basis", props.date_basis, view))
    ];
    for (const [key, value] of Object.entries(props)) {
        if (!TOLD.has(key) && value !== "" && !(Array.isArray(value) && value.length === 0)) {
            out.push(row(keyWord(key), Array.isArray(value) && value.length > 1
                ? make("ul", {}, value.map((one) => make("li", {}, data(valueText(key, one, view), 1000))))
                : data(valueText(key, value, view), 1000)));
        }
    }
    if (!props.clause && props.certainty) {
        out.push(row(say("certainty"), valueText("certainty", props.certainty, view)));
    }
    out.push(row(say("source"), props.source ? data(props.source, 1000) : null));
    out.push(row(say("id"), make("code", {}, data(feature.id))));
    return make("dl", { class: "facts" }, out.flat());
}

export function kindText(feature) {
    const { layer, props } = feature;
    const word = featureWord(layer);
    return props.kind && ["sites", "presence", "lines", "posts"].includes(layer)
        ? `${word}: ${valueText("kind", props.kind, null)}` : word;
}
