// SPDX-License-Identifier: Apache-2.0
#include "planner/monitor/daily_hot_spots.hpp"

#include <GeographicLib/Geodesic.hpp>
#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <random>

using namespace planner;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

const daily_grid grid{geo::metres(5000)};
const geo::metres reach(10000);

/// Cells of `columns` by `rows` about 36 E 48 N.
std::vector<grid_cell> block(int columns, int rows) {
    // Columns of two rows are not the same meridians: each cell is found by its place.
    const auto corner = grid.cell_of({geo::longitude(36), geo::latitude(48)});
    const auto edges = grid.edges_of(corner);
    std::vector<grid_cell> out;
    for (int r = 0; r < rows; ++r) {
        for (int c = 0; c < columns; ++c) {
            out.push_back(grid.cell_of(
                {geo::longitude(36 + (c + 0.5) * (edges.east - edges.west)),
                 geo::latitude(edges.south + (r + 0.5) * (edges.north - edges.south))}
            ));
        }
    }
    return out;
}

/// So many things, each on any of the cells alike.
std::map<grid_cell, std::uint64_t> scattered(
    const std::vector<grid_cell>& cells, std::uint64_t count, std::mt19937_64& generator
) {
    std::map<grid_cell, std::uint64_t> out;
    for (const auto& cell : cells) {
        out[cell] = 0;
    }
    for (std::uint64_t i = 0; i < count; ++i) {
        ++out[cells[generator() % cells.size()]];
    }
    return out;
}

/// That `sum` or more of `all` fall on a share: by the recurrence of Pascal's triangle.
double tail_by_recurrence(std::size_t all, double share, std::size_t sum) {
    std::vector<long double> chance(all + 1, 0);
    chance[0] = 1;
    for (std::size_t i = 0; i < all; ++i) {
        for (std::size_t k = i + 1; k > 0; --k) {
            chance[k] = chance[k] * (1 - static_cast<long double>(share)) +
                        chance[k - 1] * static_cast<long double>(share);
        }
        chance[0] *= 1 - static_cast<long double>(share);
    }
    long double out = 0;
    for (std::size_t k = all + 1; k > sum; --k) {
        out += chance[k - 1];
    }
    return static_cast<double>(out);
}

}  // namespace

TEST_CASE("hot spots: sums and chances are those of brute force", "[planner][monitor]") {
    std::mt19937_64 generator(11);
    for (const std::uint64_t count : {20U, 150U, 700U}) {
        auto cells = block(17, 13);
        cells.erase(  // holes, as where nothing was told
            std::remove_if(
                cells.begin(), cells.end(), [&](const auto&) { return generator() % 4 == 0; }
            ),
            cells.end()
        );
        auto values = scattered(cells, count, generator);
        values[cells[40]] += 12;
        std::uint64_t all = 0;
        for (const auto& one : values) {
            all += one.second;
        }
        const auto found = local_excesses(grid, values, reach, 0.05);
        REQUIRE(found.size() == values.size());
        for (std::size_t i = 0; i < found.size(); i += 3) {
            const auto& one = found[i];
            const auto from = grid.middle(one.cell);
            std::uint64_t sum = 0;
            std::size_t near = 0;
            for (const auto& [cell, value] : values) {
                const auto to = grid.middle(cell);
                double apart = 0;
                GeographicLib::Geodesic::WGS84().Inverse(
                    from.lat.value(), from.lon.value(), to.lat.value(), to.lon.value(), apart
                );
                near += apart <= reach.value() ? 1U : 0U;
                sum += apart <= reach.value() ? value : 0;
            }
            CHECK(one.sum == sum);
            CHECK(one.neighbours == near);
            const double share = static_cast<double>(near) / static_cast<double>(values.size());
            CHECK_THAT(one.expected, WithinRel(share * static_cast<double>(all), 1e-12));
            CHECK_THAT(one.p, WithinRel(tail_by_recurrence(all, share, sum), 1e-9));
        }
    }
}

TEST_CASE("hot spots: those stand whose p is below their share of the rate", "[planner][monitor]") {
    std::mt19937_64 generator(12);
    const auto cells = block(20, 20);
    auto values = scattered(cells, 400, generator);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        values[cells[i]] += i % 20 < 3 && i / 20 < 3 ? 3 : 0;
    }
    const auto found = local_excesses(grid, values, reach, 0.1);
    const auto n = static_cast<double>(found.size());
    std::size_t hot = 0;
    for (const auto& one : found) {
        // Benjamini and Hochberg in words: some p, no smaller than this one, is so small that at
        // least p * n / rate of all are no greater.
        const bool stands = std::any_of(found.begin(), found.end(), [&](const auto& other) {
            const auto no_greater = std::count_if(found.begin(), found.end(), [&](const auto& it) {
                return it.p <= other.p;
            });
            return other.p >= one.p && other.p * n <= 0.1 * static_cast<double>(no_greater);
        });
        CHECK(one.hot == stands);
        hot += one.hot ? 1U : 0U;
    }
    CHECK(hot > 5);
    CHECK(hot < found.size() / 2);
}

TEST_CASE("hot spots: what lies together is one spot, at its place", "[planner][monitor]") {
    std::map<grid_cell, std::uint64_t> values;
    const auto cells = block(25, 25);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto row = i / 25;
        const auto column = i % 25;
        values[cells[i]] = row >= 4 && row <= 6 && column >= 4 && column <= 6       ? 9
                           : row >= 17 && row <= 19 && column >= 18 && column <= 20 ? 6
                                                                                    : 1;
    }
    const auto spots = joined_hot_spots(grid, local_excesses(grid, values, reach, 0.05));
    REQUIRE(spots.size() == 2);
    CHECK((grid.cell_of(spots[0].position) == cells[5 * 25 + 5]));
    CHECK((grid.cell_of(spots[1].position) == cells[18 * 25 + 19]));
    // The block whole, and up to four cells two away.
    CHECK(spots[0].sum >= 9 * 9);
    CHECK(spots[0].sum <= 9 * 9 + 4);
    CHECK(spots[1].sum >= 9 * 6);
    CHECK(spots[1].sum <= 9 * 6 + 4);
    CHECK_THAT(spots[0].expected, WithinAbs((9 * 8 + 9 * 5 + 625) * 13 / 625.0, 2.5));
}

TEST_CASE("hot spots: one cell that holds most is one", "[planner][monitor]") {
    std::map<grid_cell, std::uint64_t> values;
    const auto cells = block(10, 10);
    for (const auto& cell : cells) {
        values[cell] = 1;
    }
    values[cells[44]] = 80;
    const auto spots = joined_hot_spots(grid, local_excesses(grid, values, reach, 0.05));
    REQUIRE(spots.size() == 1);
    CHECK(spots[0].sum >= 80);
}

TEST_CASE("hot spots: nothing stands out of nothing", "[planner][monitor]") {
    CHECK(local_excesses(grid, {}, reach, 0.05).empty());
    const auto cells = block(8, 8);
    const auto one = local_excesses(grid, {{cells[0], 5}}, reach, 0.05);
    REQUIRE(one.size() == 1);
    CHECK(one[0].p == 1);
    for (const std::uint64_t value : {0U, 3U}) {
        std::map<grid_cell, std::uint64_t> same;
        for (const auto& cell : cells) {
            same[cell] = value;
        }
        for (const auto& cell : local_excesses(grid, same, reach, 0.05)) {
            CHECK_FALSE(cell.hot);
        }
    }
}

TEST_CASE("hot spots: how often chance alone makes one", "[planner][monitor]") {
    // 100 worlds of 225 cells each without any pattern: a share with any hot cell near the rate, or
    // below, since counts are whole. Three sigma of 100 draws at 0.05 are 0.065.
    std::mt19937_64 generator(13);
    const auto cells = block(15, 15);
    double alarms = 0;
    for (const std::uint64_t count : {45U, 225U, 2250U}) {
        double share = 0;
        for (int world = 0; world < 100; ++world) {
            const auto found =
                local_excesses(grid, scattered(cells, count, generator), reach, 0.05);
            share += std::any_of(found.begin(), found.end(), [](const auto& it) { return it.hot; })
                         ? 0.01
                         : 0;
        }
        CAPTURE(count);
        CHECK(share <= 0.115);
        alarms += share;
    }
    CHECK(alarms > 0);
}
