// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

#include <string>

namespace planner {

class texts;

/// The head of the report: title, what is proposed in five lines, which plan this is. Markdown.
[[nodiscard]] std::string report_opening(const plan& what, const texts& say);

/// The dates that people ask for: the phases, then duties with a day. Markdown.
[[nodiscard]] std::string dates_section(const plan& what, const texts& say);

/// `left in a phase of its own at the end`.
[[nodiscard]] std::string treatment_text(reserved_treatment treatment, const texts& say);

}  // namespace planner
