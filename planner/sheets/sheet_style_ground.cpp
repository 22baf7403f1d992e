// SPDX-License-Identifier: Apache-2.0
// The ground under a plan: land, waters, districts, roads, settlements.
#include "planner/sheets/sheet_style.hpp"

#include <algorithm>
#include <array>

namespace planner {

sheet_layer land_layer() {
    sheet_layer layer;
    layer.id = "land";
    layer.fill = sheet_colour::rgb(0xEBE9E1);
    layer.strokes = {{.colour = sheet_colour::rgb(0xB4B8B6), .width = 0.15_mm}};
    layer.label = {
        .place = label_place::inside,
        .size = 9_pt,
        .colour = sheet_colour::rgb(0x7F857F),
        .halo = sheet_colour::rgb(0xEBE9E1, 0.7),
        .letter_spacing = 1.6_pt,
        .wrap_width = 60_mm};
    return layer;
}

sheet_layer subject_land_layer() {
    auto layer = land_layer();
    layer.id = "subject_land";
    layer.fill = sheet_colour::rgb(0xFBFAF4);
    layer.strokes = {{.colour = sheet_colour::rgb(0x8FA6B2), .width = 0.14_mm}};
    layer.label.halo = sheet_colour::rgb(0xFBFAF4, 0.7);
    return layer;
}

sheet_layer water_layer() {
    sheet_layer layer;
    layer.id = "water";
    layer.fill = sheet_colour::rgb(0xDBE5EA);
    layer.strokes = {{.colour = sheet_colour::rgb(0x9DB7C5), .width = 0.12_mm}};
    layer.label = {
        .place = label_place::inside,
        .face = text_face::italic,
        .size = 6.5_pt,
        .colour = sheet_colour::rgb(0x4B7690),
        .halo = sheet_colour::rgb(0xDBE5EA, 0.8)};
    return layer;
}

sheet_layer river_layer() {
    auto layer = water_layer();
    layer.id = "rivers";
    layer.legend_order = 95;
    layer.fill = no_colour;
    layer.strokes = {{.colour = sheet_colour::rgb(0x9DBACA), .width = 0.32_mm, .round_caps = true}};
    layer.label.place = label_place::line;
    layer.label.halo = sheet_colour::rgb(0xFFFFFF, 0.75);
    layer.label.letter_spacing = 0.5_pt;
    layer.label.clearance = 1_mm;
    return layer;
}

sheet_layer district_layer() {
    sheet_layer layer;
    layer.id = "districts";
    layer.legend_order = 90;
    layer.strokes = {
        {.colour = sheet_colour::rgb(0x8E9494, 0.75), .width = 0.14_mm, .dash = {1.6_mm, 0.7_mm}}};
    layer.legend_line = true;
    layer.label = {
        .place = label_place::inside,
        .size = 6.2_pt,
        .colour = sheet_colour::rgb(0x868B88),
        .halo = sheet_colour::rgb(0xFFFFFF, 0.55),
        .letter_spacing = 0.8_pt,
        .clearance = 1.5_mm};
    return layer;
}

sheet_layer road_layer() {
    sheet_layer layer;
    layer.id = "roads";
    layer.legend_order = 92;
    layer.strokes = {{.colour = sheet_colour::rgb(0xB79F86), .width = 0.22_mm, .round_caps = true}};
    layer.label = {
        .place = label_place::line,
        .size = 5_pt,
        .colour = sheet_colour::rgb(0x7A654E),
        .halo = sheet_colour::rgb(0xFFFFFF, 0.85),
        .clearance = 2_mm};
    return layer;
}

sheet_layer settlement_layer() {
    sheet_layer layer;
    layer.id = "settlements";
    layer.legend_order = 80;
    layer.symbol = sheet_symbol{
        .kind = symbol_kind::circle,
        .size = 1.4_mm,
        .fill = sheet_colour::rgb(0xFFFFFF),
        .outline = {.colour = sheet_colour::rgb(0x2B3238), .width = 0.22_mm}};
    layer.symbol_needs_label = true;
    layer.label = {.size = 6.4_pt, .colour = sheet_colour::rgb(0x202428), .clearance = 0.5_mm};
    return layer;
}

sheet_item settlement_item(geo::lon_lat where, std::string name, double population) {
    struct rank {
        double population;
        double symbol;
        double letters;
        double apart;
    };
    static constexpr std::array<rank, 6> ranks{{
        {1'000'000, 2.6, 9.5, 0},
        {500'000, 2.2, 8.4, 0},
        {200'000, 1.8, 7.5, 3},
        {50'000, 1.5, 6.6, 6},
        {10'000, 1.2, 5.8, 11},
        {-1, 0.9, 5.3, 18},
    }};
    const auto* found = std::find_if(ranks.begin(), ranks.end() - 1, [&](const rank& r) {
        return population >= r.population;
    });
    return {
        .shape = where,
        .label = std::move(name),
        .priority = population,
        .label_size = points(found->letters),
        .symbol_size = paper_mm(found->symbol),
        .apart = paper_mm(found->apart)};
}

}  // namespace planner
