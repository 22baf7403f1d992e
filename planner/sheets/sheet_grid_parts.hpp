// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/sheets/sheet_grid.hpp"

#include <array>
#include <functional>
#include <optional>
#include <vector>

/// What graticule and MGRS grid have in common. Part of planner/sheets/sheet_grid.
namespace planner::detail {

struct frame_edge {
    paper_point from;
    paper_point to;
    paper_point outward;
    bool horizontal = false;
};
[[nodiscard]] std::array<frame_edge, 4> frame_edges(const paper_box& box);

/// A coordinate on the edge; of two positions of another `kind` (zone of UTM) the values do not
/// compare.
struct edge_value {
    double value = 0;
    int kind = 0;
};
using value_at = std::function<std::optional<edge_value>(paper_point)>;

struct edge_crossing {
    paper_point where;
    double value = 0;
};
/// Where a coordinate takes multiples of `step` along an edge; it changes monotonically along it.
[[nodiscard]] std::vector<edge_crossing> crossings(
    const frame_edge& edge, double step, const value_at& value
);

/// None where MGRS cannot be drawn.
[[nodiscard]] std::optional<map_grid> mgrs_grid(const sheet_view& view);
[[nodiscard]] std::optional<std::string> mgrs_text(const sheet_view& view, const texts& say);

}  // namespace planner::detail
