// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/config/config.hpp"
#include "planner/model/terms.hpp"

#include <string>
#include <string_view>

namespace planner::reading {

/// [longitude, latitude] in degrees, on earth.
[[nodiscard]] geo::lon_lat read_position(
    const config_table& table, std::string_view key, const std::vector<double>& numbers
);

/// The keys of a zone that say where it lies: of its rule, the line and the stretch of it.
void read_ground(config_table& table, zone_term& out, const terms& in);

}  // namespace planner::reading
