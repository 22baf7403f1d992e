// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

#include <functional>
#include <string>

namespace planner {

/// The section of report.md on ways out by road; `escape` makes text of data harmless. Empty where
/// nobody leaves and no way for people is wanted.
[[nodiscard]] std::string corridor_section(
    const plan& what, const std::function<std::string(const std::string&)>& escape
);

/// The movement table: one row a route, also those that have no way, with their problem. RFC 4180.
[[nodiscard]] std::string to_movement_csv(const plan& what);

}  // namespace planner
