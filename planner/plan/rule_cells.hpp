// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/ground_cells.hpp"
#include "planner/model/plan.hpp"

namespace planner {

/// Where rules without an area of their own hold: the theatre's territories and lines, the plan's
/// zones and what is vacated, and all that the longest weapon of the table reaches from there. Beyond, what
/// happens is none of the parties' doing under these terms.
///
/// Shape     every cell of 5 degrees that has a place within that reach, and perhaps some whose nearest
///           place lies up to 560 km and a fiftieth of the reach beyond it (corner from middle of a cell, twice
///           that of a square of a degree: 4.95 degrees).
[[nodiscard]] ground_cells rule_cells(const plan& made);

/// The same for shapes and a reach of one's own.
[[nodiscard]] ground_cells cells_within(
    const std::vector<const area*>& areas, const std::vector<const lines*>& ways, geo::metres reach
);

}  // namespace planner
