// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/report/daily_page.hpp"

namespace planner {

/// Which areas are quiet, and how often anybody looked: no report is not no violation.
[[nodiscard]] daily_section watch_section(const daily_counts& from, const daily_report& what);

/// The same in a sentence.
[[nodiscard]] std::string watched_text(const daily_counts& from, const daily_report& what);

}  // namespace planner
