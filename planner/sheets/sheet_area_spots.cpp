// SPDX-License-Identifier: Apache-2.0
#include "planner/sheets/sheet_area_spots.hpp"

#include <algorithm>

namespace planner::detail {

namespace {

constexpr int places_a_side = 24;

/// Even-odd.
bool covers(const paper_polygon& area, paper_point p) {
    bool inside = false;
    for (const auto& ring : area.rings) {
        for (std::size_t i = 1; i < ring.size(); ++i) {
            const auto& a = ring[i - 1];
            const auto& b = ring[i];
            if ((a.y > p.y) != (b.y > p.y)) {
                inside ^= p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x);
            }
        }
    }
    return inside;
}

bool covers_box(const paper_polygon& area, paper_point middle, paper_size_of_text size) {
    for (const double across : {-0.5, 0.0, 0.5}) {
        for (const double down : {-0.5, 0.0, 0.5}) {
            if (!covers(area, {middle.x + across * size.width, middle.y + down * size.height})) {
                return false;
            }
        }
    }
    return true;
}

}  // namespace

std::vector<paper_point> area_spots(
    const paper_polygon& area, paper_size_of_text size, paper_point best
) {
    std::vector<paper_point> out;
    if (area.rings.empty() || area.rings.front().empty()) {
        return out;
    }
    const auto& outer = area.rings.front();
    const auto [west, east] =
        std::minmax_element(outer.begin(), outer.end(), [](const auto& a, const auto& b) {
            return a.x < b.x;
        });
    const auto [top, bottom] =
        std::minmax_element(outer.begin(), outer.end(), [](const auto& a, const auto& b) {
            return a.y < b.y;
        });
    for (int row = 0; row < places_a_side; ++row) {
        for (int column = 0; column < places_a_side; ++column) {
            const paper_point spot{
                west->x + (column + 0.5) / places_a_side * (east->x - west->x),
                top->y + (row + 0.5) / places_a_side * (bottom->y - top->y)};
            if (covers_box(area, spot, size)) {
                out.push_back(spot);
            }
        }
    }
    const auto away = [&](paper_point p) {
        return (p.x - best.x) * (p.x - best.x) + (p.y - best.y) * (p.y - best.y);
    };
    std::stable_sort(out.begin(), out.end(), [&](paper_point a, paper_point b) {
        return away(a) < away(b);
    });
    return out;
}

}  // namespace planner::detail
