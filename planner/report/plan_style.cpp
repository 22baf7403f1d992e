// SPDX-License-Identifier: Apache-2.0
#include "planner/report/plan_style.hpp"

#include "planner/report/xml_text.hpp"

#include <fmt/format.h>

#include <array>
#include <map>
#include <set>
#include <string>

namespace planner {

namespace {

/// Colours of successive phases, light to dark, told apart in greyscale and by the colour-blind:
/// the sequential scheme YlGnBu of C. Brewer, colorbrewer2.org (Apache-2.0).
constexpr std::array<plain_colour, 6> phase_colours{
    {{255, 255, 204, 190},
     {199, 233, 180, 190},
     {127, 205, 187, 190},
     {65, 182, 196, 190},
     {44, 127, 184, 190},
     {37, 52, 148, 190}}};

constexpr plain_colour grey{90, 90, 90, 255};

std::string text_of(const plain_colour& one) {
    return fmt::format("{},{},{},{}", one.red, one.green, one.blue, one.opacity);
}

std::string fill_symbol(const std::string& name, const plain_style& style) {
    return fmt::format(
        R"(<symbol type="fill" name="{}" alpha="1"><layer class="SimpleFill" enabled="1">)"
        R"(<prop k="color" v="{}"/><prop k="outline_color" v="{}"/><prop k="outline_width" v="0.3"/>)"
        R"(<prop k="style" v="solid"/></layer></symbol>)",
        name,
        text_of(style.fill),
        text_of(style.line)
    );
}

std::string line_symbol(const std::string& name, const plain_style& style) {
    return fmt::format(
        R"(<symbol type="line" name="{}" alpha="1"><layer class="SimpleLine" enabled="1">)"
        R"(<prop k="line_color" v="{}"/><prop k="line_width" v="{}"/><prop k="line_style" v="{}"/>)"
        R"(</layer></symbol>)",
        name,
        text_of(style.line),
        style.width,
        style.dashed ? "dash" : "solid"
    );
}

std::string marker_symbol(const std::string& name, const plain_style& style) {
    return fmt::format(
        R"(<symbol type="marker" name="{}" alpha="1"><layer class="SimpleMarker" enabled="1">)"
        R"(<prop k="name" v="circle"/><prop k="color" v="{}"/><prop k="size" v="{}"/>)"
        R"(<prop k="outline_color" v="60,60,60,255"/></layer></symbol>)",
        name,
        text_of(style.fill),
        style.size
    );
}

std::string document(const std::string& renderer) {
    // mode 2: start and end are fields; limitMode 0: the end is not in the span.
    return R"(<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'><qgis version="3.22" )"
           R"(styleCategories="Symbology|Temporal">)"
           R"(<temporal enabled="1" mode="2" limitMode="0" startField="valid_from" )"
           R"(endField="valid_to" accumulate="0" durationUnit="min" fixedDuration="0">)"
           R"(<fixedRange><start></start><end></end></fixedRange></temporal>)" +
           renderer + "</qgis>";
}

std::string single(const std::string& symbol) {
    return document(
        R"(<renderer-v2 type="singleSymbol" enableorderby="0"><symbols>)" + symbol +
        "</symbols></renderer-v2>"
    );
}

/// One colour a value of `phase`, in the order of the features.
std::string by_phase(const geo::feature_table& layer) {
    std::string categories;
    std::string symbols;
    std::set<std::string> seen;
    for (const auto& item : layer.features) {
        const auto phase = geo::text(item, "phase").value_or("");
        if (!seen.insert(phase).second) {
            continue;
        }
        const auto number = seen.size() - 1;
        categories += fmt::format(
            R"(<category value="{}" label="{}" symbol="{}" render="true"/>)",
            xml_text(phase),
            xml_text(geo::text(item, "title").value_or(phase)),
            number
        );
        symbols += fill_symbol(std::to_string(number), plain_style_of("vacated", number));
    }
    return document(
        R"(<renderer-v2 type="categorizedSymbol" attr="phase" enableorderby="0"><categories>)" +
        categories + "</categories><symbols>" + symbols + "</symbols></renderer-v2>"
    );
}

}  // namespace

plain_style plain_style_of(const std::string& layer, std::size_t phase) {
    if (layer == "vacated") {
        return {.fill = phase_colours[phase % phase_colours.size()], .line = grey};
    }
    static const std::map<std::string, plain_style> styles{
        {"lines", {.line = {40, 40, 40}, .width = 0.8}},
        {"phase_lines", {.line = {37, 52, 148}, .width = 0.5, .dashed = true}},
        {"transit", {.line = {208, 28, 139}, .width = 0.6, .dashed = true}},
        {"corridors", {.line = {122, 1, 119}, .width = 0.6, .dashed = true}},
        {"zones", {.fill = {230, 171, 2, 60}, .line = {166, 118, 29}}},
        {"exceptions", {.fill = {255, 255, 255, 120}, .line = grey}},
        {"presence", {.fill = {0, 158, 219, 50}, .line = {0, 110, 160}}},
        {"posts", {.fill = {0, 158, 219}, .line = {60, 60, 60}, .size = 2.2}},
        {"sectors", {.fill = {255, 255, 255, 0}, .line = {0, 80, 120}}},
        {"reserved", {.fill = {150, 150, 150, 60}, .line = {80, 80, 80}}},
        {"control", {.fill = {240, 240, 235, 120}, .line = {120, 120, 120}}},
        {"sites", {.fill = {255, 255, 255}, .line = {60, 60, 60}, .size = 2.4}}};
    const auto found = styles.find(layer);
    return found != styles.end()
               ? found->second
               : plain_style{.fill = {90, 90, 90}, .line = {60, 60, 60}, .size = 1.2};
}

geo::geopackage_layer styled(const geo::feature_table& layer) {
    static const std::set<std::string> of_lines{"lines", "phase_lines", "transit", "corridors"};
    geo::geopackage_layer out;
    out.table = layer;
    const auto style = plain_style_of(layer.name);
    if (layer.name == "vacated") {
        out.style_qml = by_phase(layer);
    } else if (of_lines.count(layer.name) > 0) {
        out.style_qml = single(line_symbol("0", style));
    } else if (style.size > 0) {
        out.style_qml = single(marker_symbol("0", style));
    } else {
        out.style_qml = single(fill_symbol("0", style));
    }
    return out;
}

}  // namespace planner
