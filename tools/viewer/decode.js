// SPDX-License-Identifier: Apache-2.0
// The layers of the page as planner/report/page_layers.hpp writes them.

import { dms, mgrs } from "./grid.js";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const VALUES = new Int8Array(128).fill(-1);
[...LETTERS].forEach((letter, i) => {
    VALUES[letter.charCodeAt(0)] = i;
});

class Reader {
    constructor(text, decimals) {
        this.text = text;
        this.scale = 10 ** decimals;
        this.at = 1;
        this.x = 0;
        this.y = 0;
    }

    number() {
        let out = 0;
        let unit = 1;
        for (;;) {
            const group = VALUES[this.text.charCodeAt(this.at++)];
            out += (group & 31) * unit;
            if (group < 32) {
                return out % 2 === 1 ? -(out - 1) / 2 : out / 2;
            }
            unit *= 32;
        }
    }

    positions() {
        const out = new Array(this.number());
        for (let i = 0; i < out.length; ++i) {
            this.x += this.number();
            this.y += this.number();
            out[i] = [this.x / this.scale, this.y / this.scale];
        }
        return out;
    }

    ring() {
        const out = this.positions();
        if (out.length > 0) {
            out.push(out[0]);
        }
        return out;
    }

    list(read) {
        return Array.from({ length: this.number() }, read);
    }
}

/** A shape as a GeoJSON geometry; null for none. */
export function shapeOf(text, decimals) {
    const from = new Reader(text, decimals);
    switch (text[0]) {
    case "P":
        return { type: "MultiPoint", coordinates: from.positions() };
    case "L":
        return { type: "MultiLineString", coordinates: from.list(() => from.positions()) };
    case "A":
        return {
            type: "MultiPolygon",
            coordinates: from.list(() => from.list(() => from.ring()))
        };
    default:
        return null;
    }
}

function valuesOf(column, count) {
    if ("all" in column) {
        return () => column.all;
    }
    if ("of" in column) {
        const from = new Reader(column.at, 0);
        from.at = 0;
        const all = [];
        while (all.length < count) {
            const run = from.number();
            const value = column.of[from.number()];
            for (let i = 0; i < run; ++i) {
                all.push(value);
            }
        }
        return (i) => all[i];
    }
    return (i) => column.list[i];
}

// Turning points are at whole tenths of a second: what the annex prints is worked out from that.
function asPrinted(props, place) {
    const [lon, lat] = place.map((degrees) => Math.round(degrees * 36000) / 36000);
    props.dms = dms(lon, lat);
    props.mgrs = mgrs(lon, lat);
}

/** {name, features: [{layer, number, id, props, shape}]}; keys without a value are left out. */
export function layerOf(packed) {
    const columns = packed.columns.map((column) => [column.key, valuesOf(column, packed.ids.length)]);
    const features = packed.ids.map((id, number) => {
        const props = {};
        for (const [key, value] of columns) {
            const held = value(number);
            if (held !== null && held !== undefined) {
                props[key] = held;
            }
        }
        const shape = shapeOf(packed.shapes[number], packed.decimals);
        if (packed.name === "turning_points" && shape !== null) {
            asPrinted(props, shape.coordinates[0]);
        }
        return {
            layer: packed.name,
            number,
            id,
            props,
            shape
        };
    });
    return { name: packed.name, features };
}

/** [west, south, east, north] of a shape; null for none. */
export function boxOf(shape) {
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    const add = (list) => {
        if (typeof list[0] === "number") {
            box[0] = Math.min(box[0], list[0]);
            box[1] = Math.min(box[1], list[1]);
            box[2] = Math.max(box[2], list[0]);
            box[3] = Math.max(box[3], list[1]);
        } else {
            list.forEach(add);
        }
    };
    if (shape !== null) {
        add(shape.coordinates);
    }
    return box[0] <= box[2] ? box : null;
}

export function joined(boxes) {
    const all = boxes.filter((box) => box !== null);
    return all.length === 0 ? null : [
        Math.min(...all.map((b) => b[0])), Math.min(...all.map((b) => b[1])),
        Math.max(...all.map((b) => b[2])), Math.max(...all.map((b) => b[3]))
    ];
}
