// SPDX-License-Identifier: Apache-2.0
// The page: reads the plan that stands in it, draws it, and joins the parts.
import { boxOf, layerOf } from "./decode.js";
import { Card, featuresAt } from "./card.js";
import { hasLook } from "./layers.js";
import { readLink, writeLink } from "./link.js";
import { PlanMap } from "./map.js";
import { Measure } from "./measure.js";
import { paletteOf } from "./palette.js";
import { Search, Tabs, firstHidden, showAbout, showLayers } from "./panel.js";
import { followPosition } from "./position.js";
import { followPrint } from "./print.js";
import { Tables } from "./tables.js";
import { language, say, sayAll, speak } from "./say.js";
import { announce, byId, plain } from "./text.js";
import { TimeBar } from "./timebar.js";
import { OPEN_END, clockOf, offsetText, secondsOf, spanOf } from "./time.js";
import { valueText } from "./words.js";

/** For style sheets and tests: `is-ready` when controls and tables are, `is-drawn` when the map stands still. */
function mark(state) {
    document.body.classList.add(state);
}

function viewOf(page) {
    const { plan } = page;
    const read = (packed, ground) => {
        const layer = { ...layerOf(packed), ground };
        for (const feature of layer.features) {
            feature.box = boxOf(feature.shape);
            feature.span = spanOf(feature.props);
        }
        return layer;
    };
    const layers = [...page.ground.map((one) => read(one, true)), ...page.layers.map((one) => read(one, false))];
    const clock = clockOf(plan.time_zone, language());
    const dDay = secondsOf(plan.d_day);
    const parties = new Map(plan.parties.map(({ id, name }) => [id, name]));
    parties.set("both", say("both_parties")).set("any", say("any_party"));
    const regions = new Map((layers.find(({ name }) => name === "regions")?.features ?? [])
        .map(({ id, props }) => [id, props.name]));
    return {
        plan, layers, clock, dDay,
        layer: (name) => layers.find((layer) => layer.name === name),
        partyName: (id) => parties.get(id) ?? String(id ?? ""),
        phaseTitle: (id) => plan.phases.find((one) => one.id === id)?.title ?? String(id ?? ""),
        phaseIndex: (id) => plan.phases.findIndex((one) => one.id === id),
        regionName: (id) => regions.get(id) ?? String(id ?? ""),
        dateText: (text) => {
            const at = secondsOf(text);
            return at >= OPEN_END ? say("no_end") : clock.minute(at);
        },
        dayText: (at) => clock.day(at),
        offset: (at) => offsetText(at, dDay)
    };
}

/** One look a zone of the terms, whichever party's side it lies on, as on the sheets. */
function zoneLooks(view) {
    const seen = [];
    const keyOf = (props) => `${props.title ?? ""}|${props.depth_m ?? ""}`;
    for (const { props } of view.layer("zones")?.features ?? []) {
        if (!seen.includes(keyOf(props))) {
            seen.push(keyOf(props));
        }
    }
    return { count: seen.length, of: (props) => Math.max(0, seen.indexOf(keyOf(props))) };
}

class App {
    constructor(page) {
        this.view = viewOf(page);
        const looks = zoneLooks(this.view);
        this.time = null;
        this.picked = null;
        this.hiddenFirst = firstHidden(this.view.layers);
        this.hidden = new Set(this.hiddenFirst);
        this.context = {
            palette: paletteOf(this.isDark()), names: "latin", phases: this.view.plan.phases.length,
            zoneLooks: looks.count, zoneLook: looks.of, hidden: this.hidden,
            unknown: this.view.layers.map(({ name }) => name).filter((name) => !hasLook(name))
        };
        this.heads();
        showAbout(this.view);
        showLayers(this);
        this.tabs = new Tabs(() => this.changed());
        this.card = new Card(this);
        this.measure = new Measure(this);
        this.search = new Search(this);
        this.tables = new Tables(this);
        this.timeBar = new TimeBar(this);
        followPrint(this);
        this.buttons();
        this.startMap();
        mark("is-ready");
    }

    heads() {
        const { plan } = this.view;
        document.title = plain(`${plan.terms.title}: ${plan.theatre.title}`, 120);
        byId("title").textContent = plain(plan.terms.title, 160);
        byId("subtitle").textContent = plain(
            say("subtitle", {
                theatre: plan.theatre.title, day: this.view.dayText(this.view.dDay),
                dates: valueText("date_basis", plan.date_basis, this.view), version: plan.plan_version
            })
        );
    }

    startMap() {
        try {
            this.drawing = new PlanMap("map", this.view, this.context);
        } catch (failure) {
            this.drawing = null;
            byId("no-map").hidden = false;
            byId("no-map").append(` (${plain(failure.message ?? failure)})`);
            this.applyLink();
            return;
        }
        this.drawing.ready.then(() => {
            const { map } = this.drawing;
            followPosition(this, map);
            map.on("click", (event) => this.clickAt(event.lngLat.toArray(), event.point));
            map.on("moveend", () => this.changed());
            this.applyLink();
            map.once("idle", () => mark("is-drawn"));
        });
        addEventListener("hashchange", () => {
            if (location.hash !== this.written) {
                this.applyLink();
            }
        });
    }

    whenDrawn(act) {
        if (this.drawing) {
            this.drawing.ready.then(() => act(this.drawing));
        }
    }

    applyLink() {
        const link = readLink(location.hash, this.view);
        this.reading = true;
        if (link.map && this.drawing) {
            this.drawing.map.jumpTo(link.map);
        }
        this.setNames(link.names);
        for (const { name } of this.view.layers) {
            const hidden = this.hiddenFirst.has(name) !== link.turned.includes(name);
            this.setLayer(name, !hidden);
        }
        showLayers(this);
        this.setTime(link.time);
        this.tabs.choose(link.tab || "tab-layers");
        this.pick(link.pick);
        if (link.pick) {
            this.card.show([link.pick], null, false);
        }
        this.reading = false;
        this.changed();
    }

    changed() {
        if (this.reading || !this.tabs) {
            return;
        }
        clearTimeout(this.writing);
        // Browsers refuse more than a hundred changes of the address in half a minute.
        this.writing = setTimeout(() => {
            this.written = writeLink(this);
            history.replaceState(null, "", this.written);
        }, 350);
    }

    setTime(at) {
        this.time = at;
        this.timeBar.show(at);
        this.whenDrawn((drawing) => drawing.setTime(this.time));
        this.changed();
    }

    setLayer(name, on) {
        if (this.hidden.has(name) === !on) {
            return;
        }
        if (on) {
            this.hidden.delete(name);
        } else {
            this.hidden.add(name);
        }
        this.whenDrawn((drawing) => drawing.setVisible(name, on));
        this.changed();
    }

    setNames(choice) {
        byId("names").value = choice;
        if (choice !== this.context.names) {
            this.context.names = choice;
            this.whenDrawn((drawing) => drawing.rename(choice));
        }
        this.changed();
    }

    pick(feature) {
        this.picked = feature;
        this.whenDrawn((drawing) => drawing.pick(feature ? [feature] : []));
        this.changed();
    }

    /** Shows one feature: on the map, and in the card. */
    choose(feature) {
        this.pick(feature);
        this.whenDrawn((drawing) => drawing.zoomTo(feature));
        this.card.show([feature]);
    }

    clickAt(place, pixel) {
        if (this.measure.on) {
            this.measure.add(place);
            return;
        }
        const found = featuresAt(this, place, pixel);
        this.pick(found[0] ?? null);
        this.card.show(found, place);
    }

    isDark() {
        const set = document.documentElement.dataset.theme;
        return set ? set === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    }

    recolour() {
        const palette = paletteOf(this.isDark());
        this.context.palette = palette;
        showLayers(this);
        this.timeBar.drawPhases();
        this.whenDrawn((drawing) => drawing.restyle(palette));
    }

    buttons() {
        byId("theme").addEventListener("click", () => {
            document.documentElement.dataset.theme = this.isDark() ? "light" : "dark";
            announce(say(this.isDark() ? "dark_colours" : "light_colours"));
            this.recolour();
        });
        matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.recolour());
        byId("names").addEventListener("change", (event) => this.setNames(event.target.value));
        byId("panel-toggle").addEventListener("click", () => {
            const open = document.body.classList.toggle("panel-closed");
            byId("panel-toggle").setAttribute("aria-expanded", String(!open));
            this.whenDrawn((drawing) => drawing.map.resize());
        });
        byId("panel-wide").addEventListener("click", () => {
            const wide = document.body.classList.toggle("panel-wide");
            byId("panel-wide").setAttribute("aria-pressed", String(wide));
            this.whenDrawn((drawing) => drawing.map.resize());
        });
        byId("link").addEventListener("click", () => this.showLink());
        byId("link-close").addEventListener("click", () => {
            byId("link-box").hidden = true;
            byId("link").focus();
        });
        byId("skip").addEventListener("click", () => (
            document.querySelector(".maplibregl-canvas") ?? byId("search")).focus());
        addEventListener("keydown", (event) => {
            const typing = event.target instanceof Element && event.target.matches("input, select, textarea");
            if (event.key === "/" && !typing) {
                event.preventDefault();
                this.tabs.choose("tab-places");
                byId("search").focus();
            }
        });
    }

    showLink() {
        history.replaceState(null, "", writeLink(this));
        const field = byId("link-text");
        field.value = location.href;
        byId("link-box").hidden = false;
        field.focus();
        field.select();
        const said = (text) => {
            byId("link-said").textContent = text;
        };
        said("");
        navigator.clipboard?.writeText(location.href).then(() => said(say("copied")), () => said(say("copy_from_here")));
    }
}

function start() {
    const page = JSON.parse(byId("plan").textContent);
    speak(page.words, page.language);
    document.documentElement.lang = page.language;
    sayAll(document);
    return new App(page);
}

window.armistice = start();
