// SPDX-License-Identifier: Apache-2.0
// The view for paper: the map as it stands, its legend, the phases, the schedule, the small print.
import { sample } from "./figure.js";
import { legendOf, sampleLook } from "./layers.js";
import { heads, say } from "./say.js";
import { byId, data, make } from "./text.js";
import { layerWord, valueText } from "./words.js";

function table(title, columns, rows) {
    return make("table", {}, make("caption", {}, title),
        make("thead", {}, make("tr", {}, columns.map((one) => make("th", { scope: "col" }, one)))),
        make("tbody", {}, rows.map((row) => make("tr", {}, row.map((one) => make("td", {}, data(one, 400)))))));
}

function legend(app) {
    const shown = app.view.layers.filter(({ name, ground }) => !ground && !app.hidden.has(name));
    return make("ul", { class: "print-legend" }, shown.flatMap((layer) => {
        const rows = legendOf(layer.name, layer.features, app.context.palette, app.context);
        const line = (look, text, note) => make("li", {}, sample(look), data(text, 100), note ? ` (${note})` : "");
        return rows.length > 0 ? rows.map(({ look, text, note }) => line(look, text, note))
            : [line(sampleLook(layer.name, app.context.palette, app.context), layerWord(layer.name))];
    }));
}

export function preparePrint(app) {
    const { view } = app;
    const { plan } = view;
    const picture = byId("print-map");
    if (app.drawing) {
        app.drawing.map.redraw();
        picture.src = app.drawing.map.getCanvas().toDataURL("image/png");
    }
    picture.alt = say("map_at", { date: byId("time-date").textContent });
    byId("print-time").textContent = `${byId("time-date").textContent}. ${byId("time-note").textContent}`;
    byId("print-body").replaceChildren(
        legend(app),
        plan.phases.length === 0 ? "" : table(say("phases"),
            heads("phases_head"),
            plan.phases.map((one) => [one.title, ...[one.start, one.end, one.verified].map((at) => view.dateText(at)),
                valueText("area_km2", one.vacated?.area_km2, view), valueText("n", one.vacated?.settlements, view),
                valueText("n", one.vacated?.people, view)])),
        table(say("schedule"), heads("print_schedule_head"), plan.schedule.map((row) => [
            view.dateText(row.when), row.offset, row.who, row.action, row.cited?.clause ?? ""
        ]))
    );
}

export function followPrint(app) {
    addEventListener("beforeprint", () => preparePrint(app));
    byId("print").addEventListener("click", () => print());
}
