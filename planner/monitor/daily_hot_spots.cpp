// SPDX-License-Identifier: Apache-2.0
#include "planner/monitor/daily_hot_spots.hpp"

#include "geo/measure/geodesic.hpp"

#include <algorithm>
#include <cmath>

namespace planner {

namespace {

/// Benjamini and Hochberg: all up to the last, in order of p, below its share of the rate.
void mark_hot(std::vector<gi_star_cell>& cells, double rate) {
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
        one.hot = one.z > 0 && one.p <= limit;
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

std::vector<gi_star_cell> gi_star(
    const daily_grid& grid,
    const std::map<grid_cell, double>& values,
    geo::metres reach,
    double rate
) {
    const auto n = static_cast<double>(values.size());
    double sum = 0;
    double squares = 0;
    for (const auto& one : values) {
        sum += one.second;
        squares += one.second * one.second;
    }
    const double mean = values.empty() ? 0 : sum / n;
    const double spread = values.empty() ? 0 : std::sqrt(std::max(0.0, squares / n - mean * mean));
    std::vector<gi_star_cell> out;
    for (const auto& [cell, value] : values) {
        gi_star_cell made;
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
        const auto m = static_cast<double>(made.neighbours);
        const double below = spread * std::sqrt(m * (n - m) / (n - 1));
        if (n > 1 && below > 0) {
            made.z = (made.sum - mean * m) / below;
            made.p = 0.5 * std::erfc(made.z / std::sqrt(2.0));
        }
        out.push_back(made);
    }
    mark_hot(out, rate);
    return out;
}

std::vector<hot_spot> joined_hot_spots(
    const daily_grid& grid, const std::vector<gi_star_cell>& cells
) {
    std::map<grid_cell, const gi_star_cell*> hot;
    for (const auto& one : cells) {
        if (one.hot) {
            hot.emplace(one.cell, &one);
        }
    }
    std::vector<hot_spot> out;
    while (!hot.empty()) {
        std::vector<grid_cell> open{hot.begin()->first};
        hot_spot made;
        made.z = -1;
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
            made.sum += one.value;
            if (one.z > made.z) {
                made.z = one.z;
                made.p = one.p;
                made.position = grid.middle(cell);
            }
            const auto next = around(grid, cell);
            open.insert(open.end(), next.begin(), next.end());
        }
        out.push_back(made);
    }
    std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
        return a.z > b.z;
    });
    return out;
}

}  // namespace planner
