// SPDX-License-Identifier: Apache-2.0
// What lies at a place. Areas are asked by their true positions, not by what is drawn: the drawing
// is simplified at small scales. Edges are straight in longitude and latitude, as in the GeoJSON.

function inRing(ring, x, y) {
    let inside = false;
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
        const [xi, yi] = ring[i];
        const [xj, yj] = ring[j];
        if ((yi > y) !== (yj > y) && x < (xj - xi) * (y - yi) / (yj - yi) + xi) {
            inside = !inside;
        }
    }
    return inside;
}

export function covers(shape, [x, y]) {
    return shape !== null && shape.type === "MultiPolygon" && shape.coordinates.some(
        (polygon) => polygon.reduce((inside, ring) => inside !== inRing(ring, x, y), false)
    );
}

export function inBox(box, [x, y], margin = 0) {
    return box !== null && x >= box[0] - margin && x <= box[2] + margin &&
        y >= box[1] - margin && y <= box[3] + margin;
}

/** Distance in pixels of a line from `at`, both given by `project`; only near edges are looked at. */
export function pixelsFromLine(shape, at, project, near) {
    let least = Infinity;
    for (const line of shape.coordinates) {
        let last = null;
        for (const position of line) {
            const here = project(position);
            if (last !== null && Math.min(last.x, here.x) - near <= at.x &&
                Math.max(last.x, here.x) + near >= at.x &&
                Math.min(last.y, here.y) - near <= at.y &&
                Math.max(last.y, here.y) + near >= at.y) {
                least = Math.min(least, fromEdge(last, here, at));
            }
            last = here;
        }
    }
    return least;
}

function fromEdge(a, b, at) {
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const length = dx * dx + dy * dy;
    const t = length === 0 ? 0
        : Math.max(0, Math.min(1, ((at.x - a.x) * dx + (at.y - a.y) * dy) / length));
    return Math.hypot(a.x + t * dx - at.x, a.y + t * dy - at.y);
}

export function pixelsFromPoints(shape, at, project) {
    return Math.min(...shape.coordinates.map((position) => {
        const here = project(position);
        return Math.hypot(here.x - at.x, here.y - at.y);
    }));
}
