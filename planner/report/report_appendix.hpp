// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

#include <string>

namespace planner {

class texts;

/// The tables behind the report: the schedule, areas by region, flagged areas, people by sector and
/// what they rest on, who is within reach, ways out, findings and assumptions. Markdown.
[[nodiscard]] std::string report_appendices(const plan& what, const texts& say);

}  // namespace planner
