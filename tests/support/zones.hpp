// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

#include <map>
#include <string>

/// Zones for tests: terms of one agreement without a withdrawal, laid over drawn worlds.
namespace world {

/// `[[zones]]` with everything but where it lies; `more` holds the rule and its keys.
[[nodiscard]] std::string zone_of(
    const std::string& id,
    const std::string& more,
    const std::string& binds = "both",
    const std::string& lies_on = "both",
    const std::string& weapon_class = "artillery"
);

/// A zone for these classes on each side of the line "contact".
[[nodiscard]] std::string zone_beside(
    const std::string& id, const std::string& depth, const std::string& classes
);

/// A line through positions, with the parties that the drawing has.
[[nodiscard]] planner::theatre_line line_of(
    const std::string& id,
    const geo::line_string<geo::lon_lat>& shape,
    const std::string& left = "east",
    const std::string& right = "west",
    double accuracy_m = 10
);

/// The terms made of these tables, laid over the ground.
[[nodiscard]] planner::plan lay(
    const planner::theatre& ground,
    const std::string& tables,
    const std::map<std::string, std::string>& inputs = {}
);

/// The zone of that id; fails the test when there is none.
[[nodiscard]] const planner::plan_zone& zone(const planner::plan& in, const std::string& id);

}  // namespace world
