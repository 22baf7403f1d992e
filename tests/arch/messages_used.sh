#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every message of data/texts/en.toml is said somewhere; that nothing else is said the compiler sees to. Those of
# the page are tests/page/modules.test.mjs's.
set -eu
cd "$(dirname "$0")/../.."
said=$(mktemp)
trap 'rm -f "$said"' EXIT
grep -rhoE '(text|text_of|count)<"[a-z0-9_.]+">' planner | sed 's/.*"\(.*\)".*/\1/' | LC_ALL=C sort -u >"$said"
unsaid=$(sed -n 's/^\([a-z0-9_.]*\) = ".*"$/\1/p' data/texts/en.toml | grep -v '^page\.' | LC_ALL=C sort |
    LC_ALL=C comm -23 - "$said")
[ -z "$unsaid" ] || {
    echo "said nowhere:" $unsaid >&2
    exit 1
}
twice=$(sed -n 's/^\([a-z0-9_.]*\) = ".*"$/\1/p' data/texts/en.toml | LC_ALL=C sort | uniq -d)
[ -z "$twice" ] || {
    echo "there twice:" $twice >&2
    exit 1
}
