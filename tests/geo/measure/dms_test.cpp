// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/measure/grid_reference.hpp"
#include "geo/measure/position_text.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <string>

using Catch::Matchers::WithinAbs;
using geo::latitude;
using geo::lon_lat;
using geo::longitude;

TEST_CASE("dms: the text of a treaty is read", "[geo][measure]") {
    // Resolution 252-VIII, first point: N 48 35 27.
    const auto lat = geo::parse_latitude("48\u00b035'27.0\"N");
    CHECK_THAT(lat.value(), WithinAbs(48 + 35 / 60.0 + 27 / 3600.0, 1e-13));
    const auto lon = geo::parse_longitude("039\u00b039'58.5\"W");
    CHECK_THAT(lon.value(), WithinAbs(-(39 + 39 / 60.0 + 58.5 / 3600.0), 1e-13));
    for (const auto* text :
         {"48\u00ba 35\u2032 27\u2033 N",
          "48 35 27 N",
          " 48\u00b0 35' 27'' N ",
          "48\u00b035'27N",
          "48\u00b035'27,0\"\u043f\u043d.\u0448."}) {
        CAPTURE(text);
        CHECK(geo::parse_latitude(text) == lat);
    }
    CHECK(geo::parse_latitude("90\u00b000'00.0\"S").value() == -90);
    CHECK(geo::parse_longitude("180\u00b000'00.0\"E").value() == 180);
}

TEST_CASE("dms: what is no angle is refused", "[geo][measure]") {
    for (const auto* text :
         {"",
          "N",
          "48.5",
          "48\u00b035'27\"",
          "48\u00b035'27\"E",
          "48\u00b060'00\"N",
          "48\u00b035'60\"N",
          "90\u00b000'00.1\"N",
          "-48\u00b035'27\"N",
          "48\u00b035'27\"N x",
          "48\u00b035'2e1\"N",
          "48\u00b035'.5\"N",
          "48\u00b035'1.2.3\"N",
          "48\u00b035'nan\"N",
          "4835'27\"N",
          "48\u00b0\u00b035'27\"N",
          "99999999999\u00b035'27\"N"}) {
        CAPTURE(text);
        CHECK_THROWS_AS(geo::parse_latitude(text), geo::input_error);
    }
    CHECK_THROWS_AS(geo::parse_longitude("180\u00b000'00.1\"E"), geo::input_error);
    CHECK_THROWS_AS(geo::parse_longitude("048\u00b035'27\"N"), geo::input_error);
}

TEST_CASE("dms: what is printed is read back, rounded by 2.2 m at most", "[geo][measure]") {
    CHECK(rc::check([] {
        const lon_lat p{
            longitude(*rc::gen::inRange(-1800000000, 1800000001) / 1e7),
            latitude(*rc::gen::inRange(-900000000, 900000001) / 1e7)};
        const auto text = geo::dms(p, 1);
        const auto gap = text.find(' ');
        const auto lat = geo::parse_latitude(text.substr(0, gap));
        const auto lon = geo::parse_longitude(text.substr(gap + 1));
        const auto rounded = geo::rounded_to_dms(p, 1);
        RC_ASSERT(std::abs(lat.value() - rounded.lat.value()) < 1e-12);
        RC_ASSERT(std::abs(lon.value() - rounded.lon.value()) < 1e-12);
        RC_ASSERT(geo::distance(p, rounded).value() < 2.2);
    }));
}
