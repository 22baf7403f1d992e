// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/io/layer.hpp"
#include "planner/compare/compare_drafts.hpp"
#include "planner/compare/compare_plans.hpp"

#include <string>
#include <vector>

namespace planner {

/// What a person reads.
[[nodiscard]] std::string to_text(const line_comparison& done, const theatre& ground);
[[nodiscard]] std::string to_text(const draft_comparison& done, const theatre& ground);
[[nodiscard]] std::string to_text(const plan_comparison& done);

/// data/schema/compare.schema.json.
[[nodiscard]] std::string to_json(const line_comparison& done, const theatre& ground);
[[nodiscard]] std::string to_json(const draft_comparison& done, const theatre& ground);
[[nodiscard]] std::string to_json(const plan_comparison& done);

/// Land that changes sides, by pair and direction; of plans the ground that is in an area of one
/// only.
[[nodiscard]] geo::feature_table to_layer(const line_comparison& done);
[[nodiscard]] geo::feature_table to_layer(const plan_comparison& done);

}  // namespace planner
