// SPDX-License-Identifier: Apache-2.0
// hostile_theatre.mjs ARMISTICE FOLDER: the template of a theatre, with texts in it that would harm a
// page which took them for markup, or a reader who took them for what they are not.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { hostile } from "./hostile.mjs";

const [, , program, folder] = process.argv;
execFileSync(program, ["theatres", "--init", folder], { stdio: "ignore" });

const quoted = (text) => JSON.stringify(text);  // a TOML basic string is written alike
let toml = readFileSync(`${folder}/theatre.toml`, "utf8")
    .replace("\"Two made-up states\"", () => quoted(hostile.title))
    .replace("\"Eastland\"", () => quoted(hostile.party))
    .replace("title = \"Line of contact, 1 January 2024\"", () => `title = ${quoted(hostile.line)}`);
toml += `
[layers.settlements]
file = "settlements.geojson"
source = ${quoted(hostile.source)}
licence = "CC0-1.0"
[layers.sites]
file = "sites.geojson"
source = "Made up"
licence = "CC0-1.0"
`;
writeFileSync(`${folder}/theatre.toml`, toml);

const [west, south, east, north] = JSON.parse(readFileSync(`${folder}/territories.geojson`, "utf8"))
    .features.flatMap(({ geometry }) => geometry.coordinates.flat(geometry.type === "Polygon" ? 1 : 2))
    .reduce(([w, s, e, n], [x, y]) => [Math.min(w, x), Math.min(s, y), Math.max(e, x), Math.max(n, y)],
        [180, 90, -180, -90]);
// Between the border and the line, where settlements are left.
const points = (names, kind) => JSON.stringify({
    type: "FeatureCollection",
    features: names.map((name, i) => ({
        type: "Feature", id: `h${i}`,
        properties: { id: `h${i}`, name, name_local: name, population: 200000 + i, kind },
        geometry: {
            type: "Point",
            coordinates: [
                west + (east - west) * (0.5 + 0.14 * (i + 1) / (names.length + 1)),
                south + (north - south) * (i + 1) / (names.length + 1)
            ]
        }
    }))
});
writeFileSync(`${folder}/settlements.geojson`, points(hostile.names, "town"));
writeFileSync(`${folder}/sites.geojson`, points(hostile.names.slice(0, 4), "evidence"));
