// SPDX-License-Identifier: Apache-2.0
#include "planner/sheets/plan_document.hpp"

/// Who moves, who stands where, and the places about.
namespace planner::detail {

void add_routes(map_content& to, const json& document, const plan_layer_set& layers) {
    const auto& all = document.at("corridors");
    for (const auto& one : all.at("routes")) {
        if (!text_of(one, "problem").empty()) {
            continue;
        }
        auto& made = to.routes.emplace_back();
        made.id = one.at("id");
        made.purpose = one.at("purpose");
        made.phase = text_of(one, "phase");
        made.from = one.at("from");
        made.to = one.at("to");
        made.schematic = one.at("schematic");
        made.length = kilometres_of(one, "length_km");
        made.vehicles = number_of(one, "vehicles");
        made.when = span_of(one, "start", "finish");
        made.bottleneck = text_of(one, "bottleneck");
        if (one.at("bottleneck_at").is_array()) {
            made.bottleneck_at = position_of(one.at("bottleneck_at"));
        }
        made.shape = layers.lines_of("corridors", made.id);
        made.ground = layers.area_of("corridors", made.id);
    }
    for (const auto& one : all.at("movements")) {
        to.movements.push_back(
            {one.at("phase"),
             number_of(one, "vehicles"),
             one.at("forces_assumed"),
             number_of(one, "hours_needed"),
             time_of(one, "out"),
             one.at("verdict")}
        );
    }
}

void add_presence(map_content& to, const json& document, const plan_layer_set& layers) {
    for (const auto& one : document.at("posts")) {
        auto& made = to.posts.emplace_back();
        made.id = one.at("id");
        made.name = one.at("name");
        made.sector = text_of(one, "sector");
        made.phases = one.at("phases").get<std::vector<std::string>>();
        made.kinds = one.at("kinds").get<std::vector<std::string>>();
        made.when = span_of(one, "valid_from", "valid_to");
        made.position = position_of(one.at("position"));
        if (const auto* item = layers.find("posts", made.id)) {
            made.mgrs = geo::text(*item, "mgrs").value_or("");
        }
    }
    const auto& siting = document.at("siting");
    to.posts_given = siting.is_object() && siting.at("posts_allowed").is_number();
    for (const auto& one : document.at("sectors")) {
        auto& made = to.sectors.emplace_back();
        made.id = one.at("id");
        made.name = one.at("name");
        made.line_from = kilometres_of(one, "line_from_km");
        made.line_to = kilometres_of(one, "line_to_km");
        made.figures = figures_of(one.at("contains"));
        made.shape = layers.area_of("sectors", made.id);
        if (one.at("headquarters").is_object()) {
            const auto& town = one.at("headquarters");
            auto& place = made.headquarters.emplace();
            place.id = town.at("id");
            place.name = town.at("name");
            place.position = position_of(town.at("position"));
        }
    }
    for (const auto& one : document.at("sizing").at("totals")) {
        const auto& observers = one.at("observers");
        to.sizes.push_back(
            {one.at("period"),
             span_of(one, "valid_from", "valid_to"),
             one.at("sector"),
             number_of(observers, "low"),
             number_of(observers, "typical"),
             number_of(observers, "high")}
        );
    }
}

void add_places(map_content& to, const plan_layer_set& layers) {
    layers.for_each_in("settlements", [&](const geo::feature& item) {
        for (const auto& where : geo::points(item)) {
            to.settlements.push_back(
                {item.id,
                 geo::text(item, "name").value_or(""),
                 geo::text(item, "name_local").value_or(""),
                 geo::text(item, "class").value_or(""),
                 as_written(where),
                 geo::number(item, "population").value_or(0)}
            );
        }
    });
    layers.for_each_in("sites", [&](const geo::feature& item) {
        if (geo::text(item, "what") != "facility") {
            return;
        }
        for (const auto& where : geo::points(item)) {
            to.facilities.push_back(
                {item.id,
                 geo::text(item, "name").value_or(""),
                 "",
                 geo::text(item, "kind").value_or(""),
                 as_written(where),
                 0}
            );
        }
    });
}

}  // namespace planner::detail
