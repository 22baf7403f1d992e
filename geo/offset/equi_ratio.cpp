// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/equi_ratio.hpp"

#include "geo/frame/local_frame.hpp"
#include "geo/index/edge_index.hpp"
#include "geo/measure/geodesic.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <optional>
#include <unordered_map>

namespace geo {

namespace {

struct pair_of_distances {
    double from = 0;
    double to = 0;

    /// Negative on the `from` side of the line; its slope is at most 1.
    [[nodiscard]] double weighted(double ratio) const { return (1 - ratio) * from - ratio * to; }
};

/// A grid of corners in a chart; finest cells are numbered by column and row.
class search {
public:
    search(
        const distance_field& from,
        const distance_field& to,
        const std::vector<double>& ratios,
        const lon_lat_box& box,
        const local_frame& chart,
        metres cell
    )
        : from_(from), to_(to), ratios_(ratios), chart_(chart), cell_(cell.value()) {
        const auto low = chart.project({longitude(box.west), latitude(box.south)});
        const auto high = chart.project({longitude(box.east), latitude(box.north)});
        const double extent =
            std::max((high.east - low.east).value(), (high.north - low.north).value());
        while (cell_ * static_cast<double>(std::int64_t{1} << levels_) < extent) {
            ++levels_;
        }
        // A degree of longitude is widest at the latitude nearest to the equator.
        const double widest = box.south < 0 && box.north > 0
                                  ? 0.0
                                  : std::min(std::abs(box.south), std::abs(box.north));
        constexpr double rad = std::numbers::pi / 180.0;
        stretch_ = std::max(1.0, std::cos(widest * rad) / std::cos(box.centre().lat.value() * rad));
        // Aligned to multiples of the cell, so that small changes of the box change little.
        west_ = std::floor(low.east.value() / cell_) * cell_;
        south_ = std::floor(low.north.value() / cell_) * cell_;
        descend(0, 0, levels_);
        // In the order of position, whatever the order of the search.
        std::sort(leaves_.begin(), leaves_.end());
    }

    [[nodiscard]] const std::vector<std::uint64_t>& leaves() const { return leaves_; }

    [[nodiscard]] east_north corner(std::uint32_t column, std::uint32_t row) const {
        return {metres(west_ + cell_ * column), metres(south_ + cell_ * row)};
    }

    const pair_of_distances& at_corner(std::uint32_t column, std::uint32_t row) {
        const auto key = (std::uint64_t{row} << 32U) | column;
        const auto found = corners_.find(key);
        if (found != corners_.end()) {
            return found->second;
        }
        return corners_.emplace(key, at(corner(column, row))).first->second;
    }

    [[nodiscard]] pair_of_distances at(east_north p) const {
        const auto position = chart_.unproject(p);
        return {from_.quick(position).value(), to_.quick(position).value()};
    }

private:
    void descend(std::uint32_t column, std::uint32_t row, unsigned level) {
        const double size = cell_ * static_cast<double>(std::uint64_t{1} << level);
        const auto low = corner(column, row);
        const auto here = at({low.east + metres(size / 2), low.north + metres(size / 2)});
        // Half the diagonal on the ground; the chart's metres are those of a sphere of the
        // ellipsoid's semi-major axis, at most 0.7 % too long, and quick distances are a little off.
        const double reach = size * std::numbers::sqrt2 / 2 * stretch_ * 1.01 + 20;
        const bool may_hold = std::any_of(ratios_.begin(), ratios_.end(), [&](double ratio) {
            return std::abs(here.weighted(ratio)) <= reach;
        });
        if (!may_hold) {
            return;
        }
        if (level == 0) {
            leaves_.push_back((std::uint64_t{row} << 32U) | column);
            return;
        }
        const auto half = std::uint32_t{1} << (level - 1);
        descend(column, row, level - 1);
        descend(column + half, row, level - 1);
        descend(column, row + half, level - 1);
        descend(column + half, row + half, level - 1);
    }

    const distance_field& from_;
    const distance_field& to_;
    const std::vector<double>& ratios_;
    const local_frame& chart_;
    double cell_;
    double stretch_ = 1;
    double west_ = 0;
    double south_ = 0;
    unsigned levels_ = 0;
    std::vector<std::uint64_t> leaves_;
    std::unordered_map<std::uint64_t, pair_of_distances> corners_;
};

/// A crossing of the line with an edge of the grid: bit 63 tells vertical from horizontal edges.
using edge_key = std::uint64_t;
constexpr edge_key vertical = std::uint64_t{1} << 63U;

struct step {
    edge_key from;
    edge_key to;
};

/// Marching squares over the finest cells; the lower side is on the left of each step.
std::vector<step> trace_cells(
    search& cells, double ratio, std::unordered_map<edge_key, east_north>& crossings
) {
    std::vector<step> steps;
    for (const auto key : cells.leaves()) {
        const auto column = static_cast<std::uint32_t>(key & 0xffffffffU);
        const auto row = static_cast<std::uint32_t>(key >> 32U);
        // Corners counter-clockwise from the south-west; edge i runs from corner i to i + 1.
        const std::array<std::array<std::uint32_t, 2>, 4> places{
            {{column, row}, {column + 1, row}, {column + 1, row + 1}, {column, row + 1}}};
        std::array<double, 4> value{};
        unsigned above = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            value[i] = cells.at_corner(places[i][0], places[i][1]).weighted(ratio);
            above |= (value[i] > 0 ? 1U : 0U) << i;
        }
        if (above == 0 || above == 15) {
            continue;
        }
        const auto cross = [&](std::size_t i) {
            const std::size_t j = (i + 1) % 4;
            const auto& a = places[i];
            const auto& b = places[j];
            const auto west = std::min(a[0], b[0]);
            const auto south = std::min(a[1], b[1]);
            const edge_key edge =
                (a[0] == b[0] ? vertical : 0) | (std::uint64_t{south} << 32U) | std::uint64_t{west};
            if (crossings.find(edge) == crossings.end()) {
                const double t = value[i] / (value[i] - value[j]);
                const auto p = cells.corner(a[0], a[1]);
                const auto q = cells.corner(b[0], b[1]);
                crossings[edge] = {
                    p.east + (q.east - p.east) * t, p.north + (q.north - p.north) * t};
            }
            return edge;
        };
        // Walking the cell counter-clockwise the line is entered where values fall and left where
        // they rise, so that lower values stay on its left.
        std::vector<std::size_t> falling;
        std::vector<std::size_t> rising;
        for (std::size_t i = 0; i < 4; ++i) {
            const bool a = value[i] > 0;
            const bool b = value[(i + 1) % 4] > 0;
            if (a && !b) {
                falling.push_back(i);
            } else if (!a && b) {
                rising.push_back(i);
            }
        }
        if (falling.size() == 1) {
            steps.push_back({cross(rising[0]), cross(falling[0])});
            continue;
        }
        // A saddle: the value in the middle says which two corners are joined.
        const auto middle = cells.corner(column, row);
        const auto next = cells.corner(column + 1, row + 1);
        const double centre =
            cells.at({(middle.east + next.east) / 2.0, (middle.north + next.north) / 2.0})
                .weighted(ratio);
        for (const auto rise : rising) {
            // Corner rise + 1 is above. If the middle is above too, the line goes round the lower
            // corner before it (falling edge rise - 1), else round the upper corner (rise + 1).
            const auto fall = centre > 0 ? (rise + 3) % 4 : (rise + 1) % 4;
            steps.push_back({cross(rise), cross(fall)});
        }
    }
    return steps;
}

std::vector<std::vector<edge_key>> chain_up(const std::vector<step>& steps) {
    std::unordered_map<edge_key, edge_key> next;
    std::unordered_map<edge_key, bool> has_previous;
    for (const auto& one : steps) {
        next[one.from] = one.to;
        has_previous[one.to] = true;
    }
    std::vector<std::vector<edge_key>> out;
    std::unordered_map<edge_key, bool> used;
    const auto follow = [&](edge_key start) {
        auto& chain = out.emplace_back();
        chain.push_back(start);
        used[start] = true;
        for (auto it = next.find(start); it != next.end(); it = next.find(chain.back())) {
            chain.push_back(it->second);
            if (used[it->second]) {
                break;
            }
            used[it->second] = true;
        }
    };
    for (const auto& one : steps) {
        if (!used[one.from] && !has_previous[one.from]) {
            follow(one.from);
        }
    }
    for (const auto& one : steps) {
        if (!used[one.from]) {
            follow(one.from);
        }
    }
    return out;
}

struct moved_position {
    lon_lat position;
    double error = 0;  ///< sideways, before the move
};

/// One Newton step onto the line with geodesic distances.
moved_position newton(
    const distance_field& from, const distance_field& to, double ratio, lon_lat p, double longest
) {
    constexpr double rad = std::numbers::pi / 180.0;
    const auto a = from.exact(p);
    const auto b = to.exact(p);
    const double g = (1 - ratio) * a.distance.value() - ratio * b.distance.value();
    const double east = (1 - ratio) * std::sin(a.azimuth_away.value() * rad) -
                        ratio * std::sin(b.azimuth_away.value() * rad);
    const double north = (1 - ratio) * std::cos(a.azimuth_away.value() * rad) -
                         ratio * std::cos(b.azimuth_away.value() * rad);
    const double slope = std::hypot(east, north);
    if (slope < 1e-2) {
        return {p, 0};  // both distances grow in the same direction: the line has no slope here
    }
    const double move = std::clamp(-g / slope, -longest, longest);
    return {
        destination(p, degrees(std::atan2(east, north) / rad), metres(move)), std::abs(g / slope)};
}

double sideways(east_north p, east_north a, east_north b) {
    return nearest_on({a, b, 0, 0}, p).distance.value();
}

/// Douglas and Peucker's reduction; the first and last positions stay.
void reduce(
    const std::vector<east_north>& chain,
    std::size_t first,
    std::size_t last,
    double tolerance,
    std::vector<bool>& keep
) {
    double worst = 0;
    std::size_t at = first;
    for (std::size_t i = first + 1; i < last; ++i) {
        const double d = sideways(chain[i], chain[first], chain[last]);
        if (d > worst) {
            worst = d;
            at = i;
        }
    }
    if (worst > tolerance) {
        keep[at] = true;
        reduce(chain, first, at, tolerance, keep);
        reduce(chain, at, last, tolerance, keep);
    }
}

line_string<lon_lat> finished(
    std::vector<east_north> chain, const local_frame& frame, double tolerance
) {
    std::vector<bool> keep(chain.size(), false);
    keep.front() = true;
    keep.back() = true;
    // A closed chain has no length between its ends: keep its middle, too.
    const auto middle = chain.size() / 2;
    keep[middle] = true;
    reduce(chain, 0, middle, tolerance, keep);
    reduce(chain, middle, chain.size() - 1, tolerance, keep);
    line_string<lon_lat> out;
    for (std::size_t i = 0; i < chain.size(); ++i) {
        if (keep[i]) {
            out.push_back(frame.unproject(chain[i]));
        }
    }
    return out;
}

}  // namespace

double ratio_at(const distance_field& from, const distance_field& to, lon_lat p) {
    const double a = from.quick(p).value();
    const double b = to.quick(p).value();
    return a + b > 0 ? a / (a + b) : 0.0;
}

std::vector<equi_ratio_line> equi_ratio_lines(
    const distance_field& from,
    const distance_field& to,
    const std::vector<double>& ratios,
    const lon_lat_box& within,
    const equi_ratio_options& options
) {
    assert(std::all_of(ratios.begin(), ratios.end(), [](double k) { return k > 0 && k < 1; }));
    const auto chart = local_frame::chart(within);
    search cells(from, to, ratios, within, chart, options.cell);
    std::vector<equi_ratio_line> out;
    const double cell = options.cell.value();
    for (const auto ratio : ratios) {
        auto& made = out.emplace_back();
        made.ratio = ratio;
        std::unordered_map<edge_key, east_north> crossings;
        const auto steps = trace_cells(cells, ratio, crossings);
        for (const auto& keys : chain_up(steps)) {
            std::vector<east_north> chain;
            for (const auto key : keys) {
                auto p = chart.unproject(crossings[key]);
                for (int i = 0; i < 2; ++i) {
                    p = newton(from, to, ratio, p, cell / 4).position;
                }
                chain.push_back(chart.project(p));
            }
            if (keys.front() == keys.back()) {
                chain.back() = chain.front();
            }
            made.shape.push_back(finished(std::move(chain), chart, options.tolerance.value()));
        }
        for (const auto& line : made.shape) {
            for (std::size_t i = 1; i < line.size(); ++i) {
                const lon_lat middle{
                    longitude((line[i - 1].lon.value() + line[i].lon.value()) / 2),
                    latitude((line[i - 1].lat.value() + line[i].lat.value()) / 2)};
                const auto checked = newton(from, to, ratio, middle, cell);
                made.max_error = std::max(made.max_error, metres(checked.error));
            }
        }
    }
    return out;
}

}  // namespace geo
