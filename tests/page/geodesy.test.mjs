// SPDX-License-Identifier: Apache-2.0
// The page's own geodesy and grid beside GeographicLib's (geographiclib-tools of Debian), and beside
// annex.csv of the default plan.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { direct, inverse, along } from "../../tools/viewer/geodesic.js";
import { dms, mgrs } from "../../tools/viewer/grid.js";

const run = (program, options, lines) => execFileSync(program, options, { input: `${lines.join("\n")}\n`, encoding: "utf8" })
    .trim().split("\n");

/** Numerical Recipes' linear congruence: the same numbers everywhere. */
function numbers(seed) {
    let state = seed;
    return () => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return state / 2 ** 32;
    };
}

function pairs() {
    const next = numbers(5);
    const out = [];
    for (let i = 0; i < 2000; ++i) {
        const lat = Math.asin(2 * next() - 1) * 180 / Math.PI;
        const lon = 360 * next() - 180;
        // Lengths from 1 m to 19,000 km, as many of each order.
        const length = 10 ** (7.28 * next());
        out.push({ from: [lon, lat], azimuth: 360 * next(), length });
    }
    return out;
}

test("direct and inverse agree with GeodSolve within 0.2 mm and 1e-6 degrees", () => {
    const all = pairs();
    const ends = run("GeodSolve", ["-p", "8"], all.map(({ from, azimuth, length }) => (
        `${from[1].toFixed(12)} ${from[0].toFixed(12)} ${azimuth.toFixed(12)} ${length.toFixed(9)}`
    ))).map((line) => line.split(" ").map(Number));
    let worstDirect = 0;
    all.forEach(({ from, azimuth, length }, i) => {
        const here = direct(from, azimuth, length);
        const miss = inverse([((here[0] + 540) % 360) - 180, here[1]], [ends[i][1], ends[i][0]]);
        worstDirect = Math.max(worstDirect, miss.length);
    });
    const lengths = run("GeodSolve", ["-i", "-p", "8"], all.map(({ from }, i) => (
        `${from[1].toFixed(12)} ${from[0].toFixed(12)} ${ends[i][0]} ${ends[i][1]}`
    ))).map((line) => line.split(" ").map(Number));
    let [worst, worstAzimuth, none] = [0, 0, 0];
    all.forEach(({ from }, i) => {
        const way = inverse(from, [ends[i][1], ends[i][0]]);
        if (way === null) {
            none += 1;
            return;
        }
        worst = Math.max(worst, Math.abs(way.length - lengths[i][2]));
        if (way.length > 100) {
            const turn = Math.abs((way.azimuth - lengths[i][0] + 540) % 360 - 180);
            worstAzimuth = Math.max(worstAzimuth, turn);
        }
    });
    console.log(`inverse ${worst} m, ${worstAzimuth} degrees; direct ${worstDirect} m; none ${none}`);
    assert.equal(none, 0);
    assert.ok(worst < 2e-4);
    assert.ok(worstDirect < 2e-4);
    assert.ok(worstAzimuth < 1e-6);
});

test("inverse: nearly opposite points give none, never a guess; equal points give 0", () => {
    assert.equal(inverse([0, 0], [179.7, 0.5]), null);
    assert.equal(inverse([10, 50], [10, 50]).length, 0);
    assert.ok(Math.abs(inverse([179.9, 10], [-179.9, 10]).length - inverse([0, 10], [0.2, 10]).length) < 1e-6);
});

test("along: a geodesic in steps, its ends as given, its middle on the way", () => {
    const line = along([20, 48], [40, 48]);
    assert.deepEqual(line[0], [20, 48]);
    assert.deepEqual(line[line.length - 1], [40, 48]);
    assert.ok(line.length > 70);
    assert.ok(line[Math.floor(line.length / 2)][1] > 48.4);  // north of the parallel
    const sum = line.slice(1).reduce((all, to, i) => all + inverse(line[i], to).length, 0);
    assert.ok(Math.abs(sum - inverse([20, 48], [40, 48]).length) < 1e-3);
});

test("MGRS agrees with GeoConvert: everywhere, at the odd zones, at the poles", () => {
    const next = numbers(11);
    const places = [
        [5, 60], [2.9, 60], [3, 55.99], [8, 74], [9, 74], [20.99, 78], [33, 80], [41.9, 73], [42, 73],
        [0, 0], [-180, 0], [179.999, -0.5], [0, 83.99], [0, 84], [120, 84.5], [-60, 89], [10, -80],
        [10, -80.01], [-170, -85], [100, -89], [0, 90], [0, -90], [35.075, 47.856]
    ];
    for (let i = 0; i < 3000; ++i) {
        places.push([
            Number((360 * next() - 180).toFixed(7)),
            Number((Math.asin(2 * next() - 1) * 180 / Math.PI).toFixed(7))
        ]);
    }
    const theirs = run("GeoConvert", ["-m", "-w"], places.map((place) => place.join(" ")));
    places.forEach((place, i) => assert.equal(mgrs(...place), theirs[i].replace(/^\d(?=[A-Z])/, "0$&"), String(place)));
});

test("DMS and MGRS are those of the annex, for every turning point of the default plan", () => {
    const { features } = JSON.parse(
        readFileSync(`${process.env.PAGE_WORK}/plan/geojson/turning_points.geojson`, "utf8")
    );
    assert.ok(features.length > 1000);
    for (const { geometry, properties } of features) {
        assert.equal(dms(...geometry.coordinates), properties.dms);
        // GeoJSON has 7 decimals (1 cm); the grid reference is that of the position as printed.
        const [lat, lon] = [...properties.dms.matchAll(/(\d+)°(\d+)'([\d.]+)"([NSEW])/g)].map(
            ([, d, m, sec, way]) => ("SW".includes(way) ? -1 : 1) * (Number(d) + Number(m) / 60 + Number(sec) / 3600)
        );
        assert.equal(mgrs(lon, lat), properties.mgrs);
    }
});
