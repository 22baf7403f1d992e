// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/conformal_sphere.hpp"
#include "geo/offset/zone_frame.hpp"
#include "tests/geo/offset/truth.hpp"

#include <catch2/catch.hpp>

#include <string>

using Catch::Matchers::WithinAbs;
using namespace geo;
using namespace geo::detail;
using truth::at;

namespace {

/// Worst error of distance() from random positions between two latitudes, in metres, on the sphere
/// that a zone there would use.
double worst_distance_error(double south, double north, double length) {
    const auto sphere =
        sphere_for({{at(-20, south), at(60, north)}}, edge_reading::lonlat, metres(length));
    std::mt19937_64 generator(2);
    std::uniform_real_distribution<double> uniform(0, 1);
    double worst = 0;
    for (int i = 0; i < 3000; ++i) {
        const auto p =
            at(-20 + 80 * uniform(generator), south + (north - south) * uniform(generator));
        const auto q = destination(p, degrees(360 * uniform(generator)), metres(length));
        const double found = sphere.distance(sphere.to_sphere(p), sphere.to_sphere(q));
        worst = std::max(worst, std::abs(found - length));
    }
    return worst;
}

}  // namespace

TEST_CASE("conformal sphere: distances are geodesic distances", "[geo][offset]") {
    // Bounds that zone_budget::numeric relies on: 1 mm + 2e-8 of the distance.
    for (const double length : {1e3, 15e3, 150e3, 1e6}) {
        INFO(length);
        const double bound = 0.001 + 2e-8 * length;
        const std::vector<std::pair<double, double>> ranges{
            {40, 55},
            {-5, 5},
            {-40, 40},
            {-60, 75},
            {-20, 65},
            {55, 66},
            {62, 70},
            {60, 90},
            {-90, 90},
            {-52, 58}};
        for (const auto& [south, north] : ranges) {
            INFO(south << " to " << north);
            CHECK(worst_distance_error(south, north, length) < bound);
        }
    }
}

TEST_CASE("conformal sphere: there and back", "[geo][offset]") {
    for (const bool round_pole : {false, true}) {
        const double limit = round_pole ? 90 : 80;
        const conformal_sphere sphere(
            latitude(-limit), latitude(limit), longitude(170), round_pole
        );
        for (double lat = -limit; lat <= limit; lat += 2.5) {
            for (const double lon : {-180.0, -175.0, 100.0, 160.0, 179.9}) {
                const auto p = sphere.to_earth(sphere.to_sphere(at(lon, lat)));
                // 1 nanodegree is 0.1 mm.
                CHECK_THAT(p.lat.value(), WithinAbs(lat, 1e-9));
                if (std::abs(lat) < 90) {
                    CHECK_THAT(std::remainder(p.lon.value() - lon, 360.0), WithinAbs(0, 1e-9));
                }
            }
        }
    }
}

TEST_CASE("conformal sphere: positions on a geodesic", "[geo][offset]") {
    for (const bool round_pole : {false, true}) {
        const conformal_sphere sphere(latitude(30), latitude(75), longitude(20), round_pole);
        for (const double azimuth : {0.0, 45.0, 90.0, 200.0}) {
            const auto a = at(20, 52);
            const auto b = destination(a, degrees(azimuth), metres(120e3));
            for (const double t : {0.25, 0.5, 0.75}) {
                const auto found = sphere.to_earth(
                    sphere.geodesic_point(sphere.to_sphere(a), sphere.to_sphere(b), t)
                );
                CHECK(distance_to_edge(found, a, b).distance.value() < 0.01);
            }
        }
    }
}
