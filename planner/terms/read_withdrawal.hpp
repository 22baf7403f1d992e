// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/config/config.hpp"
#include "planner/model/terms.hpp"

namespace planner::reading {

/// [withdrawal], [vacated] and [[reserved]] into `into`.
void read_withdrawal(config_table& table, terms& into);

}  // namespace planner::reading
