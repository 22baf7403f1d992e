// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

namespace planner {

/// A crossing stands within this distance of the area it is an exit of.
constexpr geo::metres exit_reach(5000);

/// After each phase, what is still held must reach an exit of its own: else a finding and a
/// cut_off_part. Counts what is still held.
void check_ways_out(plan& made);

}  // namespace planner
