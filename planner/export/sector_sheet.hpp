// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/export/field_plan.hpp"

#include <string>

namespace planner {

/// What a patrol of one sector asks for, as Markdown: dates, posts with grid references under the names
/// that the receiver shows, zones in force there, areas that need a presence, crossings and sites,
/// places that change hands. Text from data is escaped; long lists end in how many more there are and
/// the file that has them.
///
/// `part` is what sector_part() gives.
[[nodiscard]] std::string sector_sheet(const field_plan& part);

}  // namespace planner
