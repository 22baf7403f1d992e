// SPDX-License-Identifier: Apache-2.0
// The view in the address: place, time, layers, what is chosen. Only numbers and ids that the plan
// knows are taken from it.
import { instantText, secondsOf } from "./time.js";

export function writeLink(app) {
    const parts = [];
    if (app.drawing) {
        const { map } = app.drawing;
        const { lng, lat } = map.getCenter();
        parts.push(`map=${map.getZoom().toFixed(2)}/${lat.toFixed(5)}/${lng.toFixed(5)}`);
    }
    if (app.time !== null) {
        parts.push(`at=${instantText(app.time)}`);
    }
    const changed = app.view.layers.map(({ name }) => name)
        .filter((name) => app.hidden.has(name) !== app.hiddenFirst.has(name));
    if (changed.length > 0) {
        parts.push(`turned=${changed.map(encodeURIComponent).join(",")}`);
    }
    if (app.picked) {
        parts.push(`pick=${encodeURIComponent(app.picked.layer)}/${encodeURIComponent(app.picked.id)}`);
    }
    if (app.tabs.chosen !== "tab-layers") {
        parts.push(`tab=${app.tabs.chosen}`);
    }
    if (app.context.names !== "latin") {
        parts.push(`names=${app.context.names}`);
    }
    return `#${parts.join("&")}`;
}

function decoded(text) {
    try {
        return decodeURIComponent(text);
    } catch {
        return "";
    }
}

export function readLink(hash, view) {
    const fields = new Map(hash.replace(/^#/, "").split("&").map((part) => {
        const at = part.indexOf("=");
        return at < 0 ? [part, ""] : [part.slice(0, at), part.slice(at + 1)];
    }));
    const out = {};
    const place = /^(\d+(?:\.\d+)?)\/(-?\d+(?:\.\d+)?)\/(-?\d+(?:\.\d+)?)$/.exec(fields.get("map") ?? "");
    if (place && Math.abs(Number(place[2])) <= 85 && Math.abs(Number(place[3])) <= 180) {
        out.map = { zoom: Math.min(17, Number(place[1])), center: [Number(place[3]), Number(place[2])] };
    }
    const at = secondsOf(fields.get("at") ?? "");
    out.time = Number.isNaN(at) ? null : at;
    out.turned = (fields.get("turned") ?? "").split(",").map(decoded)
        .filter((name) => view.layers.some((layer) => layer.name === name));
    const [layer, id] = (fields.get("pick") ?? "").split("/").map(decoded);
    out.pick = view.layer(layer)?.features.find((feature) => feature.id === id) ?? null;
    out.tab = fields.get("tab") ?? "";
    out.names = ["local", "both"].includes(fields.get("names")) ? fields.get("names") : "latin";
    return out;
}
