// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

#include <nlohmann/json.hpp>

namespace planner {

/// Keys `protection` and `occupation` of data/schema/plan.schema.json.
void add_protection(nlohmann::ordered_json& to, const plan& what);

}  // namespace planner
