// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

#include <string>

namespace planner {

class texts;

/// The report as Markdown, in the order a mediator asks: what is proposed, in five lines; the dates;
/// who leaves what, and can they be out in time; zones and rules; what is left empty; who must stand
/// where; what is protected; what is reserved; what is uncertain; sources. Some four pages; tables
/// that go on for longer follow as appendices, or stand in the files that the report names. Figures
/// are rounded to what they are known to. Text from data is escaped.
///
/// Its words are those of `say`; what comes from terms and theatre, the schedule and what was noticed are
/// in the language that the plan has them in.
[[nodiscard]] std::string to_report(const plan& what, const texts& say);
[[nodiscard]] std::string to_report(const plan& what);  ///< in English

}  // namespace planner
