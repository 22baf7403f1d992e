// SPDX-License-Identifier: Apache-2.0
#include "geo/measure/grid_reference.hpp"
#include "geo/measure/utm_grid.hpp"
#include "tests/support/places.hpp"

#include <GeographicLib/UTMUPS.hpp>
#include <catch2/catch.hpp>

#include <random>

using namespace geo;
using Catch::Matchers::WithinAbs;
using support::at;

TEST_CASE("utm: coordinates agree with UTMUPS and come back", "[geo][measure]") {
    std::mt19937 random(1953);
    std::uniform_real_distribution<double> lon(-180, 180);
    std::uniform_real_distribution<double> lat(-79.9, 83.9);
    for (int i = 0; i < 500; ++i) {
        const auto p = at(lon(random), lat(random));
        int zone = 0;
        bool north = false;
        double x = 0;
        double y = 0;
        GeographicLib::UTMUPS::Forward(p.lat.value(), p.lon.value(), zone, north, x, y);
        const auto made = to_utm(p, {zone, north});
        CHECK_THAT(made.easting.value(), WithinAbs(x, 1e-6));
        CHECK_THAT(made.northing.value(), WithinAbs(y, 1e-6));
        const auto back = from_utm(made, {zone, north});
        CHECK_THAT(back.lat.value(), WithinAbs(p.lat.value(), 1e-9));
        CHECK_THAT(std::remainder((back.lon - p.lon).value(), 360), WithinAbs(0, 1e-7));
    }
}

TEST_CASE("utm: grid zones carry the names that grid references begin with", "[geo][measure]") {
    // The whole earth, Norway and Svalbard with their own widths included.
    const auto zones = grid_zones({-180, -80, 180, 84});
    std::mt19937 random(1974);
    std::uniform_real_distribution<double> lon(-180, 180);
    std::uniform_real_distribution<double> lat(-80, 84);
    for (int i = 0; i < 3000; ++i) {
        const auto p = at(lon(random), lat(random));
        const auto reference = mgrs(p, 0);
        std::size_t found = 0;
        for (const auto& zone : zones) {
            if (zone.box.contains(p)) {
                ++found;
                CHECK(
                    reference.substr(0, reference.size() - 2) ==
                    (zone.zone.number < 10 ? "0" : "") + zone.name
                );
                CHECK(zone.zone.north == (p.lat.value() >= 0));
            }
        }
        CHECK(found == 1);
    }
    // A box takes what it touches, and no more.
    const auto few = grid_zones({35, 47, 37, 49});
    REQUIRE(few.size() == 4);
    CHECK(few[0].name == "36T");
    CHECK(few[1].name == "37T");
    CHECK(few[2].name == "36U");
    CHECK(few[3].name == "37U");
    CHECK(grid_zones({5, 60, 6, 61}).front().name == "32V");  // Bergen, by exception
}
