// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

#include <string>

namespace planner {

class texts;

/// The report's section on whom the plan shields, and its tables stage by stage with how long land
/// is held until it is left. Empty when no line divides the parties. Markdown.
[[nodiscard]] std::string protection_section(const plan& what, const texts& say);
[[nodiscard]] std::string protection_appendix(const plan& what, const texts& say);

/// protection.csv: every place with, for each stage, the distance to ground on which a party's forces may
/// stand and the classes of weapons that reach it from where they may be. RFC 4180.
[[nodiscard]] std::string to_protection_csv(const plan& what);

/// protection.svg: people within reach of each class of weapons, stage by stage.
[[nodiscard]] std::string to_protection_chart(const plan& what, const texts& say);
[[nodiscard]] std::string to_protection_chart(const plan& what);  ///< in English

}  // namespace planner
