// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>

namespace geo::detail {

/// A position in units of 1e-7 degrees.
struct grid_node {
    std::int64_t x = 0;
    std::int64_t y = 0;
    friend bool operator==(const grid_node&, const grid_node&) = default;
};

struct grid_edge {
    grid_node a;
    grid_node b;
};

/// 1 when a, b, c run counter-clockwise, -1 clockwise, 0 in a row. Exact.
[[nodiscard]] inline int turn(grid_node a, grid_node b, grid_node c) {
    __extension__ using wide = __int128;
    const wide value =
        static_cast<wide>(b.x - a.x) * (c.y - a.y) - static_cast<wide>(b.y - a.y) * (c.x - a.x);
    return value > 0 ? 1 : value < 0 ? -1 : 0;
}

[[nodiscard]] inline bool in_box(grid_node p, const grid_edge& s) {
    return p.x >= std::min(s.a.x, s.b.x) && p.x <= std::max(s.a.x, s.b.x) &&
           p.y >= std::min(s.a.y, s.b.y) && p.y <= std::max(s.a.y, s.b.y);
}

/// The edges have a position in common. Exact.
[[nodiscard]] inline bool touch(const grid_edge& s, const grid_edge& t) {
    if (std::max(s.a.x, s.b.x) < std::min(t.a.x, t.b.x) ||
        std::max(t.a.x, t.b.x) < std::min(s.a.x, s.b.x) ||
        std::max(s.a.y, s.b.y) < std::min(t.a.y, t.b.y) ||
        std::max(t.a.y, t.b.y) < std::min(s.a.y, s.b.y)) {
        return false;
    }
    const int s1 = turn(s.a, s.b, t.a);
    const int s2 = turn(s.a, s.b, t.b);
    const int t1 = turn(t.a, t.b, s.a);
    const int t2 = turn(t.a, t.b, s.b);
    if (s1 * s2 < 0 && t1 * t2 < 0) {
        return true;
    }
    return (s1 == 0 && in_box(t.a, s)) || (s2 == 0 && in_box(t.b, s)) ||
           (t1 == 0 && in_box(s.a, t)) || (t2 == 0 && in_box(s.b, t));
}

}  // namespace geo::detail
