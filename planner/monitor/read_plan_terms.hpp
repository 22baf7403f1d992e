// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

#include <nlohmann/json_fwd.hpp>

namespace planner {

/// The terms of a plan.json (armistice-plan/1), as far as judging reports needs them: words for weapons,
/// withdrawal, steps, obligations, rules, zones, milestones.
///
/// Throws    nlohmann::json::exception for what is not as this version writes it.
void read_plan_terms(const nlohmann::json& document, plan& to);

}  // namespace planner
