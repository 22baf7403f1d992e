// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/sheets/sheet.hpp"

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

/// Long tables on paper: pages of A4 across, with a repeated head row, page numbers, and letters
/// that can be searched and copied. They look as the words beside a map do.
namespace planner {

struct paged_column {
    std::string head;
    paper_mm width;
    column_align align = column_align::left;
};

/// A part of the table under its own title; where it goes on another page, the title says so.
struct paged_section {
    std::string title;
    std::vector<std::string> notes;
    std::vector<std::vector<std::string>> rows;
};

struct paged_table {
    std::string title;
    std::string subtitle;
    std::vector<std::string> notes;  ///< before the first section
    std::vector<paged_column> columns;
    std::vector<paged_section> sections;
    std::string foot;  ///< at the bottom of every page

    std::chrono::sys_seconds made_at{};  ///< written into the PDF; never the clock
    std::filesystem::path font_folder = "/usr/share/fonts/truetype/noto";
    const texts* words = nullptr;  ///< of page numbers, outlives it; none: English
};

/// The bytes of a PDF; the same table gives the same bytes.
///
/// Cells are broken into lines of their column's width. Text from data is cut at 200 characters for
/// a cell and 2,000 for a note, and loses control and direction characters. What a row has beyond
/// the columns is left out; a row taller than a page is cut.
///
/// Throws    geo::io_error when a font face is missing (names the package) or the drawing library
///           gives up; geo::input_error when the columns are wider than the paper.
[[nodiscard]] std::string render_pdf(const paged_table& what);

/// Pages that render_pdf makes of it.
[[nodiscard]] std::size_t pages_of(const paged_table& what);

}  // namespace planner
