// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/sheets/sheet_map.hpp"

/// The words and figures beside the map. Part of planner/sheets/sheet.
namespace planner::detail {

struct panel_content {
    const sheet& what;
    const sheet_view& view;
    const placed_layers& layers;
    const text_pen& pen;
    double base = 1;  ///< size of letters and samples for this paper; 1 on A3
};

/// Draws all blocks into the box in `columns` columns; sets smaller, then leaves out, as
/// render_png promises. `cairo` may be null: nothing is drawn.
///
/// Returns the scale that was needed; 1 or more when everything fits as it should look, 0 when even the
/// smallest did not fit and texts were left out.
double draw_panel(cairo_t* cairo, const panel_content& content, const paper_box& box, int columns);

}  // namespace planner::detail
