#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# tests/arch/include_rules.sh [FOLDER]: checks the include rules over a source tree.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cd "${1:-$here/../..}"
find geo planner tools tests \( -name '*.hpp' -o -name '*.cpp' \) 2>/dev/null |
    LC_ALL=C sort | LC_ALL=C xargs awk -f "$here/include_rules.awk"
