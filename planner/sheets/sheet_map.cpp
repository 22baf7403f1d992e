// SPDX-License-Identifier: Apache-2.0
#include "planner/sheets/sheet_map.hpp"

#include "planner/sheets/sheet_labels.hpp"
#include "planner/sheets/sheet_paint.hpp"

#include <cairo.h>

#include <algorithm>
#include <cmath>

namespace planner::detail {

namespace {

constexpr std::size_t longest_label = 120;

constexpr auto plate_ink = sheet_colour::rgb(0x2B3238);

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

/// Lines named at their ends, but this one: names of several must not be taken for one another's.
std::vector<const paper_line*> other_lines(
    const sheet& what, const placed_layers& placed, const wanted_label& label
) {
    std::vector<const paper_line*> out;
    for (std::size_t i = 0; i < what.layers.size(); ++i) {
        if (what.layers[i].label.place != label_place::ends) {
            continue;
        }
        for (std::size_t j = 0; j < what.layers[i].items.size(); ++j) {
            if (i != label.layer || j != label.item) {
                for (const auto& line : placed.shapes[i][j].lines) {
                    out.push_back(&line);
                }
            }
        }
    }
    return out;
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
            .below = harmless(item.label_below, longest_label),
            .style = layer.label,
            .size = item.label_size.value_or(layer.label.size)};
        if (layer.label.place == label_place::ends) {
            request.keep_off = other_lines(what, placed, label);
        }
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

/// Where the way from the middle of the frame to a place leaves it.
struct way_out_of_frame {
    paper_point where;
    paper_point outward;  ///< of length 1, across the edge
};
way_out_of_frame leaves_at(const paper_box& frame, paper_point towards) {
    const paper_point middle{frame.left + frame.width / 2, frame.top + frame.height / 2};
    const double dx = towards.x - middle.x;
    const double dy = towards.y - middle.y;
    const double across = std::abs(dx) > 0 ? frame.width / 2 / std::abs(dx) : HUGE_VAL;
    const double along = std::abs(dy) > 0 ? frame.height / 2 / std::abs(dy) : HUGE_VAL;
    const double part = std::min(across, along);
    if (!std::isfinite(part)) {
        return {{frame.right(), middle.y}, {1, 0}};
    }
    const paper_point outward =
        across < along ? paper_point{dx > 0 ? 1.0 : -1.0, 0} : paper_point{0, dy > 0 ? 1.0 : -1.0};
    return {{middle.x + dx * part, middle.y + dy * part}, outward};
}

/// A plate inside of the edge with an arrow out of it.
struct neighbour_plate {
    paper_box box;
    paper_point outward;
    std::string text;
};

constexpr double plate_letters = 7;  // points, on A3
constexpr double plate_margin = 1.2;
constexpr double arrow_size = 2.4;

std::vector<neighbour_plate> plates(const map_picture& content) {
    std::vector<neighbour_plate> made;
    const auto& frame = content.view.frame();
    for (const auto& one : content.what.neighbours) {
        const auto exit = leaves_at(frame, content.view.to_paper(one.towards));
        const auto text = harmless(one.text, longest_label);
        const double width = content.pen.width({text_face::bold, plate_letters, plate_ink}, text) +
                             3 * plate_margin + arrow_size;
        const double height = 4.6;
        paper_box box{exit.where.x - width / 2, exit.where.y - height / 2, width, height};
        box.left = std::clamp(box.left, frame.left + 1, frame.right() - width - 1);
        box.top = std::clamp(box.top, frame.top + 1, frame.bottom() - height - 1);
        made.push_back({box, exit.outward, text});
    }
    return made;
}

void draw_plate(cairo_t* cairo, const neighbour_plate& plate, const text_pen& pen) {
    fill_box(cairo, plate.box, sheet_colour::rgb(0xFFFFFF, 0.92));
    cairo_rectangle(cairo, plate.box.left, plate.box.top, plate.box.width, plate.box.height);
    set_stroke(cairo, {.colour = plate_ink, .width = paper_mm(0.2)});
    cairo_stroke(cairo);
    const bool arrow_first = plate.outward.x < 0;
    const double middle = plate.box.top + plate.box.height / 2;
    const double arrow = arrow_first ? plate.box.left + plate_margin + arrow_size / 2
                                     : plate.box.right() - plate_margin - arrow_size / 2;
    cairo_save(cairo);
    cairo_translate(cairo, arrow, middle);
    cairo_rotate(cairo, std::atan2(plate.outward.y, plate.outward.x));
    cairo_move_to(cairo, arrow_size / 2, 0);
    cairo_line_to(cairo, -arrow_size / 2, -arrow_size / 2);
    cairo_line_to(cairo, -arrow_size / 2, arrow_size / 2);
    cairo_close_path(cairo);
    set_colour(cairo, plate_ink);
    cairo_fill(cairo);
    cairo_restore(cairo);
    const text_style style{text_face::bold, plate_letters, plate_ink};
    cairo_move_to(
        cairo,
        plate.box.left + plate_margin + (arrow_first ? arrow_size + plate_margin : 0),
        middle + plate_letters * 25.4 / 72 * 0.357  // half a capital of Noto Sans
    );
    pen.draw(cairo, style, plate.text);
}

/// The letters of 100 km squares, large and pale, and names of grid zones.
void draw_grid_letters(const map_grid& grid, label_placer& placer) {
    sheet_label_style square;
    square.face = text_face::bold;
    square.size = points(11);
    square.colour = sheet_colour::rgb(0x3F5F74, 0.62);
    square.halo = sheet_colour::rgb(0xFFFFFF, 0.5);
    square.wrap_width = paper_mm(0);
    auto zone = square;
    zone.size = points(9);
    zone.colour = sheet_colour::rgb(0x3F5F74, 0.9);
    for (const auto& letters : grid.letters) {
        const auto& style = letters.zone ? zone : square;
        const label_request request{.text = letters.text, .style = style, .size = style.size};
        for (const auto& spot : letters.spots) {
            paper_shape where;
            where.dots.push_back(spot);
            if (placer.place(request, where)) {
                break;
            }
        }
    }
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

void draw_map(cairo_t* cairo, const map_picture& content) {
    const auto& what = content.what;
    const auto& placed = content.layers;
    const auto& frame = content.view.frame();
    cairo_save(cairo);
    cairo_rectangle(cairo, frame.left, frame.top, frame.width, frame.height);
    cairo_clip(cairo);
    fill_box(cairo, frame, what.background);
    for (std::size_t i = 0; i < what.layers.size(); ++i) {
        if (placed.visible[i]) {
            paint(cairo, what.layers[i], placed.shapes[i], frame);
        }
    }
    draw_grid(cairo, content.grid);
    label_placer placer(cairo, frame, content.pen, what.font_folder);
    const auto neighbours = plates(content);
    for (const auto& plate : neighbours) {
        placer.block(plate.box);
    }
    draw_fixed_symbols(cairo, what, placed, placer);
    draw_grid_letters(content.grid, placer);
    draw_names(cairo, what, placed, placer);
    for (const auto& plate : neighbours) {
        draw_plate(cairo, plate, content.pen);
    }
    cairo_restore(cairo);
}

}  // namespace planner::detail
