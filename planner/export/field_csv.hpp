// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/export/field_file.hpp"
#include "planner/export/field_plan.hpp"

namespace planner {

/// The points of a plan as one table, RFC 4180, in UTF-8: posts, crossings, facilities and sites,
/// settlements that are left, turning points. A row has grid reference (10 digits), degrees minutes
/// seconds, degrees, the name that the receiver shows (as in to_gpx()), phase and validity. No cell
/// is a formula for a spreadsheet (csv_cell()).
///
/// Error     positions: MGRS names the square of 1 m that holds the point; degrees have 7 decimals.
[[nodiscard]] field_files to_field_csv(const field_plan& what);

}  // namespace planner
