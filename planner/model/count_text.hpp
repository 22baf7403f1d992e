// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

#include <string>
#include <vector>

namespace planner {

/// `41 000 km², 113 settlements, 2 946 000 people`.
[[nodiscard]] std::string count_text(const area_count& count);

/// A row of a table by region, with its line end.
[[nodiscard]] std::string region_row(const region_count& one);

/// The first eight, and how many more there are.
[[nodiscard]] std::string listed(const std::vector<std::string>& names);

}  // namespace planner
