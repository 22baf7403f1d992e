// SPDX-License-Identifier: Apache-2.0
// Beside the map: layers with their legend, search, and what the plan rests on.
import { sample } from "./figure.js";
import { isOnAtFirst, legendOf, orderOf, sampleLook } from "./layers.js";
import { count, has, pieces, say } from "./say.js";
import { byId, data, grouped, make } from "./text.js";
import { layerWord, valueText } from "./words.js";

const FOUND = 40;

export class Tabs {
    constructor(onChange) {
        this.tabs = [...document.querySelectorAll("[role=tab]")];
        this.onChange = onChange;
        this.tabs.forEach((tab, i) => {
            tab.addEventListener("click", () => this.choose(tab.id));
            tab.addEventListener("keydown", (event) => {
                const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
                if (step) {
                    const next = this.tabs[(i + step + this.tabs.length) % this.tabs.length];
                    this.choose(next.id);
                    next.focus();
                }
            });
        });
    }

    choose(id) {
        if (!this.tabs.some((tab) => tab.id === id)) {
            return;
        }
        for (const tab of this.tabs) {
            const on = tab.id === id;
            tab.setAttribute("aria-selected", String(on));
            tab.tabIndex = on ? 0 : -1;
            byId(tab.getAttribute("aria-controls")).hidden = !on;
        }
        this.chosen = id;
        this.onChange(id);
    }
}

function layerRow(app, layer) {
    const p = app.context.palette;
    const box = make("input", {
        type: "checkbox", "data-layer": layer.name, checked: !app.hidden.has(layer.name),
        onchange: (event) => app.setLayer(layer.name, event.target.checked)
    });
    const rows = legendOf(layer.name, layer.features, p, app.context);
    return make("li", {},
        make("label", {}, box, sample(sampleLook(layer.name, p, app.context)),
            make("span", {}, layerWord(layer.name)),
            layer.ground ? null : make("span", { class: "count" }, grouped(layer.features.length))),
        rows.length === 0 ? null : make("ul", { class: "legend" }, rows.map(({ look, text, note }) => (
            make("li", {}, sample(look), make("span", {}, data(text, 120)),
                note ? make("span", { class: "note" }, ` ${note}`) : null)))));
}

/** The list of layers, the topmost first, with the legend. */
export function showLayers(app) {
    const by = (a, b) => orderOf(b.name) - orderOf(a.name);
    const own = app.view.layers.filter(({ ground }) => !ground).sort(by);
    const ground = app.view.layers.filter((layer) => layer.ground).sort(by);
    byId("layer-list").replaceChildren(...own.map((layer) => layerRow(app, layer)));
    byId("ground-list").replaceChildren(...ground.map((layer) => layerRow(app, layer)));
    const sides = byId("sides");
    const line = app.view.layer("lines")?.features.find(({ props }) => props.left && props.right);
    sides.hidden = !line;
    if (line) {
        const side = (colour, party) => make("span", { class: "side" },
            sample({ lines: [{ width: 3, colour }] }), data(app.view.partyName(party)));
        sides.replaceChildren(`${say("sides")} `, side(app.context.palette.left, line.props.left),
            side(app.context.palette.right, line.props.right));
    }
}

export function firstHidden(layers) {
    return new Set(layers.map(({ name }) => name).filter((name) => !isOnAtFirst(name)));
}

/** Letters without case, accents and apostrophes, so that Kyiv's spellings find one another. */
export function folded(text) {
    return String(text ?? "").normalize("NFKD").replace(/[\u0300-\u036f'’ʼ`ʹ"]/g, "").toLowerCase();
}

export function found(settlements, wanted) {
    const key = folded(wanted.trim());
    if (key === "") {
        return [];
    }
    return settlements
        .map((one) => ({ one, at: Math.min(...one.keys.map((name) => {
            const at = name.indexOf(key);
            return at < 0 ? Infinity : at;
        })) }))
        .filter(({ at }) => at < Infinity)
        .sort((a, b) => (a.at === 0 ? 0 : 1) - (b.at === 0 ? 0 : 1) ||
            (b.one.feature.props.population ?? 0) - (a.one.feature.props.population ?? 0))
        .map(({ one }) => one.feature);
}

export class Search {
    constructor(app) {
        this.settlements = app.view.layers
            .filter(({ name }) => name === "settlements" || name === "places")
            .flatMap(({ features }) => features)
            .map((feature) => ({
                feature, keys: [folded(feature.props.name), folded(feature.props.name_local)]
            }));
        const input = byId("search");
        input.addEventListener("input", () => this.show(app, input.value));
        input.addEventListener("keydown", (event) => {
            const first = byId("found").querySelector("button");
            if (first && (event.key === "ArrowDown" || event.key === "Enter")) {
                event.preventDefault();
                if (event.key === "Enter") {
                    first.click();
                } else {
                    first.focus();
                }
            }
        });
        byId("found").addEventListener("keydown", (event) => {
            const buttons = [...byId("found").querySelectorAll("button")];
            const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
            if (step) {
                event.preventDefault();
                (buttons[buttons.indexOf(document.activeElement) + step] ?? input).focus();
            }
        });
        byId("search-count").textContent = this.all();
    }

    all() {
        return count("settlements", this.settlements.length, grouped(this.settlements.length));
    }

    show(app, wanted) {
        const all = found(this.settlements, wanted);
        byId("search-count").textContent = wanted.trim() === ""
            ? this.all()
            : say(all.length > FOUND ? "found_more" : "found", { n: grouped(all.length), shown: FOUND });
        byId("found").replaceChildren(...all.slice(0, FOUND).map((feature) => {
            const { props } = feature;
            const region = props.region ? app.view.regionName(props.region) : "";
            return make("li", {}, make("button", { type: "button", onclick: () => app.choose(feature) },
                make("strong", {}, data(props.name, 80)),
                props.name_local ? make("span", { class: "local" }, " ", data(props.name_local, 80)) : null,
                make("span", { class: "note" }, " ", data([region,
                    props.population ? count("people", props.population, grouped(props.population)) : "",
                    props.phase ? app.view.phaseTitle(props.phase) : ""].filter(Boolean).join(" · ")))));
        }));
    }
}

/** What the plan is, what it rests on, and what it does not say. */
export function showAbout(view) {
    const { plan } = view;
    byId("summary").append(data(plan.terms.summary, 3000));
    byId("identity").replaceChildren(...[
        [say("terms"), `${plan.terms.title} (${plan.terms.id})`],
        [say("legal_reference"), plan.terms.legal_reference],
        [say("terms_source"), plan.terms.source], [say("ground"), plan.theatre.title],
        [say("ground_note"), plan.theatre.note],
        [say("d_day"), say("d_day_is", {
            day: view.dateText(plan.d_day), dates: valueText("date_basis", plan.date_basis, view)
        })],
        [say("times_of"), view.clock.zone],
        [say("plan"), say("plan_version", { plan: plan.plan_id, version: plan.plan_version })]
    ].filter(([, value]) => value).flatMap(([term, value]) => [
        make("dt", {}, term), make("dd", {}, data(value, 2000))
    ]));
    byId("sources").replaceChildren(...plan.sources.map((source) => make("li", {},
        make("strong", {}, data(layerWord(source.layer))), ": ", data(source.source, 1000),
        source.licence ? make("span", { class: "note" }, " ", pieces("licence_is", { licence: data(source.licence) })) : null,
        source.attribution ? make("span", { class: "note" }, " ", data(source.attribution, 500)) : null,
        source.note ? make("span", { class: "note" }, " ", data(source.note, 500)) : null)));
    const list = (id, items, text) => {
        byId(id).replaceChildren(...items.map((item) => make("li", {}, data(text(item), 1000))));
        byId(`${id}-part`).hidden = items.length === 0;
    };
    list("second-stage", plan.second_stage ?? [], (one) => one);
    list("findings", plan.findings ?? [], (one) => `${has(`level_${one.severity}`) ? say(`level_${one.severity}`) : one.severity}: ${one.text}`);
}
