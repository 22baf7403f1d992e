// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/sheets/sheet_text.hpp"
#include "planner/sheets/sheet_view.hpp"

#include <vector>

/// What lies within and on the neat line. Part of planner/sheets/sheet.
namespace planner::detail {

/// All layers of a sheet on the paper; `shapes[i][j]` is item j of layer i.
struct placed_layers {
    std::vector<std::vector<paper_shape>> shapes;
    std::vector<bool> visible;
};

[[nodiscard]] placed_layers place_layers(
    const std::vector<sheet_layer>& layers, const sheet_view& view
);

/// Degrees between the lines of the graticule: 30', 1, 2, ... so that some five cross the sheet.
[[nodiscard]] double graticule_step(const sheet_view& view);
/// `2°` or `30′`.
[[nodiscard]] std::string step_text(double step);

/// Layers, graticule, symbols and names, cut at the neat line.
struct map_content {
    const sheet& what;
    const sheet_view& view;
    const placed_layers& layers;
    const text_pen& pen;
};
void draw_map(cairo_t* cairo, const map_content& content);

/// Neat line, ticks and degrees in a strip of `strip` mm around the map.
void draw_neat_line(cairo_t* cairo, const sheet_view& view, const text_pen& pen, double strip);

}  // namespace planner::detail
