// SPDX-License-Identifier: Apache-2.0
#include "planner/monitor/daily_hot_spots.hpp"

#include <GeographicLib/Geodesic.hpp>
#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <random>

using namespace planner;
using Catch::Matchers::WithinAbs;

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

/// Ord and Getis 1995, equation 5, with the whole matrix of weights: nothing of the code under test but
/// the middles of cells.
std::vector<double> z_by_matrix(const std::map<grid_cell, double>& values) {
    std::vector<geo::lon_lat> middles;
    std::vector<double> x;
    for (const auto& [cell, value] : values) {
        middles.push_back(grid.middle(cell));
        x.push_back(value);
    }
    const auto n = x.size();
    const auto count = static_cast<double>(n);
    double mean = 0;
    for (const double one : x) {
        mean += one / count;
    }
    double variance = 0;
    for (const double one : x) {
        variance += (one - mean) * (one - mean) / count;
    }
    std::vector<double> out;
    for (std::size_t i = 0; i < n; ++i) {
        double wx = 0;
        double w = 0;
        double ww = 0;
        for (std::size_t j = 0; j < n; ++j) {
            double apart = 0;
            GeographicLib::Geodesic::WGS84().Inverse(
                middles[i].lat.value(),
                middles[i].lon.value(),
                middles[j].lat.value(),
                middles[j].lon.value(),
                apart
            );
            const double weight = apart <= reach.value() ? 1 : 0;
            wx += weight * x[j];
            w += weight;
            ww += weight * weight;
        }
        out.push_back((wx - mean * w) / std::sqrt(variance * (count * ww - w * w) / (count - 1)));
    }
    return out;
}

}  // namespace

TEST_CASE("hot spots: Gi* is that of the whole matrix", "[planner][monitor]") {
    std::mt19937_64 generator(11);
    for (const double mean : {0.3, 2.0, 20.0}) {
        std::poisson_distribution<int> draw(mean);
        std::map<grid_cell, double> values;
        for (const auto& cell : block(17, 13)) {
            if (generator() % 4 != 0) {  // holes, as where nobody looked
                values[cell] = draw(generator);
            }
        }
        const auto found = gi_star(grid, values, reach, 0.05);
        const auto expected = z_by_matrix(values);
        REQUIRE(found.size() == expected.size());
        std::size_t i = 0;
        for (const auto& one : values) {
            CHECK(found[i].cell == one.first);
            // Sums in another order: 1e-16 of values of 1e3.
            CHECK_THAT(found[i].z, WithinAbs(expected[i], 1e-9));
            ++i;
        }
    }
}

TEST_CASE("hot spots: p is the share of all draws with so great a sum", "[planner][monitor]") {
    std::mt19937_64 generator(14);
    const auto cells = block(7, 2);
    REQUIRE(cells.size() == 14);
    for (int world = 0; world < 5; ++world) {
        std::map<grid_cell, double> values;
        std::vector<int> list;
        for (const auto& cell : cells) {
            list.push_back(static_cast<int>(generator() % 4 * (generator() % 5)));
            values[cell] = list.back();
        }
        for (const auto& one : gi_star(grid, values, reach, 0.05)) {
            std::uint64_t all = 0;
            std::uint64_t great = 0;
            for (std::uint32_t drawn = 0; drawn < 1U << 14U; ++drawn) {
                std::size_t size = 0;
                int sum = 0;
                for (std::size_t i = 0; i < 14; ++i) {
                    const bool is_in = ((drawn >> i) & 1U) != 0;
                    size += is_in ? 1U : 0U;
                    sum += is_in ? list[i] : 0;
                }
                all += size == one.neighbours ? 1U : 0U;
                great += size == one.neighbours && sum >= one.sum ? 1U : 0U;
            }
            CHECK_THAT(
                one.p, WithinAbs(static_cast<double>(great) / static_cast<double>(all), 1e-12)
            );
        }
    }
}

TEST_CASE("hot spots: great counts are weighed in steps, p stays right", "[planner][monitor]") {
    // Sums of some 10^5 are cut into 4,095 steps; 50,000 draws know p to 0.002 (one sigma).
    std::mt19937_64 generator(15);
    std::map<grid_cell, double> values;
    std::vector<double> list;
    for (const auto& cell : block(12, 12)) {
        list.push_back(static_cast<double>(generator() % 100 * (generator() % 200)));
        values[cell] = list.back();
    }
    const auto found = gi_star(grid, values, reach, 0.05);
    for (std::size_t i = 0; i < found.size(); i += 29) {
        int great = 0;
        for (int draw = 0; draw < 50000; ++draw) {
            double sum = 0;
            for (std::size_t k = 0; k < found[i].neighbours; ++k) {
                std::swap(list[k], list[k + generator() % (list.size() - k)]);
                sum += list[k];
            }
            great += sum >= found[i].sum ? 1 : 0;
        }
        CHECK_THAT(found[i].p, WithinAbs(great / 50000.0, 0.01));
    }
}

TEST_CASE("hot spots: those stand whose p is below their share of the rate", "[planner][monitor]") {
    std::mt19937_64 generator(12);
    std::poisson_distribution<int> draw(1);
    std::map<grid_cell, double> values;
    const auto cells = block(20, 20);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        values[cells[i]] = draw(generator) + (i % 20 < 4 && i / 20 < 4 ? 4 : 0);
    }
    const auto found = gi_star(grid, values, reach, 0.1);
    const auto n = static_cast<double>(found.size());
    std::size_t hot = 0;
    for (const auto& one : found) {
        // Benjamini and Hochberg in words: some p, no smaller than this one, is so small that at
        // least p * n / rate of all are no greater.
        bool stands = false;
        for (const auto& other : found) {
            const auto no_greater = std::count_if(found.begin(), found.end(), [&](const auto& it) {
                return it.p <= other.p;
            });
            stands = stands ||
                     (other.p >= one.p && other.p * n <= 0.1 * static_cast<double>(no_greater));
        }
        CHECK(one.hot == (stands && one.z > 0));
        hot += one.hot ? 1U : 0U;
    }
    CHECK(hot > 5);
    CHECK(hot < found.size() / 2);
}

TEST_CASE("hot spots: what lies together is one spot, at its place", "[planner][monitor]") {
    std::map<grid_cell, double> values;
    const auto cells = block(25, 25);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto row = i / 25;
        const auto column = i % 25;
        values[cells[i]] = row >= 4 && row <= 6 && column >= 4 && column <= 6       ? 9
                           : row >= 17 && row <= 19 && column >= 18 && column <= 20 ? 6
                                                                                    : 1;
    }
    const auto spots = joined_hot_spots(grid, gi_star(grid, values, reach, 0.05));
    REQUIRE(spots.size() == 2);
    CHECK(grid.cell_of(spots[0].position) == cells[5 * 25 + 5]);
    CHECK(grid.cell_of(spots[1].position) == cells[18 * 25 + 19]);
    CHECK(spots[0].z > spots[1].z);
    CHECK(spots[0].sum >= 81);
}

TEST_CASE("hot spots: nothing stands out of nothing", "[planner][monitor]") {
    CHECK(gi_star(grid, {}, reach, 0.05).empty());
    const auto cells = block(8, 8);
    const auto one = gi_star(grid, {{cells[0], 5}}, reach, 0.05);
    REQUIRE(one.size() == 1);
    CHECK(one[0].z == 0);
    std::map<grid_cell, double> same;
    for (const auto& cell : cells) {
        same[cell] = 3;
    }
    for (const auto& cell : gi_star(grid, same, reach, 0.05)) {
        CHECK(cell.z == 0);
        CHECK_FALSE(cell.hot);
    }
}

TEST_CASE("hot spots: how often chance alone makes one", "[planner][monitor]") {
    // 200 worlds of 400 cells each, scattered at random: a share of worlds with any hot cell near the
    // rate, or below, since counts are whole. With p of the normal distribution it is 0.42, 0.14 and
    // 0.10. Three sigma of 200 draws at 0.05 are 0.046.
    std::mt19937_64 generator(13);
    const auto share_of_alarms = [&](double mean) {
        std::poisson_distribution<int> draw(mean);
        int alarms = 0;
        for (int world = 0; world < 200; ++world) {
            std::map<grid_cell, double> values;
            for (const auto& cell : block(20, 20)) {
                values[cell] = draw(generator);
            }
            const auto found = gi_star(grid, values, reach, 0.05);
            alarms += std::any_of(found.begin(), found.end(), [](const auto& it) { return it.hot; })
                          ? 1
                          : 0;
        }
        return alarms / 200.0;
    };
    const double sparse = share_of_alarms(0.2);
    const double one = share_of_alarms(1);
    const double many = share_of_alarms(10);
    CAPTURE(sparse, one, many);
    CHECK(many <= 0.096);
    CHECK(one <= 0.096);
    CHECK(sparse <= 0.096);
    CHECK(sparse + one + many > 0);
}
