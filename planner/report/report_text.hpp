// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

#include <string>

namespace planner {

/// The report as Markdown, in the order a mediator asks: what is proposed, in five lines; the dates;
/// who leaves what, and can they be out in time; zones and rules; what is left empty; who must stand
/// where; what is protected; what is reserved; what is uncertain; sources. Some four pages; tables
/// that go on for longer follow as appendices, or stand in the files that the report names. Figures
/// are rounded to what they are known to. Text from data is escaped.
///
/// For translators: all its words are in planner/report/*_text.cpp and report_appendix.cpp, and in
/// planner/model/*_text.cpp.
[[nodiscard]] std::string to_report(const plan& what);

}  // namespace planner
