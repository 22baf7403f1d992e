// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

#include <nlohmann/json_fwd.hpp>

namespace planner {

/// What a plan folder needs so that it can be asked what is in force at an instant, under any status,
/// without the terms and the theatre that it was made of: key `monitoring` of
/// data/schema/plan.schema.json. Offsets are seconds from D-day, whole days being days of the
/// calendar (at_offset()). planner/monitor reads it back.
void add_monitoring(nlohmann::ordered_json& to, const plan& what);

}  // namespace planner
