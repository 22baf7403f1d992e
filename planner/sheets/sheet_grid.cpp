// SPDX-License-Identifier: Apache-2.0
#include "planner/sheets/sheet_grid.hpp"

#include "planner/model/texts.hpp"
#include "planner/sheets/sheet_grid_parts.hpp"
#include "planner/sheets/sheet_paint.hpp"

#include <cairo.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace planner::detail {

namespace {

constexpr auto ink = sheet_colour::rgb(0x2B3238);
constexpr auto grid_ink = sheet_colour::rgb(0x5F7480, 0.38);
constexpr auto coarse_ink = sheet_colour::rgb(0x3F5F74, 0.55);
constexpr double tick_letters = 1.42;  ///< points a millimetre of the strip

std::string degrees_text(double value, bool meridian, double step) {
    const char* letter = meridian ? (value < 0 ? "W" : "E") : (value < 0 ? "S" : "N");
    const auto minutes = std::lround(std::abs(value) * 60);
    if (minutes == 0) {
        return "0°";
    }
    return std::fmod(step, 1.0) == 0.0
               ? fmt::format("{}° {}", minutes / 60, letter)
               : fmt::format("{}° {:02}′ {}", minutes / 60, minutes % 60, letter);
}

/// Degrees between the lines: 1', 2', ... so that some five cross the sheet.
double graticule_step(const sheet_view& view) {
    const auto& box = view.facts().frame;
    const double span = std::min(box.east - box.west, (box.north - box.south) * 1.5);
    constexpr std::array<double, 14> steps{
        1 / 60.0,
        2 / 60.0,
        5 / 60.0,
        10 / 60.0,
        15 / 60.0,
        20 / 60.0,
        30 / 60.0,
        1,
        2,
        5,
        10,
        15,
        20,
        30};
    const auto* found =
        std::find_if(steps.begin(), steps.end(), [&](double step) { return span / step <= 8; });
    return found != steps.end() ? *found : steps.back();
}

map_grid graticule(const sheet_view& view) {
    const auto& box = view.facts().frame;
    const double step = graticule_step(view);
    map_grid made;
    constexpr int pieces = 60;
    for (const bool meridian : {true, false}) {
        const double first = meridian ? box.west : box.south;
        const double last = meridian ? box.east : box.north;
        const double from = meridian ? box.south : box.west;
        const double to = meridian ? box.north : box.east;
        for (double k = std::ceil(first / step); k * step <= last; k += 1) {
            paper_line line;
            for (int i = 0; i <= pieces; ++i) {
                const double along = std::lerp(from, to, i / double(pieces));
                line.push_back(view.to_paper(
                    meridian ? geo::lon_lat{geo::longitude(k * step), geo::latitude(along)}
                             : geo::lon_lat{geo::longitude(along), geo::latitude(k * step)}
                ));
            }
            made.fine.push_back(std::move(line));
        }
    }
    for (const auto& edge : frame_edges(view.frame())) {
        const auto value = [&](paper_point p) {
            const auto where = view.to_earth(p);
            return std::optional<edge_value>(
                {edge.horizontal ? where.lon.value() : where.lat.value(), 0}
            );
        };
        for (const auto& one : crossings(edge, step, value)) {
            made.ticks.push_back(
                {.where = one.where,
                 .outward = edge.outward,
                 .text = degrees_text(one.value, edge.horizontal, step)}
            );
        }
    }
    return made;
}

double draw_or_measure(
    cairo_t* cairo, const text_pen& pen, const grid_tick& tick, double size, double left
) {
    const text_style large{.face = text_face::regular, .size = size, .colour = ink};
    const text_style small{.face = text_face::regular, .size = size * 0.75, .colour = ink};
    const double cap = size * 25.4 / 72 * 0.71;  // Noto Sans: capitals are 0.714 em high
    const double first = tick.small.empty() ? 0 : pen.width(small, tick.small) + 0.15;
    if (cairo != nullptr) {
        if (!tick.small.empty()) {
            cairo_move_to(cairo, left, cap / 2);
            pen.draw(cairo, small, tick.small);
        }
        cairo_move_to(cairo, left + first, cap / 2);
        pen.draw(cairo, large, tick.text);
    }
    return first + pen.width(large, tick.text);
}

void draw_tick_label(cairo_t* cairo, const text_pen& pen, const grid_tick& tick, double strip) {
    const double size = strip * tick_letters;
    const double half = draw_or_measure(nullptr, pen, tick, size, 0) / 2;
    cairo_save(cairo);
    cairo_translate(
        cairo, tick.where.x + tick.outward.x * strip / 2, tick.where.y + tick.outward.y * strip / 2
    );
    if (tick.outward.x != 0) {
        cairo_rotate(cairo, tick.outward.x < 0 ? -std::numbers::pi / 2 : std::numbers::pi / 2);
    }
    (void)draw_or_measure(cairo, pen, tick, size, -half);
    cairo_restore(cairo);
}

void stroke_lines(
    cairo_t* cairo, const std::vector<paper_line>& lines, const sheet_stroke& stroke
) {
    for (const auto& line : lines) {
        add_path(cairo, line);
    }
    set_stroke(cairo, stroke);
    cairo_stroke(cairo);
}

void rectangle(cairo_t* cairo, const paper_box& box, double grow, double width) {
    cairo_rectangle(
        cairo, box.left - grow, box.top - grow, box.width + 2 * grow, box.height + 2 * grow
    );
    set_stroke(cairo, {.colour = ink, .width = paper_mm(width)});
    cairo_stroke(cairo);
}

}  // namespace

std::array<frame_edge, 4> frame_edges(const paper_box& box) {
    const paper_point a{box.left, box.top};
    const paper_point b{box.right(), box.top};
    const paper_point c{box.right(), box.bottom()};
    const paper_point d{box.left, box.bottom()};
    return {
        {{a, b, {0, -1}, true},
         {d, c, {0, 1}, true},
         {d, a, {-1, 0}, false},
         {c, b, {1, 0}, false}}};
}

std::vector<edge_crossing> crossings(const frame_edge& edge, double step, const value_at& value) {
    std::vector<edge_crossing> found;
    constexpr int pieces = 400;
    const auto at = [&](double part) {
        return paper_point{
            std::lerp(edge.from.x, edge.to.x, part), std::lerp(edge.from.y, edge.to.y, part)};
    };
    auto before = value(at(0));
    for (int i = 1; i <= pieces; ++i) {
        const auto after = value(at(i / double(pieces)));
        if (before && after && before->kind == after->kind) {
            const double low = std::min(before->value, after->value);
            const double high = std::max(before->value, after->value);
            const double line = std::floor(high / step) * step;
            if (low < line && high - low < step) {
                const double part =
                    (i - 1 + (line - before->value) / (after->value - before->value)) / pieces;
                found.push_back({at(part), line});
            }
        }
        before = after;
    }
    return found;
}

map_grid make_grid(sheet_grid kind, const sheet_view& view) {
    if (kind == sheet_grid::mgrs) {
        if (auto made = mgrs_grid(view)) {
            return std::move(*made);
        }
    }
    return graticule(view);
}

std::string grid_text(sheet_grid kind, const sheet_view& view, const texts& say) {
    if (kind == sheet_grid::mgrs) {
        if (auto text = mgrs_text(view, say)) {
            return std::move(*text);
        }
    }
    const double step = graticule_step(view);
    return step >= 1 ? say.text<"sheet.graticule_degrees">(with<"step">(step))
                     : say.text<"sheet.graticule_minutes">(with<"step">(step * 60));
}

void draw_grid(cairo_t* cairo, const map_grid& grid) {
    stroke_lines(cairo, grid.fine, {.colour = grid_ink, .width = paper_mm(0.12)});
    stroke_lines(cairo, grid.coarse, {.colour = coarse_ink, .width = paper_mm(0.26)});
}

void draw_neat_line(
    cairo_t* cairo, const paper_box& frame, const map_grid& grid, const text_pen& pen, double strip
) {
    paper_point last{-HUGE_VAL, -HUGE_VAL};
    for (const auto& tick : grid.ticks) {
        const auto& out = tick.outward;
        cairo_move_to(cairo, tick.where.x, tick.where.y);
        cairo_rel_line_to(cairo, out.x * strip * 0.2, out.y * strip * 0.2);
        cairo_move_to(cairo, tick.where.x + out.x * strip, tick.where.y + out.y * strip);
        cairo_rel_line_to(cairo, -out.x * strip * 0.2, -out.y * strip * 0.2);
        set_stroke(cairo, {.colour = ink, .width = paper_mm(0.18)});
        cairo_stroke(cairo);
        const double half =
            draw_or_measure(nullptr, pen, tick, strip * tick_letters, 0) / 2 + strip * 0.25;
        const bool horizontal = out.y != 0;
        const bool at_corner =
            horizontal ? tick.where.x < frame.left + half || tick.where.x > frame.right() - half
                       : tick.where.y < frame.top + half || tick.where.y > frame.bottom() - half;
        // Where zones of UTM meet, lines of both may be close.
        const bool crowded = std::hypot(tick.where.x - last.x, tick.where.y - last.y) < 2 * half;
        if (!at_corner && !crowded) {
            draw_tick_label(cairo, pen, tick, strip);
            last = tick.where;
        }
    }
    rectangle(cairo, frame, 0, 0.2);
    rectangle(cairo, frame, strip, 0.45);
}

}  // namespace planner::detail
