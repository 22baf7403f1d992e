// SPDX-License-Identifier: Apache-2.0
// The messages of the page in data/texts/en.toml: lines `page.name = "text"`.
import { readFileSync } from "node:fs";

export function pageMessages() {
    const text = readFileSync(new URL("../../data/texts/en.toml", import.meta.url), "utf8");
    return Object.fromEntries([...text.matchAll(/^page\.([a-z0-9_]+) = (".*")$/gm)]
        .map(([, name, quoted]) => [name, JSON.parse(quoted)]));
}
