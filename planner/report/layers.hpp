// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/io/layer.hpp"
#include "planner/model/plan.hpp"
#include "planner/report/annex.hpp"

#include <vector>

namespace planner {

/// The plan as layers of features, in the order of the plan folder: lines zones exceptions
/// phase_lines vacated transit corridors presence posts sectors sites settlements protection
/// control turning_points reserved. A step that the
/// plan did not take has no layer.
///
/// Every feature of every layer carries, in this order: id plan_id plan_version
/// binds lies_on weapon_class distance_m phase valid_from valid_to date_basis area_km2 length_km
/// max_error_m source clause, then what its layer adds. What does not apply is null.
/// Edges come as the plan has them: RFC 7946 reading (straight in lon/lat).
[[nodiscard]] std::vector<geo::feature_table> plan_layers(const plan& what, const annex& points);
[[nodiscard]] std::vector<geo::feature_table> plan_layers(const plan& what);

}  // namespace planner
