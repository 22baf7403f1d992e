// SPDX-License-Identifier: Apache-2.0
// The map: our own layers on MapLibre GL JS, no tiles, no fonts, no pictures from anywhere.
import { hatch, mark } from "./figure.js";
import { boxOf, joined } from "./decode.js";
import { inverse } from "./geodesic.js";
import { ZONE_HATCH, isTwoSided, looksOf, orderOf, siteIcon } from "./layers.js";
import { labelOrder, labelsOf, nameOf, namedPlaces } from "./labels.js";
import { phaseColour } from "./palette.js";
import { say } from "./say.js";
import { secondsOf } from "./time.js";

const FAR_PAST = -1e12;
const NONE = { type: "FeatureCollection", features: [] };

function scalar(props, key, other) {
    return typeof props[key] === "string" ? props[key] : other;
}

export class PlanMap {
    constructor(box, view, context) {
        this.view = view;
        this.context = context;
        this.shown = new Map();
        this.map = new maplibregl.Map({
            container: box,
            style: { version: 8, sources: {}, layers: [] },
            attributionControl: false,
            renderWorldCopies: false,
            fadeDuration: 0,
            dragRotate: false,
            pitchWithRotate: false,
            touchPitch: false,
            maxZoom: 17,
            bounds: this.firstBox(),
            fitBoundsOptions: { padding: 24 },
            locale: {
                "Map.Title": say("map_of_plan"), "NavigationControl.ZoomIn": say("zoom_in"),
                "NavigationControl.ZoomOut": say("zoom_out")
            }
        });
        this.map.touchZoomRotate.disableRotation();
        this.map.keyboard.disableRotation();
        this.map.addControl(
            new maplibregl.NavigationControl({ showCompass: false }), "bottom-right"
        );
        this.ready = new Promise((resolve) => {
            this.map.once("load", () => {
                this.addAll();
                resolve();
            });
        });
    }

    /** What the plan is about: land held, zones, lines between forces. */
    firstBox() {
        const leaving = this.view.plan.phases.length > 0;
        const wanted = ({ layer, props }) => ["vacated", "zones", "phase_lines"].includes(layer) ||
            (layer === "control" && leaving && props.held_by === this.view.plan.withdrawing_party) ||
            (layer === "lines" && ["line_of_contact", "ceasefire_line"].includes(props.kind));
        const all = this.view.layers.flatMap((layer) => layer.features);
        const box = joined(all.filter(wanted).map(({ box }) => box)) ??
            joined(all.map(({ box }) => box)) ?? [-180, -60, 180, 75];
        return [[box[0], box[1]], [box[2], box[3]]];
    }

    addAll() {
        this.addImages();
        this.map.addLayer({
            id: "sea", type: "background",
            paint: { "background-color": this.context.palette.sea }
        });
        const layers = [...this.view.layers].sort((a, b) => orderOf(a.name) - orderOf(b.name));
        for (const layer of layers) {
            this.addSources(layer);
            for (const look of looksOf(layer.name, this.context.palette, this.context)) {
                this.addLook(layer.name, look, layer.name);
            }
            if (layer.name === "rivers") {
                this.addGraticule();
            }
        }
        if (!this.map.getLayer("graticule:line")) {
            this.addGraticule();
        }
        const named = layers.filter((layer) => labelOrder(layer.name) >= 0)
            .sort((a, b) => labelOrder(a.name) - labelOrder(b.name));
        for (const layer of named) {
            for (const { names, ...look } of labelsOf(layer.name, this.context.palette)) {
                this.addLook(layer.name, look, names ? `${layer.name}-names` : layer.name);
            }
        }
        this.addOverlays();
        this.drawGraticule();
        this.map.on("moveend", () => this.drawGraticule());
    }

    addLook(owner, { time, ...look }, source) {
        const own = look.filter ?? true;
        const kept = this.shown.get(owner) ?? [];
        kept.push({ id: look.id, own, time });
        this.shown.set(owner, kept);
        const { filter, ...rest } = look;
        if (this.context.hidden.has(owner)) {
            rest.layout = { ...rest.layout, visibility: "none" };
        }
        this.map.addLayer({ ...rest, source, ...(filter ? { filter } : {}) });
    }

    addSources(layer) {
        this.map.addSource(layer.name, { type: "geojson", data: this.collection(layer) });
        const named = labelsOf(layer.name, this.context.palette).some(({ names }) => names);
        if (named) {
            this.map.addSource(`${layer.name}-names`, {
                type: "geojson", data: this.namesCollection(layer)
            });
        }
    }

    propsOf(feature) {
        const { props, span } = feature;
        return {
            n: feature.number,
            from: Math.max(FAR_PAST, span[0]),
            to: span[1],
            label: nameOf(props, this.context.names),
            pop: typeof props.population === "number" ? props.population : 0,
            status: scalar(props, "status", ""),
            kind: scalar(props, "kind", ""),
            icon: siteIcon(props),
            twin: isTwoSided(props),
            held: props.held_by === this.view.plan.withdrawing_party,
            divided: props.divided === true,
            schematic: props.schematic === true,
            p: this.view.phaseIndex(props.phase),
            look: this.context.zoneLook(props),
            leaves: props.leaves_from ? secondsOf(props.leaves_from) : 9e12
        };
    }

    collection(layer) {
        return {
            type: "FeatureCollection",
            features: layer.features.filter(({ shape }) => shape !== null).map((feature) => ({
                type: "Feature", properties: this.propsOf(feature), geometry: feature.shape
            }))
        };
    }

    namesCollection(layer) {
        return {
            type: "FeatureCollection",
            features: namedPlaces(layer.name, layer.features).map(({ place, label, number }) => ({
                type: "Feature",
                properties: { ...this.propsOf(layer.features[number]), label },
                geometry: { type: "Point", coordinates: place }
            }))
        };
    }

    addImages() {
        const p = this.context.palette;
        const add = (name, data) => {
            if (this.map.hasImage(name)) {
                this.map.removeImage(name);
            }
            this.map.addImage(name, data, { pixelRatio: 2 });
        };
        add("reserved", hatch(45, 9, 1.2, p.reserved));
        p.zones.forEach((colour, i) => add(`zone-${i}`, hatch(ZONE_HATCH[i], 10, 1, colour)));
        for (let i = 0; i < Math.max(1, this.context.phases); ++i) {
            const colour = phaseColour(p, i, this.context.phases);
            add(`leaving-${i}`, hatch(135, 12, 4, colour));
        }
        add("exit", mark("triangle", p.mark, p.markEdge));
        add("facility", mark("diamond", p.facility, p.markEdge));
        add("site", mark("circle", p.mark, p.faint, 5));
        add("post", mark("square", p.post, p.markEdge));
    }

    addOverlays() {
        const p = this.context.palette;
        for (const name of ["picked", "measured"]) {
            this.map.addSource(name, { type: "geojson", data: NONE });
        }
        const add = (id, source, type, paint, kinds) => this.map.addLayer({
            id, source, type, paint,
            filter: ["match", ["geometry-type"], kinds, true, false]
        });
        const lines = ["LineString", "MultiLineString", "Polygon", "MultiPolygon"];
        const points = ["Point", "MultiPoint"];
        add("picked:casing", "picked", "line",
            { "line-color": p.casing, "line-width": 5.5, "line-opacity": 0.8 }, lines);
        add("picked:line", "picked", "line", { "line-color": p.picked, "line-width": 2.5 }, lines);
        add("picked:point", "picked", "circle", {
            "circle-radius": 9, "circle-color": p.picked, "circle-opacity": 0.15,
            "circle-stroke-color": p.picked, "circle-stroke-width": 2.5
        }, points);
        add("measured:casing", "measured", "line",
            { "line-color": p.casing, "line-width": 5, "line-opacity": 0.85 }, lines);
        add("measured:line", "measured", "line", {
            "line-color": p.measure, "line-width": 2, "line-dasharray": [3, 1.5]
        }, lines);
        add("measured:point", "measured", "circle", {
            "circle-radius": 4, "circle-color": p.casing, "circle-stroke-color": p.measure,
            "circle-stroke-width": 2
        }, points);
    }

    addGraticule() {
        const p = this.context.palette;
        this.map.addSource("graticule", { type: "geojson", data: NONE });
        this.addLook("graticule", {
            id: "graticule:line", type: "line",
            paint: { "line-color": p.grid, "line-width": 0.6, "line-opacity": 0.45 },
            filter: ["match", ["geometry-type"], ["LineString", "MultiLineString"], true, false]
        }, "graticule");
        this.addLook("graticule", {
            id: "graticule:label", type: "symbol",
            filter: ["match", ["geometry-type"], ["Point", "MultiPoint"], true, false],
            layout: {
                "text-font": ["Noto Sans", "Arial", "sans-serif"], "text-size": 10,
                "text-field": ["get", "label"], "text-anchor": ["get", "anchor"],
                "text-offset": ["match", ["get", "anchor"], "top-left", ["literal", [0.3, 0.3]], ["literal", [-0.4, -0.2]]], "text-allow-overlap": true
            },
            paint: { "text-color": p.faint, "text-halo-color": p.halo, "text-halo-width": 1.2 }
        }, "graticule");
    }

    drawGraticule() {
        const source = this.map.getSource("graticule");
        if (!source) {
            return;
        }
        const view = this.map.getBounds();
        const [west, east] = [Math.max(-180, view.getWest()), Math.min(180, view.getEast())];
        const [south, north] = [Math.max(-84, view.getSouth()), Math.min(84, view.getNorth())];
        const minutes = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800];
        const step = (minutes.find((m) => (east - west) * 60 / m <= 8) ?? 3600) / 60;
        const features = [];
        const add = (line, at, label, anchor) => {
            features.push({ type: "Feature", properties: {}, geometry: { type: "LineString", coordinates: line } });
            features.push({ type: "Feature", properties: { label, anchor }, geometry: { type: "Point", coordinates: at } });
        };
        const text = (value, letters) => {
            const whole = Math.round(Math.abs(value) * 60);
            const rest = whole % 60 === 0 ? "" : `${String(whole % 60).padStart(2, "0")}'`;
            return `${Math.floor(whole / 60)}°${rest} ${letters[value < 0 ? 1 : 0]}`;
        };
        for (let x = Math.ceil(west / step) * step; x <= east; x += step) {
            add([[x, south], [x, north]], [x, north], text(x, "EW"), "top-left");
        }
        for (let y = Math.ceil(south / step) * step; y <= north; y += step) {
            add([[west, y], [east, y]], [east, y], text(y, "NS"), "bottom-right");
        }
        source.setData({ type: "FeatureCollection", features });
    }

    /** Shows or hides a layer with all that belongs to it. */
    setVisible(name, visible) {
        for (const { id } of this.shown.get(name) ?? []) {
            this.map.setLayoutProperty(id, "visibility", visible ? "visible" : "none");
        }
    }

    /** Only what is in force at an instant; at null all of the plan. */
    setTime(at) {
        for (const layer of this.view.layers) {
            // Set anew only where something begins or ends: the worker cuts a layer's tiles again.
            const key = at === null ? "all" : layer.features.map(({ span, props }) => (
                span[0] <= at && at < span[1] ? 1
                    : props.leaves_from && secondsOf(props.leaves_from) <= at && at < span[0] ? 2 : 0
            )).join("");
            if (layer.timeKey === key) {
                continue;
            }
            layer.timeKey = key;
            for (const { id, own, time } of this.shown.get(layer.name) ?? []) {
                const now = at === null ? (time === "leaving" ? false : true)
                    : time === "leaving"
                        ? ["all", ["<=", ["get", "leaves"], at], [">", ["get", "from"], at]]
                        : ["all", ["<=", ["get", "from"], at], [">", ["get", "to"], at]];
                this.map.setFilter(id, ["all", own, now]);
            }
        }
    }

    /** Draws all anew in other colours. */
    restyle(palette) {
        this.context.palette = palette;
        this.addImages();
        this.map.setPaintProperty("sea", "background-color", palette.sea);
        const set = (look) => {
            for (const [key, value] of Object.entries(look.paint ?? {})) {
                this.map.setPaintProperty(look.id, key, value);
            }
        };
        for (const layer of this.view.layers) {
            looksOf(layer.name, palette, this.context).forEach(set);
            labelsOf(layer.name, palette).forEach(set);
        }
        const p = palette;
        this.map.setPaintProperty("graticule:line", "line-color", p.grid);
        this.map.setPaintProperty("graticule:label", "text-color", p.faint);
        this.map.setPaintProperty("graticule:label", "text-halo-color", p.halo);
        for (const [id, key, colour] of [
            ["picked:casing", "line-color", p.casing], ["picked:line", "line-color", p.picked],
            ["picked:point", "circle-color", p.picked],
            ["picked:point", "circle-stroke-color", p.picked],
            ["measured:casing", "line-color", p.casing], ["measured:line", "line-color", p.measure],
            ["measured:point", "circle-color", p.casing],
            ["measured:point", "circle-stroke-color", p.measure]
        ]) {
            this.map.setPaintProperty(id, key, colour);
        }
    }

    /** Names in another choice: latin, local or both. */
    rename(choice) {
        this.context.names = choice;
        for (const layer of this.view.layers) {
            if (layer.features.some(({ props }) => props.name_local)) {
                this.map.getSource(layer.name).setData(this.collection(layer));
            }
        }
    }

    pick(features) {
        this.map.getSource("picked").setData({
            type: "FeatureCollection",
            features: features.filter(({ shape }) => shape !== null).map(({ shape }) => ({
                type: "Feature", properties: {}, geometry: shape
            }))
        });
    }

    zoomTo(feature) {
        const box = feature.box ?? boxOf(feature.shape);
        if (box === null) {
            return;
        }
        this.map.fitBounds([[box[0], box[1]], [box[2], box[3]]], {
            padding: 60, maxZoom: 10, animate: !matchMedia("(prefers-reduced-motion: reduce)").matches,
            duration: 500
        });
    }

    /** Metres of 100 pixels across the middle of the map. */
    metresAcross() {
        const { clientWidth: width, clientHeight: height } = this.map.getContainer();
        const at = (x) => this.map.unproject([x, height / 2]).toArray();
        const way = inverse(at(width / 2 - 50), at(width / 2 + 50));
        return way === null ? null : way.length;
    }
}
