// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

#include <string>

namespace planner {

/// The plan as JSON text by data/schema/plan.schema.json: parties, terms, schedule, phases with
/// dates and counts, zones, presence, reserved areas, findings, sources. Keys in a fixed order.
[[nodiscard]] std::string to_json(const plan& what);

}  // namespace planner
