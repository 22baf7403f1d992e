// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

#include <cstddef>
#include <string>
#include <vector>

/// What the views of planner::protection share.
namespace planner {

[[nodiscard]] const geo::lon_lat& protected_position(
    const plan& what, const place_protection& place
);
[[nodiscard]] const std::string& protected_name(const plan& what, const place_protection& place);
[[nodiscard]] const std::string& protected_kind(const plan& what, const place_protection& place);
/// By the register; 0 for facilities.
[[nodiscard]] double protected_people(const plan& what, const place_protection& place);

/// The party on whose ground a place lies at the start; empty for none.
[[nodiscard]] std::string held_at_start(const plan& what, const place_protection& place);

/// A city, or a facility: what is looked at first.
[[nodiscard]] bool comes_first(const plan& what, const place_protection& place);

/// The ids of the classes in a set, in the order of the table.
[[nodiscard]] std::vector<std::string> class_ids(const plan& what, class_set classes);

/// Indices of classes from the shortest reach to the longest.
[[nodiscard]] std::vector<std::size_t> classes_by_range(const protection& done);

/// What reaches a place, in words that a map can show: `start, ru: artillery, mlrs`, one text for
/// each stage and party at which it differs from the stage before.
[[nodiscard]] std::vector<std::string> reach_texts(const plan& what, const place_protection& place);

/// Who was within reach of a class of the party's weapons at the start and is no longer, [stage][class];
/// what its forces held at the start or hold then is not counted.
[[nodiscard]] std::vector<std::vector<reach_total>> shielded_since_start(
    const plan& what, const party_id& party
);

[[nodiscard]] std::string joined_words(
    const std::vector<std::string>& words, const std::string& between = ", "
);

}  // namespace planner
