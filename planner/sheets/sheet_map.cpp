// SPDX-License-Identifier: Apache-2.0
#include "planner/sheets/sheet_map.hpp"

#include "planner/sheets/sheet_labels.hpp"
#include "planner/sheets/sheet_paint.hpp"

#include <cairo.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>

namespace planner::detail {

namespace {

constexpr std::size_t longest_label = 120;

constexpr auto ink = sheet_colour::rgb(0x2B3238);
constexpr auto graticule_ink = sheet_colour::rgb(0x5F7480, 0.38);

struct wanted_label {
    std::size_t layer;
    std::size_t item;
    double priority;
};

paper_box box_around(paper_point p, double size) {
    return {p.x - size / 2, p.y - size / 2, size, size};
}

sheet_symbol symbol_of(const sheet_layer& layer, const sheet_item& item) {
    auto symbol = layer.symbol.value_or(sheet_symbol{});
    symbol.size = item.symbol_size.value_or(symbol.size);
    return symbol;
}

/// Symbols that are drawn whatever the names need; names will keep clear of them.
void draw_fixed_symbols(
    cairo_t* cairo, const sheet& what, const placed_layers& placed, label_placer& placer
) {
    for (std::size_t i = 0; i < what.layers.size(); ++i) {
        const auto& layer = what.layers[i];
        if (!layer.symbol || layer.symbol_needs_label) {
            continue;
        }
        for (std::size_t j = 0; j < layer.items.size(); ++j) {
            const auto symbol = symbol_of(layer, layer.items[j]);
            for (const auto& dot : placed.shapes[i][j].dots) {
                paint_symbol(cairo, symbol, dot);
                placer.block(box_around(dot, symbol.size.value()));
            }
        }
    }
}

std::vector<wanted_label> wanted_labels(const sheet& what, const placed_layers& placed) {
    std::vector<wanted_label> wanted;
    for (std::size_t i = 0; i < what.layers.size(); ++i) {
        const auto& items = what.layers[i].items;
        for (std::size_t j = 0; j < items.size(); ++j) {
            if (!items[j].label.empty() && !placed.shapes[i][j].empty()) {
                wanted.push_back({i, j, items[j].priority});
            }
        }
    }
    std::stable_sort(wanted.begin(), wanted.end(), [](const auto& a, const auto& b) {
        return a.priority > b.priority;
    });
    return wanted;
}

void draw_names(
    cairo_t* cairo, const sheet& what, const placed_layers& placed, label_placer& placer
) {
    struct drawn_symbol {
        std::size_t layer;
        sheet_symbol symbol;
        paper_point where;
    };
    std::vector<drawn_symbol> symbols;
    for (const auto& label : wanted_labels(what, placed)) {
        const auto& layer = what.layers[label.layer];
        const auto& item = layer.items[label.item];
        const auto& shape = placed.shapes[label.layer][label.item];
        label_request request{
            .text = harmless(item.label, longest_label),
            .style = layer.label,
            .size = item.label_size.value_or(layer.label.size)};
        if (!layer.symbol || shape.dots.empty()) {
            placer.place(request, shape);
            continue;
        }
        const auto symbol = symbol_of(layer, item);
        const auto where = shape.dots.front();
        const auto box = box_around(where, symbol.size.value());
        request.symbol_size = symbol.size;
        const bool crowded =
            std::any_of(symbols.begin(), symbols.end(), [&](const drawn_symbol& other) {
                return other.layer == label.layer &&
                       std::hypot(other.where.x - where.x, other.where.y - where.y) <
                           item.apart.value();
            });
        const bool room = !layer.symbol_needs_label || (!crowded && placer.has_room(box));
        if (room && placer.place(request, shape) && layer.symbol_needs_label) {
            placer.block(box);
            symbols.push_back({label.layer, symbol, where});
        }
    }
    // Important ones last, on top.
    for (auto one = symbols.rbegin(); one != symbols.rend(); ++one) {
        paint_symbol(cairo, one->symbol, one->where);
    }
}

geo::lon_lat on_graticule(bool meridian, double value, double along) {
    return meridian ? geo::lon_lat{geo::longitude(value), geo::latitude(along)}
                    : geo::lon_lat{geo::longitude(along), geo::latitude(value)};
}

template <class Use>
void for_each_graticule_line(const sheet_view& view, double step, Use&& use) {
    const auto& box = view.facts().frame;
    for (const bool meridian : {true, false}) {
        const double from = meridian ? box.west : box.south;
        const double to = meridian ? box.east : box.north;
        for (double k = std::ceil(from / step); k * step <= to; k += 1) {
            use(meridian, k * step);
        }
    }
}

void draw_graticule(cairo_t* cairo, const sheet_view& view) {
    const auto& box = view.facts().frame;
    constexpr int pieces = 60;
    for_each_graticule_line(view, graticule_step(view), [&](bool meridian, double value) {
        const double from = meridian ? box.south : box.west;
        const double to = meridian ? box.north : box.east;
        paper_line line;
        for (int i = 0; i <= pieces; ++i) {
            line.push_back(view.to_paper(
                on_graticule(meridian, value, std::lerp(from, to, i / double(pieces)))
            ));
        }
        add_path(cairo, line);
    });
    set_stroke(cairo, {.colour = graticule_ink, .width = paper_mm(0.12)});
    cairo_stroke(cairo);
}

std::string degrees_text(double value, bool meridian, double step) {
    const char* letter = meridian ? (value < 0 ? "W" : "E") : (value < 0 ? "S" : "N");
    const auto minutes = std::lround(std::abs(value) * 60);
    const std::string degrees = fmt::format("{}°", minutes / 60);
    const bool bare = std::fmod(step, 1.0) == 0.0;
    if (minutes == 0) {
        return "0°";
    }
    return bare ? fmt::format("{} {}", degrees, letter)
                : fmt::format("{} {:02}′ {}", degrees, minutes % 60, letter);
}

/// The four edges of the frame, each with the way out of the map.
struct frame_edge {
    paper_point from;
    paper_point to;
    paper_point outward;
};

std::array<frame_edge, 4> edges(const paper_box& box) {
    const paper_point a{box.left, box.top};
    const paper_point b{box.right(), box.top};
    const paper_point c{box.right(), box.bottom()};
    const paper_point d{box.left, box.bottom()};
    return {{{a, b, {0, -1}}, {d, c, {0, 1}}, {d, a, {-1, 0}}, {c, b, {1, 0}}}};
}

struct crossing {
    paper_point where;
    double value;
};

/// Where lines of the graticule cross an edge; coordinates change monotonically along it.
std::vector<crossing> crossings(
    const sheet_view& view, const frame_edge& edge, bool meridian, double step
) {
    std::vector<crossing> found;
    constexpr int pieces = 400;
    const auto at = [&](double part) {
        return paper_point{
            std::lerp(edge.from.x, edge.to.x, part), std::lerp(edge.from.y, edge.to.y, part)};
    };
    const auto value_at = [&](double part) {
        const auto p = view.to_earth(at(part));
        return meridian ? p.lon.value() : p.lat.value();
    };
    double before = value_at(0);
    for (int i = 1; i <= pieces; ++i) {
        const double after = value_at(i / double(pieces));
        const double line = std::floor(std::max(before, after) / step) * step;
        if (std::min(before, after) < line && std::abs(after - before) < step) {
            const double part = (i - 1 + (line - before) / (after - before)) / pieces;
            found.push_back({at(part), line});
        }
        before = after;
    }
    return found;
}

struct tick_label {
    const frame_edge& edge;
    paper_point where;
    std::string text;
    double strip;
};

void draw_tick_label(cairo_t* cairo, const text_pen& pen, const tick_label& tick) {
    const auto& [edge, where, text, strip] = tick;
    const text_style style{.face = text_face::regular, .size = strip * 1.28, .colour = ink};
    const double cap = style.size * 25.4 / 72 * 0.71;  // Noto Sans: capitals are 0.714 em high
    const double half = pen.width(style, text) / 2;
    cairo_save(cairo);
    cairo_translate(
        cairo, where.x + edge.outward.x * strip / 2, where.y + edge.outward.y * strip / 2
    );
    if (edge.outward.x != 0) {
        cairo_rotate(cairo, edge.outward.x < 0 ? -std::numbers::pi / 2 : std::numbers::pi / 2);
    }
    cairo_move_to(cairo, -half, cap / 2);
    pen.draw(cairo, style, text);
    cairo_restore(cairo);
}

}  // namespace

placed_layers place_layers(const std::vector<sheet_layer>& layers, const sheet_view& view) {
    placed_layers placed;
    for (const auto& layer : layers) {
        auto& shapes = placed.shapes.emplace_back();
        bool visible = false;
        for (const auto& item : layer.items) {
            shapes.push_back(view.place(item.shape));
            visible = visible || is_visible(shapes.back(), view.frame());
        }
        placed.visible.push_back(visible);
    }
    return placed;
}

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
    for (const double step : steps) {
        if (span / step <= 8) {
            return step;
        }
    }
    return steps.back();
}

std::string step_text(double step) {
    return step >= 1 ? fmt::format("{:.0f}°", step) : fmt::format("{:.0f}′", step * 60);
}

void draw_map(cairo_t* cairo, const map_content& content) {
    const auto& [what, view, placed, pen] = content;
    const auto& frame = view.frame();
    cairo_save(cairo);
    cairo_rectangle(cairo, frame.left, frame.top, frame.width, frame.height);
    cairo_clip(cairo);
    fill_box(cairo, frame, what.background);
    for (std::size_t i = 0; i < what.layers.size(); ++i) {
        if (placed.visible[i]) {
            paint(cairo, what.layers[i], placed.shapes[i], frame);
        }
    }
    draw_graticule(cairo, view);
    label_placer placer(cairo, frame, pen, what.font_folder);
    draw_fixed_symbols(cairo, what, placed, placer);
    draw_names(cairo, what, placed, placer);
    cairo_restore(cairo);
}

void draw_neat_line(cairo_t* cairo, const sheet_view& view, const text_pen& pen, double strip) {
    const auto& frame = view.frame();
    const double step = graticule_step(view);
    const std::array<bool, 4> meridians{true, true, false, false};
    const auto sides = edges(frame);
    for (std::size_t i = 0; i < sides.size(); ++i) {
        const auto& edge = sides.at(i);
        const bool horizontal = meridians.at(i);
        for (const auto& tick : crossings(view, edge, horizontal, step)) {
            const auto text = degrees_text(tick.value, horizontal, step);
            const double room = strip * 2.2;
            const bool at_corner =
                horizontal
                    ? tick.where.x < frame.left + room || tick.where.x > frame.right() - room
                    : tick.where.y < frame.top + room || tick.where.y > frame.bottom() - room;
            cairo_move_to(cairo, tick.where.x, tick.where.y);
            cairo_rel_line_to(cairo, edge.outward.x * strip * 0.2, edge.outward.y * strip * 0.2);
            cairo_move_to(
                cairo, tick.where.x + edge.outward.x * strip, tick.where.y + edge.outward.y * strip
            );
            cairo_rel_line_to(cairo, -edge.outward.x * strip * 0.2, -edge.outward.y * strip * 0.2);
            set_stroke(cairo, {.colour = ink, .width = paper_mm(0.18)});
            cairo_stroke(cairo);
            if (!at_corner) {
                draw_tick_label(cairo, pen, {edge, tick.where, text, strip});
            }
        }
    }
    cairo_rectangle(cairo, frame.left, frame.top, frame.width, frame.height);
    set_stroke(cairo, {.colour = ink, .width = paper_mm(0.2)});
    cairo_stroke(cairo);
    cairo_rectangle(
        cairo,
        frame.left - strip,
        frame.top - strip,
        frame.width + 2 * strip,
        frame.height + 2 * strip
    );
    set_stroke(cairo, {.colour = ink, .width = paper_mm(0.45)});
    cairo_stroke(cairo);
}

}  // namespace planner::detail
