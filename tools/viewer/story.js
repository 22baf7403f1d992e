// SPDX-License-Identifier: Apache-2.0
// The story of a settlement: who holds it, what lies over it, when it is left, in order of time.
import { covers, inBox } from "./hit.js";
import { titleOf } from "./facts.js";
import { data, grouped, make } from "./text.js";
import { OPEN_END, secondsOf } from "./time.js";
import { featureWord, keyWord, valueText } from "./words.js";

// Told in the head or the timeline.
const TOLD = new Set([
    "plan_id", "plan_version", "name", "name_local", "class", "population", "region", "held_by", "zones",
    "phase", "valid_from", "valid_to", "date_basis", "source", "clause", "mgrs", "reached"
]);

/** "p1, ru: artillery, mlrs" and its like: {stage, party, classes: [words] or null for its own land}. */
function reachOf(text, view) {
    const found = /^([^,]+), ([^:]+): (.*)$/s.exec(String(text));
    if (!found) {
        return null;
    }
    const [, stage, party, rest] = found;
    const { stages = [], classes = [] } = view.plan.protection ?? {};
    return {
        at: secondsOf(stages.find(({ id }) => id === stage)?.at ?? view.plan.d_day),
        stage: stages.find(({ id }) => id === stage)?.title ?? stage,
        party: view.partyName(party),
        own: rest === "holds it",
        classes: rest === "none" || rest === "holds it" ? []
            : rest.split(/[,\s]+/).filter(Boolean).map((id) => classes.find((one) => one.id === id)?.title ?? id)
    };
}

/** Which weapons reach a place from the land that each party holds, stage by stage. */
export function reachList(reached, view) {
    const all = (Array.isArray(reached) ? reached : [reached]).map((text) => reachOf(text, view) ?? text);
    return make("ol", { class: "story reach" }, all.map((one) => (typeof one === "string"
        ? make("li", {}, data(one, 400))
        : make("li", {},
            make("span", { class: "date" }, data(`${view.dayText(one.at)} · ${view.offset(one.at)} · ${one.stage}`)),
            data(one.own ? `${one.party} holds it`
                : one.classes.length === 0 ? `None from land held by ${one.party}`
                    : `From land held by ${one.party}: ${one.classes.join(", ")}`, 600)))));
}

const NOT_OVER = new Set(["territories", "regions", "control", "vacated", "places", "settlements"]);

function placeOf(settlement) {
    return settlement.shape.coordinates[0];
}

/** Areas of the plan that a settlement lies in, by its position. */
export function areasOver(settlement, view) {
    const place = placeOf(settlement);
    return view.layers.filter(({ name }) => !NOT_OVER.has(name)).flatMap(({ features }) => (
        features.filter(({ shape, box }) => inBox(box, place) && covers(shape, place))
    ));
}

/** What happens there: {at, text, feature, clause}, by time. */
export function eventsAt(settlement, view) {
    const out = [];
    const phase = view.plan.phases.find(({ id }) => id === settlement.props.phase);
    if (phase) {
        const area = view.layer("vacated")?.features.find(({ props }) => props.phase === phase.id);
        const add = (at, text) => out.push({ at: secondsOf(at), text, feature: area, clause: phase.cited?.clause });
        add(phase.start, `${phase.title}: forces begin to leave`);
        add(phase.end, `${phase.title}: forces are gone`);
        add(phase.verified, `${phase.title} verified`);
    }
    for (const area of areasOver(settlement, view)) {
        const [from, to] = area.span;
        const name = `${featureWord(area.layer)} “${titleOf(area, view)}”`;
        const clause = area.props.clause;
        if (area.layer === "reserved" || !Number.isFinite(from)) {
            continue;
        }
        out.push({ at: from, text: `${name} begins`, feature: area, clause });
        if (to < OPEN_END) {
            out.push({ at: to, text: `${name} ends`, feature: area, clause });
        }
    }
    return out.sort((a, b) => a.at - b.at || (a.text < b.text ? -1 : 1));
}

function sentence(settlement, view) {
    const { props } = settlement;
    const out = [];
    const kind = props.class ? valueText("class", props.class, view) : "settlement";
    const region = props.region ? ` in ${view.regionName(props.region)}` : "";
    out.push(`${kind.charAt(0).toUpperCase()}${kind.slice(1)}${region}.`);
    if (props.population > 0) {
        out.push(`${grouped(props.population)} people by the register, which does not say who lives ` +
            "there now.");
    }
    if (props.held_by) {
        out.push(`At the start held by ${view.partyName(props.held_by)}.`);
    }
    const reserved = areasOver(settlement, view).filter(({ layer }) => layer === "reserved");
    reserved.forEach((area) => out.push(`In the reserved area ${titleOf(area, view)}.`));
    return out.join(" ");
}

export function storyOf(settlement, view, show) {
    const events = eventsAt(settlement, view);
    const steps = events.map(({ at, text, feature, clause }) => make("li", {},
        make("span", { class: "date" }, `${view.dayText(at)} · ${view.offset(at)}`),
        feature ? make("button", { type: "button", class: "link", onclick: () => show(feature) }, data(text))
            : data(text),
        clause ? make("span", { class: "note" }, " clause ", data(clause)) : null));
    const more = Object.entries(settlement.props).filter(([key, value]) => !TOLD.has(key) && value !== "");
    return [
        make("p", {}, data(sentence(settlement, view), 1000)),
        events.length > 0 ? make("ol", { class: "story" }, steps)
            : make("p", { class: "note" },
                "Nothing in this plan happens here: it lies in no zone and in no area that is left."),
        settlement.props.reached ? make("section", {}, make("h3", {}, "Which weapons reach it"),
            reachList(settlement.props.reached, view)) : null,
        more.length > 0 ? make("dl", { class: "facts" }, more.flatMap(([key, value]) => [
            make("dt", {}, keyWord(key)), make("dd", {}, data(valueText(key, value, view), 1000))
        ])) : null
    ].filter((part) => part !== null);
}
