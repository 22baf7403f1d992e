#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Tries include_rules.awk on a tree in which every file but those called good breaks one rule: each must be named.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
tree=$(mktemp -d)
trap 'rm -r "$tree"' EXIT
cd "$tree"

# put FILE LINE...: a file that is in order but for the lines given.
put() {
    file=$1
    shift
    mkdir -p "$(dirname "$file")"
    { printf '%s\n' '// SPDX-License-Identifier: Apache-2.0' '#pragma once' "$@"; } >"$file"
}

put geo/offset/good.hpp '#include "geo/frame/local_frame.hpp"' '#include <vector>'
put geo/io/good.cpp '#include "geo/overlay/overlay.hpp"' '#include <gdal_priv.h>' \
    '// the word enemy in a comment is not printed'
put tests/bench/good.cpp '#include <geos_c.h>'
put geo/units/good.hpp '#include <vector>'
put geo/units/good.cpp '#include "geo/units/good.hpp"' '#include <vector>'
put planner/terms/good.hpp '#include <vector>'
put planner/terms/good_too.cpp '#include <vector>'
put planner/theatre/good.hpp '#include <vector>'
put planner/theatre/late.hpp '#include <vector>'
put planner/theatre/late.cpp '#include <vector>' '#include "planner/theatre/late.hpp"'
put geo/units/upward.hpp '#include "geo/geometry/lon_lat.hpp"'
put geo/frame/sideways.cpp '#include "geo/measure/geodesic.hpp"'
put geo/io/too_far.cpp '#include "geo/index/edge_index.hpp"'
put geo/base/outward.cpp '#include "planner/model/plan.hpp"'
put geo/attic/unknown.cpp '#include "geo/base/error.hpp"'
put planner/model/upward.hpp '#include "planner/config/config.hpp"'
put planner/zones/sideways.cpp '#include "planner/phases/withdrawal.hpp"'
put planner/theatre/forward.cpp '#include "planner/plan/build_plan.hpp"'
put planner/plan/view.cpp '#include "planner/sheets/sheet.hpp"'
put planner/plan/tool.cpp '#include "tools/armistice/command.hpp"'
put planner/plan/short_path.cpp '#include "roles.hpp"'
put planner/plan/tests.cpp '#include "tests/support/near.hpp"'
put geo/io/proj.cpp '#include <proj.h>'
put geo/offset/geographiclib.cpp '#include <GeographicLib/Geodesic.hpp>'
put geo/offset/geos.cpp '#include <geos_c.h>'
put planner/theatre/gdal.cpp '#include <ogrsf_frmts.h>'
put geo/index/leak.hpp '#include <boost/geometry/index/rtree.hpp>'
put geo/index/umbrella.cpp '#include <boost/geometry.hpp>'
put geo/network/graph.hpp '#include <boost/graph/dijkstra_shortest_paths.hpp>'
put planner/corridors/graph.cpp '#include <boost/graph/graph_traits.hpp>'
put planner/report/tail.cpp '#include <boost/math/distributions/binomial.hpp>'
put geo/network/osmium.cpp '#include <osmium/io/reader.hpp>'
put planner/terms/toml.cpp '#include <toml++/toml.h>'
put planner/model/cmark.cpp '#include <cmark-gfm.h>'
put tools/armistice/mapnik.cpp '#include <mapnik/map.hpp>'
put planner/plan/cairo.cpp '  #  include <cairo.h>'
put planner/config/cli.cpp '#include <CLI/CLI.hpp>'
put planner/plan/catch.cpp '#include <catch2/catch.hpp>'
put planner/report/words.cpp 'auto text = "held by the Enemy";'
put tests/geo/approx.cpp 'CHECK(x == Approx(5.0));'
mkdir -p tools/dev
printf '#pragma once\n' >tools/dev/no_spdx.hpp
printf '// SPDX-License-Identifier: Apache-2.0\n' >tools/dev/no_guard.hpp

if "$here/include_rules.sh" "$tree" >found.txt; then
    echo "violations do not fail the check"
    exit 1
fi
status=0
for file in $(find geo planner tools tests -type f); do
    case $file in
    */good.* | */good_too.cpp | */late.hpp) expected=0 ;;
    *) expected=1 ;;
    esac
    lines=$(grep -c "^$file:" found.txt || true)
    if [ "$lines" -ne "$expected" ]; then
        echo "$file: $lines complaints, expected $expected"
        grep "^$file:" found.txt || true
        status=1
    fi
done
exit $status
