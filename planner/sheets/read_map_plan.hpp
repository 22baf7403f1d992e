// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/finding.hpp"
#include "planner/sheets/map_base.hpp"
#include "planner/sheets/map_content.hpp"

#include <string>

namespace planner {

struct map_plan {
    map_content plan;
    map_base base;
    geo::findings found;
};

/// A plan for its map sheets, from its folder (or its plan.json): everything of the plan from
/// plan.json and geojson/ of that folder, the ground under it from its theatre, which is the
/// built-in one that the plan names or the folder `theatre`.
///
/// The theatre is used only if its files are, byte for byte, those that the plan was made from
/// (manifest.json). Otherwise the sheets have no base map: the land that is divided comes from the
/// plan, other states, districts, rivers and roads are missing, and a finding says why; with a
/// folder given it is an error.
///
/// Error     of shapes, 0.6 cm a coordinate: they are written with 7 decimals.
/// Throws    geo::io_error: no such folder or file. geo::input_error: damaged, of another format, a
///           layer that plan.json tells of is missing; the given theatre is not the plan's.
[[nodiscard]] map_plan read_map_plan(const std::string& plan, const std::string& theatre = "");

}  // namespace planner
