// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

#include <string>

namespace planner {

class texts;

/// The report's section on what has happened: how phases, steps and obligations stand at the last
/// event, and every moved date with its reason. Empty without a status.
[[nodiscard]] std::string status_section(const plan& what, const texts& say);

}  // namespace planner
