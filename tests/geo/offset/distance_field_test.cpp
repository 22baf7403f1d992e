// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/chord_tree.hpp"
#include "geo/offset/distance_field.hpp"
#include "tests/geo/offset/truth.hpp"
#include "tests/support/random.hpp"

#include <catch2/catch.hpp>

using Catch::Matchers::WithinAbs;
using namespace geo;
using support::share;
using truth::at;

namespace {

/// Least GeographicLib distance to any edge (read as geodesics) or point.
double least_distance(
    const multi_line_string<lon_lat>& lines, const std::vector<lon_lat>& points, lon_lat p
) {
    double least = 1e12;
    for (const auto& line : lines) {
        for (std::size_t i = 1; i < line.size(); ++i) {
            least = std::min(least, distance_to_edge(p, line[i - 1], line[i]).distance.value());
        }
    }
    for (const auto& q : points) {
        least = std::min(least, distance(p, q).value());
    }
    return least;
}

struct field_scene {
    const char* name;
    multi_line_string<lon_lat> lines;
    std::vector<lon_lat> points;
    lon_lat centre;
    double reach;  ///< metres from the centre within which positions are tried
};

std::vector<field_scene> field_scenes() {
    return {
        {"front",
         {truth::roughened({at(32, 46.5), at(36, 47.5), at(38, 50)}, 5, 4)},
         {},
         at(36, 48),
         4e5},
        {"points", {}, {at(30, 50), at(31, 50.5), at(29, 51)}, at(30, 50), 5e5},
        {"north pole",
         {{at(0, 88), at(60, 89), at(120, 88.5), at(-150, 88), at(-60, 89.5)}},
         {at(170, 87.5)},
         at(0, 89.5),
         5e5},
        {"south pole", {{at(-170, -89), at(170, -88.9)}}, {}, at(90, -89), 3e5},
        {"antimeridian",
         {{at(179, -17), at(-179, -16), at(-178, -18)}},
         {at(179.5, -19)},
         at(180, -17),
         4e5},
        {"equator", {{at(-1, -0.5), at(1, 0.7)}}, {at(0, 3)}, at(0, 0), 5e5},
        {"long edges", {{at(20, 45), at(35, 52)}}, {}, at(28, 48), 5e5},
    };
}

}  // namespace

TEST_CASE("distance field: against every edge, anywhere on earth", "[geo][offset]") {
    for (const auto& one : field_scenes()) {
        CAPTURE(one.name);
        const distance_field field(one.lines, one.points);
        std::mt19937_64 generator(7);
        double worst_quick = 0;
        double worst_exact = 0;
        for (int i = 0; i < 1000; ++i) {
            const auto p = destination(
                one.centre,
                degrees(360 * share(generator)),
                metres(one.reach * std::sqrt(share(generator)))
            );
            const double expected = least_distance(one.lines, one.points, p);
            // Stated: 1 mm up to 500 km, 4 cm up to 1,000 km, 2 cm within a metre; the truth: 1 mm.
            const double stated = expected < 1 ? 0.02 : expected < 5e5 ? 0.001 : 0.04;
            worst_quick =
                std::max(worst_quick, std::abs(field.quick(p).value() - expected) - stated - 0.001);
            const auto found = field.exact(p);
            worst_exact = std::max(worst_exact, std::abs(found.distance.value() - expected));
            const auto link = inverse(found.nearest, p);
            REQUIRE_THAT(link.length.value(), WithinAbs(found.distance.value(), 0.001));
        }
        CHECK(worst_quick <= 0);
        CHECK(worst_exact <= 0.001);
    }
}

TEST_CASE(
    "distance field: the nearest on the ground is not the nearest in space", "[geo][offset]"
) {
    // By the equator the earth curves 0.7 % faster northwards than eastwards: of two positions
    // equally far on the ground, chords differ by metres.
    for (const double far : {1e5, 3e5, 6e5, 1e6}) {
        CAPTURE(far);
        const auto p = at(0, 0);
        const auto north = destination(p, degrees(0), metres(far + 0.02));
        const auto east = destination(p, degrees(90), metres(far));
        const distance_field field({}, {north, east});
        CHECK_THAT(field.exact(p).distance.value(), WithinAbs(far, 0.001));
        const auto south = destination(p, degrees(180), metres(far));
        const auto west = destination(p, degrees(-90), metres(far + 0.02));
        const distance_field other({}, {south, west});
        CHECK_THAT(other.exact(p).distance.value(), WithinAbs(far, 0.001));
    }
}

TEST_CASE(
    "distance field: on edges, at corners, and which way the distance grows", "[geo][offset]"
) {
    const distance_field field({{at(36, 48), at(37, 48)}}, {});
    CHECK(field.exact(at(36, 48)).distance.value() < 0.001);
    CHECK(field.quick(at(36.5, 48.0)).value() < 500);  // the geodesic bulges 121 m north of 48 N
    const auto north = field.exact(at(36.5, 48.1));
    CHECK_THAT(north.azimuth_away.value(), WithinAbs(0, 0.01));
    const auto beyond = field.exact(at(37.5, 48));
    CHECK(distance(beyond.nearest, at(37, 48)) < metres(0.001));
    CHECK_THAT(beyond.azimuth_away.value(), WithinAbs(90, 0.5));
    // One metre on, the distance is one metre more.
    const auto p = at(36.3, 48.2);
    const auto here = field.exact(p);
    const auto next = field.exact(destination(p, here.azimuth_away, metres(1)));
    CHECK_THAT((next.distance - here.distance).value(), WithinAbs(1, 1e-3));
}

TEST_CASE("distance field: one position, many equal positions", "[geo][offset]") {
    const distance_field one({{at(10, 50)}}, {});
    CHECK_THAT(
        one.exact(at(10, 51)).distance.value(),
        WithinAbs(distance(at(10, 50), at(10, 51)).value(), 1e-3)
    );
    const distance_field many({line_string<lon_lat>(100, at(10, 50))}, {});
    CHECK_THAT(
        many.exact(at(10, 51)).distance.value(),
        WithinAbs(distance(at(10, 50), at(10, 51)).value(), 1e-3)
    );
}

TEST_CASE("distance field: chords laid onto circles are true to a millimetre", "[geo][offset]") {
    struct stated {
        double distance;
        double error;
    };
    std::mt19937_64 generator(1);
    for (const auto& [far, error] :
         {stated{1, 1e-6}, {1e4, 1e-6}, {2e5, 1e-5}, {5e5, 1e-3}, {7e5, 6e-3}, {1e6, 0.033}}) {
        CAPTURE(far);
        double worst = 0;
        for (int i = 0; i < 10000; ++i) {
            const double sine = 2 * share(generator) - 1;
            const auto p = at(360 * share(generator) - 180, std::asin(sine) / 0.017453292519943295);
            const auto q = destination(p, degrees(360 * share(generator)), metres(far));
            worst = std::max(
                worst,
                std::abs(detail::geodesic_metres(detail::to_space(p), detail::to_space(q)) - far)
            );
        }
        CHECK(worst <= error);
    }
}

TEST_CASE("distance field: cones hold every direction within the reach", "[geo][offset]") {
    std::mt19937_64 generator(3);
    int narrow = 0;
    for (const auto& one : field_scenes()) {
        if (std::abs(one.centre.lat.value()) > 80) {
            continue;  // north turns too fast there for a comparison of azimuths
        }
        const distance_field field(one.lines, one.points);
        for (int i = 0; i < 300; ++i) {
            const auto p = destination(
                one.centre,
                degrees(360 * share(generator)),
                metres(one.reach * std::sqrt(share(generator)))
            );
            const double reach = std::pow(10.0, 4 * share(generator));
            const auto cone = field.directions(p, metres(reach));
            if (cone.spread >= 1.57) {
                continue;
            }
            ++narrow;
            for (int k = 0; k < 10; ++k) {
                const auto q = destination(
                    p, degrees(360 * share(generator)), metres(reach * std::sqrt(share(generator)))
                );
                const auto found = field.exact(q);
                const double azimuth = found.azimuth_away.value() * 0.017453292519943295;
                const double cosine =
                    cone.east * std::sin(azimuth) + cone.north * std::cos(azimuth);
                CAPTURE(one.name, p.lon.value(), p.lat.value(), reach, cone.spread);
                // 1e-6 radians where a cosine is all but 1.
                CHECK(std::acos(std::clamp(cosine, -1.0, 1.0)) <= cone.spread + 2e-6);
                if (cone.place) {
                    CHECK(distance(found.nearest, *cone.place) < metres(0.01));
                }
            }
        }
    }
    CHECK(narrow > 500);
}

TEST_CASE("distance field: distance to a site is that to its whole edge", "[geo][offset]") {
    const distance_field field({{at(20, 45), at(22, 46), at(23, 45)}}, {});
    const auto p = at(20.4, 45.5);
    const auto q = at(21.8, 45.2);
    const auto site = field.near(p).site;
    CHECK_THAT(
        field.distance_to_site(site, q).value(),
        WithinAbs(distance_to_edge(q, at(20, 45), at(22, 46)).distance.value(), 0.002)
    );
}
