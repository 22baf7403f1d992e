// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/sheets/sheet_text.hpp"
#include "planner/sheets/sheet_view.hpp"

#include <string>
#include <vector>

/// Lines of reference over the map, and their values around it. Part of planner/sheets/sheet.
namespace planner::detail {

struct grid_tick {
    paper_point where;    ///< on the frame
    paper_point outward;  ///< out of the map, of length 1
    std::string small{};  ///< set before `text`, smaller: the hundreds of kilometres
    std::string text;
};

/// Letters of a 100 km square, or the name of a grid zone; the first spot that is free takes them.
struct grid_letters {
    std::string text;
    std::vector<paper_point> spots;
    bool zone = false;
};

struct map_grid {
    std::vector<paper_line> fine;
    std::vector<paper_line> coarse;  ///< of MGRS: every 100 km, and edges of zones
    std::vector<grid_tick> ticks;
    std::vector<grid_letters> letters;
};

/// `mgrs` reaches from 80 S to 84 N; beyond, and on sheets of more than 12 zones, the graticule
/// takes its place.
[[nodiscard]] map_grid make_grid(sheet_grid kind, const sheet_view& view);
/// `Graticule 2°` or `MGRS grid, lines every 10 km, grid zones 36T 37T`.
[[nodiscard]] std::string grid_text(sheet_grid kind, const sheet_view& view, const texts& say);

void draw_grid(cairo_t* cairo, const map_grid& grid);

/// Neat line and ticks with their values in a strip of `strip` mm around the map.
void draw_neat_line(
    cairo_t* cairo, const paper_box& frame, const map_grid& grid, const text_pen& pen, double strip
);

}  // namespace planner::detail
