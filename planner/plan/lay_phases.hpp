// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/plan/plan_work.hpp"

namespace planner {

/// The exits, the phases of the withdrawal and the reserved areas. Where an input is missing that
/// is an area or line of a phase, and the terms have zones, the phases are left out: their terms are
/// `plan::unlaid`, with a finding of severity error. An input for where forces go is needed.
///
/// Throws    geo::input_error for reserved areas that the theatre lacks, and as plan_withdrawal();
///           geo::geometry_error when the parts do not add up to the whole within 0.01 %.
void lay_phases(plan_work& work);

}  // namespace planner
