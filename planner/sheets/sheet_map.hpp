// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/sheets/sheet_grid.hpp"
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

/// Layers, grid, symbols and names, cut at the neat line.
struct map_picture {
    const sheet& what;
    const sheet_view& view;
    const placed_layers& layers;
    const map_grid& grid;
    const text_pen& pen;
};
void draw_map(cairo_t* cairo, const map_picture& content);

}  // namespace planner::detail
