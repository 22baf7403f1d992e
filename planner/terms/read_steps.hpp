// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/config/config.hpp"
#include "planner/model/terms.hpp"

namespace planner::reading {

/// [[inputs]], [[steps]] and [[milestones]] into `into`, whose zones, phases and reserved areas have
/// been read.
///
/// Throws    geo::input_error as read_terms; for steps that need each other in a circle, that start
///           before a step they need has ended, or that name a zone or step that is not there.
void read_inputs(config_table& table, terms& into);
void read_steps(config_table& table, terms& into);
void read_milestones(config_table& table, terms& into);

}  // namespace planner::reading
