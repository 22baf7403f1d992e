// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/io/layer.hpp"
#include "planner/model/plan.hpp"
#include "planner/sheets/sheet.hpp"

#include <string_view>
#include <vector>

namespace planner {

class texts;

/// The overview: the whole area to be left, with phases, lines, zones, reserved areas, exits and
/// main settlements; legend, table of phases, assumptions, sources and disclaimer beside it. Made
/// of what is written of the plan, so that `armistice map` draws the same from its folder. `say` outlives it.
[[nodiscard]] sheet overview_sheet(
    const plan& what,
    std::string_view plan_json,
    const std::vector<geo::feature_table>& layers,
    const texts& say
);
[[nodiscard]] sheet overview_sheet(const plan& what);  ///< in English

}  // namespace planner
