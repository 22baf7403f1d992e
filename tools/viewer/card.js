// SPDX-License-Identifier: Apache-2.0
// The card beside the map: what lies at the place that was clicked or found.
import { factsOf, kindText, titleOf } from "./facts.js";
import { decimal, dms, mgrs, spaced } from "./grid.js";
import { covers, inBox, pixelsFromLine, pixelsFromPoints } from "./hit.js";
import { GROUND } from "./layers.js";
import { count, say } from "./say.js";
import { storyOf } from "./story.js";
import { announce, byId, data, make } from "./text.js";
import { inForce } from "./time.js";

const NEAR = 9;  // pixels
// Which of several at one place is meant most likely.
const FIRST = ["settlements", "places", "sites", "posts", "turning_points"];

function areaOfBox(box) {
    return box === null ? 0 : (box[2] - box[0]) * (box[3] - box[1]);
}

function isSettlement(feature) {
    return feature.layer === "settlements" || feature.layer === "places";
}

/** What is shown and in force at a place: points and lines near it, then areas, small ones first. */
export function featuresAt(app, place, pixel) {
    const project = (position) => app.drawing.map.project(position);
    const margin = Math.abs(app.drawing.map.unproject([pixel.x + NEAR, pixel.y]).lng - place[0]) * 2;
    const found = [];
    for (const layer of app.view.layers) {
        if (app.hidden.has(layer.name) || (GROUND.has(layer.name) && layer.name !== "places")) {
            continue;
        }
        for (const feature of layer.features) {
            const { shape, box, span } = feature;
            if (shape === null || !inForce(span, app.time) || !inBox(box, place, margin)) {
                continue;
            }
            const rank = shape.type === "MultiPolygon"
                ? (covers(shape, place) ? 100 : null)
                : shape.type === "MultiPoint"
                    ? (pixelsFromPoints(shape, pixel, project) <= NEAR
                        ? Math.max(0, FIRST.indexOf(layer.name)) : null)
                    : (pixelsFromLine(shape, pixel, project, NEAR) <= NEAR ? 50 : null);
            // Dots that the scale hides are not meant.
            if (rank !== null && !(isSettlement(feature) && !isDrawn(app, feature))) {
                found.push({ feature, rank });
            }
        }
    }
    return found.sort((a, b) => a.rank - b.rank ||
        areaOfBox(a.feature.box) - areaOfBox(b.feature.box)).map(({ feature }) => feature);
}

function isDrawn(app, feature) {
    const zoom = app.drawing.map.getZoom();
    const steps = [[9, 0], [8, 2000], [7, 8000], [6.2, 25000], [5.5, 60000], [0, 150000]];
    const [, least] = steps.find(([from]) => zoom >= from);
    return (feature.props.population ?? 0) >= least;
}

function coordinates(place) {
    return make("ul", { class: "coordinates", "aria-label": say("coordinates") },
        make("li", {}, decimal(...place)), make("li", {}, dms(...place)),
        make("li", {}, make("abbr", { title: say("mgrs_long") }, "MGRS"), " ",
            spaced(mgrs(...place))));
}

export class Card {
    constructor(app) {
        this.app = app;
        this.box = byId("card");
        byId("card-close").addEventListener("click", () => this.close());
        this.box.addEventListener("keydown", (event) => {
            if (event.key === "Escape") {
                this.close();
            }
        });
    }

    close() {
        this.box.hidden = true;
        this.app.pick(null);
        if (this.back && this.back.isConnected) {
            this.back.focus();
        }
    }

    /** Cards of features, the first open; `place` adds coordinates. */
    show(features, place = null, focus = true) {
        this.back = focus ? document.activeElement : this.back;
        const body = byId("card-body");
        body.replaceChildren();
        const at = place ?? (features[0]?.shape?.type === "MultiPoint" ? features[0].shape.coordinates[0] : null);
        if (features.length === 0) {
            body.append(make("p", {}, this.app.time === null
                ? say("nothing_lies_here") : say("nothing_in_force")));
        }
        features.forEach((feature, i) => {
            const content = isSettlement(feature)
                ? storyOf(feature, this.app.view, (other) => this.app.choose(other))
                : [factsOf(feature, this.app.view)];
            body.append(make("details", {
                open: i === 0, class: "feature", "data-layer": feature.layer
            }, make("summary", {},
                make("span", { class: "kind" }, kindText(feature)),
                make("strong", {}, data(titleOf(feature, this.app.view))),
                feature.props.name_local
                    ? make("span", { class: "local" }, " ", data(feature.props.name_local)) : null),
            content,
            make("p", {}, make("button", {
                type: "button", class: "small", onclick: () => this.app.choose(feature)
            }, say("zoom_to_it")))));
        });
        byId("card-place").replaceChildren(...(at === null ? [] : [coordinates(at)]));
        byId("card-title").textContent = features.length > 1
            ? count("things_here", features.length) : say(features.length === 1 ? "what_this_is" : "here");
        this.box.hidden = false;
        body.scrollTop = 0;
        if (focus) {
            this.box.focus({ preventScroll: true });
        }
        announce(features.length === 0 ? say("nothing_here")
            : `${kindText(features[0])}: ${titleOf(features[0], this.app.view)}`.slice(0, 200));
    }
}
