// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/theatre.hpp"
#include "planner/sheets/map_content.hpp"

#include <string>
#include <vector>

namespace planner {

/// What lies under a plan on its sheets and is no part of it: other states, districts, rivers, roads
/// and places farther away.
struct map_base {
    std::vector<territory> territories;
    territory_id subject;  ///< that of the party whose land is divided
    std::vector<region> regions;
    std::vector<river> rivers;
    std::vector<road> roads;
    std::vector<map_place> settlements;
    map_lines land_border;  ///< of the subject, with all its neighbours
    std::string missing;    ///< why there is none, for the sheets' notes
};

/// `other`: id of the party whose land is divided.
[[nodiscard]] map_base make_map_base(const theatre& ground, const std::string& other);

}  // namespace planner
