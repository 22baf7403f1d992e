// SPDX-License-Identifier: Apache-2.0
#include "geo/linework/free_space.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

namespace geo::detail {

namespace {

/// Fractions of an edge; empty when low > high.
struct interval {
    double low = 2;
    double high = -1;

    [[nodiscard]] bool empty() const { return low > high; }
};

/// Where on the edge c-d one is within the leash of p.
interval free_part(vec3 p, vec3 c, vec3 d, double leash_squared) {
    const vec3 way = d - c;
    const vec3 off = p - c;
    const double square = squared(way);
    const double gap = squared(off) - leash_squared;
    if (square == 0) {
        return gap <= 0 ? interval{0, 1} : interval{};
    }
    const double along = dot(off, way) / square;
    const double discriminant = along * along - gap / square;
    if (discriminant < 0) {
        return {};
    }
    const double half = std::sqrt(discriminant);
    const interval out{std::max(0.0, along - half), std::min(1.0, along + half)};
    return out;
}

/// Reachable parts of the diagram's vertical walls over one position of a: (edge of b, where).
struct wall {
    std::uint32_t edge = 0;
    interval open;
};

class diagram {
public:
    diagram(const space_chain& a, const space_chain& b, double leash)
        : a_(a), b_(b), square_(leash * leash) {}

    bool is_passable() {
        if (!near(a_.front(), b_.front()) || !near(a_.back(), b_.back())) {
            return false;
        }
        std::vector<wall> walls = first_walls();
        // Along the floor of the diagram (b waits at its start) as long as it is free.
        bool floor_open = true;
        for (std::size_t i = 0; i + 1 < a_.size(); ++i) {
            interval floor;
            if (floor_open) {
                floor = free_part(b_.front(), a_[i], a_[i + 1], square_);
                if (floor.low > 0) {
                    floor = {};
                }
                floor_open = !floor.empty() && floor.high >= 1;
            }
            next_.clear();
            top_ = {};
            pass_column(i, walls, floor);
            walls.swap(next_);
            if (walls.empty() && !floor_open && i + 2 < a_.size()) {
                return false;
            }
        }
        if (b_.size() == 1) {
            return floor_open || a_.size() == 1;
        }
        return a_.size() == 1 ? is_corner(walls) : is_corner(walls) || top_reached();
    }

private:
    [[nodiscard]] bool near(vec3 p, vec3 q) const { return squared(p - q) <= square_; }

    [[nodiscard]] bool is_corner(const std::vector<wall>& walls) const {
        return !walls.empty() && walls.back().edge + 2 == b_.size() && walls.back().open.high >= 1;
    }
    [[nodiscard]] bool top_reached() const { return !top_.empty() && top_.high >= 1; }

    /// Over the first position of a: free without a break from the start.
    [[nodiscard]] std::vector<wall> first_walls() const {
        std::vector<wall> out;
        for (std::uint32_t j = 0; j + 1 < b_.size(); ++j) {
            const auto open = free_part(a_.front(), b_[j], b_[j + 1], square_);
            if (open.empty() || open.low > 0) {
                break;
            }
            out.push_back({j, open});
            if (open.high < 1) {
                break;
            }
        }
        return out;
    }

    /// The cells of edge i of a, upwards; fills next_ with what can be reached of their right walls.
    void pass_column(std::size_t i, const std::vector<wall>& walls, interval floor) {
        std::size_t w = 0;
        std::uint32_t j = 0;
        auto last_j = std::numeric_limits<std::uint32_t>::max() - 1;
        bool last_near = false;
        const auto cells = static_cast<std::uint32_t>(b_.size() - 1);
        while (j < cells) {
            if (floor.empty()) {
                if (w == walls.size()) {
                    return;
                }
                j = walls[w].edge;
            }
            const bool left = w < walls.size() && walls[w].edge == j;
            const auto left_low = left ? walls[w].open.low : 2;
            w += left ? 1 : 0;
            // Edges are straight: between two places within the leash all is within it. Where lines
            // are farther apart than they are long, that is nearly every cell.
            const bool near_here = near(a_[i + 1], b_[j + 1]);
            const bool near_below = j == last_j + 1 ? last_near : near(a_[i + 1], b_[j]);
            last_j = j;
            last_near = near_here;
            const auto right = near_here && near_below
                                   ? interval{0, 1}
                                   : free_part(a_[i + 1], b_[j], b_[j + 1], square_);
            if (!right.empty()) {
                // From below all of it, from the left what is not lower.
                const double low = floor.empty() ? std::max(right.low, left_low) : right.low;
                if (low <= right.high) {
                    next_.push_back({j, {low, right.high}});
                }
            }
            const auto ceiling = near_here && near(a_[i], b_[j + 1])
                                     ? interval{0, 1}
                                     : free_part(b_[j + 1], a_[i], a_[i + 1], square_);
            if (left) {
                floor = ceiling;
            } else if (!floor.empty()) {
                floor = {std::max(ceiling.low, floor.low), ceiling.high};
            }
            if (floor.empty()) {
                floor = {};
            }
            ++j;
        }
        top_ = floor;
    }

    const space_chain& a_;
    const space_chain& b_;
    double square_;
    std::vector<wall> next_;
    interval top_;
};

}  // namespace

bool is_leash_enough(const space_chain& a, const space_chain& b, double leash) {
    return diagram(a, b, leash).is_passable();
}

double greedy_leash(const space_chain& a, const space_chain& b) {
    std::size_t i = 0;
    std::size_t j = 0;
    constexpr double endless = std::numeric_limits<double>::infinity();
    double most = squared(a[0] - b[0]);
    while (i + 1 < a.size() || j + 1 < b.size()) {
        const bool a_moves = i + 1 < a.size();
        const bool b_moves = j + 1 < b.size();
        const double both = a_moves && b_moves ? squared(a[i + 1] - b[j + 1]) : endless;
        const double first = a_moves ? squared(a[i + 1] - b[j]) : endless;
        const double second = b_moves ? squared(a[i] - b[j + 1]) : endless;
        const double least = std::min({both, first, second});
        i += least == both || least == first ? 1 : 0;
        j += least == both || (least == second && least != first) ? 1 : 0;
        most = std::max(most, least);
    }
    return std::sqrt(most);
}

}  // namespace geo::detail
