// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

namespace planner {

/// When D is: as the user says, else the terms, else the theatre; never the clock.
///
/// Throws    geo::input_error when nobody says, or the terms are older than the theatre.
[[nodiscard]] instant choose_d_day(
    const theatre& ground, const terms& said, const std::optional<instant>& by_user
);

/// Sets the line that divides the parties, the party that leaves and the other one. No line where
/// the theatre has none and nobody leaves.
///
/// Throws    geo::input_error for lines and roles that the theatre lacks, and for a line that is
///           not between the two parties.
void choose_parties(plan& made);

}  // namespace planner
