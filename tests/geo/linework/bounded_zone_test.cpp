// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/linework/bounded_zone.hpp"
#include "geo/linework/split.hpp"
#include "geo/measure/geodesic.hpp"
#include "tests/geo/offset/truth.hpp"
#include "tests/support/places.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace geo;
using namespace geo::literals;
using Catch::Matchers::WithinAbs;
using support::box;
using truth::at;

namespace {

/// Land of two degrees, cut by a line from south to north that ends 1 km short of its edges.
const multi_polygon<lon_lat> land = box(34, 47, 36, 49);
const multi_line_string<lon_lat> across{
    truth::roughened({at(35, 47.01), at(35, 48.99)}, 5, 3, 0.08)};

}  // namespace

TEST_CASE("zone in a territory: left and right share the land", "[geo][linework]") {
    const auto left = one_sided_zone_in_territory(across, 15_km, side::left, land);
    const auto right = one_sided_zone_in_territory(across, 15_km, side::right, land);
    const auto both = zone_in_territory(across, 15_km, land);
    CHECK_THAT(
        (area(left.made.area) + area(right.made.area)) / area(both.made.area), WithinAbs(1, 1e-8)
    );
    CHECK(left.made.max_error <= 0.5_m);
    CHECK(left.found.size() == 2);  // both ends led on

    const truth::lines_truth real(across, edge_reading::lonlat);
    std::mt19937_64 generator(7);
    const auto random = [&] { return static_cast<double>(generator() >> 11U) * 0x1p-53; };
    int in_left = 0;
    for (int i = 0; i < 2000; ++i) {
        const auto p = at(33.9 + 2.2 * random(), 46.9 + 2.2 * random());
        const double d = real.distance_to(p);
        if (std::abs(d - 15000) < 1) {
            continue;
        }
        const bool l = truth::is_inside(p, left.made.area);
        const bool r = truth::is_inside(p, right.made.area);
        CHECK_FALSE((l && r));
        const bool expected = d < 15000 && truth::is_inside(p, land);
        CHECK((l || r) == expected);
        if (expected && p.lon.value() < 34.9) {
            CHECK(l);
            ++in_left;
        }
    }
    CHECK(in_left > 50);
}

TEST_CASE("zone in a territory: reaches border and coast, not beyond", "[geo][linework]") {
    // 1 km of line is missing at either end; the zone is closed by the land's edge all the same.
    const auto left = one_sided_zone_in_territory(across, 15_km, side::left, land);
    CHECK(truth::is_inside(at(34.9, 47.0001), left.made.area));
    CHECK(truth::is_inside(at(34.9, 48.9999), left.made.area));
    CHECK_FALSE(truth::is_inside(at(34.9, 46.9999), left.made.area));
}

TEST_CASE("zone in a territory: says what does not fit", "[geo][linework]") {
    const auto elsewhere = box(10, 10, 11, 11);
    CHECK_THROWS_AS(zone_in_territory(across, 15_km, elsewhere), input_error);
    CHECK_THROWS_AS(one_sided_zone_in_territory(across, 15_km, side::left, elsewhere), input_error);
    const multi_line_string<lon_lat> short_line{{at(35, 47.01), at(35, 48)}};
    CHECK_THROWS_AS(one_sided_zone_in_territory(short_line, 15_km, side::left, land), input_error);
}

TEST_CASE("zone between two lines: what lies between", "[geo][linework]") {
    const multi_line_string<lon_lat> one{{at(35, 47), at(35, 49)}};
    const multi_line_string<lon_lat> other{{at(35.5, 49), at(35.5, 47)}};  // the other way round
    const auto made = zone_between(one, other);
    REQUIRE(made.found.size() == 1);
    CHECK(name(made.found[0].code) == "line_direction_reversed");
    CHECK(made.made.max_error <= 0.5_m);
    // Geodesics close it; they run north of the parallels.
    CHECK(truth::is_inside(at(35.25, 48), made.made.area));
    CHECK(truth::is_inside(at(35.25, 49.0002), made.made.area));
    CHECK_FALSE(truth::is_inside(at(35.25, 47.0002), made.made.area));
    CHECK_FALSE(truth::is_inside(at(34.99, 48), made.made.area));
    // Four geodesics, of which two are meridians.
    const auto expected = area(box(35, 47, 35.5, 49));
    CHECK_THAT(area(made.made.area) / expected, WithinAbs(1, 1e-6));
}

TEST_CASE("zone between two lines: over the antimeridian", "[geo][linework]") {
    const auto here = zone_between({{at(35, 47), at(35, 49)}}, {{at(36, 47), at(36, 49)}});
    const auto there =
        zone_between({{at(179.5, 47), at(179.5, 49)}}, {{at(-179.5, 47), at(-179.5, 49)}});
    CHECK(there.made.area.size() == 2);
    CHECK_THAT(area(here.made.area) / area(there.made.area), WithinAbs(1, 1e-6));
    for (const auto& part : there.made.area) {
        for (const auto& p : part.outer) {
            CHECK(std::abs(p.lon.value()) <= 180);
            CHECK(std::abs(p.lon.value()) >= 179.5);
        }
    }
}

TEST_CASE("zone between two lines: lines that cross, closed lines", "[geo][linework]") {
    const multi_line_string<lon_lat> straight{{at(35, 47), at(35, 49)}};
    const multi_line_string<lon_lat> crossing{{at(34.5, 47), at(35.5, 49)}};
    const auto made = zone_between(straight, crossing);
    CHECK(made.made.area.size() == 2);
    CHECK(truth::is_inside(at(34.9, 47.5), made.made.area));
    CHECK(truth::is_inside(at(35.1, 48.5), made.made.area));
    CHECK_FALSE(truth::is_inside(at(35.1, 47.5), made.made.area));

    const auto inner = box(34.9, 47.9, 35.1, 48.1)[0].outer;
    const auto outer = box(34.5, 47.5, 35.5, 48.5)[0].outer;
    const auto ring = zone_between(
        {line_string<lon_lat>(inner.begin(), inner.end())},
        {line_string<lon_lat>(outer.begin(), outer.end())}
    );
    REQUIRE(ring.made.area.size() == 1);
    CHECK(ring.made.area[0].holes.size() == 1);
    CHECK(truth::is_inside(at(34.7, 48), ring.made.area));
    CHECK_FALSE(truth::is_inside(at(35, 48), ring.made.area));
    CHECK_THROWS_AS(
        zone_between({line_string<lon_lat>(inner.begin(), inner.end())}, straight), input_error
    );
}

TEST_CASE("zone between two lines: in a territory, from edge to edge", "[geo][linework]") {
    const multi_line_string<lon_lat> other{
        truth::roughened({at(35.6, 48.995), at(35.4, 47.003)}, 4, 8, 0.08)};
    const auto made = zone_between_in_territory(across, other, land);
    CHECK(truth::is_inside(at(35.25, 47.0001), made.made.area));
    CHECK_FALSE(truth::is_inside(at(35.25, 46.9999), made.made.area));
    CHECK_FALSE(truth::is_inside(at(34.5, 48), made.made.area));
    CHECK_FALSE(truth::is_inside(at(35.9, 48), made.made.area));
    const auto west = one_sided_zone_in_territory(across, 300_km, side::left, land);
    const auto east = one_sided_zone_in_territory(other, 300_km, side::left, land);
    CHECK_THAT(
        (area(west.made.area) + area(made.made.area) + area(east.made.area)) /
            area(densify(land, edge_reading::lonlat, 0.25_m)),
        WithinAbs(1, 1e-8)
    );
}

TEST_CASE("zone between two lines: refuses what is no pair of lines", "[geo][linework]") {
    const multi_line_string<lon_lat> line{{at(35, 47), at(35, 49)}};
    CHECK_THROWS_AS(zone_between(line, line), input_error);
    CHECK_THROWS_AS(zone_between(line, {}), input_error);
    CHECK_THROWS_AS(zone_between(line, {{at(36, 47)}}), input_error);
    CHECK_THROWS_AS(zone_between(line, {{at(36, 47), at(36, 95)}}), input_error);
    CHECK_THROWS_AS(
        zone_between(line, {{at(36, 47), at(36, 48)}, {at(36, 48), at(36, 49)}}), input_error
    );
}

TEST_CASE(
    "zone in a territory: lines that end on its edge cut it, wherever rounding puts them",
    "[geo][linework]"
) {
    const lon_lat south = at(34.1, 47.03);
    const lon_lat east = at(36.07, 47.9);
    const lon_lat north = at(34.9, 49.11);
    // Close positions, so that both readings of an edge agree.
    const auto dense = [](const auto& shape) {
        return densify(shape, edge_reading::lonlat, metres(0.02));
    };
    const auto triangle = dense(multi_polygon<lon_lat>{{{south, east, north, south}, {}}});
    const auto between = [](lon_lat a, lon_lat b, double t) {
        return at(
            a.lon.value() + t * (b.lon - a.lon).value(), a.lat.value() + t * (b.lat - a.lat).value()
        );
    };
    const double whole = area(triangle).value();
    std::mt19937_64 generator(4);
    std::uniform_real_distribution<double> uniform(0.1, 0.9);
    for (int i = 0; i < 200; ++i) {
        const auto first = between(south, east, uniform(generator));
        const auto last = between(east, north, uniform(generator));
        const auto line = dense(multi_line_string<lon_lat>{{first, last}});
        const auto attached = attach_ends(line, triangle, 1_km);
        INFO("line " << i);
        CHECK(attached.found.empty());
        const auto sides = split_territory(
            triangle, attached.lines, local_frame::chart({34.1, 47.03, 36.07, 49.11})
        );
        CHECK_THAT((area(sides.left) + area(sides.right)).value() / whole, WithinAbs(1, 1e-8));
        // The corner cut off lies right of a line that runs there from south to north.
        const auto corner = dense(multi_polygon<lon_lat>{{{first, east, last, first}, {}}});
        CHECK_THAT(area(sides.right) / area(corner), WithinAbs(1, 1e-5));
    }
}
