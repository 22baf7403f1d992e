// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/sheets/sheet_panel.hpp"

#include <string>
#include <vector>

/// The blocks of the side panel. Each draws itself from a corner downwards and says how high it
/// is; with a null Cairo context it only says so. Part of planner/sheets/sheet.
namespace planner::detail {

struct block_place {
    cairo_t* cairo = nullptr;
    const panel_content& content;
    double scale = 1;
    double left = 0;
    double top = 0;
    double width = 0;
};

[[nodiscard]] double title_block(const block_place& at);
[[nodiscard]] double legend_block(const block_place& at);
[[nodiscard]] double table_block(const block_place& at, const sheet_table& table);
/// Scale bar, north arrow, projection; the inset, if `with_inset`, to the left of them.
[[nodiscard]] double scale_block(const block_place& at, bool with_inset);
[[nodiscard]] double paragraphs_block(
    const block_place& at, const std::string& heading, const std::vector<std::string>& texts
);
[[nodiscard]] double disclaimer_block(const block_place& at);

/// A line of letters with its top at `top`; gives the height of the line.
struct line_of_text {
    text_style style;
    double leading = 1.28;  ///< height of a line, in font sizes
};
double draw_text(
    const block_place& at, const line_of_text& line, const std::string& text, double indent = 0
);
/// The same, broken into lines of the place's width.
double draw_paragraph(
    const block_place& at, const line_of_text& line, const std::string& text, double indent = 0
);
double draw_heading(const block_place& at, const std::string& text);
[[nodiscard]] block_place below(const block_place& at, double height);

inline constexpr auto panel_ink = sheet_colour::rgb(0x22282D);
inline constexpr auto panel_grey = sheet_colour::rgb(0x5B656D);
inline constexpr auto panel_rule = sheet_colour::rgb(0xB9C2C8);

}  // namespace planner::detail
