// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

#include <nlohmann/json.hpp>

namespace planner {

/// Parts of plan.json about time and ground that is held on: keys `withdrawal`, `cut_off`,
/// `moved_dates`, `status` of data/schema/plan.schema.json.
void add_status(nlohmann::ordered_json& to, const plan& what);

}  // namespace planner
