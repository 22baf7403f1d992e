#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# armistice monitor as a process: monitor.sh ARMISTICE DATA [ROWS]
# Killed at random places it goes on with nothing lost or written twice; verdicts come as reports do; signals; gzip.
# ROWS (300000) is the size of the feed that it is killed over.
set -u
armistice=$1
export ARMISTICE_DATA=$2
rows=${3:-300000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failed=0
fail() {
    echo "$1"
    failed=1
}
# Waits up to 20 s for what must come.
until_true() {
    for _ in $(seq 400); do
        if eval "$1"; then return 0; fi
        sleep 0.05
    done
    fail "waited in vain: $1"
}

"$armistice" plan --theatre korea --terms korea-1953 -o plan --quiet >/dev/null 2>&1 || fail "no plan"

feed() {  # rows, from the number
    awk -v n="$1" -v from="${2:-1}" 'BEGIN {
        srand(7)
        for (i = from; i < from + n; ++i) {
            if (i % 97 == 0) { print "{\"report_id\":\"bad" i "\"}"; continue }
            printf "{\"report_id\":\"r%d\",\"time\":\"1953-0%d-10T12:00:00Z\",\"what\":\"%s\",\"lon\":%.6f,\"lat\":%.6f,\"accuracy_m\":%d}\n",
                i % 1000 == 5 ? i - 1 : i, 7 + i % 3, i % 2 ? "movement" : "shot", 126.5 + 2 * rand(), 37.6 + 1 * rand(), 2000 * rand()
        }
    }'
}

# --- killed -------------------------------------------------------------------------------------
feed "$rows" >feed
"$armistice" monitor feed --plan plan -o whole --quiet 2>/dev/null || fail "the whole run failed"
[ "$(wc -l <whole)" = "$rows" ] || fail "not one verdict a row"
for form in ndjson geojson; do
    "$armistice" monitor feed --plan plan -f $form -o whole.$form --quiet 2>/dev/null
    rm -f part note
    kills=0
    seed=${MONITOR_SEED:-$RANDOM}
    RANDOM=$seed
    while :; do
        "$armistice" monitor feed --plan plan -f $form -o part --checkpoint note --quiet 2>/dev/null &
        pid=$!
        # A little longer each time, so that it gets on however slow the machine is.
        after=$((50 + RANDOM % 1000 + 50 * kills))
        sleep "$((after / 1000)).$(printf %03d $((after % 1000)))"
        kill -9 $pid 2>/dev/null
        if wait $pid 2>/dev/null; then break; fi
        kills=$((kills + 1))
        if [ $kills -gt 200 ]; then fail "killed 200 times and not done (seed $seed)"; break; fi
    done
    cmp -s part whole.$form || fail "$form: after $kills kills (seed $seed) the output is another"
    [ $kills -gt 0 ] || echo "note: $form was done before it could be killed"
done

# --- killed while it counts the days ------------------------------------------------------------
"$armistice" monitor feed --plan plan --daily days --quiet >/dev/null 2>&1 || fail "no daily report"
rm -f part note
kills=0
while :; do
    "$armistice" monitor feed --plan plan --daily counted -o part --checkpoint note --quiet >/dev/null 2>&1 &
    pid=$!
    after=$((100 + RANDOM % 900 + 50 * kills))
    sleep "$((after / 1000)).$(printf %03d $((after % 1000)))"
    kill -9 $pid 2>/dev/null
    if wait $pid 2>/dev/null; then break; fi
    kills=$((kills + 1))
    if [ $kills -gt 200 ]; then fail "daily: killed 200 times and not done (seed $seed)"; break; fi
done
cmp -s part whole || fail "daily: after $kills kills (seed $seed) the verdicts are others"
diff -r days counted >/dev/null || fail "daily: after $kills kills (seed $seed) the counts are others"
[ $kills -gt 0 ] || echo "note: the daily report was done before it could be killed"
: | "$armistice" monitor - --plan plan --daily piped.days -o piped.out --checkpoint piped.days.note --quiet >/dev/null 2>said
[ $? = 3 ] && grep -q 'only where the feed is a file' said || fail "daily: a checkpoint of a pipe is not refused"

# --- gzip, standard input -----------------------------------------------------------------------
head -5000 feed >few
"$armistice" monitor few --plan plan --quiet >one 2>/dev/null
(head -2000 few | gzip -c; tail -n +2001 few | gzip -c) | "$armistice" monitor - --plan plan --quiet >two 2>/dev/null
cmp -s one two || fail "gzip on standard input gives other verdicts"
gzip -c few | head -c 20000 | "$armistice" monitor - --plan plan --quiet >/dev/null 2>said
[ $? = 3 ] && grep -q 'gzip is cut short' said || fail "gzip that is cut short is not told"

# --- as they come -------------------------------------------------------------------------------
mkfifo pipe
# (A shell's job in the background would ignore Ctrl-C.)
env --default-signal=INT "$armistice" monitor - --plan plan --quiet <pipe >come 2>/dev/null &
pid=$!
exec 3>pipe
feed 1 1 >&3
until_true '[ "$(wc -l <come)" = 1 ]'
feed 1 2 >&3
printf '{"report_id":"r3","time":"1953' >&3
until_true '[ "$(wc -l <come)" = 2 ]'
# Ctrl-C: what has come is judged, the row that is half there is not.
kill -INT $pid
wait $pid 2>/dev/null
code=$?
exec 3>&-
[ $code = 130 ] || fail "interrupted: exit $code"
[ "$(wc -l <come)" = 2 ] && [ -z "$(tail -c 1 come | tr -d '\n')" ] || fail "interrupted: the last line is not whole"

# --- SIGHUP -------------------------------------------------------------------------------------
row='{"report_id":"h","time":"1953-08-10T12:00:00Z","what":"shot","lon":127,"lat":38,"accuracy_m":10}'
: >status
"$armistice" monitor - --plan plan --status status --quiet <pipe >come 2>said &
pid=$!
exec 3>pipe
echo "$row" >&3
until_true '[ "$(wc -l <come)" = 1 ]'
# Both rules that forbid the shot: one alone leaves it forbidden by the other.
for rule in ceasefire no-hostile-act; do
    echo "{\"rule\": \"$rule\", \"gate\": \"suspended\", \"at\": \"1953-08-01T00:00:00Z\", \"by\": \"x\"}"
done >status
kill -HUP $pid
sleep 0.3 # the row must not be read before the signal is
echo "$row" >&3
until_true '[ "$(wc -l <come)" = 2 ]'
echo "{broken" >status
kill -HUP $pid
sleep 0.3
echo "$row" >&3
until_true '[ "$(wc -l <come)" = 3 ]'
exec 3>&-
wait $pid || fail "after SIGHUP: exit $?"
[ "$(grep -c '"verdict":"violation"' come)" = 1 ] || fail "SIGHUP: the rule was not suspended"
[ "$(grep -c '"verdict":"not_covered"' come)" = 2 ] || fail "SIGHUP: a broken status was not refused"
grep -q 'the plan is kept as it was' said || fail "SIGHUP: a broken status is not told"

# --- nobody reads any more ----------------------------------------------------------------------
"$armistice" monitor feed --plan plan --quiet 2>said | head -1 >/dev/null
grep -v 'row_unreadable' said | grep -q . && fail "a closed pipe is not quiet: $(cat said)"

# --- a pipe that is sent again ------------------------------------------------------------------
head -3000 few | "$armistice" monitor - --plan plan -o piped --checkpoint piped.note --quiet 2>/dev/null
printf '{"half' >>piped
tail -n +2501 few | "$armistice" monitor - --plan plan -o piped --checkpoint piped.note --quiet 2>/dev/null
sed -n '2501,3000p' few | grep -vc '"bad' >sent_twice
ids() { sed -n 's/.*"report_id":"\([^"]*\)".*/\1/p' "$1"; }
[ "$(ids piped | sort -u | wc -l)" = "$(ids one | sort -u | wc -l)" ] || fail "a pipe sent again: reports are lost"
[ "$(sed -n '3001,3500p' piped | grep -c '"repeat":true')" = "$(cat sent_twice)" ] || fail "a pipe sent again: repeats are not marked"

# --- exit codes ---------------------------------------------------------------------------------
"$armistice" monitor few --plan plan --quiet --fail-on violation >/dev/null 2>&1
[ $? = 1 ] || fail "--fail-on violation does not say 1"
"$armistice" monitor few --plan plan --quiet --strict >strict 2>said
[ $? = 3 ] && [ "$(wc -l <strict)" = 96 ] && grep -q 'few:97: ' said || fail "--strict: not 3 at row 97"
exit $failed
