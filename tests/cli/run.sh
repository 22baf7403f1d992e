#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Golden tests of the command line: run.sh ARMISTICE DATA [--update | --part K/N]
# cases/NAME/cmd is run by sh in an empty folder with ARMISTICE as `armistice` on the path; what it
# prints and its exit code are compared with stdout, stderr (none: empty) and exit (none: 0).
# SUPPORT is a folder of what several cases share. --part runs every Nth case, from the Kth on. With
# LIGHT set, cases with a file `heavy` are left out: whole plans and checks, which take sanitizers minutes.
set -u
program=$1
data=$2
update=
part=1
parts=1
case ${3-} in
--update) update=--update ;;
--part)
    part=${4%/*}
    parts=${4#*/}
    ;;
esac
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin"
ln -s "$program" "$work/bin/armistice"
PATH=$work/bin:$PATH
ARMISTICE_DATA=$data
SUPPORT=$here/support
DATA=$data
SUPPORT=$here/support
LC_ALL=C.UTF-8
export PATH ARMISTICE_DATA DATA SUPPORT LC_ALL

failed=0
count=0
number=0
for case in "$here"/cases/*/; do
    name=$(basename "$case")
    number=$((number + 1))
    [ $(((number - part) % parts)) -eq 0 ] || continue
    [ -z "${LIGHT-}" ] || [ ! -f "$case/heavy" ] || continue
    count=$((count + 1))
    mkdir "$work/$name"
    (cd "$work/$name" && timeout 150 sh -u "$case/cmd" >"$work/stdout" 2>"$work/stderr.raw" </dev/null)
    code=$?
    # Messages name the data folder, which differs between machines.
    sed "s|$data|DATA|g" "$work/stderr.raw" >"$work/stderr"
    if [ "$update" = --update ]; then
        cp "$work/stdout" "$case/stdout"
        rm -f "$case/stderr" "$case/exit"
        [ -s "$work/stderr" ] && cp "$work/stderr" "$case/stderr"
        [ "$code" = 0 ] || echo "$code" >"$case/exit"
        continue
    fi
    expected=0
    [ -f "$case/exit" ] && expected=$(cat "$case/exit")
    expected_stderr=/dev/null
    [ -f "$case/stderr" ] && expected_stderr=$case/stderr
    if [ "$code" != "$expected" ]; then
        echo "$name: exit $code, expected $expected"
        failed=1
    fi
    diff -u "$case/stdout" "$work/stdout" | sed "s|^|$name stdout: |"
    cmp -s "$case/stdout" "$work/stdout" || failed=1
    diff -u "$expected_stderr" "$work/stderr" | sed "s|^|$name stderr: |"
    cmp -s "$expected_stderr" "$work/stderr" || failed=1
done
echo "$count cases"
exit $failed
