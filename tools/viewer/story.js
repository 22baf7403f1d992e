// SPDX-License-Identifier: Apache-2.0
// The story of a settlement: who holds it, what lies over it, when it is left, in order of time.
import { covers, inBox } from "./hit.js";
import { titleOf } from "./facts.js";
import { count, pieces, say } from "./say.js";
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
            data(one.own ? say("holds_it", { party: one.party })
                : one.classes.length === 0 ? say("reached_by_none", { party: one.party })
                    : say("reached_by", { party: one.party, weapons: one.classes.join(", ") }), 600)))));
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
        add(phase.start, say("begin_to_leave", { phase: phase.title }));
        add(phase.end, say("are_gone", { phase: phase.title }));
        add(phase.verified, say("phase_verified", { phase: phase.title }));
    }
    for (const area of areasOver(settlement, view)) {
        const [from, to] = area.span;
        const of = { kind: featureWord(area.layer), title: titleOf(area, view) };
        const clause = area.props.clause;
        if (area.layer === "reserved" || !Number.isFinite(from)) {
            continue;
        }
        out.push({ at: from, text: say("area_begins", of), feature: area, clause });
        if (to < OPEN_END) {
            out.push({ at: to, text: say("area_ends", of), feature: area, clause });
        }
    }
    return out.sort((a, b) => a.at - b.at || (a.text < b.text ? -1 : 1));
}

function sentence(settlement, view) {
    const { props } = settlement;
    const out = [];
    const word = props.class ? valueText("class", props.class, view) : say("settlement");
    const kind = word.charAt(0).toUpperCase() + word.slice(1);
    out.push(props.region ? say("place_in", { kind, region: view.regionName(props.region) })
        : say("place", { kind }));
    if (props.population > 0) {
        out.push(count("people_there", props.population, grouped(props.population)));
    }
    if (props.held_by) {
        out.push(say("held_at_start", { party: view.partyName(props.held_by) }));
    }
    const reserved = areasOver(settlement, view).filter(({ layer }) => layer === "reserved");
    reserved.forEach((area) => out.push(say("in_reserved", { area: titleOf(area, view) })));
    return out.join(" ");
}

export function storyOf(settlement, view, show) {
    const events = eventsAt(settlement, view);
    const steps = events.map(({ at, text, feature, clause }) => make("li", {},
        make("span", { class: "date" }, `${view.dayText(at)} · ${view.offset(at)}`),
        feature ? make("button", { type: "button", class: "link", onclick: () => show(feature) }, data(text))
            : data(text),
        clause ? make("span", { class: "note" }, " ", pieces("by_clause", { clause: data(clause) })) : null));
    const more = Object.entries(settlement.props).filter(([key, value]) => !TOLD.has(key) && value !== "");
    return [
        make("p", {}, data(sentence(settlement, view), 1000)),
        events.length > 0 ? make("ol", { class: "story" }, steps)
            : make("p", { class: "note" },
                say("nothing_happens")),
        settlement.props.reached ? make("section", {}, make("h3", {}, say("which_weapons")),
            reachList(settlement.props.reached, view)) : null,
        more.length > 0 ? make("dl", { class: "facts" }, more.flatMap(([key, value]) => [
            make("dt", {}, keyWord(key)), make("dd", {}, data(valueText(key, value, view), 1000))
        ])) : null
    ].filter((part) => part !== null);
}
