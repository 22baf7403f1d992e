// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/export/field_file.hpp"
#include "planner/export/field_plan.hpp"

namespace planner {

/// KML 2.2: a folder for lines, for zones, for every phase with the area left, its line and ways out,
/// for posts, sites, sectors, reserved areas and turning points. Everything has a TimeSpan (without
/// end where the end is open), a balloon with rule, clause and source, and stands on the ground; every
/// area comes a second time as its outline, because some programs for phones draw no areas.
///
/// Error     positions have 7 decimals, 0.6 cm.
/// Source    OGC 07-147r2 (KML 2.2).
[[nodiscard]] field_files to_kml(const field_plan& what);

/// The same, zipped as doc.kml.
[[nodiscard]] field_files to_kmz(const field_plan& what);

}  // namespace planner
