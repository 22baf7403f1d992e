// SPDX-License-Identifier: Apache-2.0
// page.html from disk, used as a person would: by pointer, by keys, on a phone, on paper.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { hostile } from "./hostile.mjs";

const { chromium } = createRequire(`${process.env.PAGE_TOOLS}/`)("playwright-core");
const WORK = process.env.PAGE_WORK;
const FILE = `${WORK}/plan/page.html`;
const PLAN = JSON.parse(readFileSync(`${WORK}/plan/plan.json`, "utf8"));
const WIDE = { width: 860, height: 600 };

let browser;
let page;
let seen;

/** A page that notes every message, error and request. */
async function open(file, { hash = "", viewport = WIDE, prepare, ...options } = {}) {
    const made = await browser.newPage({ viewport, ...options });
    const noted = { messages: [], errors: [], requests: [], dialogs: 0 };
    made.on("console", (message) => noted.messages.push(`${message.type()}: ${message.text()}`));
    made.on("pageerror", (error) => noted.errors.push(String(error.stack)));
    made.on("request", (request) => noted.requests.push(request.url()));
    made.on("dialog", (dialog) => {
        noted.dialogs += 1;
        dialog.dismiss();
    });
    if (prepare) {
        await prepare(made);
    }
    await made.goto(`file://${file}${hash}`);
    return [made, noted];
}

const drawn = (on) => on.waitForSelector("body.is-drawn", { timeout: 120000 });
const idle = (on) => on.evaluate(() => new Promise((resolve) => {
    const { map } = armistice.drawing;
    map.triggerRepaint();
    map.once("idle", resolve);
}));
const go = async (hash, on = page) => {
    await on.evaluate((to) => {
        location.hash = to;
    }, hash);
    await on.waitForTimeout(50);
    await idle(on);
};
/** Ids of the features of a layer that are drawn. */
const shown = (layer, part, on = page) => on.evaluate(([name, look]) => {
    const { map } = armistice.drawing;
    const all = map.queryRenderedFeatures({ layers: [`${name}:${look}`] });
    return [...new Set(all.map(({ properties }) => properties.n))].sort((a, b) => a - b)
        .map((n) => armistice.view.layer(name).features[n].id);
}, [layer, part]);
const pixelOf = (place, on = page) => on.evaluate((at) => {
    const here = armistice.drawing.map.project(at);
    const box = document.getElementById("map").getBoundingClientRect();
    return [here.x + box.left, here.y + box.top];
}, place);

/** A position inside a polygon: in the middle of where it is widest, of 99 parallels. */
function inside(rings) {
    const lats = rings[0].map(([, lat]) => lat);
    const low = Math.min(...lats);
    const high = Math.max(...lats);
    let best = { width: 0 };
    for (let i = 1; i < 100; i += 1) {
        const lat = low + (high - low) * i / 100;
        const at = rings.flatMap((ring) => ring.slice(1).flatMap(([x, y], k) => {
            const [x0, y0] = ring[k];
            return (y0 > lat) === (y > lat) ? [] : [x0 + (x - x0) * (lat - y0) / (y - y0)];
        })).sort((a, b) => a - b);
        for (let k = 0; k + 1 < at.length; k += 2) {
            if (at[k + 1] - at[k] > best.width) {
                best = { width: at[k + 1] - at[k], at: [(at[k] + at[k + 1]) / 2, lat] };
            }
        }
    }
    return best.at;
}

before(async () => {
    browser = await chromium.launch({
        executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
        args: [
            "--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
            "--ignore-gpu-blocklist"
        ]
    });
    [page, seen] = await open(FILE);
    await drawn(page);
}, { timeout: 300000 });

after(async () => {
    await browser.close();
});

test("one file below 3 MB that asks for nothing but itself", () => {
    assert.ok(statSync(FILE).size < 3e6);
    const asked = seen.requests.filter((url) => !url.startsWith("blob:") && !url.startsWith("data:"));
    assert.deepEqual(asked, [`file://${FILE}`]);
});

test("opens with under 2 seconds of processor time, from navigation until the map stands still", async (t) => {
    // Of the page's own thread: what a person waits for on an idle machine with a graphics card. Here
    // triangles are drawn in software, by threads that share two cores with whatever else runs; the time on
    // the clock is told and not judged.
    const times = [];
    for (let i = 0; i < 3; i += 1) {
        let session;
        const [other, noted] = await open(FILE, {
            prepare: async (made) => {
                session = await made.context().newCDPSession(made);
                await session.send("Performance.enable", { timeDomain: "threadTicks" });
                await made.addInitScript(() => {
                    window.opened = {};
                    new MutationObserver(() => {
                        for (const name of ["is-ready", "is-drawn"]) {
                            if (document.body?.classList.contains(name)) {
                                window.opened[name] ??= performance.now();
                            }
                        }
                    }).observe(document, {
                        attributes: true, attributeFilter: ["class"], childList: true, subtree: true
                    });
                });
            }
        });
        await drawn(other);
        const { metrics } = await session.send("Performance.getMetrics");
        const clock = await other.evaluate(() => ({
            seen: performance.getEntriesByName("first-contentful-paint")[0].startTime,
            ready: window.opened["is-ready"], drawn: window.opened["is-drawn"]
        }));
        times.push({ ...clock, busy: 1000 * metrics.find(({ name }) => name === "TaskDuration").value });
        assert.deepEqual(noted.errors, []);
        await other.close();
    }
    const best = times.reduce((a, b) => (b.busy < a.busy ? b : a));
    const ms = (value) => `${Math.round(value)} ms`;
    t.diagnostic(`processor time of the page until it is drawn: ${times.map(({ busy }) => ms(busy)).join(", ")}`);
    t.diagnostic(`on the clock: seen after ${ms(best.seen)}, controls and tables ready after ${ms(best.ready)}, ` +
        `map drawn after ${ms(best.drawn)}; ${(statSync(FILE).size / 1e6).toFixed(2)} MB`);
    assert.ok(best.busy < 2000, JSON.stringify(times));
});

test("the policy lets nothing else run and nothing be fetched", async () => {
    const [other, noted] = await open(FILE);
    const result = await other.evaluate(async () => {
        const script = document.createElement("script");
        script.textContent = "window.harmed = true";
        document.body.append(script);
        const tried = await fetch("https://example.org/").then(() => "fetched", () => "refused");
        const image = await new Promise((resolve) => {
            const one = new Image();
            one.onload = () => resolve("loaded");
            one.onerror = () => resolve("refused");
            one.src = "https://example.org/a.png";
        });
        return [window.harmed, tried, image];
    });
    assert.deepEqual(result, [undefined, "refused", "refused"]);
    // Refused before anything is sent: no request leaves the page.
    assert.ok(noted.messages.some((text) => text.includes("Content Security Policy")));
    await other.close();
});

test("a slider over the phases: what begins at an instant is in force at it, what ends is not", async () => {
    const [first] = PLAN.phases;
    const [zone] = PLAN.zones;
    const before1 = new Date(Date.parse(first.end) - 1000).toISOString().replace(".000Z", "Z");
    await go(`#at=${before1}`);
    assert.deepEqual(await shown("vacated", "fill"), []);
    assert.deepEqual(await shown("vacated", "leaving"), ["vacated-p1"]);
    assert.deepEqual(await shown("zones", "fill:0"), [`zone-${zone.id}`]);
    await go(`#at=${first.end}`);
    assert.deepEqual(await shown("vacated", "fill"), ["vacated-p1"]);
    assert.deepEqual(await shown("vacated", "leaving"), []);
    const ends = JSON.parse(readFileSync(`${WORK}/plan/geojson/zones.geojson`)).features[0].properties.valid_to;
    await go(`#at=${ends}`);
    assert.deepEqual(await shown("zones", "fill:0"), []);
    await go("#");
    assert.equal((await shown("vacated", "fill")).length, PLAN.phases.length);
});

test("the slider moves by keys, says what it shows, and stops at every event", async () => {
    const slider = page.locator("#time");
    await slider.focus();
    await page.keyboard.press("Home");
    const start = await slider.getAttribute("aria-valuetext");
    assert.match(start, /D−\d+\. Before D-day/);
    await page.click("#after");
    assert.match(await page.textContent("#time-date"), /D\+0/);
    assert.match(await page.textContent("#time-note"), /All fire ceases/);
    for (const phase of PLAN.phases) {
        const there = await page.evaluate((at) => armistice.timeBar.stops.includes(Date.parse(at) / 1000), phase.end);
        assert.ok(there, phase.id);
    }
    await page.check("#whole");
    assert.equal(await page.textContent("#time-date"), "Whole plan");
});

test("play goes on by itself and pauses", async () => {
    await go("#at=2022-10-25T06:00:00Z");
    await page.click("#play");
    const from = await page.evaluate(() => armistice.time);
    await page.waitForFunction((was) => armistice.time > was, from, { timeout: 20000 });
    assert.equal(await page.getAttribute("#play", "aria-pressed"), "true");
    await page.click("#play");
    const stopped = await page.evaluate(() => armistice.time);
    await page.waitForTimeout(700);
    assert.equal(await page.evaluate(() => armistice.time), stopped);
    await page.evaluate(() => armistice.setTime(null));
});

test("a layer turned off is neither drawn nor told, and comes back", async () => {
    await go("#");
    const place = await page.evaluate(() => armistice.view.layer("zones").features[0].box);
    assert.ok(place);
    await page.uncheck("input[data-layer=zones]");
    await idle(page);
    assert.deepEqual(await shown("zones", "fill:0"), []);
    await page.check("input[data-layer=zones]");
    await idle(page);
    assert.equal((await shown("zones", "fill:0")).length, PLAN.zones.length);
});

test("a click tells what, why, which clause and since when", async () => {
    const all = JSON.parse(readFileSync(`${WORK}/plan/geojson/presence.geojson`, "utf8")).features;
    const { id, geometry, properties: presence } = all.find((one) => one.properties.clause && one.geometry.type === "Polygon");
    await page.evaluate((center) => {
        armistice.drawing.map.jumpTo({ center, zoom: 11 });
    }, inside(geometry.coordinates));
    await idle(page);
    const middle = await page.evaluate(() => armistice.drawing.map.getCenter().toArray());
    await page.mouse.click(...await pixelOf(middle));
    const card = page.locator("#card");
    await card.waitFor();
    const one = card.locator("details[data-layer=presence]").filter({ has: page.locator("code", { hasText: new RegExp(`^${id}$`) }) });
    const text = await one.textContent();
    for (const reason of presence.reasons) {
        assert.ok(text.includes(reason), reason);
    }
    assert.ok(text.includes(`Clause${presence.clause} of “${PLAN.terms.title}”`), text);
    assert.match(text, /Since\d+ \w+ \d{4} \(D/);
    assert.match(text, /Source/);
    await page.keyboard.press("Escape");
    assert.ok(await card.isHidden());
});

test("a settlement is found in Latin and local letters, and tells its story", async () => {
    await page.click("#tab-places");
    await page.fill("#search", "херсон");
    assert.match(await page.textContent("#found li:first-child"), /Kherson/);
    await page.fill("#search", "kherson");
    await page.keyboard.press("Enter");
    const story = await page.textContent("#card-body");
    assert.match(story, /Херсон/);
    assert.match(story, /At the start held by Russian Federation/);
    const dates = await page.locator("#card-body .story li").allTextContents();
    assert.ok(dates.some((text) => /D\+17.*Phase 1: forces are gone.*clause 6.1/.test(text)), dates.join("\n"));
    // Which weapons reach it, where the plan looks at that.
    if (PLAN.protection) {
        assert.match(story, /Which weapons reach it.*Russian Federation holds it.*From land held by Ukraine: /s);
    }
    await page.fill("#search", "zzzz");
    assert.match(await page.textContent("#search-count"), /^0 found/);
    await page.click("#card-close");
});

test("measuring: the length shown is GeodSolve's", async () => {
    await go("#map=7/47.5/35.5");
    await page.click("#measure");
    const box = await page.locator("#map").boundingBox();
    for (const [x, y] of [[0.55, 0.4], [0.8, 0.45], [0.7, 0.7]]) {
        await page.mouse.click(box.x + box.width * x, box.y + box.height * y);
    }
    const points = await page.evaluate(() => armistice.measure.points);
    assert.equal(points.length, 3);
    const legs = points.slice(1).map((to, i) => execFileSync("GeodSolve", ["-i", "-p", "6"], {
        input: `${points[i][1]} ${points[i][0]} ${to[1]} ${to[0]}\n`, encoding: "utf8"
    }).trim().split(" ").map(Number));
    const sum = legs.reduce((all, leg) => all + leg[2], 0);
    assert.equal(await page.textContent("#measure-total"), `${(sum / 1000).toFixed(3)} km`);
    const first = await page.textContent("#measure-legs li:first-child");
    assert.match(first, new RegExp(`azimuth ${((legs[0][0] + 360) % 360).toFixed(2).replace(".", "\\.")}°`));
    await page.click("#measure-close");
    assert.equal(await page.evaluate(() => armistice.measure.points.length), 0);
});

test("coordinates under the pointer: DD, DMS and MGRS of one place", async () => {
    await go("#map=8/47.5/35.5");
    const box = await page.locator("#map").boundingBox();
    const [x, y] = [Math.round(box.x + box.width * 0.6), Math.round(box.y + box.height * 0.6)];
    await page.mouse.move(x, y);
    const place = await page.evaluate((at) => armistice.drawing.map.unproject(at).toArray(), [x - box.x, y - box.y]);
    assert.equal(await page.textContent("#position-dd"), `${place[1].toFixed(5)}, ${place[0].toFixed(5)}`);
    const theirs = execFileSync("GeoConvert", ["-m", "-w"], { input: `${place[0]} ${place[1]}\n`, encoding: "utf8" }).trim();
    assert.equal((await page.textContent("#position-mgrs")).replace(/ /g, ""), theirs);
    assert.match(await page.textContent("#position-dms"), /^47°\d\d'\d\d\.\d"N 035°\d\d'\d\d\.\d"E$/);
});

test("tables sort both ways, filter, and show their rows on the map", async () => {
    await page.click("#tab-tables");
    await page.selectOption("#table-choice", "settlements");
    const column = () => page.locator("#table thead th", { hasText: "People by the register" });
    await column().locator("button").click();
    assert.equal(await column().getAttribute("aria-sort"), "ascending");
    await column().locator("button").click();
    assert.equal(await column().getAttribute("aria-sort"), "descending");
    const index = await column().evaluate((one) => one.cellIndex);
    const people = (await page.locator(`#table tbody tr > :nth-child(${index + 1})`).allTextContents())
        .filter((text) => text !== "—").map((text) => Number(text.replace(/\D/g, "")));
    assert.ok(people.length > 100);
    assert.deepEqual(people, [...people].sort((a, b) => b - a));
    await page.fill("#table-filter", "Melitopol");
    await page.locator("#table tbody button").first().click();
    await idle(page);
    assert.match(await page.textContent("#card-body"), /Мелітополь/);
    const centre = await page.evaluate(() => armistice.drawing.map.getCenter().toArray());
    assert.ok(Math.hypot(centre[0] - 35.37, centre[1] - 46.85) < 0.3, String(centre));
    await page.selectOption("#table-choice", "schedule");
    assert.equal(await page.locator("#table tbody tr").count(), PLAN.schedule.length);
    await page.click("#card-close");
});

test("a link opens the same view", async () => {
    await go("#");
    await page.evaluate(() => {
        armistice.drawing.map.jumpTo({ center: [35.1, 47.2], zoom: 7.5 });
        armistice.setTime(Date.parse("2022-12-20T06:00:00Z") / 1000);
        armistice.setLayer("zones", false);
        armistice.tabs.choose("tab-tables");
        armistice.pick(armistice.view.layer("phase_lines").features[0]);
    });
    await page.click("#link");
    const address = await page.inputValue("#link-text");
    await page.click("#link-close");
    const [other] = await open(FILE, { hash: address.slice(address.indexOf("#")) });
    await drawn(other);
    const state = (on) => on.evaluate(() => ({
        zoom: armistice.drawing.map.getZoom().toFixed(2), time: armistice.time, tab: armistice.tabs.chosen,
        centre: armistice.drawing.map.getCenter().toArray().map((one) => one.toFixed(4)),
        hidden: [...armistice.hidden].sort(), picked: armistice.picked.id
    }));
    assert.deepEqual(await state(other), await state(page));
    await other.close();
    // What is no part of this plan is passed over.
    await go("#map=99/nonsense&at=yesterday&turned=%E0%A4%A,<b>&pick=zones/none&tab=body");
    assert.equal(await page.evaluate(() => armistice.time), null);
    assert.equal(await page.evaluate(() => armistice.picked), null);
});

test("the map is used by keys alone", async () => {
    await go("#map=8/47.2/35.2");
    await page.click("#tab-layers");
    await page.keyboard.press("ArrowRight");
    assert.equal(await page.evaluate(() => document.activeElement.id), "tab-places");
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement.id), "search");
    await page.focus("#skip");
    await page.keyboard.press("Enter");
    assert.ok(await page.evaluate(() => document.activeElement.classList.contains("maplibregl-canvas")));
    const was = await page.evaluate(() => armistice.drawing.map.getCenter().lng);
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction((lng) => armistice.drawing.map.getCenter().lng > lng, was);
    await idle(page);
    const centre = await page.evaluate(() => armistice.drawing.map.getCenter().toArray());
    assert.equal(await page.textContent("#position-dd"), `${centre[1].toFixed(5)}, ${centre[0].toFixed(5)}`);
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "card");
    assert.match(await page.textContent("#card-body"), /Phase 1|Area left/);
    await page.keyboard.press("Escape");
    assert.ok(await page.evaluate(() => document.activeElement.classList.contains("maplibregl-canvas")));
});

test("every control has a name, there is one heading of the page, and changes are announced", async () => {
    const nameless = await page.evaluate(() => [...document.querySelectorAll("button, input, select, [role=tabpanel], section")]
        .filter((one) => !one.closest("[hidden], #paper"))
        .filter((one) => !(one.getAttribute("aria-label") || one.getAttribute("aria-labelledby") ||
            one.labels?.length || one.textContent.trim() || one.title))
        .map((one) => one.outerHTML.slice(0, 100)));
    assert.deepEqual(nameless, []);
    assert.equal(await page.locator("h1").count(), 1);
    assert.equal(await page.getAttribute("html", "lang"), "en");
    await page.evaluate(() => armistice.choose(armistice.view.layer("phase_lines").features[0]));
    assert.match(await page.textContent("#announcer"), /Phase line: Line of Phase 1/);
    await page.click("#card-close");
});

test("light and dark: the map too, and text stands out by 4.5 to 1", async () => {
    const contrast = () => page.evaluate(() => {
        const style = getComputedStyle(document.documentElement);
        const of = (name) => {
            const hex = style.getPropertyValue(name).trim();
            const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
                .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const ratio = (a, b) => (Math.max(of(a), of(b)) + 0.05) / (Math.min(of(a), of(b)) + 0.05);
        return Math.min(ratio("--ink", "--paper"), ratio("--faint", "--paper"), ratio("--faint", "--ground"),
            ratio("--accent", "--paper"), ratio("--accent-ink", "--accent"));
    });
    const sea = () => page.evaluate(() => armistice.drawing.map.getPaintProperty("sea", "background-color"));
    const light = await sea();
    assert.ok(await contrast() >= 4.5);
    await page.click("#theme");
    assert.notEqual(await sea(), light);
    assert.ok(await contrast() >= 4.5);
    await page.click("#theme");
    assert.equal(await sea(), light);
});

test("statuses are told by line style, reserved areas are hatched", async () => {
    const look = await page.evaluate(() => {
        const { map } = armistice.drawing;
        const dash = (id) => map.getPaintProperty(id, "line-dasharray");
        return {
            agreed: dash("lines:agreed-left"), claimed: dash("lines:claimed-left"),
            deFacto: dash("lines:de_facto-left"), recognised: dash("border:line"),
            reserved: map.getPaintProperty("reserved:hatch", "fill-pattern")
        };
    });
    assert.equal(look.agreed, undefined);
    assert.equal(new Set([look.claimed, look.deFacto, look.recognised].map(String)).size, 3);
    assert.ok(JSON.stringify(look.reserved).includes("reserved"));
    const disclaimer = await page.textContent("#small-print");
    assert.match(disclaimer.replace(/\s+/g, " "), /do not imply official endorsement or acceptance by the United Nations/);
    const about = await page.textContent("#about");
    for (const source of PLAN.sources) {
        assert.ok(about.includes(source.licence), source.licence);
    }
    assert.match(about, /MapLibre contributors/);
});

test("on paper: the map as it stands, its legend, phases, schedule and disclaimer", async () => {
    await go("#at=2022-11-20T06:00:00Z");
    const file = `${WORK}/page.pdf`;
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await page.emulateMedia({ media: "print" });
    assert.ok(await page.locator("main").isHidden());
    const size = await page.evaluate(() => {
        const image = document.getElementById("print-map");
        return [image.naturalWidth, image.naturalHeight, image.src.length];
    });
    assert.ok(size[0] > 300 && size[1] > 300 && size[2] > 50000, String(size));
    writeFileSync(file, await page.pdf({ format: "A4" }));
    await page.emulateMedia({ media: "screen" });
    const text = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" });
    for (const wanted of [/Ceasefire while forces withdraw/, /20 Nov 2022/, /Line of contact/, /Phase 4/, /All fire ceases/, /United\s+Nations/]) {
        assert.match(text, wanted);
    }
});

test("a layer that the viewer does not know is drawn, listed, told and put into a table", async () => {
    const html = readFileSync(FILE, "utf8");
    const column = (key, all) => ({ key, all });
    const layer = (name, shapes) => ({
        name, decimals: 5, ids: shapes.map((_, i) => `${name}-${i}`), shapes,
        columns: [
            column("title", `A ${name}`), column("valid_from", "2022-10-24T06:00:00Z"),
            column("valid_to", "2023-01-01T00:00:00Z"), column("clause", "99"), column("reach_km", 24)
        ]
    });
    // 35 E 47 N and from there 0.5 degrees east, north, west: see page_layers.hpp.
    const group = (value) => {
        const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        let rest = value < 0 ? -2 * value + 1 : 2 * value;
        let out = "";
        do {
            out += letters[(rest % 32) + (rest >= 32 ? 32 : 0)];
            rest = Math.floor(rest / 32);
        } while (rest > 0);
        return out;
    };
    const numbers = (...all) => all.map(group).join("");
    const shapes = [
        `A${numbers(1, 1, 4, 3500000, 4700000, 50000, 0, 0, 50000, -50000, 0)}`,
        `L${numbers(1, 2, 3500000, 4750000, 50000, 10000)}`, `P${numbers(1, 3550000, 4770000)}`
    ];
    const file = `${WORK}/unknown.html`;
    writeFileSync(file, html.replace("\"layers\":[", () => `"layers":[${JSON.stringify(layer("future_things", shapes))},`));
    const [other, noted] = await open(file, { hash: "#map=7/47.3/35.3" });
    await drawn(other);
    assert.deepEqual(await shown("future_things", "fill", other), ["future_things-0"]);
    assert.deepEqual(await shown("future_things", "line", other), ["future_things-1"]);
    assert.deepEqual(await shown("future_things", "point", other), ["future_things-2"]);
    assert.match(await other.textContent("#layer-list"), /Future things/);
    const box = await other.locator("#map").boundingBox();
    const [x, y] = await pixelOf([35.2, 47.2], other);
    assert.ok(x > box.x && y > box.y);
    await other.mouse.click(x, y);
    const told = await other.textContent("#card-body details[data-layer=future_things]");
    assert.match(told, /A future_things.*Clause99.*Reach24 km/s);
    assert.ok((await other.locator("#table-choice option").allTextContents()).includes("Future things"));
    await go("#map=7/47.3/35.3&at=2023-01-01T00:00:00Z", other);
    assert.deepEqual(await shown("future_things", "fill", other), []);
    assert.deepEqual([noted.errors, noted.messages], [[], []]);
    await other.close();
});

test("a phone: nothing wider than the screen, the map large enough, the panel can go", async () => {
    const [phone, noted] = await open(FILE, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    await drawn(phone);
    assert.ok(await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    assert.ok((await phone.locator("#map").boundingBox()).height > 250);
    for (const id of ["play", "time", "whole", "panel-toggle"]) {
        const box = await phone.locator(`#${id}`).boundingBox();
        assert.ok(box.x >= 0 && box.x + box.width <= 390 && box.y + box.height <= 844, id);
    }
    await phone.tap("#panel-toggle");
    await idle(phone);
    assert.ok((await phone.locator("#map").boundingBox()).height > 500);
    const box = await phone.locator("#map").boundingBox();
    await phone.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
    await phone.locator("#card").waitFor();
    assert.deepEqual([noted.errors, noted.messages], [[], []]);
    await phone.close();
});

test("without WebGL places, tables and dates still work", async () => {
    const [other, noted] = await open(FILE, {
        prepare: (made) => made.addInitScript(() => {
            const real = HTMLCanvasElement.prototype.getContext;
            HTMLCanvasElement.prototype.getContext = function get(kind, ...rest) {
                return /webgl/.test(kind) ? null : real.call(this, kind, ...rest);
            };
        })
    });
    await other.locator("#no-map").waitFor();
    await other.click("#tab-places");
    await other.fill("#search", "Luhansk");
    await other.keyboard.press("Enter");
    assert.match(await other.textContent("#card-body"), /forces are gone/);
    await other.click("#after");
    assert.match(await other.textContent("#time-date"), /D\+/);
    assert.deepEqual(noted.errors, []);
    await other.close();
});

test("hostile text stays text", async () => {
    const [other, noted] = await open(`${WORK}/hostile/page.html`);
    await drawn(other);
    await idle(other);
    await other.click("#tab-places");
    await other.fill("#search", "script");
    await other.locator("#found button").first().click();
    for (const id of ["tab-tables", "tab-about", "tab-layers"]) {
        await other.click(`#${id}`);
    }
    for (const table of ["settlements", "sites", "schedule", "lines"]) {
        await other.evaluate((id) => armistice.tables.choose(id), table);
    }
    await other.evaluate(() => {
        armistice.card.show(armistice.view.layers.flatMap(({ features }) => features));
        dispatchEvent(new Event("beforeprint"));
        armistice.setNames("both");
    });
    await idle(other);
    const state = await other.evaluate(() => ({
        harmed: window.harmed, scripts: document.scripts.length,
        images: document.images.length, links: document.querySelectorAll("a[href]").length,
        handlers: [...document.querySelectorAll("*")].filter((one) => [...one.attributes].some(({ name }) => name.startsWith("on"))).length,
        title: document.getElementById("title").textContent,
        text: document.body.innerText,
        names: armistice.view.layer("settlements").features.map(({ props }) => props.name)
    }));
    assert.equal(state.harmed, undefined);
    assert.equal(noted.dialogs, 0);
    assert.equal(state.scripts, 3);  // the plan, MapLibre, ours
    assert.equal(state.images, 1);  // of the view for paper
    assert.equal(state.links, 0);
    assert.equal(state.handlers, 0);
    assert.ok(state.names.includes(hostile.names[1]), "the name came through as it is");
    assert.ok(state.names.some((name) => name.length >= 10000));
    const shownText = await other.evaluate(() => document.getElementById("card-body").textContent);
    assert.ok(shownText.includes(hostile.names[0]));
    assert.ok(shownText.includes("(10000 characters)"));
    assert.ok(!/[\u202a-\u202e\u2066-\u2069\u0001\u001b]/.test(shownText));
    assert.ok(shownText.includes("\ufffdgnp.exe"));
    assert.deepEqual(noted.requests.filter((url) => /^https?:/.test(url)), []);
    assert.deepEqual([noted.errors, noted.messages], [[], []]);
    await other.close();
});

test("hostile text stays text in report.html, which runs and fetches nothing", async () => {
    const [other, noted] = await open(`${WORK}/hostile/report.html`);
    const state = await other.evaluate(() => ({
        harmed: window.harmed, scripts: document.scripts.length, images: document.images.length,
        links: document.querySelectorAll("a, form, iframe, object, link, base").length,
        handlers: [...document.querySelectorAll("*")].filter((one) => [...one.attributes]
            .some(({ name, value }) => name.startsWith("on") || /^\s*javascript:/i.test(value))).length,
        title: document.title, headings: document.querySelectorAll("h1").length,
        text: document.body.textContent
    }));
    assert.deepEqual({ ...state, text: "", title: "" },
        { harmed: undefined, scripts: 0, images: 0, links: 0, handlers: 0, headings: 1, text: "", title: "" });
    assert.equal(noted.dialogs, 0);
    assert.deepEqual(noted.requests, [`file://${WORK}/hostile/report.html`]);
    assert.deepEqual([noted.errors, noted.messages], [[], []]);
    assert.ok(state.text.includes(hostile.title) || state.text.includes(hostile.party), "it is there, as text");
    assert.ok(!/[\u202a-\u202e\u2066-\u2069\u0001\u001b]/.test(state.text));
    assert.ok(!/x{3000}/.test(state.text), "long names are cut");
    await other.close();
});

test("in all that, not one message, error or request", () => {
    assert.deepEqual(seen.errors, []);
    assert.deepEqual(seen.messages, []);
    const asked = seen.requests.filter((url) => !url.startsWith("blob:") && !url.startsWith("data:"));
    assert.deepEqual([...new Set(asked)], [`file://${FILE}`]);
});
