#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Time and memory of `armistice check`, whole processes, of a made-up line across the territory of the
# embedded theatre (28,506 positions of border):
#     tests/bench/check_time.sh [POSITIONS] [RUNS] [ARMISTICE]
# Default: 5000 positions, 11 runs, build/release/armistice. With two programs (A,B) they take turns, so
# that a busy machine slows them alike. The line is that of check_scale_test.cpp.
set -eu
positions=${1:-5000}
runs=${2:-11}
programs=${3:-build/release/armistice}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

awk -v each=$((positions / 5)) 'BEGIN {
    split("32.0 46.62 33.6 47.2 35.2 47.5 37.2 47.9 38.0 49.0 37.9 50.1", c, " ")
    printf "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"LineString\",\"coordinates\":["
    for (i = 0; i < 5; i++)
        for (k = 0; k < each; k++) {
            t = k / each
            n = i * each + k
            # Wiggles of 30 m where positions are 140 m apart, and as small in proportion.
            w = 3e-4 * (each > 1000 ? 1000 / each : 1)
            printf "[%.7f,%.7f],", c[2*i+1] + t * (c[2*i+3] - c[2*i+1]) + w * sin(1.7 * n),
                c[2*i+2] + t * (c[2*i+4] - c[2*i+2]) + w * cos(2.3 * n)
        }
    printf "[37.9,50.1]]}}\n"
}' >"$work/line.geojson"

for ((i = 0; i < runs; ++i)); do
    for program in ${programs//,/ }; do
        /usr/bin/time -a -o "$work/$(echo "$program" | tr / _)" -f '%e %U %S %M' \
            "$program" check "$work/line.geojson" >/dev/null 2>&1 || [ $? = 1 ]
    done
done
printf '%d positions, %d runs: least / median\n' "$positions" "$runs"
for program in ${programs//,/ }; do
    figures=$work/$(echo "$program" | tr / _)
    sed -i '/^Command/d' "$figures"
    middle() { sort -n "$1" | awk '{v[NR] = $1} END {printf "%.2f / %.2f", v[1], v[int((NR + 1) / 2)]}'; }
    awk '{print $1}' "$figures" >"$work/wall"
    awk '{print $2 + $3}' "$figures" >"$work/cpu"
    awk '{print $4 / 1024}' "$figures" >"$work/memory"
    printf '%s: wall %s s, processor %s s, memory %s MB\n' "$program" \
        "$(middle "$work/wall")" "$(middle "$work/cpu")" "$(middle "$work/memory")"
done
