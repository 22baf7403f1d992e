// SPDX-License-Identifier: Apache-2.0
// Coordinates under the pointer, or of the middle of the map when it is moved by keys; the scale bar.
import { decimal, dms, mgrs, spaced } from "./grid.js";
import { say } from "./say.js";
import { byId } from "./text.js";

export function showPosition([lon, lat]) {
    const shown = Math.abs(lat) <= 90;
    byId("position-dd").textContent = shown ? decimal(lon, lat) : "—";
    byId("position-dms").textContent = shown ? dms(lon, lat) : "—";
    byId("position-mgrs").textContent = shown ? spaced(mgrs(lon, lat)) : "—";
}

function scaleText(metres) {
    return metres < 1000 ? say("figure_m", { figure: metres }) : say("figure_km", { figure: metres / 1000 });
}

/** The longest of 1, 2, 5 times a power of ten that is at most 120 pixels in the map's middle. */
export function showScale(metresOf100) {
    if (metresOf100 === null || !(metresOf100 > 0)) {
        byId("scale").hidden = true;
        return;
    }
    const most = metresOf100 * 1.2;
    const power = 10 ** Math.floor(Math.log10(most));
    const length = [5, 2, 1].map((one) => one * power).find((one) => one <= most);
    byId("scale").hidden = false;
    byId("scale").style.width = `${length / metresOf100 * 100}px`;
    byId("scale").textContent = scaleText(length);
}

export function followPosition(app, map) {
    const area = byId("map-area");
    map.on("mousemove", (event) => {
        area.classList.remove("by-keys");
        showPosition(event.lngLat.toArray());
    });
    map.on("move", () => {
        if (area.classList.contains("by-keys")) {
            showPosition(map.getCenter().toArray());
        }
        showScale(app.drawing.metresAcross());
    });
    map.getCanvas().addEventListener("keydown", (event) => {
        area.classList.add("by-keys");
        showPosition(map.getCenter().toArray());
        if (event.key === "Enter" || event.key === " ") {
            event.preventDefault();
            app.clickAt(map.getCenter().toArray(), map.project(map.getCenter()));
        } else if (event.key === "m" || event.key === "M") {
            app.measure.toggle();
        }
    });
    map.getCanvas().addEventListener("blur", () => area.classList.remove("by-keys"));
    showPosition(map.getCenter().toArray());
    showScale(app.drawing.metresAcross());
}
