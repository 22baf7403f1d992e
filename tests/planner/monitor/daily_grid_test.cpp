// SPDX-License-Identifier: Apache-2.0
#include "geo/measure/geodesic.hpp"
#include "planner/monitor/daily_grid.hpp"
#include "tests/support/places.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <set>

using namespace planner;
using Catch::Matchers::WithinAbs;
using support::at;

namespace {

/// The cell with its parallels, which are no geodesics, in short steps.
double square_metres_of(const daily_grid::edges& e) {
    geo::polygon<geo::lon_lat> shape;
    constexpr int steps = 200;
    for (int i = 0; i <= steps; ++i) {
        shape.outer.push_back(at(e.west + (e.east - e.west) * i / steps, e.south));
    }
    for (int i = 0; i <= steps; ++i) {
        shape.outer.push_back(at(e.east - (e.east - e.west) * i / steps, e.north));
    }
    shape.outer.push_back(shape.outer.front());
    return geo::area(shape).value();
}

}  // namespace

TEST_CASE("daily_grid: all cells have the same area", "[planner][monitor]") {
    std::mt19937_64 generator(3);
    std::uniform_real_distribution<double> lon(-180, 180);
    std::uniform_real_distribution<double> lat(-80, 80);
    for (const double side : {250.0, 1000.0, 5000.0, 40000.0}) {
        const daily_grid grid{geo::metres(side)};
        for (int i = 0; i < 50; ++i) {
            const auto cell = grid.cell_of(at(lon(generator), lat(generator)));
            // The rounding to whole columns, and 1 m2 for the steps.
            const double allowed = 0.5 / grid.columns_in(cell.row) * 1.1 * side * side + 1;
            CAPTURE(side, cell.row, cell.column);
            CHECK_THAT(square_metres_of(grid.edges_of(cell)), WithinAbs(side * side, allowed));
        }
    }
}

TEST_CASE("daily_grid: cells are as high as wide within 1.5 %", "[planner][monitor]") {
    const daily_grid grid{geo::metres(5000)};
    for (const double lat : {-70.0, -30.0, 0.0, 20.0, 48.0, 65.0}) {
        const auto e = grid.edges_of(grid.cell_of(at(30, lat)));
        const auto high = geo::distance(at(e.west, e.south), at(e.west, e.north));
        const auto wide =
            geo::distance(at(e.west, (e.south + e.north) / 2), at(e.east, (e.south + e.north) / 2));
        CHECK_THAT(high.value(), WithinAbs(5000, 75));
        CHECK_THAT(wide.value(), WithinAbs(5000, 75));
    }
}

TEST_CASE("daily_grid: a position is in one cell, a middle in its own", "[planner][monitor]") {
    std::mt19937_64 generator(4);
    std::uniform_real_distribution<double> lon(-180, 180);
    std::uniform_real_distribution<double> lat(-90, 90);
    const daily_grid grid{geo::metres(20000)};
    for (int i = 0; i < 2000; ++i) {
        const auto p = at(lon(generator), lat(generator));
        const auto cell = grid.cell_of(p);
        const auto e = grid.edges_of(cell);
        CHECK((e.west <= p.lon.value() && p.lon.value() <= e.east));
        CHECK((e.south <= p.lat.value() && p.lat.value() <= e.north));
        CHECK(grid.cell_of(grid.middle(cell)) == cell);
    }
    for (const auto& p : {at(180, 0), at(-180, 0), at(0, 90), at(0, -90), at(180, 90)}) {
        const auto cell = grid.cell_of(p);
        CHECK(cell.row < grid.rows());
        CHECK(cell.column < grid.columns_in(cell.row));
    }
}

TEST_CASE(
    "daily_grid: near misses no cell, at the antimeridian and the poles", "[planner][monitor]"
) {
    std::mt19937_64 generator(5);
    std::uniform_real_distribution<double> share(0, 1);
    const daily_grid grid{geo::metres(5000)};
    const geo::metres reach(17000);
    for (const auto& p :
         {at(30, 48), at(179.99, 48), at(-179.999, -65), at(12, 89.95), at(0, 0), at(40, 89.2)}) {
        const auto list = grid.near(p, reach);
        const std::set<grid_cell> near(list.begin(), list.end());
        CHECK(near.size() == list.size());
        for (int i = 0; i < 3000; ++i) {
            const auto q = geo::destination(
                p, geo::degrees(360 * share(generator)), reach * std::sqrt(share(generator))
            );
            REQUIRE(near.count(grid.cell_of(q)) == 1);
        }
    }
}
