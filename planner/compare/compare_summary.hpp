// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/compare/compare_plans.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace planner::detail {

/// Is it a list of objects that each have a name of their own?
[[nodiscard]] bool is_table(const nlohmann::ordered_json& list);
/// What names an item of a list: its id, else what it is for (region, layer, party, stage, weapon class,
/// period, sector, kind, measure); empty when it is for nothing.
[[nodiscard]] std::string key_of(const nlohmann::ordered_json& item);

/// What matters of the rows, shapes and settlements found so far, a sentence each: dates, land, time
/// under occupation, people and posts of the mission, who is within reach at the end, then how many
/// items of each section differ. `first` and `second` are plan.json of the two.
[[nodiscard]] std::vector<std::string> summary_of(
    const nlohmann::ordered_json& first,
    const nlohmann::ordered_json& second,
    const std::vector<std::string>& sections,
    const plan_comparison& found
);

}  // namespace planner::detail
