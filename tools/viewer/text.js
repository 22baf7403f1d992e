// SPDX-License-Identifier: Apache-2.0
// Text of the data as text: nothing here, or anywhere in the viewer, makes markup from a string.

import { say } from "./say.js";

const LONGEST = 300;

// Control characters, and those that would turn the direction of the text around them.
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

/** Text as it may be shown: unseen characters as U+FFFD, no longer than `longest`, and says so. */
export function plain(value, longest = LONGEST) {
    const whole = String(value ?? "");
    const cut = whole.length > longest
        ? whole.slice(0, longest).replace(/[\ud800-\udbff]$/, "") : whole;
    const shown = cut.replace(/[\t\r\n]+/g, " ").replace(UNSEEN, "\ufffd");
    return whole.length > longest ? say("cut", { text: shown, n: whole.length }) : shown;
}

/** The same for places with little room: cut, with only an ellipsis. */
export function short(value, longest) {
    const all = plain(value, Infinity);
    return all.length > longest ? `${all.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, "").trimEnd()}…` : all;
}

/** An element with attributes, listeners (onclick: f) and children; strings become text. */
export function make(tag, attributes = {}, ...children) {
    const out = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes)) {
        if (value === undefined || value === null || value === false) {
            continue;
        }
        if (key.startsWith("on")) {
            out.addEventListener(key.slice(2), value);
        } else if (key === "class") {
            out.className = value;
        } else {
            out.setAttribute(key, value === true ? "" : value);
        }
    }
    for (const child of children.flat()) {
        if (child !== null && child !== undefined && child !== false) {
            out.append(child);
        }
    }
    return out;
}

/** Text of the data: its direction is its own and does not reach what stands beside it. */
export function data(value, longest = LONGEST) {
    return make("bdi", {}, plain(value, longest));
}

const SVG = "http://www.w3.org/2000/svg";

export function drawn(tag, attributes = {}, ...children) {
    const out = document.createElementNS(SVG, tag);
    for (const [key, value] of Object.entries(attributes)) {
        out.setAttribute(key, value);
    }
    out.append(...children);
    return out;
}

export function byId(id) {
    return document.getElementById(id);
}

/** 1234567.8 as "1 234 568": a thin space between thousands. */
export function grouped(value, digits = 0) {
    const [whole, part] = Math.abs(value).toFixed(digits).split(".");
    const groups = whole.replace(/\B(?=(\d{3})+$)/g, "\u202f");
    return (value < 0 ? "−" : "") + groups + (part ? `.${part}` : "");
}

/** Tells people who cannot see the screen. */
export function announce(text) {
    byId("announcer").textContent = text;
}
