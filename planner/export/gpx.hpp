// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/export/field_file.hpp"
#include "planner/export/field_plan.hpp"

namespace planner {

/// GPX 1.1 for receivers and phones: a track for every ring of zones, areas left, reserved areas and
/// sectors and for every part of a line; waypoints for posts, crossings and other sites, and turning
/// points. Names are receiver_names(); the full name, validity, clause and source are in `desc`.
/// What was over before D-day is left out, and `told` says so.
///
/// Error     positions have 7 decimals, 0.6 cm.
/// Source    GPX 1.1 schema, topografix.com/GPX/1/1/gpx.xsd.
[[nodiscard]] field_files to_gpx(const field_plan& what);

}  // namespace planner
