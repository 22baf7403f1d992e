// SPDX-License-Identifier: Apache-2.0
// Names on the map. MapLibre draws the letters from the fonts of the device, since the style names no
// server of glyphs, and leaves out a label that would lie on another.
import { say } from "./say.js";
import { short } from "./text.js";

const FONT = ["Noto Sans", "Segoe UI", "Helvetica Neue", "Arial", "sans-serif"];
const BOLD = ["Noto Sans Bold", ...FONT];
const ITALIC = ["Noto Sans Italic", ...FONT];
const LONGEST = 48;

// MapLibre does not join the letters of these scripts: there the map keeps the Latin name.
const JOINED = /[\u0590-\u08ff\u0900-\u109f\u1780-\u17ff\ufb1d-\ufdff\ufe70-\ufeff]/;

export function labelText(value) {
    return short(value, LONGEST);
}

/** The name by the choice of the reader: latin, local or both. */
export function nameOf(props, choice) {
    const latin = labelText(props.name ?? props.title ?? "");
    const local = labelText(props.name_local ?? "");
    if (choice === "latin" || local === "" || local === latin || JOINED.test(local)) {
        return latin;
    }
    return choice === "local" ? local : `${latin}\n${local}`;
}

function areaOf(ring) {
    let sum = 0;
    for (let i = 1; i < ring.length; ++i) {
        sum += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
    }
    return Math.abs(sum) / 2;
}

function inside(ring, x, y) {
    let out = false;
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
        if ((ring[i][1] > y) !== (ring[j][1] > y) &&
            x < (ring[j][0] - ring[i][0]) * (y - ring[i][1]) / (ring[j][1] - ring[i][1]) +
                ring[i][0]) {
            out = !out;
        }
    }
    return out;
}

/** A place well inside the largest part of an area, for its name: the best of a grid of 16 x 16. */
export function placeInside(shape) {
    const rings = shape.coordinates.map((polygon) => polygon[0]);
    const largest = rings.reduce((best, ring) => (areaOf(ring) > areaOf(best) ? ring : best));
    const step = Math.max(1, Math.floor(largest.length / 200));
    const ring = largest.filter((_, i) => i % step === 0);
    const [xs, ys] = [ring.map((p) => p[0]), ring.map((p) => p[1])];
    const [west, east] = [Math.min(...xs), Math.max(...xs)];
    const [south, north] = [Math.min(...ys), Math.max(...ys)];
    let best = { place: ring[0], room: -1 };
    for (let i = 1; i < 16; ++i) {
        for (let j = 1; j < 16; ++j) {
            const [x, y] = [west + (east - west) * i / 16, south + (north - south) * j / 16];
            if (!inside(ring, x, y)) {
                continue;
            }
            // Names are wide: room to the sides counts for less.
            const squeeze = Math.cos(y * Math.PI / 180) / 1.6;
            const room = Math.min(...ring.map(
                (p) => Math.hypot((p[0] - x) * squeeze, p[1] - y)
            ));
            if (room > best.room) {
                best = { place: [x, y], room };
            }
        }
    }
    return best.place;
}

/** The two ends of the longest part of a line. */
export function endsOf(shape) {
    const longest = shape.coordinates.reduce((a, b) => (b.length > a.length ? b : a), []);
    return longest.length < 2 ? [] : [longest[0], longest[longest.length - 1]];
}

function symbol(id, layout, paint, more = {}) {
    return {
        id, type: "symbol",
        layout: { "text-font": FONT, "text-max-width": 8, "text-padding": 3, ...layout },
        paint, ...more
    };
}

const BY_POPULATION = ["step", ["zoom"], 150000, 5.5, 60000, 6.2, 25000, 7, 8000, 8, 2000, 9, 0];

function settlementNames(id, p) {
    return symbol(id, {
        "text-field": ["get", "label"],
        "text-size": ["step", ["get", "pop"], 11, 50000, 12, 200000, 13, 500000, 14.5],
        "text-variable-anchor": ["left", "right", "top", "bottom"],
        "text-radial-offset": 0.55,
        "text-justify": "auto",
        "symbol-sort-key": ["-", 0, ["get", "pop"]]
    }, { "text-color": p.ink, "text-halo-color": p.halo, "text-halo-width": 1.4 }, {
        filter: [">=", ["get", "pop"], BY_POPULATION]
    });
}

/** Symbol layers of a layer, in the order in which they are put on the map (the last goes first). */
export function labelsOf(name, p) {
    const halo = { "text-halo-color": p.halo, "text-halo-width": 1.4 };
    switch (name) {
    case "territories":
        return [symbol("territories:name", {
            "text-field": ["upcase", ["get", "label"]], "text-size": 13, "text-letter-spacing": 0.22
        }, { "text-color": p.faint, ...halo, "text-halo-width": 1 }, { names: true })];
    case "regions":
        return [symbol("regions:name", {
            "text-field": ["upcase", ["get", "label"]], "text-size": 10, "text-letter-spacing": 0.1,
            "text-padding": 10
        }, { "text-color": p.faint, ...halo, "text-halo-width": 1 }, { names: true, minzoom: 5.2 })];
    case "rivers":
        return [symbol("rivers:name", {
            "symbol-placement": "line", "text-field": ["get", "label"], "text-size": 11,
            "text-font": ITALIC, "text-letter-spacing": 0.06, "symbol-spacing": 420
        }, { "text-color": p.river, ...halo }, { minzoom: 6 })];
    case "roads":
        return [symbol("roads:name", {
            "symbol-placement": "line", "text-field": ["get", "label"], "text-size": 10,
            "symbol-spacing": 300
        }, { "text-color": p.road, ...halo }, { minzoom: 7 })];
    case "places":
    case "settlements":
        return [settlementNames(`${name}:name`, p)];
    case "sites":
    case "posts":
        return [symbol(`${name}:name`, {
            "text-field": ["get", "label"], "text-size": 11, "text-font": ITALIC,
            "text-variable-anchor": ["top", "bottom", "left", "right"], "text-radial-offset": 0.8
        }, { "text-color": p.ink, ...halo }, { minzoom: 8 })];
    case "vacated":
        return [symbol("vacated:name", {
            "text-field": ["get", "label"], "text-size": 14, "text-font": BOLD
        }, { "text-color": p.phaseLine, ...halo }, { names: true })];
    case "reserved":
        return [symbol("reserved:name", {
            "text-field": ["concat", `${say("reserved")}\n`, ["get", "label"]], "text-size": 12,
            "text-font": BOLD
        }, { "text-color": p.reservedEdge, ...halo, "text-halo-width": 2 }, { names: true })];
    case "phase_lines":
        return [symbol("phase_lines:name", {
            "text-field": ["get", "label"], "text-size": 12, "text-font": BOLD,
            "text-variable-anchor": ["center", "top", "bottom", "left", "right"],
            "text-radial-offset": 0.5
        }, { "text-color": p.phaseLine, ...halo, "text-halo-width": 2 }, { names: true })];
    case "sectors":
        return [symbol("sectors:name", {
            "text-field": ["get", "label"], "text-size": 12, "text-font": BOLD
        }, { "text-color": p.sector, ...halo }, { names: true })];
    default:
        return [];
    }
}

const LABEL_ORDER = [
    "regions", "territories", "rivers", "roads", "places", "sites", "settlements", "posts",
    "sectors", "reserved", "vacated", "phase_lines"
];

export function labelOrder(name) {
    return LABEL_ORDER.indexOf(name);
}

/** Where names stand that are not those of points or along lines. */
export function namedPlaces(name, features) {
    const out = [];
    features.forEach((feature, i) => {
        const at = (place, label) => out.push({ place, label, number: feature.number });
        if (feature.shape === null) {
            return;
        }
        if (name === "phase_lines") {
            // As on the sheets: the last, at the border, is no phase line on the ground.
            if (!(feature.props.progress >= 1)) {
                endsOf(feature.shape).forEach((place) => at(place, say("phase_line", { n: i + 1 })));
            }
        } else if (name === "vacated" && feature.props.territory !== "main") {
            // The reserved area has its own name.
        } else if (feature.shape.type === "MultiPolygon" && feature.shape.coordinates.length > 0) {
            at(placeInside(feature.shape), labelText(feature.props.name ?? feature.props.title ?? ""));
        }
    });
    return out;
}
