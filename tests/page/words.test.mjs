// SPDX-License-Identifier: Apache-2.0
// The words of the page: every message that a module or index.html asks for is in data/texts/en.toml with
// the placeholders that it fills, and every message there is asked for.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { count, heads, language, pieces, say, speak } from "../../tools/viewer/say.js";
import { keyWord, layerWord, valueText } from "../../tools/viewer/words.js";
import { pageMessages } from "./catalogue.mjs";

const VIEWER = new URL("../../tools/viewer/", import.meta.url);
const messages = pageMessages();
const modules = readdirSync(VIEWER).filter((name) => name.endsWith(".js") && name !== "say.js")
    .map((name) => ({ name, text: readFileSync(new URL(name, VIEWER), "utf8") }));
const html = readFileSync(new URL("index.html", VIEWER), "utf8");

// Names that are put together from a key of the data, in words.js and panel.js.
const BY_KEY = /^(layer|feature|key|status|dates|level|certainty|figure)_/;

function placeholders(text) {
    return [...text.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name);
}

/** The text between the bracket that opens at `from` and the one that closes it. */
function inBrackets(text, from) {
    let depth = 0;
    for (let i = from; i < text.length; ++i) {
        depth += "([{".includes(text[i]) ? 1 : ")]}".includes(text[i]) ? -1 : 0;
        if (depth === 0) {
            return text.slice(from + 1, i);
        }
    }
    return text.slice(from + 1);
}

/** Keys of an object literal, not of those within it. */
function keysOf(object) {
    const keys = [];
    let depth = 0;
    let part = "";
    for (const letter of `${object},`) {
        if (letter === "," && depth === 0) {
            keys.push(part.split(":")[0].trim());
            part = "";
            continue;
        }
        depth += "([{`".includes(letter) && letter !== "`" ? 1 : ")]}".includes(letter) ? -1 : 0;
        part += letter;
    }
    return keys.filter((key) => key !== "");
}

/** Every call of say, pieces, count or heads: {names, filled}, where the names are plain texts. */
function calls() {
    return modules.flatMap(({ name: file, text }) => (
        [...text.matchAll(/\b(say|pieces|count|heads)\(/g)].map((match) => {
            const inside = inBrackets(text, match.index + match[0].length - 1);
            const object = inside.indexOf("{");
            const first = object < 0 || match[1] === "count" ? inside.split(/,(?![^?]*\?)/)[0] : inside.slice(0, object);
            return {
                file, kind: match[1],
                names: [...first.matchAll(/"([a-z0-9_]+)"/g)].map(([, name]) => name),
                filled: match[1] === "count" ? ["n"]
                    : object < 0 || match[1] === "heads" ? (/,\s*[a-z]+$/.test(inside) ? null : [])
                        : keysOf(inBrackets(inside, object))
            };
        })
    ));
}

const said = calls();
const named = [...html.matchAll(/data-say(?:-title|-label)?="([a-z0-9_]+)"/g)].map(([, name]) => name);

test("words: every message that is asked for is there, with the placeholders that it is given", () => {
    assert.ok(said.length > 100 && named.length > 60);
    for (const { file, kind, names, filled } of said) {
        for (const name of names) {
            assert.ok(Object.hasOwn(messages, name), `${file} asks for page.${name}`);
            const text = messages[name];
            if (kind === "count") {
                assert.ok(text.includes(" / "), `page.${name} has no forms`);
            }
            if (filled !== null) {
                const wanted = [...new Set(placeholders(text))];
                wanted.forEach((key) => assert.ok(filled.includes(key), `${file} does not fill {${key}} of page.${name}`));
            }
        }
        // What a call fills is asked for, by one of its messages at least.
        (filled ?? []).forEach((key) => assert.ok(names.length === 0 ||
            names.some((name) => placeholders(messages[name]).includes(key)), `${file}: {${key}} of ${names} fills nothing`));
    }
    for (const name of named) {
        assert.ok(Object.hasOwn(messages, name), `index.html asks for page.${name}`);
        assert.deepEqual(placeholders(messages[name]), [], `page.${name} stands in index.html unfilled`);
    }
});

test("words: every message is asked for, and no placeholder has a form of its own", () => {
    const asked = new Set([...said.flatMap(({ names }) => names), ...named]);
    const unsaid = Object.keys(messages).filter((name) => !asked.has(name) && !BY_KEY.test(name));
    assert.deepEqual(unsaid, []);
    for (const [name, text] of Object.entries(messages)) {
        placeholders(text).forEach((key) => assert.match(key, /^[a-z_]+$/, `page.${name}`));
        if (name.startsWith("layer_")) {
            assert.ok(Object.hasOwn(messages, name.replace("layer", "feature")), `${name} has no word for one`);
        }
    }
});

test("words: no module speaks English of its own", () => {
    // Texts of two words or more that begin with a capital, as labels and sentences do.
    for (const { name, text } of modules) {
        const code = text.replace(/^\s*\/\/.*$/gm, "").replace(/\/\*[^]*?\*\//g, "");
        const found = [...code.matchAll(/["`]([A-Z][a-z]+ [a-z][^"`]*)["`]/g)].map(([, one]) => one);
        assert.deepEqual(found, [], name);
    }
    const bare = html.replace(/<noscript>[^]*<\/noscript>/, "").replace(/<title>.*<\/title>/, "")
        .replace(/<[^>]*>/g, " ").replace(/@[A-Z]+@/g, " ");
    assert.deepEqual(bare.match(/[A-Za-z]{2,}/g), null);
});

test("words: placeholders by name, forms of numbers as the program has them", () => {
    speak({ ...messages, rows: "{n} рядок / {n} рядки / {n} рядків", people: "{n} X", held_by: "{party}: ({party})" }, "uk");
    assert.equal(language(), "uk");
    // Unicode CLDR 42, plural rules of uk; as tests/planner/model/texts_test.cpp.
    for (const [form, numbers] of [["рядок", [1, 21, 101]], ["рядки", [2, 3, 4, 22, 104]], ["рядків", [0, 5, 11, 12, 14, 111, 112]]]) {
        numbers.forEach((n) => assert.equal(count("rows", n), `${n} ${form}`));
    }
    assert.equal(count("people", 1, "1 000"), "1 000 X");
    assert.equal(say("held_by", { party: "{n}$&" }), "{n}$&: ({n}$&)");
    const place = {};
    assert.deepEqual(pieces("by_clause", { clause: place }).filter((one) => one !== ""), ["clause ", place]);
    speak(messages, "no such language");
    assert.equal(language(), "en-GB");
    speak(messages, "en");
    assert.equal(language(), "en-GB");
    assert.equal(count("rows", 1), "1 row");
    assert.equal(count("rows", 0), "0 rows");
    assert.equal(heads("phases_head").length, 7);
    assert.equal(say("no_such_message"), "no_such_message");
});

test("words: what the data names has its words, or its own key", () => {
    speak(messages, "en");
    assert.equal(layerWord("phase_lines"), "Phase lines");
    assert.equal(layerWord("future_things"), "Future things");
    assert.equal(layerWord("constructor"), "Constructor");
    assert.equal(keyWord("beyond_border_km2"), "Beyond the recognised border");
    assert.equal(valueText("certainty", "M?", null), "uncertain");
    assert.equal(valueText("status", "de_facto", null), "de facto");
    assert.equal(valueText("status", "half_done", null), "half done");
});
