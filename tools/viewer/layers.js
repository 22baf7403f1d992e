// SPDX-License-Identifier: Apache-2.0
// How layers are drawn. A layer that has no look of its own gets a plain one by the kind of its shapes.
import { phaseColour } from "./palette.js";
import { say } from "./say.js";
import { statusWord } from "./words.js";

/** Dashes tell the status of a line, in widths of the line. */
export const DASHES = {
    agreed: null, recognised: [6, 1.6, 1.2, 1.6], claimed: [4, 2], provisional: [4, 2],
    de_facto: [1.3, 1.1]
};

const ZONE_HATCH = [135, 90, 0, "x", 45];

// Drawn from the first to the last; labels come after all of them.
const ORDER = [
    "territories", "control", "vacated", "sectors", "zones", "exceptions", "reserved",
    "presence", "regions", "rivers", "roads", "border", "*", "corridors", "transit", "lines",
    "phase_lines", "turning_points", "places", "settlements", "protection", "sites", "posts"
];

const OFF = new Set(["turning_points", "roads", "protection"]);
export const GROUND = new Set(["territories", "border", "regions", "rivers", "roads", "places"]);

export function orderOf(name) {
    const at = ORDER.indexOf(name);
    return at < 0 ? ORDER.indexOf("*") : at;
}

export function isOnAtFirst(name) {
    return !OFF.has(name);
}

// Edges are lines of their own. A property that depends on the feature costs a program of the graphics
// processor each: where there are few cases they are layers instead.
function fill(id, paint, filter) {
    return { id, type: "fill", paint: { "fill-antialias": false, ...paint }, filter };
}

function line(id, paint, filter, layout = { "line-join": "round" }) {
    return { id, type: "line", paint, filter, layout };
}

function isKind(type) {
    return ["match", ["geometry-type"], [type, `Multi${type}`], true, false];
}

const POPULOUS = ["step", ["zoom"], 150000, 5.5, 60000, 6.2, 25000, 7, 8000, 8, 2000, 9, 0];

function settlementDots(id, p, opacity) {
    return {
        id,
        type: "circle",
        filter: [">=", ["get", "pop"], POPULOUS],
        paint: {
            "circle-radius": [
                "step", ["get", "pop"], 2, 10000, 2.6, 50000, 3.3, 200000, 4, 500000, 4.8
            ],
            "circle-color": p.mark, "circle-stroke-color": p.markEdge,
            "circle-stroke-width": 1.2, "circle-opacity": opacity,
            "circle-stroke-opacity": opacity
        }
    };
}

function phases(p, count) {
    const cases = [];
    for (let i = 0; i < count; ++i) {
        cases.push(i, phaseColour(p, i, count));
    }
    return count === 0 ? p.ramp[2] : ["match", ["get", "p"], ...cases, p.ramp[2]];
}

function areasLeft(p, context) {
    return [
        fill("fill", { "fill-color": phases(p, context.phases), "fill-opacity": 0.88 }),
        // Only in time: what is being left at that instant, not yet empty.
        {
            ...fill("leaving", {
                "fill-pattern": ["concat", "leaving-", ["to-string", ["get", "p"]]]
            }),
            time: "leaving"
        },
        line("edge", { "line-color": p.phaseLine, "line-width": 0.6, "line-opacity": 0.55 })
    ];
}

function zones(p, context) {
    const parts = [];
    for (let i = 0; i < context.zoneLooks; ++i) {
        const look = ["==", ["get", "look"], i];
        const colour = p.zones[i % p.zones.length];
        parts.push(
            fill(`fill:${i}`, { "fill-color": colour, "fill-opacity": 0.08 }, look),
            fill(`hatch:${i}`, { "fill-pattern": `zone-${i % p.zones.length}`, "fill-opacity": 0.8 }, look),
            line(`edge:${i}`, { "line-color": colour, "line-width": 1.4 }, look)
        );
    }
    return parts;
}

/** The line between two sides shows each in its colour; dashes tell its status. */
function twoSided(status, p) {
    const filter = ["all", ["==", ["get", "twin"], true], ["==", ["get", "status"], status]];
    const dash = DASHES[status];
    const side = (id, colour, offset) => line(`${status}-${id}`, {
        "line-color": colour, "line-width": ["interpolate", ["linear"], ["zoom"], 5, 2.2, 10, 3.2],
        "line-offset": ["interpolate", ["linear"], ["zoom"], 5, offset * 1.5, 10, offset * 2.2],
        ...(dash ? { "line-dasharray": dash } : {})
    }, filter);
    return [
        line(`${status}-casing`, {
            "line-color": p.casing, "line-opacity": 0.85,
            "line-width": ["interpolate", ["linear"], ["zoom"], 5, 7, 10, 10]
        }, filter),
        side("left", p.left, -1), side("right", p.right, 1)
    ];
}

function oneLine(status, p) {
    const filter = ["all", ["==", ["get", "twin"], false], ["==", ["get", "status"], status]];
    const dash = DASHES[status];
    const isBorder = ["==", ["get", "kind"], "recognised_border"];
    const core = (id, colour, kind) => line(`${status}-${id}`, {
        "line-color": colour, "line-width": 1.8, ...(dash ? { "line-dasharray": dash } : {})
    }, [...filter, kind]);
    return [
        line(`${status}-one-casing`, {
            "line-color": p.casing, "line-width": 4, "line-opacity": 0.7
        }, filter),
        core("one", p.former, ["!", isBorder]), core("border", p.border, isBorder)
    ];
}

function byIcon(icon) {
    return {
        id: "mark", type: "symbol",
        layout: { "icon-image": icon, "icon-allow-overlap": true, "icon-size": 0.9 }
    };
}

function plainLook(name, p, context) {
    const colour = p.others[context.unknown.indexOf(name) % p.others.length] ?? p.others[0];
    const is = (type) => isKind(type);
    return [
        fill("fill", { "fill-color": colour, "fill-opacity": 0.14 }, is("Polygon")),
        line("edge", { "line-color": colour, "line-width": 1.2 }, is("Polygon")),
        line("line", { "line-color": colour, "line-width": 2.2 }, is("LineString")),
        {
            id: "point", type: "circle", filter: is("Point"),
            paint: {
                "circle-radius": 4, "circle-color": colour, "circle-stroke-color": p.casing,
                "circle-stroke-width": 1.2
            }
        }
    ];
}

const LOOKS = {
    territories: (p) => [
        fill("fill", { "fill-color": p.land }, ["!", ["get", "divided"]]),
        fill("divided", { "fill-color": p.divided }, ["get", "divided"]),
        line("coast", { "line-color": p.coast, "line-width": 0.8 })
    ],
    regions: (p) => [
        line("edge", {
            "line-color": p.region, "line-width": 0.8, "line-dasharray": [5, 3],
            "line-opacity": 0.8
        })
    ],
    rivers: (p) => [
        line("line", {
            "line-color": p.river,
            "line-width": ["interpolate", ["linear"], ["zoom"], 4, 0.8, 9, 2.4]
        })
    ],
    roads: (p) => [
        line("line", { "line-color": p.road, "line-width": 1 }, ["!", ["get", "schematic"]]),
        line("schematic", {
            "line-color": p.road, "line-width": 1, "line-dasharray": [3, 2]
        }, ["get", "schematic"])
    ],
    border: (p) => [
        line("glow", { "line-color": p.borderGlow, "line-width": 6, "line-opacity": 0.45 }),
        line("line", {
            "line-color": p.border, "line-width": 1.5, "line-dasharray": DASHES.recognised
        })
    ],
    places: (p) => [settlementDots("dot", p, 0.6)],
    settlements: (p) => [settlementDots("dot", p, 1)],
    control: (p) => [
        fill("fill", { "fill-color": p.held, "fill-opacity": 0.42 }, ["get", "held"])
    ],
    vacated: areasLeft,
    zones,
    exceptions: (p) => [
        fill("fill", { "fill-color": p.divided, "fill-opacity": 0.7 }),
        line("edge", { "line-color": p.faint, "line-width": 1.2, "line-dasharray": [3, 2] })
    ],
    presence: (p) => [
        fill("fill", { "fill-color": p.presence, "fill-opacity": 0.07 }),
        line("edge", { "line-color": p.presence, "line-width": 1.1, "line-opacity": 0.75 })
    ],
    reserved: (p) => [
        fill("fill", { "fill-color": p.reservedFill, "fill-opacity": 0.45 }),
        fill("hatch", { "fill-pattern": "reserved" }),
        line("edge", { "line-color": p.reservedEdge, "line-width": 1.3, "line-dasharray": [4, 2] })
    ],
    sectors: (p) => [
        fill("fill", { "fill-color": p.sector, "fill-opacity": 0.03 }),
        line("edge", { "line-color": p.sector, "line-width": 1.6, "line-dasharray": [6, 3] })
    ],
    protection: (p) => [
        {
            id: "ring", type: "circle",
            paint: {
                "circle-radius": 7, "circle-opacity": 0, "circle-stroke-color": p.others[4],
                "circle-stroke-width": 1.6
            }
        }
    ],
    corridors: (p) => [
        fill("fill", { "fill-color": p.corridor, "fill-opacity": 0.2 },
            isKind("Polygon")),
        line("edge", { "line-color": p.corridor, "line-width": 1.6 })
    ],
    transit: (p) => [
        line("edge", { "line-color": p.corridor, "line-width": 1.8, "line-dasharray": [3, 2] })
    ],
    lines: (p) => ["claimed", "recognised", "agreed", "de_facto"].flatMap(
        (status) => [...oneLine(status, p), ...twoSided(status, p)]
    ),
    phase_lines: (p) => [
        line("casing", { "line-color": p.casing, "line-width": 4, "line-opacity": 0.8 }),
        line("line", { "line-color": p.phaseLine, "line-width": 1.6 })
    ],
    turning_points: (p) => [
        {
            id: "dot", type: "circle", minzoom: 6,
            paint: {
                "circle-radius": 2.4, "circle-color": p.phaseLine,
                "circle-stroke-color": p.casing, "circle-stroke-width": 0.8
            }
        }
    ],
    sites: () => [
        {
            ...byIcon(["get", "icon"]),
            filter: ["any", ["==", ["get", "icon"], "exit"], ["==", ["get", "icon"], "facility"],
                [">=", ["zoom"], 7]]
        }
    ],
    posts: () => [byIcon("post")]
};

export function hasLook(name) {
    return Object.hasOwn(LOOKS, name);
}

/** MapLibre layers of a layer, without source; `time` "leaving" marks what shows only in time. */
export function looksOf(name, palette, context) {
    const looks = hasLook(name) ? LOOKS[name](palette, context)
        : plainLook(name, palette, context);
    return looks.map((look) => ({ ...look, id: `${name}:${look.id}` }));
}

function dashed(status, width) {
    return DASHES[status] ? DASHES[status].map((part) => part * width).join(" ") : undefined;
}

function legendOfLines(features, p) {
    return features.map(({ props }) => {
        const status = statusWord(props.status);
        const twin = isTwoSided(props);
        const border = props.kind === "recognised_border";
        return {
            text: props.title, note: status,
            look: {
                lines: twin
                    ? [{ offset: -1.8, width: 2.4, colour: p.left, dash: dashed(props.status, 2.4) },
                        { offset: 1.8, width: 2.4, colour: p.right, dash: dashed(props.status, 2.4) }]
                    : [{
                        width: 1.8, colour: border ? p.border : p.former,
                        dash: dashed(props.status, 1.8)
                    }]
            }
        };
    });
}

/** Lines between forces, as they are now, show both sides; lines of the past do not. */
export function isTwoSided(props) {
    return Boolean(props.left && props.right) && props.kind !== "former_line";
}

/** Rows of the legend under a layer's own: {look, text, note}. */
export function legendOf(name, features, p, context) {
    switch (name) {
    case "vacated":
        return features.map(({ props }, i) => ({
            text: props.title, look: { fill: phaseColour(p, i, context.phases), edge: p.phaseLine }
        }));
    case "zones": {
        const seen = new Map();
        for (const { props } of features) {
            const look = context.zoneLook(props);
            seen.set(look, seen.get(look) ?? props.title);
        }
        return [...seen].map(([look, title]) => {
            const colour = p.zones[look % p.zones.length];
            return {
                text: title,
                look: {
                    edge: colour,
                    hatch: { angle: ZONE_HATCH[look % ZONE_HATCH.length], colour }
                }
            };
        });
    }
    case "lines":
        return legendOfLines(features, p);
    case "sites":
        return [
            { text: say("way_out"), look: { mark: { kind: "triangle", fill: p.mark, edge: p.markEdge } } },
            { text: say("facility"), look: { mark: { kind: "diamond", fill: p.facility, edge: p.markEdge } } },
            { text: say("other_site"), look: { mark: { kind: "circle", fill: p.mark, edge: p.faint } } }
        ].filter((row, i) => features.some(({ props }) => siteIcon(props) === ["exit", "facility", "site"][i]));
    default:
        return [];
    }
}

export function siteIcon(props) {
    if (props.exit_for) {
        return "exit";
    }
    return props.kind === "nuclear_plant" || props.kind === "dam" ? "facility" : "site";
}

/** The sample beside a layer's own name. */
export function sampleLook(name, p, context) {
    const edge = (colour, dash) => ({ edge: colour, edgeDash: dash });
    const looks = {
        territories: { fill: p.divided, edge: p.coast },
        regions: { lines: [{ width: 1, colour: p.region, dash: "5 3" }] },
        rivers: { lines: [{ width: 2, colour: p.river }] },
        roads: { lines: [{ width: 1.2, colour: p.road }] },
        border: { lines: [{ width: 6, colour: p.borderGlow }, { width: 1.6, colour: p.border, dash: "9 2 2 2" }] },
        places: { mark: { kind: "circle", fill: p.mark, edge: p.faint } },
        settlements: { mark: { kind: "circle", fill: p.mark, edge: p.markEdge } },
        control: { fill: p.held, fillOpacity: 0.5 },
        vacated: { fill: phaseColour(p, 2, 5), edge: p.phaseLine },
        zones: { edge: p.zones[0], hatch: { angle: 135, colour: p.zones[0] } },
        exceptions: edge(p.faint, "3 2"),
        presence: { fill: p.presence, fillOpacity: 0.12, edge: p.presence },
        reserved: { hatch: { angle: 45, colour: p.reserved }, ...edge(p.reservedEdge, "4 2") },
        sectors: edge(p.sector, "6 3"),
        corridors: { fill: p.corridor, fillOpacity: 0.2, edge: p.corridor },
        protection: { mark: { kind: "circle", fill: "none", edge: p.others[4] } },
        transit: { lines: [{ width: 1.8, colour: p.corridor, dash: "5 3" }] },
        lines: { lines: [{ width: 2, colour: p.former }] },
        phase_lines: { lines: [{ width: 1.8, colour: p.phaseLine }] },
        turning_points: { mark: { kind: "circle", fill: p.phaseLine, edge: p.casing } },
        sites: { mark: { kind: "triangle", fill: p.mark, edge: p.markEdge } },
        posts: { mark: { kind: "square", fill: p.post, edge: p.markEdge } }
    };
    const colour = p.others[Math.max(0, context.unknown.indexOf(name)) % p.others.length];
    return looks[name] ?? { fill: colour, fillOpacity: 0.16, edge: colour };
}

export { ZONE_HATCH };
