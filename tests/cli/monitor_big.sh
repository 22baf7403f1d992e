#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# A feed of a gigabyte through a pipe: a verdict a row, and no more memory at its end than after half of it.
#     monitor_big.sh ARMISTICE DATA [MEGABYTES]
set -u
armistice=$1
export ARMISTICE_DATA=$2
megabytes=${3:-1024}
rows=$((megabytes * 1048576 / 200))
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
"$armistice" plan --theatre korea --terms korea-1953 -o plan --quiet >/dev/null 2>&1 || exit 1
mkfifo in out
"$armistice" monitor - --plan plan --quiet <in >out 2>said &
pid=$!
wc -l <out >lines &
counter=$!
most() { sed -n 's/^VmHWM:[[:space:]]*\([0-9]*\) kB/\1/p' "/proc/$pid/status"; }
feed() {
    awk -v from="$1" -v to="$2" 'BEGIN {
        srand(from)
        for (i = from; i < to; ++i) {
            printf "{\"report_id\":\"report-%012d\",\"time\":\"1953-0%d-10T12:00:00Z\",\"what\":\"%s\",\"lon\":%.6f,\"lat\":%.6f,\"accuracy_m\":%04d,\"note\":\"%55s\"}\n",
                i, 7 + i % 3, i % 2 ? "movement" : "shot", 126.5 + 2 * rand(), 37.6 + rand(), 1000 + 1000 * rand(), ""
        }
    }'
}
exec 3>in
# All ids that are remembered at a time (2,097,152) are there after half of it.
feed 0 $((rows / 2)) >&3
early=$(most)
feed $((rows / 2)) "$rows" >&3
late=$(most)
exec 3>&-
wait $pid || { echo "exit $?"; cat said; exit 1; }
wait $counter
echo "$rows rows; most memory $early kB after half of them, $late kB at the end"
[ "$(cat lines)" = "$rows" ] || { echo "$(cat lines) verdicts"; exit 1; }
[ "$late" -lt $((early + early / 10)) ] && [ "$late" -lt 400000 ]
