// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

#include <string>
#include <string_view>

namespace planner {

/// The head of the report: title, what is proposed in five lines, which plan this is. Markdown.
[[nodiscard]] std::string report_opening(const plan& what);

/// The dates that people ask for: the phases, then duties with a day. Markdown.
[[nodiscard]] std::string dates_section(const plan& what);

/// `left in a phase of its own at the end`.
[[nodiscard]] std::string_view treatment_text(reserved_treatment treatment);

}  // namespace planner
