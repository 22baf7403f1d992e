// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/crossings.hpp"
#include "tests/geo/offset/truth.hpp"

#include <catch2/catch.hpp>

using namespace geo;
using namespace geo::detail;
using truth::at;

TEST_CASE("crossings: a ring that only closes has none", "[geo][offset]") {
    CHECK(find_crossings({{at(0, 0), at(1, 0), at(1, 1), at(0, 0)}}).empty());
    CHECK(find_crossings({}).empty());
    CHECK(find_crossings({{at(0, 0)}}).empty());
}

TEST_CASE("crossings: a bow tie, a touch, a spike and a repeat", "[geo][offset]") {
    const auto tie = find_crossings({{at(0, 0), at(1, 1), at(1, 0), at(0, 1)}});
    CHECK(tie == std::vector<edge_place>{{0, 0}, {0, 2}});
    const auto touch = find_crossings({{at(0, 0), at(1, 0)}, {at(0.5, 0), at(0.5, 1)}});
    CHECK(touch == std::vector<edge_place>{{0, 0}, {1, 0}});
    CHECK(find_crossings({{at(0, 0), at(1, 0), at(0.5, 0)}}).size() == 2);
    CHECK(find_crossings({{at(0, 0), at(1, 0), at(1, 0), at(2, 0.1)}}).empty());
    // One unit of the seventh decimal apart.
    CHECK(find_crossings({{at(0, 0), at(1, 0)}, {at(0, 1e-7), at(1, 1e-7)}}).empty());
}

TEST_CASE("crossings: as many as by brute force on rough lines", "[geo][offset]") {
    for (unsigned seed = 0; seed < 5; ++seed) {
        const auto line = truth::roughened({at(30, 48), at(31, 48.3)}, 8, seed);
        const auto found = find_crossings({line});
        const auto side = [](lon_lat a, lon_lat b, lon_lat c) {
            return (b.lon - a.lon).value() * (c.lat - a.lat).value() -
                       (b.lat - a.lat).value() * (c.lon - a.lon).value() >
                   0;
        };
        std::vector<edge_place> brute;
        for (std::size_t i = 0; i + 1 < line.size(); ++i) {
            for (std::size_t j = i + 2; j + 1 < line.size(); ++j) {
                if (side(line[i], line[i + 1], line[j]) !=
                        side(line[i], line[i + 1], line[j + 1]) &&
                    side(line[j], line[j + 1], line[i]) !=
                        side(line[j], line[j + 1], line[i + 1])) {
                    brute.push_back({0, i});
                    brute.push_back({0, j});
                }
            }
        }
        std::sort(brute.begin(), brute.end());
        brute.erase(std::unique(brute.begin(), brute.end()), brute.end());
        CHECK(found == brute);
    }
}
