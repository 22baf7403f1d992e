// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/equi_ratio.hpp"

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

/// A square grid of corners; finest cells are numbered by column and row.
class search {
public:
    search(
        const distance_field& from,
        const distance_field& to,
        const std::vector<double>& ratios,
        const lon_lat_box& box,
        const local_frame& frame,
        metres cell
    )
        : from_(from), to_(to), ratios_(ratios), cell_(cell.value()) {
        double low_east = 1e300;
        double low_north = 1e300;
        double high_east = -1e300;
        double high_north = -1e300;
        // The box's edges curve in the frame; sampling them is enough as cells beyond do no harm.
        for (int i = 0; i <= 16; ++i) {
            for (int j = 0; j <= 16; ++j) {
                const auto p = frame.project(
                    {longitude(box.west + (box.east - box.west) * i / 16),
                     latitude(box.south + (box.north - box.south) * j / 16)}
                );
                low_east = std::min(low_east, p.east.value());
                high_east = std::max(high_east, p.east.value());
                low_north = std::min(low_north, p.north.value());
                high_north = std::max(high_north, p.north.value());
            }
        }
        const double extent = std::max(high_east - low_east, high_north - low_north);
        while (cell_ * static_cast<double>(std::int64_t{1} << levels_) < extent) {
            ++levels_;
        }
        // Aligned to multiples of the cell, so that small changes of the box change nothing.
        west_ = std::floor(low_east / cell_) * cell_;
        south_ = std::floor(low_north / cell_) * cell_;
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
        return {from_.quick(p).distance.value(), to_.quick(p).distance.value()};
    }

private:
    void descend(std::uint32_t column, std::uint32_t row, unsigned level) {
        const double size = cell_ * static_cast<double>(std::uint64_t{1} << level);
        const auto low = corner(column, row);
        const auto here = at({low.east + metres(size / 2), low.north + metres(size / 2)});
        // Half the diagonal on the plane; scale below 1 and the error of quick distances add less
        // than 2 %.
        const double reach = size * std::numbers::sqrt2 / 2 * 1.02 + 1;
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
    double cell_;
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
    east_north position;
    double error = 0;  ///< sideways, before the move
};

/// One Newton step onto the line with geodesic distances.
moved_position newton(
    const distance_field& from, const distance_field& to, double ratio, east_north p, double longest
) {
    const auto a = from.exact(p);
    const auto b = to.exact(p);
    const double g = (1 - ratio) * a.distance.value() - ratio * b.distance.value();
    const auto away = [&](const distance_field::answer& nearest) {
        const double x = (p.east - nearest.nearest.east).value();
        const double y = (p.north - nearest.nearest.north).value();
        const double size = std::hypot(x, y);
        return size > 0 ? std::array{x / size, y / size} : std::array{0.0, 0.0};
    };
    const auto ua = away(a);
    const auto ub = away(b);
    const double gx = (1 - ratio) * ua[0] - ratio * ub[0];
    const double gy = (1 - ratio) * ua[1] - ratio * ub[1];
    const double square = gx * gx + gy * gy;
    if (square < 1e-4) {
        return {p, 0};  // both distances fall in the same direction: the line has no slope here
    }
    const double wanted = g / std::sqrt(square);
    const double move = std::clamp(wanted, -longest, longest) / std::sqrt(square);
    return {{p.east - metres(move * gx), p.north - metres(move * gy)}, std::abs(wanted)};
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

double ratio_at(const distance_field& from, const distance_field& to, east_north p) {
    const double a = from.quick(p).distance.value();
    const double b = to.quick(p).distance.value();
    return a + b > 0 ? a / (a + b) : 0.0;
}

std::vector<equi_ratio_line> equi_ratio_lines(
    const distance_field& from,
    const distance_field& to,
    const std::vector<double>& ratios,
    const lon_lat_box& within,
    const local_frame& frame,
    const equi_ratio_options& options
) {
    assert(std::all_of(ratios.begin(), ratios.end(), [](double k) { return k > 0 && k < 1; }));
    search cells(from, to, ratios, within, frame, options.cell);
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
                auto p = crossings[key];
                for (int i = 0; i < 2; ++i) {
                    p = newton(from, to, ratio, p, cell / 4).position;
                }
                chain.push_back(p);
            }
            if (keys.front() == keys.back()) {
                chain.back() = chain.front();
            }
            made.shape.push_back(finished(std::move(chain), frame, options.tolerance.value()));
        }
        for (const auto& line : made.shape) {
            for (std::size_t i = 1; i < line.size(); ++i) {
                const auto a = frame.project(line[i - 1]);
                const auto b = frame.project(line[i]);
                const auto checked = newton(
                    from, to, ratio, {(a.east + b.east) / 2.0, (a.north + b.north) / 2.0}, cell
                );
                made.max_error = std::max(made.max_error, metres(checked.error));
            }
        }
    }
    return out;
}

}  // namespace geo
