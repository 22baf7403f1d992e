// SPDX-License-Identifier: Apache-2.0
#include "planner/export/gis_formats.hpp"

#include "geo/io/write_dxf.hpp"
#include "geo/io/write_flatgeobuf.hpp"
#include "geo/io/write_geopackage.hpp"
#include "planner/export/field_items.hpp"
#include "planner/export/receiver_names.hpp"
#include "planner/model/number_text.hpp"
#include "planner/report/plan_style.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace planner {

namespace {

/// Where a label stands: at a point, in the middle of a line, at the first position of an area.
std::optional<geo::lon_lat> place_of_label(const geo::feature& item) {
    if (!geo::points(item).empty()) {
        return geo::points(item).front();
    }
    if (!geo::lines(item).empty()) {
        const auto& line = geo::lines(item).front();
        return line[line.size() / 2];
    }
    if (!geo::areas(item).empty()) {
        return geo::areas(item).front().outer.front();
    }
    return std::nullopt;
}

/// `PHASE_LINES`, `VACATED_P1`.
std::string drawing_layer(const field_item& item) {
    auto text = receiver_text(item.layer + (item.layer == "vacated" ? " " + item.phase : ""));
    std::replace(text.begin(), text.end(), ' ', '_');
    return text;
}

}  // namespace

field_files to_field_geopackage(const field_plan& what) {
    field_files out;
    out.told = counted(what.layers.size(), "layer", "layers") +
               ", styled; valid_from and valid_to drive QGIS's temporal controller";
    if (what.sector.empty()) {
        out.files.push_back({"plan.gpkg", file_of(what, "plan.gpkg")});
        return out;
    }
    std::vector<geo::geopackage_layer> tables;
    for (const auto& layer : what.layers) {
        tables.push_back(styled(layer));
    }
    geo::geopackage_options options;
    options.timestamp = to_rfc3339(what.head.d_day);
    out.files.push_back({"plan.gpkg", geo::to_geopackage(tables, out.found, options)});
    return out;
}

field_files to_field_flatgeobuf(const field_plan& what) {
    field_files out;
    for (const auto& layer : what.layers) {
        if (!layer.features.empty()) {
            out.files.push_back({"fgb/" + layer.name + ".fgb", geo::to_flatgeobuf(layer, out.found)}
            );
        }
    }
    out.told = counted(out.files.size(), "file", "files") + " in fgb/";
    return out;
}

field_files to_field_drawing(const field_plan& what) {
    std::vector<geo::drawing_item> items;
    for (const auto* layer :
         {"lines",
          "phase_lines",
          "zones",
          "exceptions",
          "vacated",
          "reserved",
          "sectors",
          "transit",
          "corridors",
          "posts",
          "sites",
          "turning_points"}) {
        const auto style = plain_style_of(layer);
        const auto& colour = style.size > 2.3 || style.size == 0 ? style.line : style.fill;
        for (const auto& item : field_items(what, layer)) {
            items.push_back(
                {drawing_layer(item),
                 receiver_text(item.code),
                 {colour.red, colour.green, colour.blue},
                 item.of->shape,
                 place_of_label(*item.of)}
            );
        }
    }
    geo::drawing_options options;
    options.crs = what.drawing_crs;
    options.comments = {
        ascii_text(what.title()),
        ascii_text("Plan " + what.head.id + ", version " + what.head.version),
        field_disclaimer(),
        ascii_text("Sources: " + fmt::format("{}", fmt::join(what.credits, "; ")))};
    auto made = geo::to_dxf(items, options);
    field_files out;
    const auto off = std::max(std::abs(made.least_scale - 1), std::abs(made.largest_scale - 1));
    out.told = fmt::format(
        "{} in {}, in metres; lengths in the drawing are up to {:.2g} % off those on the ground",
        counted(made.entities, "entity", "entities"),
        made.crs,
        off * 100
    );
    out.files.push_back({"plan.dxf", std::move(made.bytes)});
    return out;
}

}  // namespace planner
