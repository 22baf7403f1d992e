// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

#include <nlohmann/json_fwd.hpp>

namespace planner {

/// Sets `corridors` of plan.json: what was assumed, movements, routes and pockets.
void add_corridors(nlohmann::ordered_json& to, const plan& what);

}  // namespace planner
