// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/frame/local_frame.hpp"
#include "planner/model/plan.hpp"

namespace planner {

/// Where people must stand, by the presence rules of the terms: each area with the rule that
/// fired, its reasons in plain words, its dates and what lies in it.
///
/// Reads from the plan what earlier steps put there: line, held area, phases, reserved areas.
[[nodiscard]] std::vector<plan_presence> flag_presence(
    const plan& so_far, const geo::local_frame& chart
);

}  // namespace planner
