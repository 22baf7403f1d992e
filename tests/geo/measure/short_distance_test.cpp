// SPDX-License-Identifier: Apache-2.0
#include "geo/measure/geodesic.hpp"
#include "geo/measure/short_distance.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <random>

using namespace geo;

TEST_CASE("short distance: within 0.1 mm of the geodesic", "[geo][measure]") {
    std::mt19937_64 random(1);
    const auto part = [&] { return static_cast<double>(random() % 1000000) * 1e-6; };
    double worst = 0;
    for (int i = 0; i < 100'000; ++i) {
        const lon_lat a{longitude(-179 + 358 * part()), latitude(-89 + 178 * part())};
        // Both sides of the bounds within which the formula is used.
        const lon_lat b{
            a.lon + degrees(0.016 * (2 * part() - 1)), a.lat + degrees(0.016 * (2 * part() - 1))};
        worst = std::max(worst, std::abs((short_distance(a, b) - distance(a, b)).value()));
    }
    CHECK(worst < 1e-4);
    CHECK(worst > 0);  // the formula was used
}

TEST_CASE("short distance: nothing, and across the antimeridian", "[geo][measure]") {
    const lon_lat a{longitude(37), latitude(48)};
    CHECK(short_distance(a, a) == metres(0));
    const lon_lat west{longitude(179.999), latitude(10)};
    const lon_lat east{longitude(-179.999), latitude(10)};
    CHECK(short_distance(west, east) == distance(west, east));
}
