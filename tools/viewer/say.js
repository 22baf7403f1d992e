// SPDX-License-Identifier: Apache-2.0
// The words of the page: messages `page.*` of data/texts/en.toml or of its translation, which stand in the
// page with the plan, under their names without `page.`. Modules name them and fill their placeholders.

let words = {};
let tag = "en";

/** Which words are said from now on. */
export function speak(given, language) {
    words = given;
    tag = language;
}

/** As a browser knows it, for dates and for the order of names. */
export function language() {
    try {
        return tag === "en" ? "en-GB" : Intl.getCanonicalLocales(tag)[0] ?? "en-GB";
    } catch {
        return "en-GB";
    }
}

export function has(name) {
    return Object.hasOwn(words, name);
}

function patternOf(name) {
    return has(name) ? String(words[name]) : name;
}

/** A message in pieces: its own text, and for each placeholder what is given for it, as an element. */
export function pieces(name, values) {
    return patternOf(name).split(/\{([a-z_]+)\}/).map((part, i) => (i % 2 === 0 ? part : values[part] ?? ""));
}

/** A message with its placeholders filled: say("number_found", { n: 3 }). */
export function say(name, values = {}) {
    return pieces(name, values).join("");
}

/** The heads of columns, which a message parts by " | ". */
export function heads(name) {
    return patternOf(name).split(" | ");
}

/** One, two to four, or more, as the East Slavic languages count; see planner/model/texts.cpp. */
function slavicForm(number) {
    const [tens, ones] = [number % 100, number % 10];
    if (ones === 1 && tens !== 11) {
        return 0;
    }
    return ones >= 2 && ones <= 4 && (tens < 12 || tens > 14) ? 1 : 2;
}

/** A message that counts, in the form that goes with the number, which is shown as given. */
export function count(name, number, shown = String(number)) {
    const forms = patternOf(name).split(" / ");
    const wanted = forms.length === 3 ? slavicForm(number) : number === 1 ? 0 : 1;
    return forms[Math.min(wanted, forms.length - 1)].replace("{n}", () => shown);
}

/** Says what index.html names: `data-say` as text, with `keys` between backquotes as such, `data-say-title`
 * and `data-say-label` as attributes. */
export function sayAll(root) {
    for (const element of root.querySelectorAll("[data-say]")) {
        element.append(...say(element.dataset.say).split("`").map((part, i) => {
            if (i % 2 === 0) {
                return part;
            }
            const key = document.createElement("kbd");
            key.textContent = part;
            return key;
        }));
    }
    for (const element of root.querySelectorAll("[data-say-title]")) {
        element.title = say(element.dataset.sayTitle);
    }
    for (const element of root.querySelectorAll("[data-say-label]")) {
        element.setAttribute("aria-label", say(element.dataset.sayLabel));
    }
}
