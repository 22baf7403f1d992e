// SPDX-License-Identifier: Apache-2.0
#include "geo/io/antimeridian.hpp"
#include "geo/measure/geodesic.hpp"
#include "tests/support/places.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

using Catch::Matchers::WithinAbs;
using support::at;

namespace {

using region = geo::multi_polygon<geo::lon_lat>;

double east_most(const region& shape) {
    double out = -1000;
    geo::for_each_ring(shape, [&](const auto& chain) {
        for (const auto& p : chain) {
            out = std::max(out, std::abs(p.lon.value()));
        }
    });
    return out;
}

}  // namespace

TEST_CASE("antimeridian: what does not reach it is not touched", "[geo][io]") {
    CHECK_FALSE(geo::cut_at_antimeridian(region{}).has_value());
    CHECK_FALSE(geo::cut_at_antimeridian(geo::multi_line_string<geo::lon_lat>{{}}).has_value());
    const region touching{{{at(179, 0), at(180, 0), at(180, 1), at(179, 0)}, {}}};
    CHECK_FALSE(geo::cut_at_antimeridian(touching).has_value());
    const region world{
        {{at(-180, -90), at(180, -90), at(180, 90), at(-180, 90), at(-180, -90)}, {}}};
    CHECK_FALSE(geo::cut_at_antimeridian(world).has_value());
}

TEST_CASE("antimeridian: a square across it becomes two halves", "[geo][io]") {
    const auto east = GENERATE(-179.0, 181.0);
    const region square{{{at(179, -1), at(east, -1), at(east, 1), at(179, 1), at(179, -1)}, {}}};
    const auto cut = geo::cut_at_antimeridian(square);
    REQUIRE(cut.has_value());
    REQUIRE(cut->size() == 2);
    CHECK(east_most(*cut) == 180.0);
    const region half{{{at(0, -1), at(1, -1), at(1, 1), at(0, 1), at(0, -1)}, {}}};
    // 1 mm grid along 660 km of edges.
    for (const auto& part : *cut) {
        CHECK_THAT(geo::area(part).value(), WithinAbs(geo::area(half).value(), 700.0));
    }
}

TEST_CASE("antimeridian: a hole is cut with its ring, wherever its numbers are", "[geo][io]") {
    const region square{
        {{at(178, -2), at(-178, -2), at(-178, 2), at(178, 2), at(178, -2)},
         {{at(-179, -1), at(-179, 1), at(-178.5, 1), at(-178.5, -1), at(-179, -1)}}}};
    const auto cut = geo::cut_at_antimeridian(square);
    REQUIRE(cut.has_value());
    REQUIRE(cut->size() == 2);
    const auto holes = (*cut)[0].holes.size() + (*cut)[1].holes.size();
    CHECK(holes == 1);
}

TEST_CASE("antimeridian: a ring about a pole is closed through it", "[geo][io]") {
    const region cap{{{at(-120, -80), at(0, -80), at(120, -80), at(-120, -80)}, {}}};
    const auto cut = geo::cut_at_antimeridian(cap);
    REQUIRE(cut.has_value());
    double south = 0;
    geo::for_each_ring(*cut, [&](const auto& chain) {
        for (const auto& p : chain) {
            south = std::min(south, p.lat.value());
        }
    });
    CHECK(south == -90.0);
    CHECK(east_most(*cut) == 180.0);
}

TEST_CASE("antimeridian: a line is cut where it crosses, in both directions", "[geo][io]") {
    const geo::multi_line_string<geo::lon_lat> lines{
        {at(178, 0), at(-178, 4), at(-177, 4)}, {at(-179, 0), at(179, 2)}};
    const auto cut = geo::cut_at_antimeridian(lines);
    REQUIRE(cut.has_value());
    REQUIRE(cut->size() == 4);
    CHECK((*cut)[0] == geo::line_string<geo::lon_lat>{at(178, 0), at(180, 2)});
    CHECK((*cut)[1] == geo::line_string<geo::lon_lat>{at(-180, 2), at(-178, 4), at(-177, 4)});
    CHECK((*cut)[2] == geo::line_string<geo::lon_lat>{at(-179, 0), at(-180, 1)});
    CHECK((*cut)[3] == geo::line_string<geo::lon_lat>{at(180, 1), at(179, 2)});
}

TEST_CASE("antimeridian: a line that only touches or follows it", "[geo][io]") {
    const geo::multi_line_string<geo::lon_lat> touches{{at(179, 0), at(180, 1), at(179, 2)}};
    CHECK_FALSE(geo::cut_at_antimeridian(touches).has_value());
    const geo::multi_line_string<geo::lon_lat> crosses_at_corner{
        {at(179, 0), at(180, 1), at(-179, 2)}};
    const auto cut = geo::cut_at_antimeridian(crosses_at_corner);
    REQUIRE(cut.has_value());
    CHECK(
        *cut ==
        geo::multi_line_string<geo::lon_lat>{{at(179, 0), at(180, 1)}, {at(-180, 1), at(-179, 2)}}
    );
}
