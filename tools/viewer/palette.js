// SPDX-License-Identifier: Apache-2.0
// Colours, as on the map sheets (planner/sheets/sheet_style.cpp) and their like for dark screens. The
// two sides of a line: purple and green of C. Brewer's PRGn, colorbrewer2.org; zones: Okabe and Ito,
// Color Universal Design (2008); phases: five steps even in lightness, so that their order holds in
// greyscale. Blue of presence and posts: the UN style guides.

const LIGHT = {
    sea: "#dbe5ea", land: "#ebe9e1", divided: "#fbfaf4", coast: "#a9b6bb",
    region: "#8e9494", river: "#8fb1c4", road: "#b79f86",
    ink: "#202428", faint: "#70777b", halo: "#ffffff", grid: "#8fa1ab",
    border: "#3c3348", borderGlow: "#b9a5cc", phaseLine: "#3a2a1e", casing: "#ffffff",
    held: "#b9a7c6", left: "#6b3a86", right: "#1b6b4b", former: "#3c3f45",
    reserved: "#7a7468", reservedFill: "#f1eee8", reservedEdge: "#5d574c",
    presence: "#0083b8", post: "#009edb", corridor: "#00664c", sector: "#7a3f00",
    facility: "#e8b93c", mark: "#ffffff", markEdge: "#2b3238", picked: "#d3261b",
    measure: "#b3261e",
    ramp: ["#f9edd0", "#f1d9a7", "#e4bd7c", "#cf9a57", "#b27840"],
    zones: ["#00567f", "#8a4a72", "#6b6a1a", "#00664c", "#5a5a5a"],
    others: ["#00567f", "#8a4a72", "#6b6a1a", "#00664c", "#a3410f", "#4d4f8f"]
};

const DARK = {
    sea: "#0f171d", land: "#20272c", divided: "#2c343a", coast: "#4a565e",
    region: "#66727a", river: "#41667a", road: "#6e5f4e",
    ink: "#eceff1", faint: "#98a4ac", halo: "#12181c", grid: "#4b5b66",
    border: "#dccfea", borderGlow: "#67527e", phaseLine: "#f6e3c5", casing: "#161b1f",
    held: "#6a5579", left: "#cfa3ea", right: "#77d1aa", former: "#c3c8cc",
    reserved: "#aaa392", reservedFill: "#33342f", reservedEdge: "#c9c2b1",
    presence: "#4fc3f0", post: "#2fb4ea", corridor: "#5fd3ac", sector: "#e0a060",
    facility: "#e8b93c", mark: "#1b2227", markEdge: "#e4e9ec", picked: "#ff6b5e",
    measure: "#ff8a80",
    ramp: ["#57503c", "#6b5c3a", "#836a39", "#9d7838", "#b98838"],
    zones: ["#6cbdea", "#e0a3c8", "#cfcd6a", "#63cfa6", "#b9b9b9"],
    others: ["#6cbdea", "#e0a3c8", "#cfcd6a", "#63cfa6", "#f0a06c", "#a9abef"]
};

export function paletteOf(dark) {
    return dark ? DARK : LIGHT;
}

function channels(hex) {
    return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
}

/** The colour of phase `index` of `count`: the ramp, and between its steps. */
export function phaseColour(palette, index, count) {
    const place = count < 2 ? 0.5 : Math.min(index, count - 1) / (count - 1);
    const at = place * (palette.ramp.length - 1);
    const low = Math.min(Math.floor(at), palette.ramp.length - 2);
    const [a, b] = [channels(palette.ramp[low]), channels(palette.ramp[low + 1])];
    const mixed = a.map((value, i) => Math.round(value + (b[i] - value) * (at - low)));
    return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}
