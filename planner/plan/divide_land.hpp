// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/plan/plan_work.hpp"

namespace planner {

/// Who holds what by the plan's line, the counts of both sides, and the land border.
///
/// Throws    geo::input_error when there is a withdrawal and the line does not divide the other
///           party's territory, or leaves nothing of it to the withdrawing party.
void divide_land(plan_work& work);

}  // namespace planner
