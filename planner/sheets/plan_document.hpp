// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/sheets/map_content.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

/// plan.json and the layers of a plan, as map_content is made from them. Part of
/// planner/sheets/map_content.
namespace planner::detail {

using json = nlohmann::json;

/// Empty and 0 where there is no such text or number.
[[nodiscard]] std::string text_of(const json& from, const char* key);
[[nodiscard]] double number_of(const json& from, const char* key);
/// Throws    geo::input_error: no time.
[[nodiscard]] instant time_of(const json& from, const char* key);
[[nodiscard]] map_span span_of(const json& from, const char* begin, const char* end);
[[nodiscard]] map_figures figures_of(const json& from);
[[nodiscard]] geo::lon_lat position_of(const json& from);
[[nodiscard]] geo::metres kilometres_of(const json& from, const char* key);

/// To the seven decimals that layers are written with: sheets of a plan and of its folder agree.
[[nodiscard]] geo::lon_lat as_written(geo::lon_lat p);
[[nodiscard]] map_area as_written(map_area shape);
[[nodiscard]] map_lines as_written(map_lines shape);

/// Layers by their names.
class plan_layer_set {
public:
    explicit plan_layer_set(const std::vector<geo::feature_table>& layers) : layers_(layers) {}

    /// None: null.
    [[nodiscard]] const geo::feature* find(std::string_view layer, std::string_view id) const;
    [[nodiscard]] map_area area_of(std::string_view layer, const std::string& id) const;
    [[nodiscard]] map_lines lines_of(std::string_view layer, const std::string& id) const;

    template <class Use>
    void for_each_in(std::string_view layer, Use&& use) const {
        for (const auto& table : layers_) {
            if (table.name == layer) {
                std::for_each(table.features.begin(), table.features.end(), use);
            }
        }
    }

private:
    const std::vector<geo::feature_table>& layers_;
};

/// Ways out by road and what moves on them.
void add_routes(map_content& to, const json& document, const plan_layer_set& layers);
/// Posts, sectors, and how many people they take.
void add_presence(map_content& to, const json& document, const plan_layer_set& layers);
/// Settlements and facilities.
void add_places(map_content& to, const plan_layer_set& layers);

}  // namespace planner::detail
