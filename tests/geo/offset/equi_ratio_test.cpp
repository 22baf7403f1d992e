// SPDX-License-Identifier: Apache-2.0
#include "geo/frame/local_frame.hpp"
#include "geo/offset/equi_ratio.hpp"
#include "tests/geo/offset/truth.hpp"

#include <catch2/catch.hpp>

#include <string>

using Catch::Matchers::WithinAbs;
using namespace geo;
using truth::at;

namespace {

double share(std::mt19937_64& generator) {
    return static_cast<double>(generator() >> 11U) * 0x1p-53;
}

struct scene {
    const char* name;
    multi_line_string<lon_lat> from;
    multi_line_string<lon_lat> to;
    lon_lat_box box;
};

std::vector<scene> scenes() {
    return {
        {"two meridians",
         {{at(11, 50), at(11, 50.5)}},
         {{at(10.6, 50), at(10.6, 50.5)}},
         {10.5, 49.95, 11.1, 50.55}},
        {"two points", {{at(11, 50.2)}}, {{at(10.6, 50.2)}}, {10.3, 49.9, 11.3, 50.5}},
        {"rough front and bent border",
         {truth::roughened({at(11, 50), at(11.1, 50.5)}, 4, 9, 0.15)},
         {{at(10.5, 49.9), at(10.6, 50.2), at(10.5, 50.6)}},
         {10.4, 49.95, 11.2, 50.55}},
        {"line that meets the border",
         {{at(10.6, 50), at(11, 50.3)}},
         {{at(10.6, 50), at(10.6, 50.5)}},
         {10.5, 49.95, 11.1, 50.55}},
        {"far north",
         {{at(11, 80), at(11, 80.3)}},
         {{at(9.6, 80), at(9.6, 80.3)}},
         {9.5, 79.95, 11.1, 80.35}},
    };
}

double weighted(const truth::lines_truth& from, const truth::lines_truth& to, double k, lon_lat p) {
    return (1 - k) * from.distance_to(p) - k * to.distance_to(p);
}

/// Sideways distance from the true line: the weighted difference over its slope, by differences.
double sideways(const truth::lines_truth& from, const truth::lines_truth& to, double k, lon_lat p) {
    const double g = weighted(from, to, k, p);
    constexpr double step = 1;
    const double east = (weighted(from, to, k, destination(p, degrees(90), metres(step))) -
                         weighted(from, to, k, destination(p, degrees(-90), metres(step)))) /
                        (2 * step);
    const double north = (weighted(from, to, k, destination(p, degrees(0), metres(step))) -
                          weighted(from, to, k, destination(p, degrees(180), metres(step)))) /
                         (2 * step);
    return std::abs(g) / std::max(0.05, std::hypot(east, north));
}

}  // namespace

TEST_CASE("equi-ratio: lines are as true as they say, by brute force", "[geo][offset]") {
    const std::vector<double> ratios{0.25, 0.5, 0.75};
    for (const auto& one : scenes()) {
        const distance_field from(one.from, {});
        const distance_field to(one.to, {});
        const truth::lines_truth true_from(one.from, edge_reading::geodesic);
        const truth::lines_truth true_to(one.to, edge_reading::geodesic);
        std::mt19937_64 generator(11);
        for (const auto& line : equi_ratio_lines(from, to, ratios, one.box)) {
            CAPTURE(one.name, line.ratio, line.max_error.value());
            REQUIRE_FALSE(line.shape.empty());
            // The 3 m spent on leaving out positions and 3 m of grace; where the lines run together
            // into one position, edges shorter than the grid's cell would be needed.
            const bool meet = std::string(one.name) == "line that meets the border";
            CHECK(line.max_error <= metres(meet ? 12 : 6));
            std::vector<truth::edge> edges;
            for (const auto& part : line.shape) {
                for (std::size_t i = 1; i < part.size(); ++i) {
                    edges.push_back({part[i - 1], part[i]});
                }
            }
            double worst = 0;
            for (int i = 0; i < 200; ++i) {
                const auto& [a, b] = edges[generator() % edges.size()];
                const double t = share(generator);
                const auto p =
                    at(a.lon.value() + t * (b.lon - a.lon).value(),
                       a.lat.value() + t * (b.lat - a.lat).value());
                worst = std::max(worst, sideways(true_from, true_to, line.ratio, p));
            }
            // 2 mm of the truth on a slope of 0.05 at least.
            CHECK(worst <= line.max_error.value() + 0.05);
        }
    }
}

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
    for (const auto& one : scenes()) {
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

TEST_CASE("equi-ratio: lines of different ratios do not cross", "[geo][offset]") {
    for (const auto& one : scenes()) {
        const distance_field from(one.from, {});
        const distance_field to(one.to, {});
        const auto lines = equi_ratio_lines(from, to, {0.2, 0.4, 0.6, 0.8}, one.box);
        const auto crosses = [](lon_lat a, lon_lat b, lon_lat c, lon_lat d) {
            const auto turn = [](lon_lat p, lon_lat q, lon_lat r) {
                return (q.lon - p.lon).value() * (r.lat - p.lat).value() -
                       (q.lat - p.lat).value() * (r.lon - p.lon).value();
            };
            return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
        };
        std::size_t crossings = 0;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            for (std::size_t j = i + 1; j < lines.size(); ++j) {
                for (const auto& p : lines[i].shape) {
                    for (const auto& q : lines[j].shape) {
                        for (std::size_t a = 1; a < p.size(); ++a) {
                            for (std::size_t b = 1; b < q.size(); ++b) {
                                // Where both distances vanish all lines meet.
                                const bool meeting = from.quick(p[a]) < metres(1500) &&
                                                     to.quick(p[a]) < metres(1500);
                                crossings +=
                                    !meeting && crosses(p[a - 1], p[a], q[b - 1], q[b]) ? 1U : 0U;
                            }
                        }
                    }
                }
            }
        }
        CAPTURE(one.name);
        CHECK(crossings == 0);
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
