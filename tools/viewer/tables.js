// SPDX-License-Identifier: Apache-2.0
// Tables beside the map: each sorts by any column and shows on the map what its rows are about.
import { titleOf } from "./facts.js";
import { count, heads, language, say } from "./say.js";
import { announce, byId, data, make } from "./text.js";
import { secondsOf } from "./time.js";
import { keyWord, layerWord, valueText } from "./words.js";

// Columns that come first, where a layer has them; all others follow, but for those left out.
const FIRST = ["name", "title", "name_local", "kind", "class", "phase", "population", "severity"];
const LEFT_OUT = new Set(["plan_id", "plan_version", "source", "rule", "note", "reasons", "description", "text"]);
const AT_ONCE = 400;  // rows; the rest on demand

function columnsOfLayer(features) {
    const keys = new Set(features.flatMap(({ props }) => Object.keys(props)));
    const rest = [...keys].filter((key) => !FIRST.includes(key) && !LEFT_OUT.has(key));
    return [...FIRST.filter((key) => keys.has(key)), ...rest].slice(0, 14);
}

function layerTable(layer) {
    const keys = columnsOfLayer(layer.features);
    const named = keys.find((key) => key === "name" || key === "title");
    const columns = keys.filter((key) => key !== named);
    return {
        id: layer.name, title: layerWord(layer.name),
        columns: [say("name"), ...columns.map(keyWord)], keys: [null, ...columns],
        rows: (view) => layer.features.map((feature) => ({
            feature, values: [titleOf(feature, view), ...columns.map((key) => feature.props[key])]
        }))
    };
}

function scheduleTable(view) {
    return {
        id: "schedule", title: say("schedule"),
        columns: heads("schedule_head"),
        keys: ["when", null, null, null, null, "deadline", null, null],
        rows: () => view.plan.schedule.map((row) => ({
            at: secondsOf(row.when),
            values: [row.when, row.offset, row.who, row.action, row.where, row.deadline,
                row.verified_by, row.cited?.clause]
        }))
    };
}

function phaseTable(view) {
    return {
        id: "phases", title: say("phases"),
        columns: heads("phases_head"),
        keys: [null, "when", "when", "when", "area_km2", "settlements", "people"],
        rows: () => view.plan.phases.map((phase) => ({
            feature: view.layer("vacated")?.features.find(({ props }) => props.phase === phase.id),
            at: secondsOf(phase.end),
            values: [phase.title, phase.start, phase.end, phase.verified, phase.vacated?.area_km2,
                phase.vacated?.settlements, phase.vacated?.people]
        }))
    };
}

export function tablesOf(view) {
    const layers = view.layers.filter(({ ground }) => !ground).map(layerTable);
    return [
        ...(view.plan.phases.length > 0 ? [phaseTable(view)] : []), scheduleTable(view), ...layers
    ];
}

function compare(a, b) {
    if (a === b) {
        return 0;
    }
    return typeof a === "number" && typeof b === "number" ? a - b
        : String(a).localeCompare(String(b), language(), { numeric: true });
}

/** Rows by a column; what is not known comes last, whichever the direction. */
export function sorted(rows, column, down) {
    const known = rows.filter(({ values }) => values[column] !== null && values[column] !== undefined);
    const unknown = rows.filter(({ values }) => values[column] === null || values[column] === undefined);
    known.sort((a, b) => compare(a.values[column], b.values[column]) * (down ? -1 : 1));
    return [...known, ...unknown];
}

export class Tables {
    constructor(app) {
        this.app = app;
        this.tables = tablesOf(app.view);
        this.column = null;
        this.down = false;
        byId("table-choice").append(...this.tables.map(({ id, title }) => make("option", { value: id }, title)));
        byId("table-choice").addEventListener("change", () => this.choose(byId("table-choice").value));
        byId("table-filter").addEventListener("input", () => this.show());
        this.current = this.tables[0];
        this.show();
    }

    choose(id) {
        const found = this.tables.find((table) => table.id === id);
        if (found) {
            byId("table-choice").value = id;
            byId("table-filter").value = "";
            this.current = found;
            this.column = null;
            this.show();
        }
    }

    sortBy(column) {
        this.down = this.column === column ? !this.down : false;
        this.column = column;
        this.show();
        byId("table").querySelectorAll("thead button")[column].focus();
        announce(say(this.down ? "sorted_down" : "sorted_up", { column: this.current.columns[column] }));
    }

    text(value, i) {
        return valueText(this.current.keys[i] ?? "", value, this.app.view, 300);
    }

    show(limit = AT_ONCE) {
        const { columns, rows } = this.current;
        const wanted = byId("table-filter").value.trim().toLowerCase();
        let all = rows(this.app.view);
        if (wanted !== "") {
            all = all.filter(({ values }) => values.some(
                (value, i) => this.text(value, i).toLowerCase().includes(wanted)
            ));
        }
        if (this.column !== null) {
            all = sorted(all, this.column, this.down);
        }
        const head = make("tr", {}, columns.map((title, i) => make("th", {
            scope: "col",
            "aria-sort": i === this.column ? (this.down ? "descending" : "ascending") : "none"
        }, make("button", { type: "button", onclick: () => this.sortBy(i) }, title))));
        const body = all.slice(0, limit).map((row) => make("tr", {},
            row.values.map((value, i) => this.cell(row, value, i))));
        byId("table").replaceChildren(
            make("caption", {}, say("table_of", { table: this.current.title, rows: count("rows", all.length) })),
            make("thead", {}, head), make("tbody", {}, body)
        );
        const more = byId("table-more");
        more.hidden = all.length <= limit;
        more.textContent = count("show_all", all.length);
        more.onclick = () => this.show(Infinity);
    }

    cell(row, value, i) {
        const text = this.text(value, i);
        const number = typeof value === "number";
        if (i !== 0) {
            return make("td", { class: number ? "number" : null }, data(text, 300));
        }
        const go = () => {
            if (row.feature) {
                this.app.choose(row.feature);
            } else {
                this.app.setTime(row.at);
            }
        };
        return make("th", { scope: "row" }, row.feature || row.at !== undefined
            ? make("button", {
                type: "button", class: "link", onclick: go,
                title: say(row.feature ? "show_on_map" : "show_at_time")
            }, data(text, 120)) : data(text, 120));
    }
}
