// SPDX-License-Identifier: Apache-2.0
#include "planner/sheets/sheet_style.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace planner {

namespace {

constexpr auto rgb = [](std::uint32_t hex, double opacity = 1) {
    return sheet_colour::rgb(hex, opacity);
};

// Two neutral side colours, told apart by all common kinds of colour vision (the purple and green
// of C. Brewer's PRGn scheme, colorbrewer2.org, darkened for lines).
constexpr auto side_left = sheet_colour::rgb(0x6B3A86);
constexpr auto side_right = sheet_colour::rgb(0x1B6B4B);

sheet_colour mixed(const sheet_colour& a, const sheet_colour& b, double part) {
    return {
        std::lerp(a.red, b.red, part),
        std::lerp(a.green, b.green, part),
        std::lerp(a.blue, b.blue, part),
        std::lerp(a.opacity, b.opacity, part)};
}

std::vector<paper_mm> dash_of(sheet_line_status status) {
    switch (status) {
    case sheet_line_status::agreed:
        break;
    case sheet_line_status::provisional:
        return {3.4_mm, 1.2_mm};
    case sheet_line_status::de_facto:
        return {1.0_mm, 0.7_mm};
    }
    return {};
}

}  // namespace

sheet_layer corridor_layer(bool schematic) {
    sheet_layer layer;
    layer.id = schematic ? "corridors-schematic" : "corridors";
    layer.legend_order = 55;
    layer.legend_line = true;
    layer.strokes = {{.colour = rgb(0x7A0177), .width = 0.4_mm, .round_caps = true}};
    if (schematic) {
        layer.strokes.front().dash = {1.6_mm, 1.1_mm};
    }
    return layer;
}

sheet_layer corridor_ground_layer() {
    sheet_layer layer;
    layer.id = "corridor_ground";
    layer.legend_order = 56;
    layer.fill = rgb(0x7A0177, 0.1);
    layer.strokes = {{.colour = rgb(0x7A0177, 0.8), .width = 0.18_mm}};
    return layer;
}

sheet_layer recognised_border_layer() {
    sheet_layer layer;
    layer.id = "recognised_border";
    layer.legend_order = 20;
    layer.strokes = {
        {.colour = rgb(0xB9A5CC, 0.5), .width = 2.4_mm, .round_caps = true},
        {.colour = rgb(0x3C3348), .width = 0.4_mm, .dash = {4.6_mm, 1.0_mm, 0.6_mm, 1.0_mm}}};
    layer.legend_line = true;
    return layer;
}

sheet_layer contact_line_layer(sheet_line_status status) {
    sheet_layer layer;
    layer.id = "contact_line";
    layer.legend_order = 10;
    const auto dash = dash_of(status);
    layer.strokes = {
        {.colour = rgb(0xFFFFFF, 0.9), .width = 2.3_mm, .round_caps = true},
        {.colour = side_left, .width = 0.72_mm, .dash = dash, .offset = 0.5_mm},
        {.colour = side_right, .width = 0.72_mm, .dash = dash, .offset = paper_mm(-0.5)}};
    layer.label = {
        .place = label_place::line,
        .face = text_face::bold,
        .size = 7_pt,
        .colour = rgb(0x2B3238),
        .clearance = 1_mm};
    return layer;
}

sheet_layer earlier_line_layer() {
    sheet_layer layer;
    layer.id = "earlier_line";
    layer.legend_order = 30;
    layer.strokes = {
        {.colour = rgb(0xFFFFFF, 0.8), .width = 1.1_mm, .round_caps = true},
        {.colour = rgb(0x3C3F45), .width = 0.55_mm, .dash = {0.01_mm, 1.1_mm}, .round_caps = true}};
    return layer;
}

sheet_layer phase_line_layer(sheet_line_status status) {
    sheet_layer layer;
    layer.id = "phase_lines";
    layer.legend_order = 40;
    layer.strokes = {
        {.colour = rgb(0xFFFFFF, 0.85), .width = 0.9_mm},
        {.colour = rgb(0x3A2A1E), .width = 0.42_mm, .dash = dash_of(status)}};
    layer.label = {
        .place = label_place::ends,
        .face = text_face::bold,
        .size = 7.2_pt,
        .colour = rgb(0x3A2A1E),
        .halo = rgb(0xFFFFFF, 0.95),
        .halo_width = 0.5_mm,
        .wrap_width = 0_mm,
        .clearance = 0.3_mm};
    return layer;
}

sheet_layer phase_line_at_border_layer() {
    auto layer = phase_line_layer();
    layer.id = "phase_lines_at_border";
    layer.strokes.clear();
    layer.legend.clear();
    return layer;
}

sheet_layer reserved_layer() {
    sheet_layer layer;
    layer.id = "reserved";
    layer.legend_order = 50;
    layer.fill = rgb(0xF1EEE8);
    layer.hatches = {
        {.angle = geo::degrees(45), .spacing = 1.3_mm, .width = 0.2_mm, .colour = rgb(0x7A7468)}};
    layer.strokes = {{.colour = rgb(0x5D574C), .width = 0.3_mm, .dash = {1.2_mm, 0.6_mm}}};
    layer.label = {
        .place = label_place::inside,
        .face = text_face::bold,
        .size = 7.5_pt,
        .colour = rgb(0x4A443A),
        .halo = rgb(0xF6F4EF, 0.95),
        .halo_width = 0.7_mm,
        .wrap_width = 34_mm};
    return layer;
}

sheet_layer exception_layer() {
    sheet_layer layer;
    layer.id = "exceptions";
    layer.legend_order = 57;
    layer.fill = rgb(0xFFFFFF, 0.6);
    layer.strokes = {{.colour = rgb(0x3A3A3A), .width = 0.25_mm, .dash = {0.9_mm, 0.5_mm}}};
    layer.label = {
        .place = label_place::inside, .size = 6_pt, .colour = rgb(0x3A3A3A), .wrap_width = 24_mm};
    return layer;
}

sheet_layer zone_layer(int number, sheet_line_status status) {
    struct look {
        std::uint32_t colour;
        double angle;
        double spacing;
        bool crossed;
    };
    // Told apart by direction and spacing alone; colours from Okabe and Ito (2008), Color
    // Universal Design, darkened for lines.
    static constexpr std::array<look, 5> looks{{
        {0x00567F, 135, 1.5, false},
        {0x8A4A72, 90, 1.5, false},
        {0x6B6A1A, 0, 1.5, false},
        {0x00664C, 45, 2.2, true},
        {0x5A5A5A, 15, 2.2, false},
    }};
    const auto& chosen = looks.at(static_cast<std::size_t>(std::abs(number)) % looks.size());
    sheet_layer layer;
    layer.id = "zone_" + std::to_string(number + 1);
    layer.legend_order = 55;
    layer.fill = rgb(chosen.colour, 0.07);
    layer.hatches = {
        {.angle = geo::degrees(chosen.angle),
         .spacing = paper_mm(chosen.spacing),
         .width = 0.16_mm,
         .colour = rgb(chosen.colour, 0.75),
         .crossed = chosen.crossed}};
    layer.strokes = {{.colour = rgb(chosen.colour), .width = 0.28_mm, .dash = dash_of(status)}};
    layer.label = {
        .place = label_place::line,
        .face = text_face::bold,
        .size = 6_pt,
        .colour = rgb(chosen.colour)};
    return layer;
}

sheet_layer exit_layer() {
    sheet_layer layer;
    layer.id = "exits";
    layer.legend_order = 60;
    layer.symbol = sheet_symbol{
        .kind = symbol_kind::triangle,
        .size = 2.2_mm,
        .fill = rgb(0xFFFFFF),
        .outline = {.colour = rgb(0x2B3238), .width = 0.3_mm}};
    layer.label = {
        .face = text_face::italic, .size = 5.8_pt, .colour = rgb(0x2B3238), .clearance = 0.4_mm};
    return layer;
}

sheet_layer facility_layer() {
    auto layer = exit_layer();
    layer.id = "facilities";
    layer.legend_order = 65;
    layer.symbol->kind = symbol_kind::diamond;
    layer.symbol->size = 2.4_mm;
    layer.symbol->fill = rgb(0xE8B93C);
    return layer;
}

sheet_layer post_layer() {
    auto layer = exit_layer();
    layer.id = "posts";
    layer.legend_order = 62;
    layer.symbol->kind = symbol_kind::square;
    layer.symbol->size = 1.9_mm;
    // UN blue, by the UN style guides.
    layer.symbol->fill = rgb(0x009EDB);
    return layer;
}

sheet_layer headquarters_layer() {
    auto layer = post_layer();
    layer.id = "headquarters";
    layer.legend_order = 61;
    layer.symbol->kind = symbol_kind::star;
    layer.symbol->size = 3.2_mm;
    return layer;
}

sheet_layer sector_layer() {
    sheet_layer layer;
    layer.id = "sectors";
    layer.legend_order = 63;
    // Dash and dot, as boundaries between units are drawn on mission maps; not the dashes of a
    // phase line, nor the line of a border.
    layer.strokes = {
        {.colour = rgb(0x00617F), .width = 0.3_mm, .dash = {2.4_mm, 0.7_mm, 0.4_mm, 0.7_mm}}};
    layer.legend_line = true;
    layer.label = {
        .place = label_place::inside,
        .face = text_face::bold,
        .size = 6.5_pt,
        .colour = rgb(0x00617F),
        .halo = rgb(0xFFFFFF, 0.8),
        .letter_spacing = 0.6_pt};
    return layer;
}

sheet_layer veil_layer() {
    sheet_layer layer;
    layer.id = "veil";
    layer.fill = rgb(0xFFFFFF, 0.55);
    return layer;
}

sheet_layer way_start_layer() {
    auto layer = exit_layer();
    layer.id = "way_starts";
    layer.legend_order = 58;
    layer.symbol->kind = symbol_kind::circle;
    layer.symbol->size = 1.7_mm;
    layer.symbol->fill = rgb(0x7A0177);
    layer.label = {
        .face = text_face::bold, .size = 6_pt, .colour = rgb(0x5A0158), .clearance = 0.4_mm};
    return layer;
}

sheet_layer narrow_place_layer() {
    auto layer = exit_layer();
    layer.id = "narrow_places";
    layer.legend_order = 59;
    layer.symbol->kind = symbol_kind::cross;
    layer.symbol->size = 2.2_mm;
    layer.symbol->fill = rgb(0xFFFFFF);
    layer.symbol->outline = {.colour = rgb(0x7A0177), .width = 0.3_mm};
    return layer;
}

sheet_colour phase_colour(std::size_t index, std::size_t count) {
    // Five steps of one hue, even in lightness (L* 94, 87, 79, 68, 55), so that greyscale print
    // keeps their order.
    static constexpr std::array<sheet_colour, 5> ramp{
        sheet_colour::rgb(0xF9EDD0),
        sheet_colour::rgb(0xF1D9A7),
        sheet_colour::rgb(0xE4BD7C),
        sheet_colour::rgb(0xCF9A57),
        sheet_colour::rgb(0xB27840)};
    const double place = count < 2 ? 0.5
                                   : static_cast<double>(std::min(index, count - 1)) /
                                         static_cast<double>(count - 1);
    const double at = place * static_cast<double>(ramp.size() - 1);
    const auto low = std::min(static_cast<std::size_t>(at), ramp.size() - 2);
    return mixed(ramp.at(low), ramp.at(low + 1), at - static_cast<double>(low));
}

sheet_colour paler(const sheet_colour& colour) {
    return mixed(colour, rgb(0xFFFFFF), 0.5);
}

sheet_layer phase_layer(std::size_t index, std::size_t count) {
    sheet_layer layer;
    layer.id = "phase_" + std::to_string(index + 1);
    layer.legend_order = 45;
    layer.fill = phase_colour(index, count);
    layer.label = {
        .place = label_place::inside,
        .face = text_face::bold,
        .size = 8_pt,
        .colour = rgb(0x3A2A1E),
        .clearance = 1_mm};
    return layer;
}

sheet_layer left_before_layer() {
    sheet_layer layer;
    layer.id = "left_before";
    layer.legend_order = 46;
    // Dots keep it apart from land and from phases in greyscale too.
    layer.fill = rgb(0xF5F1E6);
    layer.hatches = {
        {.angle = geo::degrees(0),
         .spacing = 1.5_mm,
         .width = 0.3_mm,
         .colour = rgb(0xB8AE97),
         .dash = {0.3_mm, 1.8_mm}}};
    layer.label = {
        .place = label_place::inside,
        .size = 7_pt,
        .colour = rgb(0x6A6251),
        .halo = rgb(0xF5F1E6, 0.9),
        .clearance = 1_mm};
    return layer;
}

sheet_layer still_held_layer() {
    auto layer = left_before_layer();
    layer.id = "still_held";
    layer.legend_order = 47;
    layer.fill = rgb(0xDEDCD5);
    layer.hatches = {
        {.angle = geo::degrees(90),
         .spacing = 1.3_mm,
         .width = 0.14_mm,
         .colour = rgb(0x8C887E),
         .dash = {0.9_mm, 0.9_mm}}};
    layer.label.colour = rgb(0x4A4841);
    layer.label.halo = rgb(0xDEDCD5, 0.9);
    return layer;
}

}  // namespace planner
