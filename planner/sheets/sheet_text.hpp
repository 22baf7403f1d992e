// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/sheets/sheet.hpp"

#include <array>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

using cairo_t = struct _cairo;

/// Letters on paper: one family, four faces, shaped by HarfBuzz, drawn by Cairo. Part of
/// planner/sheets/sheet.
namespace planner::detail {

/// Without control and direction characters, invalid UTF-8 replaced by U+FFFD, runs of space
/// joined, cut with an ellipsis at `longest` characters.
[[nodiscard]] std::string harmless(std::string_view text, std::size_t longest);

/// The name that Mapnik looks a face up by, and its file in the font folder.
struct font_face_file {
    std::string name;
    std::filesystem::path file;
};

/// Throws    geo::io_error naming the face, the folder and the package to install.
[[nodiscard]] std::array<font_face_file, 4> find_fonts(const std::filesystem::path& folder);

struct text_style {
    text_face face = text_face::regular;
    double size = 8;  ///< points
    sheet_colour colour = sheet_colour::rgb(0x202428);
};

/// The loaded faces. One object must not be used by two threads at once.
class text_pen {
public:
    explicit text_pen(const std::filesystem::path& folder);
    ~text_pen();
    text_pen(const text_pen&) = delete;
    text_pen& operator=(const text_pen&) = delete;

    /// Millimetres.
    [[nodiscard]] double width(const text_style& style, std::string_view text) const;
    /// Lines no wider than `room` mm, broken at spaces, and within words that are longer.
    [[nodiscard]] std::vector<std::string> wrap(
        const text_style& style, std::string_view text, double room
    ) const;
    /// Starts at the current point, on its baseline.
    void draw(cairo_t* cairo, const text_style& style, std::string_view text) const;

private:
    struct faces;
    std::unique_ptr<faces> faces_;
};

}  // namespace planner::detail
