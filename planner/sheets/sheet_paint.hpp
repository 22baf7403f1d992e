// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/sheets/sheet_view.hpp"

#include <vector>

using cairo_t = struct _cairo;

/// Areas, lines and symbols in Cairo, in millimetres of paper. The legend's samples are painted by
/// the same functions as the map. Part of planner/sheets/sheet.
namespace planner::detail {

void set_colour(cairo_t* cairo, const sheet_colour& colour);
/// Width, dashes, caps and colour; not the offset.
void set_stroke(cairo_t* cairo, const sheet_stroke& stroke);

void add_path(cairo_t* cairo, const paper_line& line, bool closed = false);
void add_path(cairo_t* cairo, const paper_polygon& area);

/// A line moved sideways, to the left of its direction for positive `offset`, corners mitred and
/// loops inside of bends taken out where they are small.
[[nodiscard]] paper_line moved(const paper_line& line, double offset);

/// The same line with fewer turns, nowhere farther than `tolerance` mm from it.
[[nodiscard]] paper_line eased(const paper_line& line, double tolerance);

/// Fill, hatches and band of an area layer, then all its strokes along lines and edges.
/// `around` limits hatches.
void paint(
    cairo_t* cairo,
    const sheet_layer& layer,
    const std::vector<paper_shape>& shapes,
    const paper_box& around
);

void paint_symbol(cairo_t* cairo, const sheet_symbol& symbol, paper_point where);

void fill_box(cairo_t* cairo, const paper_box& box, const sheet_colour& colour);

}  // namespace planner::detail
