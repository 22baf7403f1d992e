// SPDX-License-Identifier: Apache-2.0
#include "planner/sheets/sheet_paint.hpp"

#include <cairo.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace planner::detail {

namespace {

class saved_state {
public:
    explicit saved_state(cairo_t* cairo) : cairo_(cairo) { cairo_save(cairo_); }
    ~saved_state() { cairo_restore(cairo_); }
    saved_state(const saved_state&) = delete;
    saved_state& operator=(const saved_state&) = delete;

private:
    cairo_t* cairo_;
};

bool is_drawn(const sheet_colour& colour) {
    return colour.opacity > 0;
}

void set_dash(cairo_t* cairo, const std::vector<paper_mm>& dash) {
    std::vector<double> lengths;
    for (const auto length : dash) {
        lengths.push_back(std::max(length.value(), 0.0));
    }
    if (std::all_of(lengths.begin(), lengths.end(), [](double v) { return v == 0; })) {
        lengths.clear();
    }
    cairo_set_dash(cairo, lengths.data(), static_cast<int>(lengths.size()), 0);
}

/// Lines across the box in the direction of `angle`, in step with the paper's corner.
void add_hatch_path(cairo_t* cairo, double angle, double spacing, const paper_box& box) {
    const double along_x = std::cos(angle);
    const double along_y = -std::sin(angle);
    const auto across = [&](double x, double y) { return -along_y * x + along_x * y; };
    const auto along = [&](double x, double y) { return along_x * x + along_y * y; };
    double from = HUGE_VAL, to = -HUGE_VAL, start = HUGE_VAL, end = -HUGE_VAL;
    for (const double x : {box.left, box.right()}) {
        for (const double y : {box.top, box.bottom()}) {
            from = std::min(from, across(x, y));
            to = std::max(to, across(x, y));
            start = std::min(start, along(x, y));
            end = std::max(end, along(x, y));
        }
    }
    for (double k = std::ceil(from / spacing); k * spacing <= to; k += 1) {
        const double c = k * spacing;
        cairo_move_to(cairo, start * along_x - c * along_y, start * along_y + c * along_x);
        cairo_line_to(cairo, end * along_x - c * along_y, end * along_y + c * along_x);
    }
}

paper_box bounds(const paper_polygon& area, const paper_box& around) {
    double left = HUGE_VAL, top = HUGE_VAL, right = -HUGE_VAL, bottom = -HUGE_VAL;
    for (const auto& p : area.rings.front()) {
        left = std::min(left, p.x);
        right = std::max(right, p.x);
        top = std::min(top, p.y);
        bottom = std::max(bottom, p.y);
    }
    left = std::max(left, around.left);
    top = std::max(top, around.top);
    return {
        left, top, std::min(right, around.right()) - left, std::min(bottom, around.bottom()) - top};
}

void paint_hatch(
    cairo_t* cairo, const sheet_hatch& hatch, const paper_polygon& area, const paper_box& around
) {
    const auto box = bounds(area, around);
    if (!is_drawn(hatch.colour) || box.width <= 0 || box.height <= 0) {
        return;
    }
    const saved_state state(cairo);
    add_path(cairo, area);
    cairo_clip(cairo);
    const double spacing = std::max(hatch.spacing.value(), 0.2);
    const double angle = hatch.angle.value() * std::numbers::pi / 180;
    add_hatch_path(cairo, angle, spacing, box);
    if (hatch.crossed) {
        add_hatch_path(cairo, angle + std::numbers::pi / 2, spacing, box);
    }
    set_colour(cairo, hatch.colour);
    cairo_set_line_width(cairo, hatch.width.value());
    set_dash(cairo, hatch.dash);
    cairo_stroke(cairo);
}

void paint_area(
    cairo_t* cairo, const sheet_layer& layer, const paper_polygon& area, const paper_box& around
) {
    if (is_drawn(layer.fill)) {
        add_path(cairo, area);
        set_colour(cairo, layer.fill);
        cairo_fill_preserve(cairo);
        if (layer.fill.opacity >= 1) {
            // Closes the hair of background that antialiasing leaves between neighbours.
            cairo_set_line_width(cairo, 0.06);
            cairo_set_dash(cairo, nullptr, 0, 0);
            cairo_stroke(cairo);
        }
        cairo_new_path(cairo);
    }
    for (const auto& hatch : layer.hatches) {
        paint_hatch(cairo, hatch, area, around);
    }
    if (layer.inner_band && is_drawn(layer.inner_band->colour)) {
        const saved_state state(cairo);
        add_path(cairo, area);
        cairo_clip_preserve(cairo);
        auto band = *layer.inner_band;
        band.width = band.width * 2;
        set_stroke(cairo, band);
        cairo_stroke(cairo);
    }
}

void paint_stroke(cairo_t* cairo, const sheet_stroke& stroke, const paper_shape& shape) {
    const double offset = stroke.offset.value();
    // Dashes and sideways lines break up in every small turn of a coast or a river.
    const bool fragile = offset != 0 || !stroke.dash.empty();
    constexpr double tolerance = 0.2;  // mm
    for (const auto& line : shape.lines) {
        const auto drawn = fragile && line.size() > 2 ? eased(line, tolerance) : line;
        add_path(cairo, offset == 0 ? drawn : moved(drawn, offset));
    }
    for (const auto& area : shape.areas) {
        for (const auto& ring : area.rings) {
            add_path(cairo, offset == 0 ? ring : moved(ring, offset), offset == 0);
        }
    }
    set_stroke(cairo, stroke);
    cairo_stroke(cairo);
}

/// The turns of one side of a pointed symbol of outer radius 1.
void add_star(cairo_t* cairo, int points, double inner_radius) {
    for (int i = 0; i < 2 * points; ++i) {
        const double radius = i % 2 == 0 ? 1 : inner_radius;
        const double turn = std::numbers::pi * i / points;
        cairo_line_to(cairo, radius * std::sin(turn), -radius * std::cos(turn));
    }
    cairo_close_path(cairo);
}

void add_symbol_path(cairo_t* cairo, symbol_kind kind) {
    constexpr double arm = 0.3;
    switch (kind) {
    case symbol_kind::none:
        break;
    case symbol_kind::circle:
        cairo_arc(cairo, 0, 0, 1, 0, 2 * std::numbers::pi);
        break;
    case symbol_kind::square:
        cairo_rectangle(cairo, -0.88, -0.88, 1.76, 1.76);
        break;
    case symbol_kind::triangle:
        cairo_move_to(cairo, 0, -1);
        cairo_line_to(cairo, 1, 0.8);
        cairo_line_to(cairo, -1, 0.8);
        cairo_close_path(cairo);
        break;
    case symbol_kind::diamond:
        cairo_move_to(cairo, 0, -1);
        cairo_line_to(cairo, 1, 0);
        cairo_line_to(cairo, 0, 1);
        cairo_line_to(cairo, -1, 0);
        cairo_close_path(cairo);
        break;
    case symbol_kind::cross:
        cairo_rectangle(cairo, -arm, -1, 2 * arm, 2);
        cairo_rectangle(cairo, -1, -arm, 2, 2 * arm);
        break;
    case symbol_kind::star:
        add_star(cairo, 5, 0.42);
        break;
    }
}

}  // namespace

void set_colour(cairo_t* cairo, const sheet_colour& colour) {
    cairo_set_source_rgba(cairo, colour.red, colour.green, colour.blue, colour.opacity);
}

void set_stroke(cairo_t* cairo, const sheet_stroke& stroke) {
    set_colour(cairo, stroke.colour);
    cairo_set_line_width(cairo, stroke.width.value());
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_cap(cairo, stroke.round_caps ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
    set_dash(cairo, stroke.dash);
}

void add_path(cairo_t* cairo, const paper_line& line, bool closed) {
    cairo_new_sub_path(cairo);
    for (const auto& p : line) {
        cairo_line_to(cairo, p.x, p.y);
    }
    if (closed) {
        cairo_close_path(cairo);
    }
}

void add_path(cairo_t* cairo, const paper_polygon& area) {
    cairo_set_fill_rule(cairo, CAIRO_FILL_RULE_EVEN_ODD);
    for (const auto& ring : area.rings) {
        add_path(cairo, ring, true);
    }
}

void paint(
    cairo_t* cairo,
    const sheet_layer& layer,
    const std::vector<paper_shape>& shapes,
    const paper_box& around
) {
    const saved_state state(cairo);
    for (const auto& shape : shapes) {
        for (const auto& area : shape.areas) {
            paint_area(cairo, layer, area, around);
        }
    }
    // Pass by pass, so that the casing of one line does not cut the core of another.
    for (const auto& stroke : layer.strokes) {
        if (is_drawn(stroke.colour)) {
            for (const auto& shape : shapes) {
                paint_stroke(cairo, stroke, shape);
            }
        }
    }
}

void paint_symbol(cairo_t* cairo, const sheet_symbol& symbol, paper_point where) {
    if (symbol.kind == symbol_kind::none) {
        return;
    }
    const saved_state state(cairo);
    const double radius = symbol.size.value() / 2;
    cairo_new_path(cairo);
    {
        const saved_state scaled(cairo);
        cairo_translate(cairo, where.x, where.y);
        cairo_scale(cairo, radius, radius);
        add_symbol_path(cairo, symbol.kind);
    }
    cairo_set_fill_rule(cairo, CAIRO_FILL_RULE_WINDING);
    if (is_drawn(symbol.outline.colour)) {
        // Twice as wide and underneath: outside of the fill, whatever the overlaps of the shape.
        auto outline = symbol.outline;
        outline.width = outline.width * 2;
        set_stroke(cairo, outline);
        cairo_stroke_preserve(cairo);
    }
    set_colour(cairo, symbol.fill);
    cairo_fill(cairo);
}

void fill_box(cairo_t* cairo, const paper_box& box, const sheet_colour& colour) {
    cairo_rectangle(cairo, box.left, box.top, box.width, box.height);
    set_colour(cairo, colour);
    cairo_fill(cairo);
}

}  // namespace planner::detail
