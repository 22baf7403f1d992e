// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/arc_cover.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <random>

using Catch::Matchers::WithinAbs;
using namespace geo::detail;

namespace {

vec3 random_direction(std::mt19937_64& generator) {
    std::uniform_real_distribution<double> uniform(-1, 1);
    while (true) {
        const vec3 p{uniform(generator), uniform(generator), uniform(generator)};
        if (squared(p) > 0.01 && squared(p) < 1) {
            return normalized(p);
        }
    }
}

vec3 across(vec3 axis, vec3 other) {
    return normalized(cross(axis, other));
}

bool holds(const std::vector<stretch>& parts, double turn) {
    for (const auto& part : parts) {
        if (turn > part.from && turn < part.to) {
            return true;
        }
    }
    return false;
}

}  // namespace

TEST_CASE("arc cover: turns grow with angles and give them back", "[geo][offset]") {
    double last = -1;
    for (int i = 0; i < 628; ++i) {
        const double angle = i / 100.0;
        const double turn = turn_of(2 * std::cos(angle), 2 * std::sin(angle));
        CHECK(turn > last);
        CHECK_THAT(angle_of(turn), WithinAbs(angle, 1e-14));
        last = turn;
    }
    CHECK(last < 4);
}

TEST_CASE("arc cover: what is kept is what is above the plane", "[geo][offset]") {
    std::mt19937_64 generator(3);
    std::uniform_real_distribution<double> uniform(0, 1);
    int crossed = 0;
    for (int round = 0; round < 2000; ++round) {
        const half_space of{random_direction(generator), 1.8 * uniform(generator) - 0.9};
        const half_space other{random_direction(generator), 1.8 * uniform(generator) - 0.9};
        const vec3 start = across(of.axis, random_direction(generator));
        const vec3 end = across(of.axis, random_direction(generator));
        const auto arc =
            make_rim_arc(of, std::sqrt(1 - of.height * of.height), start, end, round % 4 == 0);
        std::vector<stretch> parts{{0, arc.end}};
        keep_within(arc, seen_from(arc, other), 7, parts);
        crossed += parts.empty() || parts.front().to_rim == own_end ? 0 : 1;
        for (int i = 0; i < 50; ++i) {
            const double turn = arc.end * uniform(generator);
            const vec3 p = position_on(arc, turn);
            CHECK_THAT(squared(p), WithinAbs(1, 1e-12));
            CHECK(std::sqrt(squared(p - arc.middle)) <= arc.reach * (1 + 1e-9));
            const double above = dot(other.axis, p) - other.height;
            if (std::abs(above) > 1e-9) {
                REQUIRE(holds(parts, turn) == (above > 0));
            }
        }
    }
    CHECK(crossed > 300);
}

TEST_CASE("arc cover: discs of 100 m keep their digits", "[geo][offset]") {
    // Two circles of 100 m whose centres are 60 m apart: crossings known by Pythagoras.
    const double d = 100 / 6.371e6;
    const vec3 a{1, 0, 0};
    const double apart = 60 / 6.371e6;
    const vec3 b{std::cos(apart), std::sin(apart), 0};
    const auto arc = make_rim_arc({a, std::cos(d)}, std::sin(d), {0, 0, -1}, {0, 0, -1}, true);
    std::vector<stretch> parts{{0, arc.end}};
    keep_within(arc, seen_from(arc, b, 2 * std::sin(d / 2)), 3, parts);
    REQUIRE(parts.size() == 1);
    CHECK(parts[0].from_rim == 3);
    const double half = std::acos(std::tan(apart / 2) / std::tan(d));
    // The arc starts in the south, b lies in the east: 1e-10 of 100 m are 10 nanometres.
    CHECK_THAT(angle_of(parts[0].from), WithinAbs(std::acos(0.0) - half, 1e-10));
    CHECK_THAT(angle_of(parts[0].to), WithinAbs(std::acos(0.0) + half, 1e-10));
}

TEST_CASE("arc cover: taking away leaves the rest with its bounds", "[geo][offset]") {
    std::vector<stretch> parts{{0, 2}};
    take_away(parts, {0.5, 0.7, 4, 5});
    take_away(parts, {0.6, 1, 6, 7});
    REQUIRE(parts.size() == 2);
    CHECK(parts[0].to == 0.5);
    CHECK(parts[0].to_rim == 4);
    CHECK(parts[1].from == 1);
    CHECK(parts[1].from_rim == 7);
    CHECK(parts[1].to_rim == own_end);
    take_away(parts, {0, 0.5});
    take_away(parts, {0.9, 2, 1, 2});
    CHECK(parts.empty());
}

TEST_CASE("arc cover: half circles are bounded whichever way their ends round", "[geo][offset]") {
    std::mt19937_64 generator(5);
    for (int i = 0; i < 1000; ++i) {
        const vec3 axis = random_direction(generator);
        const vec3 way = across(axis, random_direction(generator));
        const auto arc = make_rim_arc(
            {axis, std::cos(0.001)}, std::sin(0.001), cross(axis, way), cross(way, axis)
        );
        CHECK_THAT(arc.end, WithinAbs(2, 1e-12));
        for (const double turn : {0.0, 0.5, 1.0, 1.7, 2.0}) {
            const vec3 p = position_on(arc, turn);
            REQUIRE(std::sqrt(squared(p - arc.middle)) <= arc.reach * (1 + 1e-9));
        }
    }
}
