// SPDX-License-Identifier: Apache-2.0
// Small pictures: hatches and marks for the map, and the same for its legend.
import { drawn } from "./text.js";

const RATIO = 2;

function image(size, draw) {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = size * RATIO;
    const on = canvas.getContext("2d", { willReadFrequently: true });
    on.scale(RATIO, RATIO);
    draw(on, size);
    return on.getImageData(0, 0, canvas.width, canvas.height);
}

/** Lines at 0, 45, 90 or 135 degrees that join across tiles of the pattern; "x" is both diagonals. */
export function hatch(angle, spacing, width, colour, fill = null) {
    return image(spacing, (on, size) => {
        if (fill !== null) {
            on.fillStyle = fill;
            on.fillRect(0, 0, size, size);
        }
        on.strokeStyle = colour;
        on.lineWidth = width;
        const stroke = (x1, y1, x2, y2) => {
            on.beginPath();
            on.moveTo(x1, y1);
            on.lineTo(x2, y2);
            on.stroke();
        };
        for (const shift of [-size, 0, size]) {
            if (angle === 45 || angle === "x") {
                stroke(shift - size, 2 * size, shift + 2 * size, -size);
            }
            if (angle === 135 || angle === "x") {
                stroke(shift - size, -size, shift + 2 * size, 2 * size);
            }
        }
        if (angle === 0) {
            stroke(0, size / 2, size, size / 2);
        } else if (angle === 90) {
            stroke(size / 2, 0, size / 2, size);
        }
    });
}

const MARKS = {
    triangle: [[0, -1], [0.95, 0.75], [-0.95, 0.75]],
    diamond: [[0, -1], [1, 0], [0, 1], [-1, 0]],
    square: [[-0.8, -0.8], [0.8, -0.8], [0.8, 0.8], [-0.8, 0.8]],
    cross: [[-0.3, -1], [0.3, -1], [0.3, -0.3], [1, -0.3], [1, 0.3], [0.3, 0.3], [0.3, 1],
        [-0.3, 1], [-0.3, 0.3], [-1, 0.3], [-1, -0.3], [-0.3, -0.3]]
};

export function mark(kind, fill, edge, radius = 6) {
    return image(2 * radius + 4, (on, size) => {
        on.translate(size / 2, size / 2);
        on.beginPath();
        if (kind in MARKS) {
            MARKS[kind].forEach(([x, y]) => on.lineTo(x * radius, y * radius));
            on.closePath();
        } else {
            on.arc(0, 0, radius * 0.75, 0, 2 * Math.PI);
        }
        on.fillStyle = fill;
        on.strokeStyle = edge;
        on.lineWidth = 1.4;
        on.lineJoin = "round";
        on.fill();
        on.stroke();
    });
}

/** A sample of 30 x 16 for the legend, by what `look` says: fill, hatch, edge, lines, mark. */
export function sample(look) {
    const out = drawn("svg", {
        viewBox: "0 0 30 16", width: 30, height: 16, class: "sample", "aria-hidden": "true"
    });
    if (look.fill || look.hatch || look.edge) {
        out.append(drawn("rect", {
            x: 1, y: 1.5, width: 28, height: 13, fill: look.fill ?? "none",
            "fill-opacity": look.fillOpacity ?? 1
        }));
        if (look.hatch) {
            out.append(drawn("path", {
                d: hatchPath(look.hatch.angle), fill: "none", stroke: look.hatch.colour,
                "stroke-width": 1
            }));
        }
        if (look.edge) {
            out.append(drawn("rect", {
                x: 1, y: 1.5, width: 28, height: 13, fill: "none", stroke: look.edge,
                "stroke-width": 1.2, "stroke-dasharray": look.edgeDash ?? "none"
            }));
        }
    }
    for (const line of look.lines ?? []) {
        out.append(drawn("path", {
            d: `M1 ${8 + (line.offset ?? 0)}H29`, fill: "none", stroke: line.colour,
            "stroke-width": line.width, "stroke-dasharray": line.dash ?? "none",
            "stroke-linecap": line.round ? "round" : "butt"
        }));
    }
    if (look.mark) {
        const points = MARKS[look.mark.kind];
        out.append(points
            ? drawn("polygon", {
                points: points.map(([x, y]) => `${15 + 6 * x},${8 + 6 * y}`).join(" "),
                fill: look.mark.fill, stroke: look.mark.edge, "stroke-width": 1.2
            })
            : drawn("circle", {
                cx: 15, cy: 8, r: 4.2, fill: look.mark.fill, stroke: look.mark.edge,
                "stroke-width": 1.2
            }));
    }
    return out;
}

function hatchPath(angle) {
    if (angle === 0) {
        return "M1 5H29M1 8H29M1 11H29";
    }
    if (angle === 90) {
        return "M5 2V14M10 2V14M15 2V14M20 2V14M25 2V14";
    }
    const up = "M1 8L7 2M1 14L13 2M7 14L19 2M13 14L25 2M19 14L29 4M25 14L29 10";
    const down = "M1 8L7 14M1 2L13 14M7 2L19 14M13 2L25 14M19 2L29 12M25 2L29 6";
    return angle === "x" ? up + down : angle === 45 ? up : down;
}
