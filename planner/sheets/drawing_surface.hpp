// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <memory>
#include <string>

using cairo_t = struct _cairo;
using cairo_surface_t = struct _cairo_surface;

/// Cairo's objects and its errors, for sheets and tables. Part of planner/sheets/sheet.
namespace planner::detail {

inline constexpr double points_per_mm = 72 / 25.4;

struct surface_deleter {
    void operator()(cairo_surface_t* surface) const;
};
struct context_deleter {
    void operator()(cairo_t* cairo) const;
};
using surface_ptr = std::unique_ptr<cairo_surface_t, surface_deleter>;
using context_ptr = std::unique_ptr<cairo_t, context_deleter>;

/// Throws    geo::io_error in Cairo's words when a status (cairo_status_t) is not success.
void require_drawn(int status);

/// What a PDF says of itself.
struct pdf_facts {
    std::string title;
    std::chrono::sys_seconds made_at;  ///< never the clock
};

/// A PDF that is written into `bytes`, which must outlive it; sizes in millimetres.
[[nodiscard]] surface_ptr pdf_surface(
    std::string& bytes, double width, double height, const pdf_facts& facts
);

/// Of the page that comes next.
void set_page_size(const surface_ptr& pdf, double width, double height);
/// An entry of the document's outline; `page` counts from 1.
void add_outline(const surface_ptr& pdf, const std::string& title, std::size_t page);

[[nodiscard]] surface_ptr svg_surface(std::string& bytes, double width, double height);
/// The bytes of an image surface as PNG.
[[nodiscard]] std::string png_of(const surface_ptr& image);

/// Letters as they come out everywhere: no hinting, which depends on the device.
void set_font_options(cairo_t* cairo);

/// Writes what is left; throws as require_drawn.
void finish(const surface_ptr& surface);

}  // namespace planner::detail
