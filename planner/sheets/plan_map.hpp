// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"
#include "planner/sheets/sheet.hpp"

namespace planner {

/// The overview: the whole area to be left, with phases, lines, zones, reserved areas, exits and
/// main settlements; legend, table of phases, assumptions, sources and disclaimer beside it.
[[nodiscard]] sheet overview_sheet(const plan& what);

}  // namespace planner
