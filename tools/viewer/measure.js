// SPDX-License-Identifier: Apache-2.0
// Measuring: legs are geodesics on the WGS 84 ellipsoid, drawn as such.
import { along, inverse, lengthText } from "./geodesic.js";
import { dms } from "./grid.js";
import { say } from "./say.js";
import { announce, byId, make } from "./text.js";

export class Measure {
    constructor(app) {
        this.app = app;
        this.points = [];
        this.on = false;
        byId("measure").addEventListener("click", () => this.toggle());
        byId("measure-clear").addEventListener("click", () => this.clear());
        byId("measure-undo").addEventListener("click", () => {
            this.points.pop();
            this.show();
        });
        byId("measure-close").addEventListener("click", () => this.toggle(false));
    }

    toggle(on = !this.on) {
        this.on = on;
        byId("measure").setAttribute("aria-pressed", String(on));
        byId("measure-box").hidden = !on;
        byId("map-area").classList.toggle("measuring", on);
        if (!on) {
            this.clear();
        } else {
            announce(say("measuring"));
        }
    }

    add(place) {
        this.points.push(place);
        this.show();
    }

    clear() {
        this.points = [];
        this.show();
    }

    legs() {
        return this.points.slice(1).map((to, i) => inverse(this.points[i], to));
    }

    show() {
        const legs = this.legs();
        const list = byId("measure-legs");
        list.replaceChildren(...legs.map((leg, i) => make("li", {}, leg === null
            ? say("leg_unknown", { from: i + 1, to: i + 2 })
            : say("leg", {
                from: i + 1, to: i + 2, length: lengthText(leg.length), azimuth: leg.azimuth.toFixed(2)
            }))));
        const known = legs.every((leg) => leg !== null);
        const sum = legs.reduce((total, leg) => total + (leg?.length ?? 0), 0);
        byId("measure-total").textContent = legs.length === 0
            ? (this.points.length === 0 ? say("click_places") : say("measured_from", { place: dms(...this.points[0]) }))
            : known ? lengthText(sum) : say("not_determined");
        if (legs.length > 0) {
            announce(say("length_is", { length: byId("measure-total").textContent }));
        }
        this.app.whenDrawn((plan) => plan.map.getSource("measured").setData({
            type: "FeatureCollection",
            features: [
                ...this.points.slice(1).map((to, i) => ({
                    type: "Feature", properties: {},
                    geometry: { type: "LineString", coordinates: along(this.points[i], to) }
                })),
                ...this.points.map((at) => ({
                    type: "Feature", properties: {}, geometry: { type: "Point", coordinates: at }
                }))
            ]
        }));
    }
}
