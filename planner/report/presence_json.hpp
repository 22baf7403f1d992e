// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

#include <nlohmann/json.hpp>

namespace planner {

/// Parts of plan.json about people: keys `presence`, `posts`, `siting`, `sectors`, `sizing` of
/// data/schema/plan.schema.json.
void add_presence(nlohmann::ordered_json& to, const plan& what);

}  // namespace planner
