// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/config/config.hpp"
#include "planner/model/zone_term.hpp"

#include <vector>

namespace planner::reading {

[[nodiscard]] const std::vector<zone_rule>& all_zone_rules();

/// Refuses a key that says where a zone lies but not one of this rule, naming the rules it goes
/// with.
void refuse_foreign_keys(const config_table& table, zone_rule rule);

/// Must the terms name a reference line: because the rule measures from it or because the zone is
/// cut to a side?
[[nodiscard]] bool needs_reference(const zone_term& zone);

}  // namespace planner::reading
