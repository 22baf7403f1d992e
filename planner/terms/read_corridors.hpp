// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/config/config.hpp"
#include "planner/model/terms.hpp"

namespace planner::reading {

/// [corridors] and [[humanitarian]].
void read_corridors(config_table& table, terms& into);

}  // namespace planner::reading
