// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

#include <string>

namespace planner {

class texts;

/// The section of report.md on ways out by road, and the appendix of what does not fit in it. Empty
/// where nobody leaves and no way for people is wanted.
[[nodiscard]] std::string corridor_section(const plan& what, const texts& say);
[[nodiscard]] std::string corridor_appendix(const plan& what, const texts& say);

/// The movement table: one row a route, also those that have no way, with their problem. RFC 4180.
[[nodiscard]] std::string to_movement_csv(const plan& what);

}  // namespace planner
