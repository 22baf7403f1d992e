// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

#include <vector>

namespace planner {

/// For each party and thing, the most that the caps of the zones in force at one instant add up to,
/// the first span of time with that sum, and the zones that make it; in the order of the zones.
/// Spans are half-open: a zone that ends when another begins is not counted with it.
///
/// Cost      O(n^2) in the zones that limit one thing.
[[nodiscard]] std::vector<cap_total> largest_caps(const std::vector<plan_zone>& zones);

}  // namespace planner
