// SPDX-License-Identifier: Apache-2.0
#include "geo/measure/geodesic.hpp"
#include "geo/offset/area_field.hpp"
#include "geo/offset/edge_sums.hpp"
#include "geo/offset/nearest_cells.hpp"
#include "tests/support/places.hpp"
#include "tests/support/random.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <cmath>
#include <numbers>

using namespace geo;
using namespace geo::detail;
using Catch::Matchers::WithinAbs;
using support::at;
using support::dice;

namespace {

/// A coast about a place: big bays, small bays, and teeth of some hundred metres.
multi_polygon<lon_lat> coast(lon_lat middle, int corners, dice& dice) {
    ring<lon_lat> out;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * std::numbers::pi * i / corners;
        const double r =
            0.5 + 0.1 * std::sin(5 * angle) + 0.02 * std::sin(60 * angle) + dice.between(0, 0.004);
        out.push_back(
            at(middle.lon.value() + r * std::cos(angle), middle.lat.value() + r * std::sin(angle))
        );
    }
    out.push_back(out.front());
    return {{out, {}}};
}

chord_tree tree_of(const multi_polygon<lon_lat>& area) {
    chord_tree out;
    for_each_ring(area, [&](const ring<lon_lat>& one) {
        for (std::size_t i = 1; i < one.size(); ++i) {
            out.add(one[i - 1], one[i]);
        }
    });
    out.build();
    return out;
}

/// The integral along one chord by 400 midpoints, on the plane about a position.
double seen_by_force(
    const chord_tree::chord& one, vec3 p, const tangent_plane& plane, double sigma
) {
    constexpr int pieces = 400;
    double sum = 0;
    const auto place = [&](double t) {
        const auto q = one.at(t);
        const auto d = q - p;
        return std::pair(dot(d, plane.east), dot(d, plane.north));
    };
    for (int i = 0; i < pieces; ++i) {
        const auto [ax, ay] = place(static_cast<double>(i) / pieces);
        const auto [bx, by] = place((i + 1.0) / pieces);
        const double r = geodesic_metres(p, one.at((i + 0.5) / pieces));
        sum += std::atan2(ax * by - ay * bx, ax * bx + ay * by) *
               std::exp(-0.5 * r * r / (sigma * sigma));
    }
    return sum;
}

}  // namespace

TEST_CASE("edge_sums: an edge of no chords is not seen", "[geo][offset]") {
    const edge_sums none;
    const auto p = at(37, 48);
    CHECK(none.seen(to_space(p), tangent_at(p), 100, [](std::uint32_t) {}) == 0);
}

TEST_CASE("edge_sums: runs are seen as their chords are, one by one", "[geo][offset]") {
    dice dice(5);
    const auto tree = tree_of(coast(at(37, 48), 1200, dice));
    const edge_sums sums(tree.chords());
    for (const double sigma : {100.0, 800.0, 5000.0, 20000.0, 50000.0}) {
        double most = 0;
        std::size_t left = 0;
        for (int i = 0; i < 20; ++i) {
            const auto p = at(37 + dice.between(-0.8, 0.8), 48 + dice.between(-0.8, 0.8));
            const auto plane = tangent_at(p);
            const auto space = to_space(p);
            double near = 0;
            const double far = sums.seen(space, plane, sigma, [&](std::uint32_t number) {
                near += seen_by_force(tree.chords()[number], space, plane, sigma);
                ++left;
            });
            double expected = 0;
            for (const auto& one : tree.chords()) {
                expected += seen_by_force(one, space, plane, sigma);
            }
            most = std::max(most, std::abs(near + far - expected) / (2 * std::numbers::pi));
        }
        CAPTURE(sigma, left);
        // The bound that the header states, and 1e-6 for the pieces of the brute force.
        CHECK(most < 1.1e-5);
        // Of 20 times 1,200 chords few are looked at one by one where sigma is larger than they.
        CHECK((sigma < 1000 || left < 1000));
    }
}

TEST_CASE(
    "nearest_cells: the nearest of all chords, and its distance within bounds", "[geo][offset]"
) {
    dice dice(9);
    for (const double south : {0.0, 47.0, -72.0}) {
        const auto tree = tree_of(coast(at(37, south + 1), 700, dice));
        lon_lat_box box;
        box.add(at(35.5, south - 0.5));
        box.add(at(38.5, south + 2.5));
        const detail::nearest_cells cells(tree.chords(), box);
        for (int i = 0; i < 3000; ++i) {
            const auto p = at(dice.between(35.5, 38.5), south + dice.between(-0.5, 2.5));
            const auto space = to_space(p);
            double least = 1e300;
            for (const auto& one : tree.chords()) {
                least = std::min(least, squared(space - one.at(one.foot(space))));
            }
            REQUIRE(cells.covers(p));
            const auto found = cells.nearest(p, space);
            CAPTURE(p.lon.value(), p.lat.value());
            // Rounding only: squares are below 1e11 square metres.
            REQUIRE_THAT(std::sqrt(squared(space - found)), WithinAbs(std::sqrt(least), 1e-6));
            const auto bounds = cells.distances(p);
            const double metres = geodesic_metres(space, found);
            REQUIRE(metres >= bounds.least);
            REQUIRE(metres <= bounds.most);
        }
        CHECK_FALSE(cells.covers(at(35.4, south)));
    }
}

TEST_CASE("nearest_cells: none near a pole and none for half the world", "[geo][offset]") {
    const auto tree = tree_of({{{at(0, 80), at(1, 80), at(1, 81), at(0, 80)}, {}}});
    lon_lat_box polar;
    polar.add(at(0, 80));
    polar.add(at(10, 89.5));
    CHECK_FALSE(detail::nearest_cells(tree.chords(), polar).covers(at(1, 81)));
    lon_lat_box wide;
    wide.add(at(-90, 70));
    wide.add(at(90, 81));
    CHECK_FALSE(detail::nearest_cells(tree.chords(), wide).covers(at(1, 81)));
}
