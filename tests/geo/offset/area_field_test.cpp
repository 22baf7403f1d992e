// SPDX-License-Identifier: Apache-2.0
#include "geo/measure/geodesic.hpp"
#include "geo/offset/area_field.hpp"
#include "geo/offset/seen_sector.hpp"
#include "geo/offset/zone.hpp"
#include "tests/support/places.hpp"
#include "tests/support/random.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace geo;
using Catch::Matchers::WithinAbs;
using support::at;
using support::dice;

namespace {

/// Star-shaped about a place, with a hole of the same shape at a third of the size.
multi_polygon<lon_lat> star(dice& dice, lon_lat middle, double size, int corners) {
    polygon<lon_lat> out;
    ring<lon_lat> hole;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * 3.141592653589793 * i / corners;
        const double r = size * dice.between(0.4, 1.0);
        const auto corner = [&](double scale) {
            return at(
                middle.lon.value() + scale * r * std::cos(angle),
                middle.lat.value() + scale * 0.6 * r * std::sin(angle)
            );
        };
        out.outer.push_back(corner(1));
        hole.insert(hole.begin(), corner(0.33));
    }
    out.outer.push_back(out.outer.front());
    hole.push_back(hole.front());
    out.holes.push_back(hole);
    return {out};
}

bool is_inside(const multi_polygon<lon_lat>& area, lon_lat p) {
    bool inside = false;
    const double x = p.lon.value();
    const double y = p.lat.value();
    for_each_ring(area, [&](const ring<lon_lat>& one) {
        for (std::size_t i = 1; i < one.size(); ++i) {
            const auto a = one[i - 1];
            const auto b = one[i];
            if ((a.lat.value() > y) != (b.lat.value() > y) &&
                x < a.lon.value() +
                        (b.lon - a.lon).value() * (y - a.lat.value()) / (b.lat - a.lat).value()) {
                inside = !inside;
            }
        }
    });
    return inside;
}

/// By GeographicLib over every edge, which is densified until it does not matter how it is read.
double distance_by_force(const multi_polygon<lon_lat>& dense, lon_lat p) {
    double best = 1e300;
    for_each_ring(dense, [&](const ring<lon_lat>& one) {
        for (std::size_t i = 1; i < one.size(); ++i) {
            best = std::min(best, distance_to_edge(p, one[i - 1], one[i]).distance.value());
        }
    });
    return best;
}

/// Of a standard normal, below x.
double normal(double x) {
    return 0.5 * std::erfc(-x / std::sqrt(2.0));
}

}  // namespace

TEST_CASE("area_field: an empty area covers nothing", "[geo][offset]") {
    const area_field none({});
    CHECK(none.is_empty());
    CHECK_FALSE(none.covers(at(0, 0)));
}

TEST_CASE("area_field: inside and distance are those of brute force", "[geo][offset]") {
    dice dice(7);
    for (const double latitude_of : {0.0, 48.0, -70.0}) {
        const auto middle = at(37, latitude_of);
        const auto area = star(dice, middle, 2.0, 16);
        const auto dense = densify(area, edge_reading::lonlat, metres(0.04));
        const area_field field(area);
        int inside = 0;
        for (int i = 0; i < 120; ++i) {
            const auto p =
                at(middle.lon.value() + dice.between(-2.5, 2.5),
                   middle.lat.value() + dice.between(-1.5, 1.5));
            CAPTURE(p.lon.value(), p.lat.value());
            const bool expected = is_inside(area, p);
            inside += expected ? 1 : 0;
            CHECK(field.covers(p) == expected);
            const double distance = distance_by_force(dense, p);
            const auto found = field.signed_distance(placed_position(p));
            // The bound that the header states up to 200 km, and 0.05 m of the brute force's edges.
            CHECK_THAT(std::abs(found.value()), WithinAbs(distance, 0.15));
            CHECK((found.value() > 0) == expected);
        }
        CHECK(inside > 5);
    }
}

TEST_CASE("area_field: the bounds of a distance hold it, its sign included", "[geo][offset]") {
    dice dice(19);
    for (const double latitude_of : {0.0, 48.0, -70.0}) {
        const auto middle = at(37, latitude_of);
        auto area = star(dice, middle, 2.0, 16);
        // With a hole, and nothing known of what lies far off.
        area.front().holes.push_back(
            {at(36.98, latitude_of),
             at(37, latitude_of + 0.05),
             at(37.02, latitude_of),
             at(36.98, latitude_of)}
        );
        const area_field field(area);
        int known = 0;
        for (int i = 0; i < 20000; ++i) {
            const placed_position p(at(
                middle.lon.value() + dice.between(-5, 5), middle.lat.value() + dice.between(-3, 3)
            ));
            CAPTURE(p.position.lon.value(), p.position.lat.value());
            const double exact = field.signed_distance(p).value();
            const auto bounds = field.distances_near(p);
            REQUIRE(bounds.least <= exact);
            REQUIRE(bounds.most >= exact);
            known += bounds.least > 0 || bounds.most < 0 ? 1 : 0;
        }
        CHECK(known > 15000);
    }
}

TEST_CASE("area_field: far away it is right to a metre", "[geo][offset]") {
    const multi_polygon<lon_lat> box{
        {{at(37, 48), at(38, 48), at(38, 49), at(37, 49), at(37, 48)}, {}}};
    const area_field field(box);
    const auto dense = densify(box, edge_reading::lonlat, metres(0.02));
    for (const auto p : {at(43, 48.5), at(37.5, 52.4), at(32, 46)}) {
        const auto found = field.signed_distance(placed_position(p));
        CHECK_THAT(-found.value(), WithinAbs(distance_by_force(dense, p), 1.0));
    }
}

TEST_CASE("area_field: the cut at the antimeridian is no edge", "[geo][offset]") {
    // 2 degrees wide, from 179 E to 179 W, cut as RFC 7946 has it.
    const multi_polygon<lon_lat> cut{
        {{at(179, 10), at(180, 10), at(180, 11), at(179, 11), at(179, 10)}, {}},
        {{at(-180, 10), at(-179, 10), at(-179, 11), at(-180, 11), at(-180, 10)}, {}}};
    const area_field field(cut);
    for (const double lon : {180.0, -180.0, 179.9999, -179.9999}) {
        const placed_position p(at(lon, 10.5));
        CHECK(field.covers(p.position));
        const auto south = distance(p.position, at(lon, 10)).value();
        const auto north = distance(p.position, at(lon, 11)).value();
        // The parallels are led as lon/lat edges: nearest within 0.1 m of the meridian's way.
        CHECK_THAT(field.signed_distance(p).value(), WithinAbs(std::min(south, north), 0.1));
        CHECK_THAT(field.probability(p, metres(1000)), WithinAbs(1.0, 1e-6));
    }
    // Where the area ends at the meridian of 180 degrees, that is an edge.
    const area_field half({cut[0]});
    CHECK_THAT(
        half.signed_distance(placed_position(at(179.9, 10.5))).value(),
        WithinAbs(distance(at(179.9, 10.5), at(180, 10.5)).value(), 1.0)
    );
}

TEST_CASE("area_field: half of what is scattered about an edge is inside", "[geo][offset]") {
    // 200 km to every other edge: for 1 km of scatter a half-plane.
    const multi_polygon<lon_lat> box{{{at(0, 0), at(4, 0), at(4, 4), at(0, 4), at(0, 0)}, {}}};
    const area_field field(box);
    for (const double metres_north : {-3000.0, -1000.0, -10.0, -0.001, 0.001, 1.0, 500.0, 2500.0}) {
        const auto p = destination(at(2, 0), degrees(0), metres(metres_north));
        CAPTURE(metres_north);
        CHECK_THAT(
            field.probability(placed_position(p), metres(1000)),
            WithinAbs(normal(metres_north / 1000), 0.001)
        );
    }
}

TEST_CASE("area_field: in a square it is the product of two normals", "[geo][offset]") {
    // On the equator a square of 2 km, to 1e-4 of it.
    const double east = destination(at(10, 0), degrees(90), metres(1000)).lon.value() - 10;
    const double north = destination(at(10, 0), degrees(0), metres(1000)).lat.value();
    const area_field field(
        {{{at(10 - east, -north),
           at(10 + east, -north),
           at(10 + east, north),
           at(10 - east, north),
           at(10 - east, -north)},
          {}}}
    );
    for (const double sigma : {50.0, 400.0, 1000.0, 5000.0}) {
        for (const double x : {0.0, 700.0, 999.0, 1000.5, 3000.0}) {
            const auto p = destination(at(10, 0), degrees(90), metres(x));
            const double along = normal((1000 - x) / sigma) - normal((-1000 - x) / sigma);
            const double across = normal(1000 / sigma) - normal(-1000 / sigma);
            CAPTURE(sigma, x);
            CHECK_THAT(
                field.probability(placed_position(p), metres(sigma)),
                WithinAbs(along * across, 0.001)
            );
        }
    }
}

TEST_CASE("seen_sector: its distance from an edge is that of its nearest place", "[geo][offset]") {
    dice dice(11);
    const auto area = star(dice, at(37, 48), 0.6, 24);
    const area_field field(area);
    int clear = 0;
    int through = 0;
    for (int i = 0; i < 60; ++i) {
        const double near = dice.between(0, 8000);
        const seen_sector sector{
            at(37 + dice.between(-1, 1), 48 + dice.between(-0.7, 0.7)),
            metres(near),
            metres(near + dice.between(10, 6000)),
            degrees(dice.between(0, 360)),
            degrees(i % 10 == 0 ? 180.0 : dice.between(1, 60))};
        // Places spread over it: none is nearer than the distance told, and one nearly that near.
        double nearest = 1e300;
        bool some_inside = false;
        bool some_outside = false;
        for (const auto& p : spread_over(sector, 60, 120)) {
            const double from_edge = field.signed_distance(placed_position(p)).value();
            nearest = std::min(nearest, std::abs(from_edge));
            (from_edge > 0 ? some_inside : some_outside) = true;
            CHECK(distance(p, middle_of(sector)) <= reach_of(sector) + metres(1));
        }
        const double told = distance_of_edge(sector, field, metres(1e5)).value();
        CAPTURE(i, told, nearest);
        if (some_inside && some_outside) {
            CHECK(told == 0);
            ++through;
        } else {
            // Rings of equal area are farthest apart at the observer: the first lies this far beyond
            // `nearest`, no place farther from a ring. No place is farther than half a ray aside.
            const double far = sector.farthest.value();
            const double first_ring = std::sqrt(near * near + (far * far - near * near) / 120);
            const double step = first_ring - near + far * sector.half_width.value() / 57.29 / 120;
            CHECK(told <= nearest + 1);
            CHECK(told >= nearest - step - 1);
            clear += told > 0 ? 1 : 0;
        }
    }
    CHECK(clear > 10);
    CHECK(through > 5);
}
