// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/equi_ratio.hpp"
#include "tests/geo/offset/line_scenes.hpp"

#include <catch2/catch.hpp>

#include <string>

using Catch::Matchers::WithinAbs;
using namespace geo;
using truth::at;

TEST_CASE("equi-ratio: half way between two meridians is the meridian between", "[geo][offset]") {
    const distance_field from({{at(11, 50), at(11, 50.5)}}, {});
    const distance_field to({{at(10.6, 50), at(10.6, 50.5)}}, {});
    const auto lines = equi_ratio_lines(from, to, {0.5}, {10.5, 49.95, 11.1, 50.55});
    REQUIRE(lines.size() == 1);
    REQUIRE(lines[0].shape.size() == 1);
    for (const auto& p : lines[0].shape[0]) {
        CHECK_THAT(p.lon.value(), WithinAbs(10.8, 1e-7));  // 7 mm
    }
}

TEST_CASE("equi-ratio: between two points the circle of Apollonius", "[geo][offset]") {
    // Distances 1 : 3 from two points 20 km apart: a circle of 3/8 of 20 km about a point 1/8
    // beyond the nearer.
    const auto a = at(0, 0);
    const auto b = at(0.17966, 0);
    const double apart = distance(a, b).value();
    const distance_field from({}, {a});
    const distance_field to({}, {b});
    const auto lines = equi_ratio_lines(from, to, {0.25}, {-0.3, -0.3, 0.5, 0.3});
    REQUIRE(lines[0].shape.size() == 1);
    const auto& ring = lines[0].shape[0];
    CHECK(ring.front() == ring.back());
    const auto centre = destination(a, degrees(-90), metres(apart / 8));
    for (const auto& p : ring) {
        // The earth's curvature over 20 km: (20 / 6371)^2 of 20 km is 0.2 m.
        CHECK_THAT(distance(centre, p).value(), WithinAbs(apart * 3 / 8, 0.3));
    }
}

TEST_CASE("equi-ratio: open pieces reach the box, lower ratios lie left", "[geo][offset]") {
    for (const auto& one : truth::line_scenes()) {
        const distance_field from(one.from, {});
        const distance_field to(one.to, {});
        const auto lines = equi_ratio_lines(from, to, {0.3, 0.6}, one.box);
        // The grid of the search is aligned to whole cells of 250 m at and outside of the box.
        const double north = 300 / 111000.0;
        const double east = north / std::cos(one.box.north * 0.017453292519943295);
        for (const auto& line : lines) {
            CAPTURE(one.name, line.ratio);
            for (const auto& part : line.shape) {
                REQUIRE(part.size() >= 2);
                if (part.front() == part.back()) {
                    continue;
                }
                for (const auto& end : {part.front(), part.back()}) {
                    const double lon = end.lon.value();
                    const double lat = end.lat.value();
                    CAPTURE(lon, lat);
                    const bool at_edge = lon <= one.box.west + east || lon >= one.box.east - east ||
                                         lat <= one.box.south + north ||
                                         lat >= one.box.north - north;
                    // Or both distances vanish: where the line of contact meets the border.
                    const bool meets = from.quick(end) < metres(600) && to.quick(end) < metres(600);
                    CHECK((at_edge || meets));
                }
                const auto& a = part[part.size() / 2 - 1];
                const auto& b = part[part.size() / 2];
                const auto link = inverse(a, b);
                const auto middle = interpolate(a, b, 0.5);
                const auto left =
                    destination(middle, link.azimuth_start - degrees(90), metres(100));
                const auto right =
                    destination(middle, link.azimuth_start + degrees(90), metres(100));
                CHECK(ratio_at(from, to, left) < ratio_at(from, to, right));
            }
        }
    }
}

TEST_CASE("equi-ratio: nothing where the box holds no such position", "[geo][offset]") {
    const distance_field from({{at(11, 50), at(11, 50.5)}}, {});
    const distance_field to({{at(10.6, 50), at(10.6, 50.5)}}, {});
    const auto lines = equi_ratio_lines(from, to, {0.9}, {10.9, 50.1, 10.95, 50.2});
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].shape.empty());
    CHECK(equi_ratio_lines(from, to, {}, {10.5, 50, 11, 50.5}).empty());
}

TEST_CASE("equi-ratio: ratio at a position", "[geo][offset]") {
    const distance_field from({}, {at(10, 50)});
    const distance_field to({}, {at(11, 50)});
    CHECK(ratio_at(from, to, at(10, 50)) == 0);
    CHECK(ratio_at(from, to, at(11, 50)) == 1);
    // quick() is true to 1e-5.
    CHECK_THAT(ratio_at(from, to, at(10.5, 50.3)), WithinAbs(0.5, 1e-5));
}

TEST_CASE("distance lines: a parallel, and the median line where that is nearer", "[geo][offset]") {
    // Some 28.7 km apart in the south, 10.7 km in the north.
    const distance_field from({{at(11, 50), at(11, 50.5)}}, {});
    const distance_field to({{at(10.6, 50), at(10.85, 50.5)}}, {});
    const auto lines =
        distance_lines(from, to, {metres(8000), metres(1e6)}, {10.5, 50.02, 10.99, 50.48});
    REQUIRE(lines.size() == 2);
    int at_distance = 0;
    int at_median = 0;
    for (const auto& part : lines[0].shape) {
        for (const auto& p : part) {
            const double a = from.exact(p).distance.value();
            const double b = to.exact(p).distance.value();
            at_distance += std::abs(a - 8000) < 2.5 && a < b + 5 ? 1 : 0;
            at_median += std::abs(a - b) < 5 && a < 8002.5 ? 1 : 0;
            CHECK((std::abs(a - 8000) < 2.5 || std::abs(a - b) < 5));
        }
        // What is enclosed is on the left.
        const auto link = inverse(part[0], part[1]);
        const auto left = destination(
            interpolate(part[0], part[1], 0.5), link.azimuth_start - degrees(90), metres(50)
        );
        CHECK(from.quick(left) < metres(8000));
        CHECK(from.quick(left) < to.quick(left));
    }
    CHECK(at_distance > 0);
    CHECK(at_median > 0);
    // Farther than anything: the median line, which is the ratio 0.5.
    const auto median = equi_ratio_lines(from, to, {0.5}, {10.5, 50.02, 10.99, 50.48});
    REQUIRE(lines[1].shape.size() == 1);
    REQUIRE(median[0].shape.size() == 1);
    CHECK_THAT(length(lines[1].shape).value(), WithinAbs(length(median[0].shape).value(), 10));
    for (const auto& p : lines[1].shape[0]) {
        CHECK_THAT(ratio_at(from, to, p), WithinAbs(0.5, 1e-4));
    }
}

TEST_CASE("equi-ratio: no piece wider than a metre is lost", "[geo][offset]") {
    // About a lone position of `from` that is b metres from `to`, the ratio k is reached on a ring of
    // radius k b / (1 - k). Rings of 1 to 4.4 m across, in any place of the search's grid.
    constexpr double k = 0.01;
    const auto start = at(30, 48);
    const auto end = destination(start, degrees(87), metres(20000));
    const distance_field to({{start, end}}, {});
    std::vector<lon_lat> alone;
    for (int i = 1; i <= 40; ++i) {
        const auto beside = interpolate(start, end, i / 41.0);
        alone.push_back(destination(beside, degrees(-3.1 - 0.01 * i), metres(50 + 4.2 * i)));
    }
    const distance_field from(
        {{destination(start, degrees(0), metres(5000)),
          destination(end, degrees(0), metres(5000))}},
        alone
    );
    const auto lines = equi_ratio_lines(from, to, {k}, {29.99, 47.99, 30.3, 48.06});
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].max_error <= metres(2));
    for (const auto& p : alone) {
        const double radius = to.quick(p).value() * k / (1 - k);
        CAPTURE(radius);
        const auto found = std::count_if(
            lines[0].shape.begin(),
            lines[0].shape.end(),
            [&](const line_string<lon_lat>& part) {
                return part.front() == part.back() &&
                       std::all_of(part.begin(), part.end(), [&](lon_lat q) {
                           return std::abs(distance(p, q).value() - radius) < 0.1;
                       });
            }
        );
        CHECK(found == 1);
    }
}
