// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/offset/zone.hpp"

#include <catch2/catch.hpp>

#include <limits>

using Catch::Matchers::WithinAbs;
using namespace geo;

namespace {
lon_lat at(double lon, double lat) {
    return {longitude(lon), latitude(lat)};
}
}  // namespace

TEST_CASE("zone: about one position it is a geodesic circle", "[geo][offset]") {
    const auto found = zone_about({{at(37, 48)}}, 15_km);
    REQUIRE(found.area.size() == 1);
    CHECK(found.area[0].holes.empty());
    CHECK(found.max_error <= metres(0.5));
    for (const auto& p : found.area[0].outer) {
        CHECK_THAT(distance(p, at(37, 48)).value(), WithinAbs(15000, 0.5));
    }
}

TEST_CASE("zone: bad input is refused with a sentence", "[geo][offset]") {
    const multi_line_string<lon_lat> line{{at(37, 48), at(38, 48)}};
    const double nan = std::numeric_limits<double>::quiet_NaN();
    for (const double d : {0.0, -5.0, nan, 1.0e6 + 1, std::numeric_limits<double>::infinity()}) {
        CHECK_THROWS_AS(zone_about(line, metres(d)), input_error);
    }
    CHECK_THROWS_AS(zone_about({{at(181, 0)}}, 1_km), input_error);
    CHECK_THROWS_AS(zone_about({{at(0, nan)}}, 1_km), input_error);
    CHECK_THROWS_AS(zone_about(multi_line_string<lon_lat>{}, 1_km), input_error);
    CHECK_THROWS_AS(zone_about(line, 1_km, {metres(1e-4), edge_reading::lonlat}), input_error);
    CHECK_THROWS_AS(zone_about(line, 1_km, {metres(-1), edge_reading::lonlat}), input_error);
}
