// SPDX-License-Identifier: Apache-2.0
#include "geo/measure/geodesic.hpp"
#include "planner/plan/rule_cells.hpp"
#include "tests/support/places.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace planner;
using support::at;

namespace {

area square(double west, double south, double size) {
    geo::polygon<geo::lon_lat> out;
    out.outer = {
        at(west, south),
        at(west + size, south),
        at(west + size, south + size),
        at(west, south + size),
        at(west, south)};
    return {out};
}

}  // namespace

TEST_CASE("rule_cells: hold all within reach and little more", "[planner][plan]") {
    // On the equator, in the middle latitudes, by the pole and on both sides of the seam.
    struct world {
        double lon, lat, reach_km;
    };
    for (const auto& one :
         {world{30.2, 0.3, 40}, {21.0, 45.5, 300}, {60, 88, 500}, {179.8, 66, 2000}}) {
        CAPTURE(one.lon, one.lat, one.reach_km);
        const auto place = at(one.lon, one.lat);
        const lines way{{place, at(one.lon, one.lat + 0.01)}};
        const auto cells = cells_within({}, {&way}, geo::metres(one.reach_km * 1000));
        std::mt19937 random(1);
        std::uniform_real_distribution<double> turn(-180, 180);
        std::uniform_real_distribution<double> part(0, 1);
        int in_reach = 0;
        for (int i = 0; i < 4000; ++i) {
            const auto to = geo::destination(
                place, geo::degrees(turn(random)), geo::metres(one.reach_km * 1000 * part(random))
            );
            CHECK(cells.contains(to));
            ++in_reach;
        }
        CHECK(in_reach == 4000);
        // A cell's diagonal is 786 km at most.
        for (int i = 0; i < 4000; ++i) {
            const auto far = at(turn(random), 180 * part(random) - 90);
            if (geo::distance(place, far) > geo::metres(one.reach_km * 1010 + 1100e3)) {
                CHECK_FALSE(cells.contains(far));
            }
        }
    }
}

TEST_CASE("rule_cells: the middle of an area larger than the reach", "[planner][plan]") {
    const auto wide = square(0, 0, 40);
    const auto cells = cells_within({&wide}, {}, geo::metres(1000));
    CHECK(cells.contains(at(20, 20)));
    CHECK(cells.contains(at(0.1, 39.9)));
    CHECK_FALSE(cells.contains(at(60, 20)));
    CHECK_FALSE(cells.contains(at(20, -20)));
}

TEST_CASE("ground_cells: text and back, corners of the Earth", "[planner][plan]") {
    ground_cells some;
    some.mark(0, 0);
    some.mark(71, 35);
    const auto text = some.text();
    REQUIRE(text.size() == 36);
    CHECK(text.front() == std::string(71, '.') + "#");
    CHECK(text.back() == "#" + std::string(71, '.'));
    const auto again = ground_cells::read(text);
    REQUIRE(again);
    CHECK(again->contains(at(-180, -90)));
    CHECK(again->contains(at(180, 90)));
    CHECK_FALSE(again->contains(at(0, 0)));
    CHECK(again->text() == text);
    // Cut short, or damaged: nothing is made of it, so that no rule ends in silence.
    CHECK_FALSE(ground_cells::read({text.begin(), text.end() - 1}));
    auto short_row = text;
    short_row[7].pop_back();
    CHECK_FALSE(ground_cells::read(short_row));
    auto strange = text;
    strange[7][7] = ' ';
    CHECK_FALSE(ground_cells::read(strange));
}
