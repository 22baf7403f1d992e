// SPDX-License-Identifier: Apache-2.0
#include "planner/sheets/plan_document.hpp"

#include "geo/base/error.hpp"

#include <cmath>

namespace planner::detail {

std::string text_of(const json& from, const char* key) {
    const auto found = from.find(key);
    return found != from.end() && found->is_string() ? found->get<std::string>() : std::string();
}

double number_of(const json& from, const char* key) {
    const auto found = from.find(key);
    return found != from.end() && found->is_number() ? found->get<double>() : 0.0;
}

instant time_of(const json& from, const char* key) {
    const auto text = from.at(key).get<std::string>();
    const auto read = parse_instant(text);
    if (!read) {
        throw geo::input_error("plan.json: '" + text + "' is no time");
    }
    return *read;
}

map_span span_of(const json& from, const char* begin, const char* end) {
    return {time_of(from, begin), time_of(from, end)};
}

map_figures figures_of(const json& from) {
    return {
        geo::square_metres(number_of(from, "area_km2") * 1e6),
        number_of(from, "settlements"),
        number_of(from, "people")};
}

geo::lon_lat position_of(const json& from) {
    return {geo::longitude(from.at(0).get<double>()), geo::latitude(from.at(1).get<double>())};
}

geo::metres kilometres_of(const json& from, const char* key) {
    return geo::metres(number_of(from, key) * 1000);
}

geo::lon_lat as_written(geo::lon_lat p) {
    constexpr double places = 1e7;
    return {
        geo::longitude(std::round(p.lon.value() * places) / places),
        geo::latitude(std::round(p.lat.value() * places) / places)};
}

map_area as_written(map_area shape) {
    for (auto& part : shape) {
        for (auto& p : part.outer) {
            p = as_written(p);
        }
        for (auto& hole : part.holes) {
            for (auto& p : hole) {
                p = as_written(p);
            }
        }
    }
    return shape;
}

map_lines as_written(map_lines shape) {
    for (auto& line : shape) {
        for (auto& p : line) {
            p = as_written(p);
        }
    }
    return shape;
}

const geo::feature* plan_layer_set::find(std::string_view layer, std::string_view id) const {
    for (const auto& table : layers_) {
        if (table.name != layer) {
            continue;
        }
        for (const auto& item : table.features) {
            if (item.id == id) {
                return &item;
            }
        }
    }
    return nullptr;
}

map_area plan_layer_set::area_of(std::string_view layer, const std::string& id) const {
    const auto* item = find(layer, id);
    return item != nullptr ? as_written(geo::areas(*item)) : map_area{};
}

map_lines plan_layer_set::lines_of(std::string_view layer, const std::string& id) const {
    const auto* item = find(layer, id);
    return item != nullptr ? as_written(geo::lines(*item)) : map_lines{};
}

}  // namespace planner::detail
