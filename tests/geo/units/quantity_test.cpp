// SPDX-License-Identifier: Apache-2.0
#include "geo/units/parse_length.hpp"
#include "geo/units/quantity.hpp"

#include <catch2/catch.hpp>

using namespace geo::literals;

TEST_CASE("quantity: lengths add, scale and compare in metres", "[geo][units]") {
    CHECK((1_km + 500_m).value() == 1500.0);
    CHECK((3_m * 2_m).value() == 6.0);
    CHECK(1_km / 500_m == 2.0);
    CHECK(-(2_m) < 1_m);
}

TEST_CASE("parse_length: a number with a unit is a length", "[geo][units]") {
    CHECK(geo::parse_length("15km") == 15_km);
    CHECK(geo::parse_length(" 2.5 km ") == 2500_m);
    CHECK(geo::parse_length("3nmi") == 5556_m);
    CHECK(geo::parse_length("0.5m") == 0.5_m);
}

TEST_CASE("parse_length: what is not clearly a length is none", "[geo][units]") {
    for (const auto* text : {"", "15", "km", "15 parsec", "nan m", "inf km", "15kmx", "1,5km"}) {
        CAPTURE(text);
        CHECK_FALSE(geo::parse_length(text).has_value());
    }
}
