#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# page.html as a person uses it: run.sh ARMISTICE DATA [FILE...]
# FILE names tests beside this one: modules, words, geodesy, page; all of them when none is named.
# Two plans are made, the default one and one full of hostile text, and opened from disk in Debian's
# Chromium by playwright-core (npm, the version of package-lock.json; brought to build/npm/page once).
# Node's test runner drives it: one process a file, one after the other.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
program=$1
export ARMISTICE_DATA=$2
shift 2
[ $# -gt 0 ] || set -- modules words geodesy page
tools=$here/../../build/npm/page
if ! cmp -s "$here/package-lock.json" "$tools/node_modules/.lock"; then
    mkdir -p "$tools"
    cp "$here/package.json" "$here/package-lock.json" "$tools/"
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --prefix "$tools" --ignore-scripts --no-audit --no-fund \
        --loglevel=error
    cp "$here/package-lock.json" "$tools/node_modules/.lock"
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$program" plan --quiet -o "$work/plan" >/dev/null 2>"$work/err"
node "$here/hostile_theatre.mjs" "$program" "$work/theatre"
"$program" plan --quiet --theatre "$work/theatre" -o "$work/hostile" >/dev/null 2>"$work/err" || {
    cat "$work/err" >&2
    exit 1
}
export PAGE_TOOLS=$tools PAGE_WORK=$work
status=0
for file in "$@"; do
    node --test "$here/$file.test.mjs" || status=1
done
exit $status
