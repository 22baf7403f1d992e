// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/io/layer.hpp"
#include "planner/config/config.hpp"
#include "planner/model/theatre.hpp"

#include <map>
#include <string>
#include <vector>

namespace planner {

/// What `[layers.terrain]` of a theatre says beside what every layer has.
struct terrain_settings {
    std::string attribute = "class";              ///< name of the column
    std::map<std::string, ground_class> classes;  ///< words of the layer
};

/// Throws    geo::input_error for a class that is not known.
[[nodiscard]] terrain_settings take_terrain_settings(config_table& table);

/// Areas of a layer with their classes; features without an area, told by the reader, are left out.
///
/// Throws    geo::input_error, naming the feature, for a word that is no class and has none given.
[[nodiscard]] std::vector<ground_area> terrain_of(
    const geo::layer& read, const terrain_settings& settings, const config_table& table
);

}  // namespace planner
