// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

#include <functional>

namespace planner {

/// The report's section on what has happened: how phases, steps and obligations stand at the last
/// event, and every moved date with its reason. Empty without a status. `escape` makes Markdown of
/// text from the status.
[[nodiscard]] std::string status_section(
    const plan& what, const std::function<std::string(const std::string&)>& escape
);

}  // namespace planner
