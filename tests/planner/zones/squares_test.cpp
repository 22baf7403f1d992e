// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/measure/geodesic.hpp"
#include "planner/zones/squares.hpp"
#include "tests/geo/offset/truth.hpp"

#include <catch2/catch.hpp>

#include <random>

// T17 (AGREEMENTS.md): disengagement areas of the Framework Decision of 21 September 2016: each at
// least 2 km by 2 km, 1 km back on either side.

using namespace planner;
using truth::at;

namespace {

const geo::multi_line_string<geo::lon_lat> river_course{
    {at(39.2, 48.8), at(39.3, 48.75), at(39.31, 48.7), at(39.45, 48.6)}};

}  // namespace

TEST_CASE("squares: 2 x 2 km, half on each side", "[planner][squares]") {
    for (const auto& centre : {at(39.25, 48.775), at(39.38, 48.65), at(39.306, 48.72)}) {
        const auto made = square_on_line(river_course, centre, geo::metres(2000));
        // Geodesic quadrilaterals of 2 km differ from plane ones by 1e-8.
        CHECK_THAT(geo::area(made.shape).value(), Catch::Matchers::WithinRel(4e6, 1e-6));
        std::vector<geo::lon_lat> corners;
        for (const auto& p : made.shape.outer) {
            const auto d = geo::distance(p, made.centre).value();
            if (std::abs(d - std::sqrt(2.0) * 1000) < 0.01) {
                corners.push_back(p);
            }
        }
        REQUIRE(corners.size() == 5);  // the first is repeated
        for (std::size_t i = 0; i < 4; ++i) {
            CHECK_THAT(
                geo::distance(corners[i], corners[i + 1]).value(),
                Catch::Matchers::WithinAbs(2000, 0.001)  // the bound stated
            );
        }
        // Counter-clockwise, RFC 7946.
        double twice = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            twice += corners[i].lon.value() * corners[i + 1].lat.value() -
                     corners[i + 1].lon.value() * corners[i].lat.value();
        }
        CHECK(twice > 0);
    }
}

TEST_CASE("squares: on a straight stretch two sides run along the line", "[planner][squares]") {
    const auto made = square_on_line(river_course, at(39.38, 48.65), geo::metres(2000));
    CHECK(made.moved < geo::metres(600));
    const auto along = geo::inverse(at(39.31, 48.7), at(39.45, 48.6)).azimuth_start.value();
    int parallel = 0;
    const auto& ring = made.shape.outer;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const auto azimuth = geo::inverse(ring[i], ring[i + 1]).azimuth_start.value();
        const auto turn = std::abs(std::remainder(azimuth - along, 180.0));
        CHECK((turn < 0.2 || std::abs(turn - 90) < 0.2));
        parallel += turn < 0.2 ? 1 : 0;
    }
    CHECK(parallel >= 2);
}

TEST_CASE("squares: a line without length is refused", "[planner][squares]") {
    CHECK_THROWS_AS(square_on_line({}, at(39, 48), geo::metres(2000)), geo::input_error);
    CHECK_THROWS_AS(
        square_on_line({{at(39, 48), at(39, 48)}}, at(39, 48), geo::metres(2000)), geo::input_error
    );
}
