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
#include <map>
#include <numbers>
#include <unordered_map>
#include <unordered_set>

namespace geo {

namespace {

struct pair_of_distances {
    double from = 0;
    double to = 0;

    /// Negative on the `from` side of the line; its slope is at most 1.
    [[nodiscard]] double weighted(double ratio) const { return (1 - ratio) * from - ratio * to; }
};

/// A corner of the finest grid: row in the high half, column in the low half.
using corner_key = std::uint64_t;

constexpr corner_key key_of(std::uint32_t column, std::uint32_t row) {
    return (corner_key{row} << 32U) | column;
}
constexpr std::uint32_t column_of(corner_key key) {
    return static_cast<std::uint32_t>(key & 0xffffffffU);
}
constexpr std::uint32_t row_of(corner_key key) {
    return static_cast<std::uint32_t>(key >> 32U);
}

struct cell {
    std::uint32_t column = 0;  ///< of its south-west corner on the finest grid
    std::uint32_t row = 0;
    std::uint32_t size = 1;  ///< in finest steps, a power of two

    friend auto operator<=>(const cell&, const cell&) = default;
};

/// The grid of one box, and the distances at its corners, computed once for all ratios.
class grid {
public:
    grid(
        const distance_field& from,
        const distance_field& to,
        const lon_lat_box& box,
        const local_frame& chart,
        const equi_ratio_options& options
    )
        : from_(from), to_(to), chart_(chart), wanted_(options.wanted),
          step_(options.narrowest_cell.value()) {
        const auto low = chart.project({longitude(box.west), latitude(box.south)});
        const auto high = chart.project({longitude(box.east), latitude(box.north)});
        const double extent =
            std::max((high.east - low.east).value(), (high.north - low.north).value());
        while (step_ * static_cast<double>(root_) < extent) {
            root_ *= 2;
        }
        while (step_ * static_cast<double>(widest_) * 2 <= options.widest_cell.value()) {
            widest_ *= 2;
        }
        // A degree of longitude is widest at the latitude nearest to the equator.
        const double nearest_to_equator = box.south < 0 && box.north > 0
                                              ? 0.0
                                              : std::min(std::abs(box.south), std::abs(box.north));
        constexpr double rad = std::numbers::pi / 180.0;
        stretch_ = std::max(
            1.0, std::cos(nearest_to_equator * rad) / std::cos(box.centre().lat.value() * rad)
        );
        west_ = low.east.value();
        south_ = low.north.value();
    }

    [[nodiscard]] std::uint32_t root() const { return root_; }
    [[nodiscard]] std::uint32_t widest() const { return widest_; }

    [[nodiscard]] east_north position(corner_key key) const {
        return {metres(west_ + step_ * column_of(key)), metres(south_ + step_ * row_of(key))};
    }
    [[nodiscard]] lon_lat middle(const cell& of) const {
        const double half = step_ * of.size / 2;
        const auto low = position(key_of(of.column, of.row));
        return chart_.unproject({low.east + metres(half), low.north + metres(half)});
    }
    /// Half the diagonal on the ground. The chart's metres are those of a sphere of the ellipsoid's
    /// semi-major axis, at most 0.7 % too long; 1 m for the error of quick distances.
    [[nodiscard]] double reach(const cell& of) const {
        return step_ * of.size * std::numbers::sqrt2 / 2 * stretch_ * 1.01 + 1;
    }

    const pair_of_distances& at_corner(corner_key key) {
        const auto found = corners_.find(key);
        if (found != corners_.end()) {
            return found->second;
        }
        return corners_.emplace(key, at(chart_.unproject(position(key)))).first->second;
    }
    [[nodiscard]] pair_of_distances at(lon_lat p) const {
        return {from_.quick(p).value(), to_.quick(p).value()};
    }

    [[nodiscard]] bool is_wanted(const cell& of) const {
        return !wanted_ || wanted_(middle(of), metres(reach(of)));
    }

    /// True when the weighted difference rises in one direction all over the cell.
    [[nodiscard]] bool is_monotone(const cell& of, double ratio) const {
        const auto p = middle(of);
        const metres r(reach(of));
        const auto a = from_.directions(p, r);
        if (a.spread >= std::numbers::pi / 2) {
            return false;
        }
        const auto b = to_.directions(p, r);
        if (b.spread >= std::numbers::pi / 2) {
            return false;
        }
        const double x = (1 - ratio) * a.east - ratio * b.east;
        const double y = (1 - ratio) * a.north - ratio * b.north;
        const double size = std::hypot(x, y);
        if (size < 1e-3) {
            return false;
        }
        const auto angle_to = [&](const distance_field::cone& one) {
            return std::acos(std::clamp((one.east * x + one.north * y) / size, -1.0, 1.0));
        };
        const double slowest_rise =
            (1 - ratio) * std::cos(std::min(std::numbers::pi, angle_to(a) + a.spread)) -
            ratio * std::cos(std::max(0.0, angle_to(b) - b.spread));
        return slowest_rise > 0.02;
    }

private:
    const distance_field& from_;
    const distance_field& to_;
    const local_frame& chart_;
    const std::function<bool(lon_lat, metres)>& wanted_;
    double step_;
    double stretch_ = 1;
    double west_ = 0;
    double south_ = 0;
    std::uint32_t root_ = 1;
    std::uint32_t widest_ = 1;
    std::unordered_map<corner_key, pair_of_distances> corners_;
};

/// The cells that the line of one ratio may run through, and all corners where cells were split.
class search {
public:
    search(grid& on, double ratio) : on_(on), ratio_(ratio) {
        descend({0, 0, on.root()});
        std::sort(leaves_.begin(), leaves_.end());
    }

    [[nodiscard]] const std::vector<cell>& leaves() const { return leaves_; }

    /// The corners along one side of a cell, its own and those of smaller neighbours, in order.
    void corners_between(corner_key a, corner_key b, std::vector<corner_key>& into) const {
        const auto column = (column_of(a) + column_of(b)) / 2;
        const auto row = (row_of(a) + row_of(b)) / 2;
        const auto length = std::max(
            column_of(a) > column_of(b) ? column_of(a) - column_of(b) : column_of(b) - column_of(a),
            row_of(a) > row_of(b) ? row_of(a) - row_of(b) : row_of(b) - row_of(a)
        );
        const auto half = key_of(column, row);
        if (length > 1 && split_.count(half) > 0) {
            corners_between(a, half, into);
            corners_between(half, b, into);
            return;
        }
        into.push_back(b);
    }

private:
    void descend(const cell& of) {
        const double weighted = on_.at(on_.middle(of)).weighted(ratio_);
        if (std::abs(weighted) > on_.reach(of) || !on_.is_wanted(of)) {
            return;
        }
        if (of.size == 1 || (of.size <= on_.widest() && on_.is_monotone(of, ratio_))) {
            leaves_.push_back(of);
            return;
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

    grid& on_;
    double ratio_;
    std::vector<cell> leaves_;
    std::unordered_set<corner_key> split_;
};

/// A crossing of the line with a piece of a cell's side, named by the piece's ends in order.
using crossing_key = std::pair<corner_key, corner_key>;

struct step {
    crossing_key from;
    crossing_key to;
};

struct tracing {
    std::vector<step> steps;
    std::map<crossing_key, east_north> crossings;
};

/// One cell: the line enters where values rise along its sides walked counter-clockwise, and leaves
/// where they fall, so that lower values stay on its left.
void trace_cell(grid& on, const search& found, const cell& of, double ratio, tracing& into) {
    const std::array<corner_key, 4> own{
        key_of(of.column, of.row),
        key_of(of.column + of.size, of.row),
        key_of(of.column + of.size, of.row + of.size),
        key_of(of.column, of.row + of.size)};
    std::vector<corner_key> sides{own[0]};
    for (std::size_t i = 0; i < 4; ++i) {
        found.corners_between(own[i], own[(i + 1) % 4], sides);
    }
    struct crossing {
        crossing_key key;
        bool rises;
    };
    std::vector<crossing> around;
    for (std::size_t i = 0; i + 1 < sides.size(); ++i) {
        const double a = on.at_corner(sides[i]).weighted(ratio);
        const double b = on.at_corner(sides[i + 1]).weighted(ratio);
        if ((a > 0) == (b > 0)) {
            continue;
        }
        const crossing_key key{std::min(sides[i], sides[i + 1]), std::max(sides[i], sides[i + 1])};
        if (into.crossings.find(key) == into.crossings.end()) {
            const auto p = on.position(sides[i]);
            const auto q = on.position(sides[i + 1]);
            const double t = a / (a - b);
            into.crossings[key] = {
                p.east + (q.east - p.east) * t, p.north + (q.north - p.north) * t};
        }
        around.push_back({key, b > 0});
    }
    // Rises and falls alternate round the cell. With one of each there is no choice. With more, the
    // value in the middle says whether upper or lower values run through it: the line cuts off
    // the others, each between two neighbours round the cell.
    if (around.empty()) {
        return;
    }
    const bool middle_above = around.size() > 2 && on.at(on.middle(of)).weighted(ratio) > 0;
    for (std::size_t i = 0; i < around.size(); ++i) {
        if (!around[i].rises) {
            continue;
        }
        const auto count = around.size();
        const auto fall = middle_above ? (i + count - 1) % count : (i + 1) % count;
        into.steps.push_back({around[i].key, around[fall].key});
    }
}

std::vector<std::vector<crossing_key>> chain_up(const std::vector<step>& steps) {
    std::map<crossing_key, crossing_key> next;
    std::map<crossing_key, int> state;  // 1: has one before it, 2: used
    for (const auto& one : steps) {
        next[one.from] = one.to;
        state[one.to] |= 1;
    }
    std::vector<std::vector<crossing_key>> out;
    const auto follow = [&](const crossing_key& start) {
        auto& chain = out.emplace_back();
        chain.push_back(start);
        state[start] |= 2;
        for (auto it = next.find(start); it != next.end(); it = next.find(chain.back())) {
            chain.push_back(it->second);
            auto& seen = state[it->second];
            if ((seen & 2) != 0) {
                break;
            }
            seen |= 2;
        }
    };
    for (const auto& one : steps) {
        if (state[one.from] == 0) {
            follow(one.from);
        }
    }
    for (const auto& one : steps) {
        if ((state[one.from] & 2) == 0) {
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

lon_lat half_way(lon_lat a, lon_lat b, double t = 0.5) {
    return {
        longitude(a.lon.value() + t * (b.lon.value() - a.lon.value())),
        latitude(a.lat.value() + t * (b.lat.value() - a.lat.value()))};
}

/// Moves positions onto one line and follows it between them.
class line_follower {
public:
    line_follower(
        const distance_field& from, const distance_field& to, double ratio, metres tolerance
    )
        : from_(from), to_(to), ratio_(ratio), tolerance_(tolerance.value() / 2) {}

    [[nodiscard]] lon_lat onto(lon_lat p, double longest) const {
        for (int i = 0; i < 6; ++i) {
            const auto moved = newton(from_, to_, ratio_, p, longest);
            p = moved.position;
            if (moved.error < 0.01) {
                break;
            }
        }
        return p;
    }

    /// Appends what lies between a and b, and b: halves while the middle is off the line.
    void follow(lon_lat a, lon_lat b, int depth, line_string<lon_lat>& into) const {
        const auto middle = half_way(a, b);
        const double length = distance(a, b).value();
        if (depth < 14 && length > 4 * tolerance_) {
            const auto off = newton(from_, to_, ratio_, middle, length / 2);
            // A chord of twice the widest cell may bridge a bend that its middle does not show.
            if (off.error > tolerance_ || (depth == 0 && length > 2000)) {
                const auto on = onto(middle, length / 2);
                follow(a, on, depth + 1, into);
                follow(on, b, depth + 1, into);
                return;
            }
        }
        into.push_back(b);
    }

private:
    const distance_field& from_;
    const distance_field& to_;
    double ratio_;
    double tolerance_;
};

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

std::vector<east_north> project_chain(const line_string<lon_lat>& line, const local_frame& chart) {
    std::vector<east_north> out;
    out.reserve(line.size());
    for (const auto& p : line) {
        out.push_back(chart.project(p));
    }
    return out;
}

/// Fewest positions of the chain within half the tolerance of it.
line_string<lon_lat> reduced(
    const line_string<lon_lat>& line, const local_frame& chart, metres tolerance
) {
    return finished(project_chain(line, chart), chart, tolerance.value() / 2);
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
    grid cells(from, to, within, chart, options);
    std::vector<equi_ratio_line> out;
    for (const auto ratio : ratios) {
        auto& made = out.emplace_back();
        made.ratio = ratio;
        const search found(cells, ratio);
        tracing traced;
        for (const auto& one : found.leaves()) {
            trace_cell(cells, found, one, ratio, traced);
        }
        const line_follower follower(from, to, ratio, options.tolerance);
        for (const auto& keys : chain_up(traced.steps)) {
            line_string<lon_lat> line;
            lon_lat last{};
            for (const auto& key : keys) {
                const auto p = follower.onto(
                    chart.unproject(traced.crossings[key]), options.widest_cell.value() / 4
                );
                if (line.empty()) {
                    line.push_back(p);
                } else {
                    follower.follow(last, p, 0, line);
                }
                last = p;
            }
            if (line.size() >= 2) {
                made.shape.push_back(reduced(line, chart, options.tolerance));
            }
        }
        for (const auto& line : made.shape) {
            for (std::size_t i = 1; i < line.size(); ++i) {
                for (const double t : {0.25, 0.5, 0.75}) {
                    const auto checked =
                        newton(from, to, ratio, half_way(line[i - 1], line[i], t), 1000);
                    made.max_error = std::max(made.max_error, metres(checked.error));
                }
            }
        }
    }
    return out;
}

}  // namespace geo
