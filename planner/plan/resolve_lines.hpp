// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/error.hpp"
#include "planner/phases/withdrawal.hpp"
#include "planner/zones/zone_ground.hpp"

namespace planner {

/// Phases cannot be laid, because an input that they name was not given.
class unlaid_withdrawal : public geo::input_error {
public:
    using geo::input_error::input_error;
};

/// What the withdrawal of the terms names, found in the theatre or among the inputs.
///
/// All throw geo::input_error, with file, line and key of the terms: for a line or region that the
/// theatre lacks and a line that does not divide what is held; unlaid_withdrawal for an input that
/// was not given (saying how to give it).

/// The land of the withdrawing party beyond each line of `to`; none for the border.
[[nodiscard]] std::vector<land_beyond> targets_of(const plan& made, zone_ground& ground);

/// The same for the lines of each phase but the last, where the terms give lines.
[[nodiscard]] std::vector<std::vector<land_beyond>> given_lines_of(
    const plan& made, zone_ground& ground
);

/// Regions of the theatre and areas among the inputs, each with its phase.
[[nodiscard]] std::vector<phase_region> regions_of(const plan& made, zone_ground& ground);

}  // namespace planner
