// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/config/config.hpp"
#include "planner/model/terms.hpp"

#include <vector>

namespace planner::reading {

/// [[zones]] into `into`, whose inputs and weapons have been read.
///
/// Throws    geo::input_error as read_terms: for a key that does not go with the zone's rule, a
///           zone or input that is not there, a weapon that the table lacks, zones that contradict
///           each other.
void read_zones(config_table& table, terms& into);

/// What one zone says of another: it must be there and must not come back; and no two may say the
/// opposite of the same ground at the same time (check_zones.cpp).
void check_zones(const std::vector<config_table>& tables, const terms& read);

}  // namespace planner::reading
