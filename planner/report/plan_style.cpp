// SPDX-License-Identifier: Apache-2.0
#include "planner/report/plan_style.hpp"

#include <fmt/format.h>

#include <array>
#include <set>
#include <string>

namespace planner {

namespace {

/// Colours of successive phases, light to dark, told apart in greyscale and by the colour-blind:
/// the sequential scheme YlGnBu of C. Brewer, colorbrewer2.org (Apache-2.0).
constexpr std::array<const char*, 6> phase_colours{
    "255,255,204", "199,233,180", "127,205,187", "65,182,196", "44,127,184", "37,52,148"};

std::string fill_symbol(const std::string& name, const std::string& fill, const std::string& edge) {
    return fmt::format(
        R"(<symbol type="fill" name="{}" alpha="1"><layer class="SimpleFill" enabled="1">)"
        R"(<prop k="color" v="{}"/><prop k="outline_color" v="{}"/><prop k="outline_width" v="0.3"/>)"
        R"(<prop k="style" v="solid"/></layer></symbol>)",
        name,
        fill,
        edge
    );
}

std::string line_symbol(
    const std::string& name, const std::string& colour, double width, bool dash
) {
    return fmt::format(
        R"(<symbol type="line" name="{}" alpha="1"><layer class="SimpleLine" enabled="1">)"
        R"(<prop k="line_color" v="{}"/><prop k="line_width" v="{}"/><prop k="line_style" v="{}"/>)"
        R"(</layer></symbol>)",
        name,
        colour,
        width,
        dash ? "dash" : "solid"
    );
}

std::string marker_symbol(const std::string& name, const std::string& colour, double size) {
    return fmt::format(
        R"(<symbol type="marker" name="{}" alpha="1"><layer class="SimpleMarker" enabled="1">)"
        R"(<prop k="name" v="circle"/><prop k="color" v="{}"/><prop k="size" v="{}"/>)"
        R"(<prop k="outline_color" v="60,60,60,255"/></layer></symbol>)",
        name,
        colour,
        size
    );
}

std::string document(const std::string& renderer) {
    return R"(<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'><qgis version="3.22" )"
           R"(styleCategories="Symbology">)" +
           renderer + "</qgis>";
}

std::string single(const std::string& symbol) {
    return document(
        R"(<renderer-v2 type="singleSymbol" enableorderby="0"><symbols>)" + symbol +
        "</symbols></renderer-v2>"
    );
}

std::string escaped(const std::string& raw) {
    std::string out;
    for (const char c : raw) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        default:
            if (static_cast<unsigned char>(c) >= 0x20) {
                out += c;
            }
        }
    }
    return out;
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
            escaped(phase),
            escaped(geo::text(item, "title").value_or(phase)),
            number
        );
        symbols += fill_symbol(
            std::to_string(number),
            std::string(phase_colours[number % phase_colours.size()]) + ",190",
            "90,90,90,255"
        );
    }
    return document(
        R"(<renderer-v2 type="categorizedSymbol" attr="phase" enableorderby="0"><categories>)" +
        categories + "</categories><symbols>" + symbols + "</symbols></renderer-v2>"
    );
}

}  // namespace

geo::geopackage_layer styled(const geo::feature_table& layer) {
    geo::geopackage_layer out;
    out.table = layer;
    if (layer.name == "vacated") {
        out.style_qml = by_phase(layer);
    } else if (layer.name == "lines") {
        out.style_qml = single(line_symbol("0", "40,40,40,255", 0.8, false));
    } else if (layer.name == "phase_lines") {
        out.style_qml = single(line_symbol("0", "37,52,148,255", 0.5, true));
    } else if (layer.name == "transit") {
        out.style_qml = single(line_symbol("0", "208,28,139,255", 0.6, true));
    } else if (layer.name == "zones") {
        out.style_qml = single(fill_symbol("0", "230,171,2,60", "166,118,29,255"));
    } else if (layer.name == "exceptions") {
        out.style_qml = single(fill_symbol("0", "255,255,255,120", "90,90,90,255"));
    } else if (layer.name == "presence") {
        out.style_qml = single(fill_symbol("0", "0,158,219,50", "0,110,160,255"));
    } else if (layer.name == "reserved") {
        out.style_qml = single(fill_symbol("0", "150,150,150,60", "80,80,80,255"));
    } else if (layer.name == "control") {
        out.style_qml = single(fill_symbol("0", "240,240,235,120", "120,120,120,255"));
    } else if (layer.name == "sites") {
        out.style_qml = single(marker_symbol("0", "255,255,255,255", 2.4));
    } else {
        out.style_qml = single(marker_symbol("0", "90,90,90,255", 1.2));
    }
    return out;
}

}  // namespace planner
