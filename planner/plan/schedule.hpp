// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

namespace planner {

/// The plan as a list of actions in the order of their dates: rules, zones, phases with their gates,
/// obligations.
[[nodiscard]] std::vector<schedule_row> make_schedule(const plan& so_far);

}  // namespace planner
