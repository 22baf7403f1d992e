// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/compare/compare_plans.hpp"

#include <string>

namespace planner::detail {

/// Compares the layers (geojson/*.geojson) of two plan folders, whichever there are, feature by feature:
/// areas, lines and points. Settlements and the turning points of lines are left out: the former have
/// a comparison of their own, the latter follow from the lines.
///
/// Error     areas of difference geodesic, below 100 m2 they are none; lines and points within 5 cm,
///           as they are written, are the same.
void compare_layers(const std::string& first, const std::string& second, plan_comparison& into);

}  // namespace planner::detail
