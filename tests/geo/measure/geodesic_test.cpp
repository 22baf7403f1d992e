// SPDX-License-Identifier: Apache-2.0
#include "geo/measure/geodesic.hpp"
#include "geo/measure/grid_reference.hpp"
#include "tests/support/ellipsoidal_area.hpp"
#include "tests/support/places.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <random>

using Catch::Matchers::WithinAbs;
using namespace geo;
using support::at;

TEST_CASE("geodesic: JFK to LHR as published", "[geo][measure]") {
    // Karney 2013, table 2 style vector from the GeographicLib documentation of Geodesic::Inverse:
    // JFK (40.6 N, 73.8 W) to LHR (51.6 N, 0.5 W) is 5551.760 km.
    CHECK_THAT(distance(at(-73.8, 40.6), at(-0.5, 51.6)).value(), WithinAbs(5551759.400, 0.5));
}

TEST_CASE("geodesic: a degree of the equator", "[geo][measure]") {
    // a * pi / 180 with a = 6378137 m (NIMA TR8350.2).
    CHECK_THAT(distance(at(0, 0), at(1, 0)).value(), WithinAbs(111319.49079327358, 1e-6));
}

TEST_CASE("densify: both readings of every edge agree", "[geo][measure]") {
    const line_string<lon_lat> line{at(30, 48), at(31, 48), at(36, 52), at(36, 40)};
    for (const auto reading : {edge_reading::lonlat, edge_reading::geodesic}) {
        const auto dense = densify(line, reading, metres(0.5));
        REQUIRE(dense.size() > line.size());
        for (std::size_t i = 1; i < dense.size(); ++i) {
            for (const double t : {0.25, 0.5, 0.75}) {
                const auto a = dense[i - 1];
                const auto b = dense[i];
                const auto chord =
                    at(a.lon.value() + t * (b.lon.value() - a.lon.value()),
                       a.lat.value() + t * (b.lat.value() - a.lat.value()));
                CHECK(distance_to_edge(chord, a, b).distance < metres(0.5));
            }
        }
    }
}

TEST_CASE("densify: both readings agree along edges of any kind", "[geo][measure]") {
    // Pieces used to be made by the gap in the edge's middle: over the equator, where it changes
    // sides, and towards the poles they were up to 40 times too wide apart.
    struct edge {
        lon_lat a;
        lon_lat b;
        double tolerance;
    };
    const std::vector<edge> edges{
        {at(21.573, -12.7816), at(31.2247, 0.5139), 0.47},
        {at(0, -20), at(5, 20), 0.5},
        {at(-0.4682, 87.4542), at(-1.7139, 81.1336), 0.76},
        {at(116.3225, 75.6827), at(120.4863, 86.0835), 0.13},
        {at(-39.467, -87.9643), at(-38.42, -89.7013), 1.26},
        {at(-109.6107, -84.7412), at(-113.6847, -89.9), 0.11},
        {at(95.4282, -81.3128), at(92.6786, -75.9214), 0.16}};
    for (const auto& [a, b, tolerance] : edges) {
        for (const auto reading : {edge_reading::lonlat, edge_reading::geodesic}) {
            const auto dense = densify(line_string<lon_lat>{a, b}, reading, metres(tolerance));
            double widest = 0;
            for (std::size_t i = 1; i < dense.size(); ++i) {
                for (const double t : {0.1, 0.3, 0.5, 0.6, 0.8, 0.95}) {
                    const auto& from = dense[i - 1];
                    const auto& to = dense[i];
                    const auto chord =
                        at(from.lon.value() + t * (to.lon - from.lon).value(),
                           from.lat.value() + t * (to.lat - from.lat).value());
                    widest =
                        std::max(widest, distance_to_edge(chord, from, to, t).distance.value());
                }
            }
            INFO(a.lon.value() << ' ' << a.lat.value());
            CHECK(widest <= tolerance);
        }
    }
}

TEST_CASE("densify: both readings agree along short edges anywhere", "[geo][measure]") {
    // Short edges are left alone by a bound and not by measuring; tolerances about their gap try it.
    std::mt19937 random(20260);
    std::uniform_real_distribution<double> unit(0, 1);
    int cut = 0;
    constexpr int edges = 1500;
    for (int i = 0; i < edges; ++i) {
        const double lat = 179 * unit(random) - 89.5;
        const double size = 0.5 * unit(random);
        const auto a = at(0, lat);
        const auto b =
            at(size * (2 * unit(random) - 1),
               std::clamp(lat + size * (2 * unit(random) - 1), -89.99, 89.99));
        const auto middle =
            at((a.lon.value() + b.lon.value()) / 2, (a.lat.value() + b.lat.value()) / 2);
        const double gap = distance_to_edge(middle, a, b, 0.5).distance.value();
        const double tolerance = std::max(1e-3, gap * (0.9 + 0.2 * unit(random)));
        const auto dense =
            densify(line_string<lon_lat>{a, b}, edge_reading::lonlat, metres(tolerance));
        cut += dense.size() > 2 ? 1 : 0;
        for (std::size_t k = 1; k < dense.size(); ++k) {
            for (const double t : {0.3, 0.5, 0.7}) {
                const auto& from = dense[k - 1];
                const auto& to = dense[k];
                const auto chord =
                    at(from.lon.value() + t * (to.lon - from.lon).value(),
                       from.lat.value() + t * (to.lat - from.lat).value());
                const auto off = distance_to_edge(chord, from, to, t).distance.value();
                INFO(lat << ' ' << b.lon.value() << ' ' << b.lat.value());
                REQUIRE(off <= tolerance);
            }
        }
    }
    // Neither all nor none: the bound leaves edges alone, and is not taken for the gap itself.
    CHECK(cut > edges / 4);
    CHECK(cut < edges);
}

TEST_CASE("area: rings of short and long edges as GeographicLib sums them", "[geo][measure]") {
    const auto by_library = [](const ring<lon_lat>& shape) {
        return std::abs(support::ellipsoidal_area(shape));
    };
    std::mt19937 random(7);
    std::uniform_real_distribution<double> unit(0, 1);
    // Stars of 4 to 3,000 corners, 100 m to 1,000 km wide: edges of all lengths, all over the earth,
    // about a pole and over the antimeridian too.
    for (int i = 0; i < 400; ++i) {
        const auto centre = at(360 * unit(random) - 180, 180 * unit(random) - 90);
        const double width = 100 * std::pow(1e4, unit(random));
        const int corners = 4 + static_cast<int>(3000 * std::pow(unit(random), 3));
        ring<lon_lat> shape;
        for (int k = 0; k < corners; ++k) {
            const double reach = width * (0.6 + 0.4 * unit(random));
            shape.push_back(destination(centre, degrees(360.0 * k / corners - 180), metres(reach)));
        }
        shape.push_back(shape.front());
        const double truth = by_library(shape);
        INFO(centre.lon.value() << ' ' << centre.lat.value() << ' ' << width << ' ' << corners);
        REQUIRE_THAT(
            area(polygon<lon_lat>{shape, {}}).value(), WithinAbs(truth, 1e-10 * truth + 1e-3)
        );
        std::reverse(shape.begin(), shape.end());
        REQUIRE_THAT(
            area(polygon<lon_lat>{shape, {}}).value(), WithinAbs(truth, 1e-10 * truth + 1e-3)
        );
    }
    // 1 km2 of short edges, 700 positions to a side: nothing is lost by adding.
    ring<lon_lat> fine;
    constexpr int side = 700;
    for (int k = 0; k < 4 * side; ++k) {
        const double along = static_cast<double>(k % side) / side;
        const double x = k < side ? along : k < 2 * side ? 1 : k < 3 * side ? 1 - along : 0;
        const double y = k < side ? 0 : k < 2 * side ? along : k < 3 * side ? 1 : 1 - along;
        fine.push_back(at(37 + 0.0137 * x, 48 + 0.009 * y));
    }
    fine.push_back(fine.front());
    CHECK_THAT(area(polygon<lon_lat>{fine, {}}).value() / by_library(fine), WithinAbs(1, 1e-9));
}

TEST_CASE("densify: a geodesic over the antimeridian", "[geo][measure]") {
    const auto dense =
        densify(line_string<lon_lat>{at(179, 60), at(-179, 60)}, edge_reading::geodesic, metres(1));
    // 111 km along 60 N: L^2 tan(60) / 8 R = 420 m, 21 pieces.
    CHECK(dense.size() > 15);
    CHECK(dense.size() < 40);
}

TEST_CASE("distance_to_edge: brute force along the edge finds nothing nearer", "[geo][measure]") {
    const auto a = at(30, 46);
    const auto b = at(34.5, 49);
    for (const auto& p : {at(31, 48), at(29, 45), at(36, 50), at(33, 46), at(32.2, 47.5)}) {
        const auto found = distance_to_edge(p, a, b);
        double least = 1e12;
        for (int i = 0; i <= 20000; ++i) {
            least = std::min(least, distance(p, interpolate(a, b, i / 20000.0)).value());
        }
        CHECK(found.distance.value() <= least + 1e-6);
        // 20,000 steps of 24 m: the brute force is at most 12 m along the edge from the foot.
        CHECK_THAT(found.distance.value(), WithinAbs(least, 0.1));
    }
}

TEST_CASE(
    "grid references: cut, not rounded, and sexagesimal without 60 seconds", "[geo][measure]"
) {
    // The example of the manual page GeoConvert(1): 38SMB4488 has its middle at 33.33424 44.40363.
    CHECK(mgrs(at(44.40363, 33.33424), 2) == "38SMB4488");
    CHECK(mgrs(at(44.40363, 33.33424), 0) == "38SMB");
    CHECK(
        dms(at(39.0 + 39 / 60.0 + 58 / 3600.0, 48.0 + 35 / 60.0 + 27 / 3600.0)) ==
        "48\u00b035'27.0\"N 039\u00b039'58.0\"E"
    );
    CHECK(dms(at(-0.99999999, -59.99999999)) == "60\u00b000'00.0\"S 001\u00b000'00.0\"W");
}
