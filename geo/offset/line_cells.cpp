// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/line_cells.hpp"

#include "geo/geometry/ellipsoid.hpp"
#include "geo/units/radians.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_set>
#include <utility>

namespace geo::detail {

namespace {

using corner_key = line_grid::key;

/// Of near(), within a metre of edges and up to 900 km.
constexpr double distance_error = 0.02;
/// Where both distances are to one place, their difference is zero but for rounding.
constexpr double least_above = 1e-6;
/// A cell is left alone when the function is known to rise all over it in one direction, by this
/// share of what it rises anywhere in any: less would leave room for a tip of the line to run far out
/// of the cell.
constexpr double least_share = 0.5;

constexpr corner_key key_of(std::uint32_t column, std::uint32_t row) {
    return (corner_key{row} << 32U) | column;
}
constexpr std::uint32_t column_of(corner_key at) {
    return static_cast<std::uint32_t>(at & 0xffffffffU);
}
constexpr std::uint32_t row_of(corner_key at) {
    return static_cast<std::uint32_t>(at >> 32U);
}

/// The cells that the line may run through, and all corners where cells were split.
class search {
public:
    search(line_grid& grid, const line_function& function) : grid_(grid), function_(function) {
        descend({0, 0, grid.root()});
        std::sort(leaves_.begin(), leaves_.end());
    }

    [[nodiscard]] const std::vector<line_cell>& leaves() const { return leaves_; }

    /// The corners along one side of a cell, its own and those of smaller neighbours, in order.
    void corners_between(corner_key a, corner_key b, std::vector<corner_key>& into) const {
        const auto column = (column_of(a) + column_of(b)) / 2;
        const auto row = (row_of(a) + row_of(b)) / 2;
        const auto half = key_of(column, row);
        if (half != a && half != b && split_.count(half) > 0) {
            corners_between(a, half, into);
            corners_between(half, b, into);
            return;
        }
        into.push_back(b);
    }

private:
    void descend(const line_cell& of) {
        const auto& here = grid_.at(line_grid::middle(of));
        const double reach = grid_.reach(of);
        const double value = std::abs(function_.value(here.from, here.to));
        if (value > reach || !grid_.is_wanted(of)) {
            return;
        }
        if (of.size <= grid_.widest()) {
            const auto& seen = grid_.directions(of);
            const auto rise = function_.rise_of(seen.from, seen.to, reach);
            if (rise.steepest < least_line_slope ||
                value > reach * rise.steepest + distance_error) {
                return;
            }
            const bool near = here.from + here.to < near_both.value();
            if (of.size == 2 || (near && of.size <= grid_.narrowest()) ||
                rise.least > least_share * rise.steepest) {
                leaves_.push_back(of);
                return;
            }
        }
        const auto half = of.size / 2;
        for (std::uint32_t i = 0; i <= 2; ++i) {
            for (std::uint32_t j = 0; j <= 2; ++j) {
                split_.insert(key_of(of.column + i * half, of.row + j * half));
            }
        }
        descend({of.column, of.row, half});
        descend({of.column + half, of.row, half});
        descend({of.column, of.row + half, half});
        descend({of.column + half, of.row + half, half});
    }

    line_grid& grid_;
    const line_function& function_;
    std::vector<line_cell> leaves_;
    std::unordered_set<corner_key> split_;
};

using line_tracer = cell_tracer<corner_key, line_crossing>;

void trace_cell(
    line_grid& grid,
    const line_function& function,
    const search& found,
    const line_cell& of,
    line_tracer& into
) {
    const std::array<corner_key, 4> own{
        key_of(of.column, of.row),
        key_of(of.column + of.size, of.row),
        key_of(of.column + of.size, of.row + of.size),
        key_of(of.column, of.row + of.size)};
    std::vector<corner_key> around{own[0]};
    for (std::size_t i = 0; i < 4; ++i) {
        found.corners_between(own[i], own[(i + 1) % 4], around);
    }
    const auto is_above = [&](corner_key at) {
        const auto& here = grid.at(at);
        return function.value(here.from, here.to) > least_above;
    };
    into.trace(
        around,
        is_above,
        [&](corner_key a, corner_key b, bool rises) {
            const auto first = grid.position(a);
            const auto second = grid.position(b);
            return rises ? line_crossing{first, second} : line_crossing{second, first};
        },
        [&] { return is_above(line_grid::middle(of)); }
    );
}

}  // namespace

line_grid::line_grid(
    const distance_field& from,
    const distance_field& to,
    const lon_lat_box& box,
    const equi_ratio_options& options
)
    : from_(from), to_(to), wanted_(options.wanted), west_(box.west), south_(box.south) {
    const double step = options.finest_cell.value() / 2;
    step_north_ = step / wgs84::longest_degree;
    step_east_ = step_north_ / std::max(0.02, std::cos(box.centre().lat.value() * rad));
    const double extent =
        std::max((box.east - box.west) / step_east_, (box.north - box.south) / step_north_);
    while (static_cast<double>(root_) < extent) {
        root_ *= 2;
    }
    while (step * static_cast<double>(widest_) * 2 <= options.widest_cell.value()) {
        widest_ *= 2;
    }
    while (step * static_cast<double>(narrowest_) * 2 <= options.narrowest_cell.value()) {
        narrowest_ *= 2;
    }
}

lon_lat line_grid::position(corner_key at) const {
    return {
        longitude(west_ + step_east_ * column_of(at)),
        latitude(std::min(90.0, south_ + step_north_ * row_of(at)))};
}

corner_key line_grid::middle(const line_cell& of) {
    return key_of(of.column + of.size / 2, of.row + of.size / 2);
}

double line_grid::reach(const line_cell& of) const {
    const double south = south_ + step_north_ * of.row;
    const double north = south + step_north_ * of.size;
    // A degree of longitude is widest at the latitude nearest to the equator.
    const double lowest = south < 0 && north > 0 ? 0.0 : std::min(std::abs(south), std::abs(north));
    const double widest_degree = wgs84::longest_degree * std::cos(std::min(90.0, lowest) * rad);
    return std::hypot(step_north_ * wgs84::longest_degree, step_east_ * widest_degree) * of.size /
               2 +
           0.05;
}

const line_grid::distances& line_grid::at(corner_key position_key) {
    const auto found = distances_.find(position_key);
    if (found != distances_.end()) {
        return found->second;
    }
    const auto p = position(position_key);
    return distances_.emplace(position_key, distances{from_.quick(p).value(), to_.quick(p).value()})
        .first->second;
}

const line_grid::cones& line_grid::directions(const line_cell& of) {
    const auto name = middle(of);
    const auto found = cones_.find(name);
    if (found != cones_.end()) {
        return found->second;
    }
    const auto p = position(name);
    const metres r(reach(of));
    return cones_.emplace(name, cones{from_.directions(p, r), to_.directions(p, r)}).first->second;
}

bool line_grid::is_wanted(const line_cell& of) {
    if (!wanted_) {
        return true;
    }
    const auto name = middle(of);
    const auto found = wanted_cells_.find(name);
    if (found != wanted_cells_.end()) {
        return found->second;
    }
    return wanted_cells_.emplace(name, wanted_(position(name), metres(reach(of)))).first->second;
}

std::vector<crossing_chain> crossing_chains(line_grid& grid, const line_function& function) {
    const search found(grid, function);
    line_tracer traced;
    for (const auto& one : found.leaves()) {
        trace_cell(grid, function, found, one, traced);
    }
    return traced.chains();
}

}  // namespace geo::detail
