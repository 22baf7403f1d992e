// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/near_pairs.hpp"
#include "geo/offset/noded_lines.hpp"
#include "tests/geo/offset/truth.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <random>

using namespace geo;
using namespace geo::detail;
using truth::at;

namespace {

std::vector<index_pair> by_every_pair(const std::vector<lon_lat_box>& boxes, double slack) {
    std::vector<index_pair> out;
    for (std::uint32_t i = 0; i < boxes.size(); ++i) {
        for (std::uint32_t j = i + 1; j < boxes.size(); ++j) {
            const auto& s = boxes[i];
            const auto& t = boxes[j];
            if (s.west <= t.east + slack && t.west <= s.east + slack &&
                s.south <= t.north + slack && t.south <= s.north + slack) {
                out.emplace_back(i, j);
            }
        }
    }
    return out;
}

std::vector<lon_lat_box> boxes_of(const line_string<lon_lat>& line) {
    std::vector<lon_lat_box> out;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        auto& box = out.emplace_back();
        box.add(line[i]);
        box.add(line[i + 1]);
    }
    return out;
}

/// A line that turns back over itself again and again.
line_string<lon_lat> tangle(std::size_t size, unsigned seed) {
    std::mt19937_64 generator(seed);
    std::normal_distribution<double> step(0, 0.01);
    line_string<lon_lat> out{at(30, 48)};
    while (out.size() < size) {
        const auto last = out.back();
        out.push_back(
            at(std::round((last.lon.value() + step(generator)) * 1e7) / 1e7,
               std::round((last.lat.value() + step(generator)) * 1e7) / 1e7)
        );
    }
    return out;
}

/// Proper crossings of two edges, each written by its own formula: lines through two points as
/// a x + b y = c.
std::optional<lon_lat> crossed(lon_lat a, lon_lat b, lon_lat c, lon_lat d) {
    const double lon0 = a.lon.value();
    const double lat0 = a.lat.value();
    const auto x = [&](lon_lat p) { return p.lon.value() - lon0; };
    const auto y = [&](lon_lat p) { return p.lat.value() - lat0; };
    const double a1 = y(b) - y(a);
    const double b1 = x(a) - x(b);
    const double a2 = y(d) - y(c);
    const double b2 = x(c) - x(d);
    const double c2 = a2 * x(c) + b2 * y(c);
    const auto sides_differ = [](double one, double other) { return (one > 0) != (other > 0); };
    if (!sides_differ(a1 * x(c) + b1 * y(c), a1 * x(d) + b1 * y(d)) ||
        !sides_differ(-c2, a2 * x(b) + b2 * y(b) - c2)) {
        return std::nullopt;
    }
    const double size = a1 * b2 - a2 * b1;
    return at(lon0 - b1 * c2 / size, lat0 + a1 * c2 / size);
}

}  // namespace

TEST_CASE("near pairs: none, one, and all that touch", "[geo][offset]") {
    CHECK(near_pairs({}, 0).empty());
    CHECK(near_pairs({{0, 0, 1, 1}}, 0).empty());
    const std::vector<lon_lat_box> boxes{{0, 0, 1, 1}, {1, 1, 2, 2}, {2.5, 0, 3, 1}, {0, 0, 3, 3}};
    CHECK(near_pairs(boxes, 0) == std::vector<index_pair>{{0, 1}, {0, 3}, {1, 3}, {2, 3}});
    CHECK(near_pairs(boxes, 0.5).size() == 5);
}

TEST_CASE("near pairs: the same as by comparing every two", "[geo][offset]") {
    std::mt19937_64 generator(7);
    std::uniform_real_distribution<double> uniform(0, 1);
    for (unsigned seed = 0; seed < 40; ++seed) {
        std::vector<lon_lat_box> boxes = boxes_of(tangle(2 + 17 * seed, seed));
        if (seed % 2 == 0) {  // near in order no longer means near in space
            std::shuffle(boxes.begin(), boxes.end(), generator);
        }
        const double slack = seed % 3 == 0 ? 0 : 0.001 * uniform(generator);
        CHECK(near_pairs(boxes, slack) == by_every_pair(boxes, slack));
    }
}

TEST_CASE("lines with crossings: a vertex wherever two edges cross", "[geo][offset]") {
    for (unsigned seed = 0; seed < 20; ++seed) {
        const multi_line_string<lon_lat> lines{tangle(150, seed), tangle(60, 100 + seed)};
        line_string<lon_lat> all;
        std::vector<std::array<lon_lat, 2>> edges;
        for (const auto& line : lines) {
            for (std::size_t i = 0; i + 1 < line.size(); ++i) {
                edges.push_back({line[i], line[i + 1]});
            }
        }
        const auto made = with_crossings(lines);
        REQUIRE(made.size() == lines.size());
        std::size_t vertices = 0;
        for (const auto& line : made) {
            vertices += line.size();
            all.insert(all.end(), line.begin(), line.end());
        }
        std::size_t expected = lines[0].size() + lines[1].size();
        for (std::size_t i = 0; i < edges.size(); ++i) {
            for (std::size_t j = i + 1; j < edges.size(); ++j) {
                if (edges[i][1] == edges[j][0]) {
                    continue;
                }
                if (const auto p = crossed(edges[i][0], edges[i][1], edges[j][0], edges[j][1])) {
                    expected += 2;  // on either edge
                    // Rounding of two formulas on edges of 0.01 degrees that may be near parallel.
                    CHECK(std::any_of(all.begin(), all.end(), [&](lon_lat q) {
                        return std::abs((q.lon - p->lon).value()) < 1e-10 &&
                               std::abs((q.lat - p->lat).value()) < 1e-10;
                    }));
                }
            }
        }
        CHECK(vertices == expected);
    }
}

TEST_CASE("lines with crossings: edges along each other share their ends", "[geo][offset]") {
    const auto made = with_crossings({{at(30, 48), at(31, 48)}, {at(30.75, 48), at(30.25, 48)}});
    REQUIRE(made.size() == 2);
    CHECK(made[0] == line_string<lon_lat>{at(30, 48), at(30.25, 48), at(30.75, 48), at(31, 48)});
    CHECK(made[1] == line_string<lon_lat>{at(30.75, 48), at(30.25, 48)});
}
