#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The manual pages format without a warning.
set -eu
cd "$(dirname "$0")/../../tools/armistice/man"
said=$(LC_ALL=C.UTF-8 groff -man -ww -Kutf8 -Tutf8 -z ./*.[1-9] 2>&1)
if [ -n "$said" ]; then
    printf '%s\n' "$said"
    exit 1
fi
