// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

#include <string>

namespace planner {

/// The report as Markdown, in the order a mediator asks: what is proposed, the dates, who leaves
/// what, zones, what is left empty and who must stand where, what is reserved, what is uncertain,
/// sources. Text from data is escaped.
[[nodiscard]] std::string to_report(const plan& what);

}  // namespace planner
