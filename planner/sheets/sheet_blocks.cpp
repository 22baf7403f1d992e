// SPDX-License-Identifier: Apache-2.0
#include "planner/sheets/sheet_blocks.hpp"

#include "planner/sheets/sheet_paint.hpp"

#include <cairo.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace planner::detail {

namespace {

constexpr std::size_t longest_paragraph = 2000;
constexpr std::size_t longest_cell = 120;
constexpr double column_space = 2.2;  // mm between the columns of a table

double height_of(const block_place& at, const line_of_text& line) {
    return line.style.size * at.scale * mm_per_point * line.leading;
}

text_style scaled(const block_place& at, text_style style) {
    style.size *= at.scale;
    return style;
}

void draw_rule(const block_place& at, double y, double width) {
    if (at.cairo != nullptr) {
        cairo_move_to(at.cairo, at.left, y);
        cairo_rel_line_to(at.cairo, at.width, 0);
        set_stroke(at.cairo, {.colour = panel_rule, .width = paper_mm(width)});
        cairo_stroke(at.cairo);
    }
}

bool has_dots(const std::vector<paper_shape>& shapes) {
    return std::any_of(shapes.begin(), shapes.end(), [](const auto& s) { return !s.dots.empty(); });
}
bool has_areas(const std::vector<paper_shape>& shapes) {
    return std::any_of(shapes.begin(), shapes.end(), [](const auto& s) {
        return !s.areas.empty();
    });
}

/// A layer as it looks on the map, small, in the box.
void draw_sample(
    cairo_t* cairo,
    const sheet_layer& layer,
    const std::vector<paper_shape>& shapes,
    const paper_box& box
) {
    const double middle = box.top + box.height / 2;
    if (layer.symbol && has_dots(shapes)) {
        auto symbol = *layer.symbol;
        symbol.size = paper_mm(std::min(symbol.size.value(), box.height));
        paint_symbol(cairo, symbol, {box.left + box.width / 2, middle});
        return;
    }
    paper_shape sample;
    if (has_areas(shapes) && !layer.legend_line) {
        sample.areas.push_back(
            {{{{box.left, box.top},
               {box.right(), box.top},
               {box.right(), box.bottom()},
               {box.left, box.bottom()},
               {box.left, box.top}}}}
        );
    } else {
        sample.lines.push_back({{box.left, middle}, {box.right(), middle}});
    }
    auto style = layer;
    if (layer.legend_line) {
        style.fill = no_colour;
        style.hatches.clear();
        if (style.inner_band) {
            auto band = *style.inner_band;
            style.strokes.insert(style.strokes.begin(), band);
        }
    }
    cairo_save(cairo);
    cairo_rectangle(cairo, box.left, box.top - 0.6, box.width, box.height + 1.2);
    cairo_clip(cairo);
    paint(cairo, style, {sample}, box);
    cairo_restore(cairo);
    if (!sample.areas.empty()) {
        cairo_rectangle(cairo, box.left, box.top, box.width, box.height);
        set_stroke(cairo, {.colour = sheet_colour::rgb(0x7A868E), .width = paper_mm(0.12)});
        cairo_stroke(cairo);
    }
}

/// Layers for the legend, in its order, without repeats of one text.
std::vector<std::size_t> legend_layers(const panel_content& content) {
    std::vector<std::size_t> order;
    const auto& layers = content.what.layers;
    for (std::size_t i = layers.size(); i-- > 0;) {
        if (!layers[i].legend.empty() && content.layers.visible[i]) {
            order.push_back(i);
        }
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return layers[a].legend_order < layers[b].legend_order;
    });
    // Entries of one heading follow the first of them.
    std::map<std::string, std::size_t> first;
    for (std::size_t i = 0; i < order.size(); ++i) {
        first.try_emplace(layers[order[i]].legend_heading, i);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return first.at(layers[a].legend_heading) < first.at(layers[b].legend_heading);
    });
    return order;
}

}  // namespace

block_place below(const block_place& at, double height) {
    auto next = at;
    next.top += height;
    return next;
}

double draw_text(
    const block_place& at, const line_of_text& line, const std::string& text, double indent
) {
    const double height = height_of(at, line);
    if (at.cairo != nullptr && !text.empty()) {
        const auto style = scaled(at, line.style);
        // The baseline: Noto Sans capitals are 0.714 em high; centred in the line.
        const double cap = style.size * mm_per_point * 0.714;
        cairo_move_to(at.cairo, at.left + indent, at.top + (height + cap) / 2);
        at.content.pen.draw(at.cairo, style, text);
    }
    return height;
}

double draw_paragraph(
    const block_place& at, const line_of_text& line, const std::string& text, double indent
) {
    double used = 0;
    const auto clean = harmless(text, longest_paragraph);
    for (const auto& piece :
         at.content.pen.wrap(scaled(at, line.style), clean, at.width - indent)) {
        used += draw_text(below(at, used), line, piece, indent);
    }
    return used;
}

double draw_heading(const block_place& at, const std::string& text) {
    if (text.empty()) {
        return 0;
    }
    const line_of_text line{{text_face::bold, 8.2, panel_ink}, 1.35};
    const double used = draw_paragraph(at, line, harmless(text, longest_cell));
    draw_rule(at, at.top + used + 0.2, 0.25);
    return used + 1.3 * at.scale;
}

double title_block(const block_place& at) {
    double used = 0;
    if (!at.content.what.number.empty()) {
        used =
            draw_paragraph(at, {{text_face::bold, 7.6, panel_grey}, 1.4}, at.content.what.number);
        used += 0.6 * at.scale;
    }
    used += draw_paragraph(
        below(at, used), {{text_face::bold, 17, panel_ink}, 1.18}, at.content.what.title
    );
    if (!at.content.what.subtitle.empty()) {
        used += 1.2 * at.scale;
        used += draw_paragraph(
            below(at, used), {{text_face::regular, 9.6, panel_ink}, 1.3}, at.content.what.subtitle
        );
    }
    if (!at.content.what.validity.empty()) {
        used += 1.2 * at.scale;
        used += draw_paragraph(
            below(at, used), {{text_face::italic, 7.6, panel_grey}, 1.35}, at.content.what.validity
        );
    }
    return used;
}

double legend_block(const block_place& at) {
    const auto order = legend_layers(at.content);
    if (order.empty()) {
        return 0;
    }
    double used = draw_heading(at, at.content.what.legend_title);
    std::string heading;
    const line_of_text line{{text_face::regular, 7.6, panel_ink}, 1.22};
    const double sample_width = 9 * at.scale;
    const double sample_height = 3.4 * at.scale;
    const double indent = sample_width + 2.6 * at.scale;
    for (const auto i : order) {
        const auto& layer = at.content.what.layers[i];
        if (layer.legend_heading != heading) {
            heading = layer.legend_heading;
            used += 0.5 * at.scale;
            used += draw_text(
                below(at, used),
                {{text_face::italic, 7.2, panel_grey}, 1.4},
                harmless(heading, longest_cell)
            );
        }
        const auto place = below(at, used);
        const double text = draw_paragraph(
            {nullptr, at.content, at.scale, at.left, 0, at.width}, line, layer.legend, indent
        );
        const double row = std::max(text, sample_height + 0.9 * at.scale);
        if (at.cairo != nullptr) {
            draw_paragraph(below(place, (row - text) / 2), line, layer.legend, indent);
            draw_sample(
                at.cairo,
                layer,
                at.content.layers.shapes[i],
                {at.left, place.top + (row - sample_height) / 2, sample_width, sample_height}
            );
        }
        used += row + 0.35 * at.scale;
    }
    return used;
}

double paragraphs_block(
    const block_place& at, const std::string& heading, const std::vector<std::string>& texts
) {
    if (texts.empty()) {
        return 0;
    }
    double used = draw_heading(at, heading);
    for (const auto& text : texts) {
        used += draw_paragraph(below(at, used), {{text_face::regular, 6.3, panel_ink}, 1.26}, text);
        used += 0.5 * at.scale;
    }
    return used;
}

double disclaimer_block(const block_place& at) {
    if (at.content.what.disclaimer.empty()) {
        return 0;
    }
    draw_rule(at, at.top, 0.25);
    const double space = 1.2 * at.scale;
    return space + draw_paragraph(
                       below(at, space),
                       {{text_face::italic, 6.4, panel_ink}, 1.26},
                       at.content.what.disclaimer
                   );
}

namespace {

/// Widths that the cells of each column need, with a gap before all but the first.
std::vector<double> needed_widths(
    const block_place& at, const sheet_table& table, double size, double indent
) {
    std::size_t columns = table.header.size();
    for (const auto& row : table.rows) {
        columns = std::max(columns, row.cells.size());
    }
    std::vector<double> widths(columns, 0);
    const auto consider = [&](const std::vector<std::string>& cells, text_face face) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const auto text = harmless(cells[i], longest_cell);
            const double extra = i == 0 ? indent : column_space * at.scale;
            widths[i] = std::max(
                widths[i], at.content.pen.width({face, size * at.scale, {}}, text) + extra
            );
        }
    };
    consider(table.header, text_face::bold);
    for (const auto& row : table.rows) {
        consider(row.cells, row.emphasised ? text_face::bold : text_face::regular);
    }
    return widths;
}

struct table_size {
    double letters;
    std::vector<double> widths;
};

/// As large as fits on one line a row, down to `smallest`; then all columns give, in proportion.
/// What is left over is shared between the columns.
table_size table_sizes(const block_place& at, const sheet_table& table, double indent) {
    constexpr double smallest = 5.4;
    table_size made{7, {}};
    double total = 0;
    for (;; made.letters -= 0.4) {
        made.widths = needed_widths(at, table, made.letters, indent);
        total = std::accumulate(made.widths.begin(), made.widths.end(), 0.0);
        if (total <= at.width || made.letters - 0.4 < smallest) {
            break;
        }
    }
    for (auto& width : made.widths) {
        width += total > at.width ? width * (at.width / total - 1)
                                  : (at.width - total) / static_cast<double>(made.widths.size());
    }
    return made;
}

void draw_swatch(cairo_t* cairo, const paper_box& box, const sheet_table_row& row) {
    sheet_layer look;
    look.fill = *row.swatch;
    look.hatches = row.hatches;
    paper_shape field;
    field.areas.push_back(
        {{{{box.left, box.top},
           {box.right(), box.top},
           {box.right(), box.bottom()},
           {box.left, box.bottom()},
           {box.left, box.top}}}}
    );
    paint(cairo, look, {field}, box);
}

struct table_line {
    const sheet_table& table;
    const std::vector<double>& widths;
    const std::vector<std::string>& cells;
    line_of_text line;
    double indent = 0;  ///< of the first cell
};

double draw_cells(const block_place& at, const table_line& row) {
    double tallest = 0;
    double left = at.left;
    const auto style = scaled(at, row.line.style);
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const bool right =
            i < row.table.align.size() ? row.table.align[i] == column_align::right : i > 0;
        const double indent = i == 0 ? row.indent : 0;
        const double room = row.widths[i] - (i == 0 ? indent : column_space * at.scale);
        double used = 0;
        for (const auto& piece :
             at.content.pen.wrap(style, harmless(row.cells[i], longest_cell), room + 0.05)) {
            auto place = below(at, used);
            place.left = right ? left + row.widths[i] - at.content.pen.width(style, piece)
                               : left + indent + (i == 0 ? 0 : column_space * at.scale);
            used += draw_text(place, row.line, piece);
        }
        tallest = std::max(tallest, used);
        left += row.widths[i];
    }
    return tallest;
}

}  // namespace

double table_block(const block_place& at, const sheet_table& table) {
    if (table.rows.empty()) {
        return 0;
    }
    double used = draw_heading(at, table.title);
    const bool swatches = std::any_of(table.rows.begin(), table.rows.end(), [](const auto& row) {
        return row.swatch.has_value();
    });
    const double indent = swatches ? 5.2 * at.scale : 0;
    const auto [size, widths] = table_sizes(at, table, indent);
    if (!table.header.empty()) {
        used += draw_cells(
            below(at, used),
            {table, widths, table.header, {{text_face::bold, size - 0.6, panel_grey}, 1.25}, 0}
        );
        used += 0.4 * at.scale;
    }
    for (const auto& row : table.rows) {
        if (row.emphasised) {
            draw_rule(at, at.top + used + 0.1, 0.2);
            used += 0.4 * at.scale;
        }
        const auto face = row.emphasised ? text_face::bold : text_face::regular;
        const double high = draw_cells(
            below(at, used), {table, widths, row.cells, {{face, size, panel_ink}, 1.3}, indent}
        );
        if (at.cairo != nullptr && row.swatch) {
            const paper_box box{
                at.left, at.top + used + 0.55 * at.scale, 3.8 * at.scale, 2.3 * at.scale};
            draw_swatch(at.cairo, box, row);
            cairo_rectangle(at.cairo, box.left, box.top, box.width, box.height);
            set_stroke(at.cairo, {.colour = sheet_colour::rgb(0x7A868E), .width = paper_mm(0.1)});
            cairo_stroke(at.cairo);
        }
        used += high + 0.25 * at.scale;
    }
    return used;
}

}  // namespace planner::detail
