// SPDX-License-Identifier: Apache-2.0
#include "planner/monitor/daily_hot_spots.hpp"

#include "geo/measure/geodesic.hpp"

#include <boost/math/distributions/binomial.hpp>

#include <algorithm>

namespace planner {

namespace {

/// Benjamini and Hochberg: all up to the last, in order of p, below its share of the rate.
void mark_hot(std::vector<local_excess>& cells, double rate) {
    std::vector<double> p;
    for (const auto& one : cells) {
        p.push_back(one.p);
    }
    std::sort(p.begin(), p.end());
    double limit = -1;
    for (std::size_t i = 0; i < p.size(); ++i) {
        if (p[i] <= rate * static_cast<double>(i + 1) / static_cast<double>(p.size())) {
            limit = p[i];
        }
    }
    for (auto& one : cells) {
        one.hot = one.p <= limit;
    }
}

/// The cells that share an edge or a corner with one: those that lie within a hundredth of it.
std::vector<grid_cell> around(const daily_grid& grid, grid_cell cell) {
    const auto own = grid.edges_of(cell);
    const double slack = 0.01 * (own.north - own.south);
    std::vector<grid_cell> out;
    for (const auto& other : grid.near(grid.middle(cell), grid.side())) {
        const auto its = grid.edges_of(other);
        double shift = 0;
        shift = its.west - own.west > 180 ? -360 : its.west - own.west < -180 ? 360 : 0;
        if (its.west + shift <= own.east + slack && its.east + shift >= own.west - slack &&
            its.south <= own.north + slack && its.north >= own.south - slack) {
            out.push_back(other);
        }
    }
    return out;
}

}  // namespace

std::vector<local_excess> local_excesses(
    const daily_grid& grid,
    const std::map<grid_cell, std::uint64_t>& values,
    geo::metres reach,
    double rate
) {
    std::uint64_t all = 0;
    for (const auto& one : values) {
        all += one.second;
    }
    const auto n = static_cast<double>(values.size());
    std::vector<local_excess> out;
    for (const auto& [cell, value] : values) {
        local_excess made;
        made.cell = cell;
        made.value = value;
        const auto middle = grid.middle(cell);
        for (const auto& other : grid.near(middle, reach)) {
            const auto found = values.find(other);
            if (found != values.end() && geo::distance(middle, grid.middle(other)) <= reach) {
                ++made.neighbours;
                made.sum += found->second;
            }
        }
        const double share = static_cast<double>(made.neighbours) / n;
        made.expected = static_cast<double>(all) * share;
        if (made.sum > 0) {
            const boost::math::binomial falls(static_cast<double>(all), share);
            made.p = cdf(complement(falls, static_cast<double>(made.sum) - 1));
        }
        out.push_back(made);
    }
    mark_hot(out, rate);
    return out;
}

std::vector<hot_spot> joined_hot_spots(
    const daily_grid& grid, const std::vector<local_excess>& cells
) {
    std::map<grid_cell, const local_excess*> hot;
    for (const auto& one : cells) {
        if (one.hot) {
            hot.emplace(one.cell, &one);
        }
    }
    std::vector<hot_spot> out;
    while (!hot.empty()) {
        std::vector<grid_cell> open{hot.begin()->first};
        hot_spot made;
        made.p = 2;
        while (!open.empty()) {
            const auto cell = open.back();
            open.pop_back();
            const auto found = hot.find(cell);
            if (found == hot.end()) {
                continue;
            }
            const auto& one = *found->second;
            hot.erase(found);
            ++made.cells;
            if (one.p < made.p || (one.p == made.p && one.sum > made.sum)) {
                made.sum = one.sum;
                made.expected = one.expected;
                made.p = one.p;
                made.position = grid.middle(cell);
            }
            const auto next = around(grid, cell);
            open.insert(open.end(), next.begin(), next.end());
        }
        out.push_back(made);
    }
    std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
        return a.p != b.p ? a.p < b.p : a.sum > b.sum;
    });
    return out;
}

}  // namespace planner
