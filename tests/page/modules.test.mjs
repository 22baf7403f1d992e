// SPDX-License-Identifier: Apache-2.0
// Parts of the viewer that need no browser.
import assert from "node:assert/strict";
import { test } from "node:test";
import { layerOf, shapeOf } from "../../tools/viewer/decode.js";
import { covers, pixelsFromLine } from "../../tools/viewer/hit.js";
import { namedPlaces, nameOf, placeInside } from "../../tools/viewer/labels.js";
import { readLink } from "../../tools/viewer/link.js";
import { folded, found } from "../../tools/viewer/panel.js";
import { sorted } from "../../tools/viewer/tables.js";
import { plain, short } from "../../tools/viewer/text.js";
import { clockOf, eventsOf, inForce, offsetText, secondsOf, spanOf, stopAt, stopsOf } from "../../tools/viewer/time.js";
import { speak } from "../../tools/viewer/say.js";
import { keyWord, layerWord, valueText } from "../../tools/viewer/words.js";
import { pageMessages } from "./catalogue.mjs";

speak(pageMessages(), "en");

const AREA = {
    type: "MultiPolygon",
    coordinates: [[
        [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]], [[1, 1], [1, 3], [3, 3], [3, 1], [1, 1]]
    ]]
};

test("decode: shapes and columns as planner/report/page_layers writes them", () => {
    // The vectors of tests/planner/report/page_test.cpp.
    assert.equal(shapeOf("-", 6), null);
    assert.deepEqual(shapeOf("PCgBD", 6).coordinates, [[0.000016, -0.000001]]);
    assert.deepEqual(shapeOf("ACCIAACAACDA", 6).coordinates,
        [[[[0, 0], [0.000001, 0], [0.000001, 0.000001], [0, 0.000001], [0, 0]]]]);
    const layer = layerOf({
        name: "things", decimals: 6, ids: [..."abcdefgh"], shapes: Array(8).fill("PCAA"),
        columns: [
            { key: "same", all: "x" }, { key: "few", of: ["even", "odd"], at: "CACCCACCCACCCACC" },
            { key: "own", list: [0, 1, 2, 3, 4, 5, 6, 7] }, { key: "once", of: [null, true], at: "GACCIA" }
        ]
    });
    assert.deepEqual(layer.features[3].props, { same: "x", few: "odd", own: 3, once: true });
    assert.deepEqual(layer.features[4].props, { same: "x", few: "even", own: 4 });
});

test("time: a span holds at its beginning and no longer at its end", () => {
    const span = spanOf({ valid_from: "2022-10-27T06:00:00Z", valid_to: "2022-11-10T07:00:00Z" });
    assert.ok(!inForce(span, secondsOf("2022-10-27T05:59:59Z")));
    assert.ok(inForce(span, secondsOf("2022-10-27T06:00:00Z")));
    assert.ok(inForce(span, secondsOf("2022-11-10T06:59:59Z")));
    assert.ok(!inForce(span, secondsOf("2022-11-10T07:00:00Z")));
    assert.ok(inForce(span, null));
    assert.ok(inForce(spanOf({}), 0));
    assert.ok(inForce(spanOf({ valid_from: "2022-10-27T06:00:00Z", valid_to: "9999-12-31T00:00:00Z" }), 2e11));
});

test("time: the slider stops at every event, at no day twice, where clocks change too", () => {
    const plan = {
        d_day: "2022-10-24T06:00:00Z", schedule: [{ when: "2022-11-10T07:00:00Z" }],
        phases: [{ start: "2022-10-27T06:00:00Z", end: "2022-11-10T07:00:00Z", verified: "2022-11-13T07:00:00Z" }]
    };
    const events = eventsOf(plan, [
        { props: { valid_from: "2014-01-01T00:00:00Z", valid_to: "2022-11-01T00:00:00Z" } }
    ]);
    assert.equal(events.length, 4);
    const dDay = secondsOf(plan.d_day);
    const stops = stopsOf(dDay, events);
    for (const event of events) {
        assert.equal(stops[stopAt(stops, event)], event);
    }
    // D+17 is 7:00 after the clocks have changed: one stop, not one at 6:00 too.
    assert.equal(stops.filter((at) => offsetText(at, dDay) === "D+17").length, 1);
    assert.deepEqual(stops, [...stops].sort((a, b) => a - b));
    assert.equal(offsetText(secondsOf("2022-10-20T06:00:00Z"), dDay), "D−4");
    // Ten years make no ten thousand stops.
    assert.ok(stopsOf(0, [0, 3650 * 86400]).length < 600);
});

test("time: dates are those of the mission; UTC where the zone is unknown", () => {
    assert.equal(clockOf("Europe/Kyiv").day(secondsOf("2022-11-09T23:00:00Z")), "10 Nov 2022");
    assert.equal(clockOf("No/Where").zone, "UTC");
});

test("hit: holes are outside; a line is near by its edges, not only its corners", () => {
    assert.ok(covers(AREA, [0.5, 0.5]));
    assert.ok(!covers(AREA, [2, 2]));
    assert.ok(!covers(AREA, [5, 2]));
    const line = { type: "MultiLineString", coordinates: [[[0, 0], [100, 0]]] };
    const project = ([x, y]) => ({ x, y });
    assert.equal(pixelsFromLine(line, { x: 50, y: 3 }, project, 9), 3);
    assert.equal(pixelsFromLine(line, { x: 50, y: 30 }, project, 9), Infinity);
});

test("labels: inside the area, local only where its letters stand alone", () => {
    const [x, y] = placeInside({ type: "MultiPolygon", coordinates: [[AREA.coordinates[0][0]]] });
    assert.ok(covers(AREA, [x, y]) || (x > 1 && x < 3));
    assert.equal(nameOf({ name: "Kherson", name_local: "Херсон" }, "local"), "Херсон");
    assert.equal(nameOf({ name: "Kherson", name_local: "Херсон" }, "both"), "Kherson\nХерсон");
    assert.equal(nameOf({ name: "Quneitra", name_local: "القنيطرة" }, "local"), "Quneitra");
    const lines = [0.25, 1].map((progress, number) => ({
        number, props: { progress }, shape: { type: "MultiLineString", coordinates: [[[0, 0], [1, 1]]] }
    }));
    assert.deepEqual(namedPlaces("phase_lines", lines).map(({ label }) => label), ["PL 1", "PL 1"]);
});

test("search: without case, accents and apostrophes, beginnings first, then the most people", () => {
    assert.equal(folded("Slov'ians'k"), folded("SLOVʼIANSK"));
    const place = (name, population) => ({
        feature: { props: { name, population } }, keys: [folded(name)]
    });
    const all = [place("Old Kherson", 900), place("Kherson", 10), place("Khersonske", 500), place("Lviv", 1)];
    assert.deepEqual(found(all, "KHERSON").map(({ props }) => props.name), ["Khersonske", "Kherson", "Old Kherson"]);
    assert.deepEqual(found(all, "  "), []);
});

test("tables: numbers by size, texts by their numbers, the unknown last both ways", () => {
    const rows = [10, null, 9, 100].map((value) => ({ values: [value] }));
    assert.deepEqual(sorted(rows, 0, false).map(({ values }) => values[0]), [9, 10, 100, null]);
    assert.deepEqual(sorted(rows, 0, true).map(({ values }) => values[0]), [100, 10, 9, null]);
    const texts = ["p10", "p2", undefined].map((value) => ({ values: [value] }));
    assert.deepEqual(sorted(texts, 0, false).map(({ values }) => values[0]), ["p2", "p10", undefined]);
});

test("text: what is not seen is seen, what is long is cut and says so", () => {
    assert.equal(plain("a\u202eb\u0007c\nd"), "a\ufffdb\ufffdc d");
    assert.equal(plain("x".repeat(400), 10), "xxxxxxxxxx … (400 characters)");
    assert.equal(plain(null), "");
    assert.equal(short("x".repeat(400), 10), "xxxxxxxxx…");
    assert.equal(plain("\ud83d\ude00\ud83d\ude00", 3), "\ud83d\ude00 … (4 characters)");
});

test("words: keys of later versions read well, names of objects' own are no words", () => {
    assert.equal(layerWord("future_things"), "Future things");
    assert.equal(layerWord("constructor"), "Constructor");
    assert.equal(keyWord("reach_km"), "Reach");
    assert.equal(keyWord("__proto__"), "Proto");
    const view = { dateText: (at) => `on ${at}`, partyName: (id) => `party ${id}` };
    assert.equal(valueText("reach_km", 24, view), "24 km");
    assert.equal(valueText("area_km2", 41080.013, view), "41\u202f080 km²");
    assert.equal(valueText("binds", "ru", view), "party ru");
    assert.equal(valueText("any", ["a", "b"], view), "a; b");
});

test("link: only numbers and ids that the plan knows", () => {
    const zone = { id: "zone-1" };
    const view = {
        layers: [{ name: "zones" }], layer: (name) => (name === "zones" ? { features: [zone] } : undefined)
    };
    const read = readLink("#map=7.5/47.2/35.1&at=2022-12-20T06:00:00Z&turned=zones,other&pick=zones/zone-1&names=both", view);
    assert.deepEqual(read.map, { zoom: 7.5, center: [35.1, 47.2] });
    assert.equal(read.time, secondsOf("2022-12-20T06:00:00Z"));
    assert.deepEqual(read.turned, ["zones"]);
    assert.equal(read.pick, zone);
    assert.equal(read.names, "both");
    const odd = readLink("#map=7/99/35&at=x&turned=%E0%A4%A&pick=zones/<b>&names=evil", view);
    assert.deepEqual([odd.map, odd.time, odd.turned, odd.pick, odd.names], [undefined, null, [], null, "latin"]);
});
