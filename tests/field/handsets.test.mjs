// SPDX-License-Identifier: Apache-2.0
// CoT and GeoJSON by the libraries of CloudTAK and Placemark. Folders FIELD_WORK/plan and /hostile hold
// what armistice export wrote for a made-up plan and for one of hostile text.
import assert from "node:assert/strict";
import { copyFileSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";

const require = createRequire(process.env.FIELD_TOOLS + "/");
const { CoTParser, DataPackage } =
    await import(`${process.env.FIELD_TOOLS}/node_modules/@tak-ps/node-cot/dist/index.js`);
const { check } = require("@placemarkio/check-geojson");
const work = process.env.FIELD_WORK;

async function eventsOf(folder) {
    const lines = readFileSync(`${work}/${folder}/plan.cot`, "utf8").trimEnd().split("\n");
    return Promise.all(lines.map(async (line) => CoTParser.to_geojson(await CoTParser.from_xml(line))));
}

async function itemsOf(folder, name) {
    const copy = `${work}/${folder}.${name}.copy.zip`;
    copyFileSync(`${work}/${folder}/${name}`, copy);
    const made = await DataPackage.parse(copy);
    const cots = await made.cots();
    const features = await Promise.all(cots.map((cot) => CoTParser.to_geojson(cot)));
    const settings = made.settings;
    const types = cots.map((cot) => cot.raw.event._attributes.type);
    const links = cots.map((cot) => cot.raw.event.detail.link);
    await made.destroy();
    return { features, settings, types, links };
}

for (const folder of ["plan", "hostile"]) {
    test(`${folder}: every event is one, none of a side, each with its end`, async () => {
        const features = await eventsOf(folder);
        assert.ok(features.length > 5);
        assert.equal(new Set(features.map((one) => one.id)).size, features.length);
        for (const { geometry, properties } of features) {
            assert.equal(properties.type, "b-m-p-c");
            assert.equal(geometry.type, "Point");
            assert.ok(Date.parse(properties.stale) > Date.parse(properties.start));
            assert.match(properties.callsign, /^[A-Z0-9 -]{1,14} (from )?\d\d[A-Z]{3}\d\d/);
            assert.ok(properties.remarks.length > 20);
            assert.doesNotMatch(properties.remarks, /[\u0000-\u001f\u202a-\u202e\u2066-\u2069]/);
        }
    });

    test(`${folder}: the package holds the same, as drawings and markers`, async () => {
        const events = await eventsOf(folder);
        const { features, settings } = await itemsOf(folder, "plan.tak.zip");
        assert.deepEqual(features.map((one) => one.id), events.map((one) => one.id));
        assert.equal(settings.onReceiveImport, true);
        const areas = features.filter((one) => one.geometry.type === "Polygon");
        assert.ok(areas.length >= 3);
        for (const { geometry, properties } of areas) {
            assert.deepEqual(geometry.coordinates[0][0], geometry.coordinates[0].at(-1));
            assert.equal(properties.type, "u-d-f");
            assert.match(properties.stroke, /^#[0-9A-Fa-f]{6}$/);
        }
        assert.ok(features.some((one) => one.geometry.type === "LineString"));
    });

    test(`${folder}: the other package takes all of it off`, async () => {
        const events = await eventsOf(folder);
        const { types, links } = await itemsOf(folder, "plan.tak-clear.zip");
        assert.ok(types.every((type) => type === "t-x-d-d"));
        const gone = links.map((link) => (Array.isArray(link) ? link[0] : link)._attributes.uid);
        assert.deepEqual(gone, events.map((one) => one.id));
    });

    test(`${folder}: GeoJSON of the pack is strict`, () => {
        const names = readdirSync(`${work}/${folder}/pack/gis/geojson`);
        assert.ok(names.length > 8);
        for (const name of names) {
            check(readFileSync(`${work}/${folder}/pack/gis/geojson/${name}`, "utf8"));
        }
    });
}
