// SPDX-License-Identifier: Apache-2.0
#include "planner/sheets/sheet.hpp"

#include "geo/base/error.hpp"
#include "planner/model/texts.hpp"
#include "planner/sheets/drawing_part.hpp"
#include "planner/sheets/drawing_surface.hpp"
#include "planner/sheets/sheet_map.hpp"
#include "planner/sheets/sheet_paint.hpp"
#include "planner/sheets/sheet_panel.hpp"
#include "planner/sheets/sheet_text.hpp"
#include "planner/sheets/sheet_view.hpp"

#include <cairo.h>
#include <fmt/format.h>

#include <array>
#include <cassert>
#include <cmath>
#include <map>
#include <memory>
#include <string_view>

namespace planner {

namespace {

using detail::paper_box;

using detail::context_ptr;
using detail::points_per_mm;
using detail::surface_ptr;

/// Where the parts of a sheet lie.
struct layout {
    paper_box paper;
    paper_box map;  ///< within the neat line
    paper_box panel;
    double strip = 4;  ///< mm for the degrees around the map
    double base = 1;
    int columns = 1;
};

/// The map's share of the paper goes down from `panel_share` of the side that both lie on.
layout lay_out(const sheet& what, double panel_share) {
    layout made;
    made.paper = detail::paper_dimensions(what.size, what.orientation);
    // Letters grow with the paper, but less than it: A4 0.78, A3 1, A2 1.28, A1 1.65.
    static constexpr std::array<double, 4> bases{0.78, 1, 1.28, 1.65};
    made.base = bases.at(static_cast<std::size_t>(what.size));
    made.strip = 4.4 * made.base;
    const double rim = 8 * made.base;
    const double gap = 6 * made.base;
    const paper_box inner{rim, rim, made.paper.width - 2 * rim, made.paper.height - 2 * rim};
    made.map = inner;
    made.panel = inner;
    if (what.orientation == paper_orientation::landscape) {
        made.panel.width = inner.width * panel_share;
        made.panel.left = inner.right() - made.panel.width;
        made.map.width = inner.width - made.panel.width - gap;
    } else {
        made.columns = 3;
        made.panel.height = inner.height * panel_share;
        made.panel.top = inner.bottom() - made.panel.height;
        made.map.height = inner.height - made.panel.height - gap;
    }
    made.map = {
        made.map.left + made.strip,
        made.map.top + made.strip,
        made.map.width - 2 * made.strip,
        made.map.height - 2 * made.strip};
    return made;
}

/// The smallest panel, within limits, that holds its content in full size.
layout best_layout(const sheet& what, const detail::text_pen& pen) {
    const bool landscape = what.orientation == paper_orientation::landscape;
    const double most = landscape ? 0.3 : 0.42;
    double share = landscape ? 0.235 : 0.24;
    for (;; share += 0.02) {
        auto made = lay_out(what, share);
        if (share + 0.02 > most) {
            return made;
        }
        const detail::sheet_view view(what.extent, what.margin, made.map, or_english(what.words));
        const auto layers = detail::place_layers(what.layers, view);
        const double scale = detail::draw_panel(
            nullptr, {what, view, layers, pen, made.base}, made.panel, made.columns
        );
        if (scale >= 0.95) {
            return made;
        }
    }
}

/// Draws all of a sheet; the unit of `cairo` is a millimetre.
void draw_sheet(
    cairo_t* cairo, const sheet& what, const layout& places, const detail::text_pen& pen
) {
    detail::set_font_options(cairo);
    const detail::sheet_view view(what.extent, what.margin, places.map, or_english(what.words));
    const auto layers = detail::place_layers(what.layers, view);
    const auto grid = detail::make_grid(what.grid, view);
    detail::fill_box(cairo, places.paper, sheet_colour::rgb(0xFFFFFF));
    detail::draw_map(cairo, {what, view, layers, grid, pen});
    detail::draw_neat_line(cairo, places.map, grid, pen, places.strip);
    detail::draw_panel(cairo, {what, view, layers, pen, places.base}, places.panel, places.columns);
    detail::require_drawn(cairo_status(cairo));
}

/// `make(width, height)` in millimetres gives the surface, whose unit is `units_per_mm`.
template <class Make>
surface_ptr draw_on(const sheet& what, double units_per_mm, Make&& make) {
    const detail::text_pen pen(what.font_folder);
    const auto places = best_layout(what, pen);
    auto surface = surface_ptr(make(places.paper.width, places.paper.height));
    detail::require_drawn(cairo_surface_status(surface.get()));
    {
        const context_ptr cairo(cairo_create(surface.get()));
        cairo_scale(cairo.get(), units_per_mm, units_per_mm);
        draw_sheet(cairo.get(), what, places, pen);
    }
    return surface;
}

/// Cairo 1.16 names its groups by a counter of the whole process; here they count from 1, so that
/// the same sheet gives the same bytes. Letters are drawn as shapes: no text can look like a name.
std::string renumbered(const std::string& svg) {
    static constexpr std::string_view mark = "surface";
    std::string made;
    made.reserve(svg.size());
    std::map<std::string, std::size_t> numbers;
    std::size_t done = 0;
    for (auto at = svg.find(mark); at != std::string::npos; at = svg.find(mark, done)) {
        const auto digits = at + mark.size();
        const auto end = std::min(svg.find_first_not_of("0123456789", digits), svg.size());
        made.append(svg, done, digits - done);
        if (end > digits) {
            const auto number =
                numbers.try_emplace(svg.substr(digits, end - digits), numbers.size() + 1);
            made += std::to_string(number.first->second);
        }
        done = end;
    }
    return made.append(svg, done);
}

}  // namespace

sheet_facts detail::drawn::facts_of(const sheet& what) {
    const detail::text_pen pen(what.font_folder);
    const auto places = best_layout(what, pen);
    auto facts =
        detail::sheet_view(what.extent, what.margin, places.map, or_english(what.words)).facts();
    facts.title = detail::harmless(what.title, 200);
    return facts;
}

std::string detail::drawn::render_png(const sheet& what, double dpi) {
    assert(dpi >= 36 && dpi <= 600);
    const double pixels_per_mm = dpi / 25.4;
    const auto surface = draw_on(what, pixels_per_mm, [&](double width, double height) {
        return cairo_image_surface_create(
            CAIRO_FORMAT_RGB24,
            static_cast<int>(std::lround(width * pixels_per_mm)),
            static_cast<int>(std::lround(height * pixels_per_mm))
        );
    });
    return detail::png_of(surface);
}

std::string detail::drawn::render_pdf(const std::vector<sheet>& pages) {
    assert(!pages.empty());
    std::string bytes;
    surface_ptr surface;
    for (std::size_t i = 0; i < pages.size(); ++i) {
        const auto& what = pages[i];
        const detail::text_pen pen(what.font_folder);
        const auto places = best_layout(what, pen);
        const auto title = detail::harmless(what.title, 200);
        if (surface == nullptr) {
            surface = detail::pdf_surface(
                bytes, places.paper.width, places.paper.height, {title, what.made_at}
            );
        } else {
            detail::set_page_size(surface, places.paper.width, places.paper.height);
        }
        const context_ptr cairo(cairo_create(surface.get()));
        cairo_scale(cairo.get(), points_per_mm, points_per_mm);
        draw_sheet(cairo.get(), what, places, pen);
        cairo_show_page(cairo.get());
        detail::require_drawn(cairo_status(cairo.get()));
        if (pages.size() > 1) {
            detail::add_outline(surface, title, i + 1);
        }
    }
    detail::finish(surface);
    return bytes;
}

std::string detail::drawn::render_svg(const sheet& what) {
    std::string bytes;
    const auto surface = draw_on(what, points_per_mm, [&](double width, double height) {
        return detail::svg_surface(bytes, width, height);
    });
    detail::finish(surface);
    return renumbered(bytes);
}

}  // namespace planner
