// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

#include <string>

namespace planner {

class texts;

/// The report's sections on zones and rules, and on what zones in force at one time allow together.
/// Markdown.
[[nodiscard]] std::string zone_sections(const plan& what, const texts& say);

}  // namespace planner
