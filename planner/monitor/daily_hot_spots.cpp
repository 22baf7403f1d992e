// SPDX-License-Identifier: Apache-2.0
#include "planner/monitor/daily_hot_spots.hpp"

#include "geo/measure/geodesic.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace planner {

namespace {

/// How likely sums are of values drawn without putting back.
class drawn_sums {
public:
    /// Draws of up to `most` values.
    drawn_sums(const std::map<grid_cell, double>& values, std::size_t most) {
        std::vector<double> sorted;
        for (const auto& one : values) {
            sorted.push_back(one.second);
        }
        std::sort(sorted.begin(), sorted.end(), std::greater<>());
        double greatest = 0;
        for (std::size_t i = 0; i < std::min(most, sorted.size()); ++i) {
            greatest += sorted[i];
        }
        step_ = std::max(1.0, greatest / most_steps);
        std::size_t sums = 1;
        std::map<std::size_t, std::size_t> alike;
        for (std::size_t i = 0; i < sorted.size(); ++i) {
            ++alike[steps_of(sorted[i])];
            sums += i < most ? steps_of(sorted[i]) : 0;
        }
        ways_.assign(most + 1, std::vector<double>(sums, 0));
        ways_[0][0] = 1;
        for (const auto& [value, times] : alike) {
            add(value, times);
        }
        for (auto& row : ways_) {
            for (std::size_t s = row.size() - 1; s > 0; --s) {
                row[s - 1] += row[s];
            }
        }
    }

    [[nodiscard]] std::size_t steps_of(double value) const {
        return static_cast<std::size_t>(std::lround(value / step_));
    }

    /// That `drawn` values sum up to `sum` steps or more.
    [[nodiscard]] double at_least(std::size_t drawn, std::size_t sum) const {
        return sum < ways_[drawn].size() ? ways_[drawn][sum] / ways_[drawn][0] : 0;
    }

private:
    static constexpr double most_steps = 4095;

    /// Some of so many equal values, from none to all of them.
    void add(std::size_t value, std::size_t times) {
        for (std::size_t drawn = ways_.size() - 1; drawn > 0; --drawn) {
            double choices = 1;
            for (std::size_t j = 1; j <= std::min(drawn, times); ++j) {
                choices *= static_cast<double>(times - j + 1) / static_cast<double>(j);
                const auto& from = ways_[drawn - j];
                auto& to = ways_[drawn];
                for (std::size_t s = j * value; s < to.size(); ++s) {
                    to[s] += choices * from[s - j * value];
                }
            }
        }
    }

    double step_ = 1;
    /// By how many are drawn and their sum: in how many ways; after all, that or more.
    std::vector<std::vector<double>> ways_;
};

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
    std::vector<std::vector<grid_cell>> about;
    std::size_t most = 0;
    for (const auto& [cell, value] : values) {
        gi_star_cell made;
        made.cell = cell;
        made.value = value;
        about.emplace_back();
        const auto middle = grid.middle(cell);
        for (const auto& other : grid.near(middle, reach)) {
            const auto found = values.find(other);
            if (found != values.end() && geo::distance(middle, grid.middle(other)) <= reach) {
                ++made.neighbours;
                made.sum += found->second;
                about.back().push_back(other);
            }
        }
        const auto m = static_cast<double>(made.neighbours);
        const double below = spread * std::sqrt(m * (n - m) / (n - 1));
        if (n > 1 && below > 0) {
            made.z = (made.sum - mean * m) / below;
        }
        most = std::max(most, made.neighbours);
        out.push_back(made);
    }
    const drawn_sums chance(values, most);
    for (std::size_t i = 0; i < out.size(); ++i) {
        std::size_t steps = 0;
        for (const auto& cell : about[i]) {
            steps += chance.steps_of(values.at(cell));
        }
        out[i].p = chance.at_least(out[i].neighbours, steps);
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
