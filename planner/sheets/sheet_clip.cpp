// SPDX-License-Identifier: Apache-2.0
#include "planner/sheets/sheet_clip.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace planner::detail {

namespace {

using chain = std::vector<geo::lon_lat>;

bool is_finite(geo::lon_lat p) {
    return std::isfinite(p.lon.value()) && std::isfinite(p.lat.value());
}

geo::lon_lat between(geo::lon_lat a, geo::lon_lat b, double part) {
    return {a.lon + (b.lon - a.lon) * part, a.lat + (b.lat - a.lat) * part};
}

/// How far inside of one side of the box a position is; negative outside.
using side = double (*)(geo::lon_lat, const geo::lon_lat_box&);
constexpr std::array<side, 4> sides{
    [](geo::lon_lat p, const geo::lon_lat_box& box) { return p.lon.value() - box.west; },
    [](geo::lon_lat p, const geo::lon_lat_box& box) { return box.east - p.lon.value(); },
    [](geo::lon_lat p, const geo::lon_lat_box& box) { return p.lat.value() - box.south; },
    [](geo::lon_lat p, const geo::lon_lat_box& box) { return box.north - p.lat.value(); },
};

paper_point between(paper_point a, paper_point b, double part) {
    return {std::lerp(a.x, b.x, part), std::lerp(a.y, b.y, part)};
}

using paper_side = double (*)(paper_point, const paper_box&);
constexpr std::array<paper_side, 4> paper_sides{
    [](paper_point p, const paper_box& box) { return p.x - box.left; },
    [](paper_point p, const paper_box& box) { return box.right() - p.x; },
    [](paper_point p, const paper_box& box) { return p.y - box.top; },
    [](paper_point p, const paper_box& box) { return box.bottom() - p.y; },
};

}  // namespace

std::vector<chain> cut_line(const chain& line, const geo::lon_lat_box& box) {
    std::vector<chain> pieces;
    bool open = false;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const auto a = line[i - 1];
        const auto b = line[i];
        double from = 0;
        double to = 1;
        if (!is_finite(a) || !is_finite(b)) {
            open = false;
            continue;
        }
        for (const auto inside : sides) {
            const double at_a = inside(a, box);
            const double at_b = inside(b, box);
            if (at_a < 0 && at_b < 0) {
                to = -1;
            } else if (at_a < 0) {
                from = std::max(from, at_a / (at_a - at_b));
            } else if (at_b < 0) {
                to = std::min(to, at_a / (at_a - at_b));
            }
        }
        if (from >= to) {
            open = false;
            continue;
        }
        if (!open || from > 0) {
            pieces.push_back({between(a, b, from)});
        }
        pieces.back().push_back(to < 1 ? between(a, b, to) : b);
        open = to >= 1;
    }
    return pieces;
}

namespace {

template <class Position, class Box, class Sides>
std::vector<Position> cut(const std::vector<Position>& ring, const Box& box, const Sides& all) {
    std::vector<Position> kept = ring;
    for (const auto inside : all) {
        std::vector<Position> next;
        next.reserve(kept.size() + 4);
        for (std::size_t i = 0; i < kept.size(); ++i) {
            const auto a = kept[i == 0 ? kept.size() - 1 : i - 1];
            const auto b = kept[i];
            const double at_a = inside(a, box);
            const double at_b = inside(b, box);
            if ((at_a < 0) != (at_b < 0)) {
                next.push_back(between(a, b, at_a / (at_a - at_b)));
            }
            if (at_b >= 0) {
                next.push_back(b);
            }
        }
        kept = std::move(next);
        if (kept.empty()) {
            return {};
        }
    }
    kept.push_back(kept.front());
    return kept;
}

}  // namespace

chain cut_ring(const chain& ring, const geo::lon_lat_box& box) {
    if (ring.size() < 4 || !std::all_of(ring.begin(), ring.end(), is_finite)) {
        return {};
    }
    return cut(ring, box, sides);
}

paper_line cut_ring(const paper_line& ring, const paper_box& box) {
    return cut(ring, box, paper_sides);
}

}  // namespace planner::detail
