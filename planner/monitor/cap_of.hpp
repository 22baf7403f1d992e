// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/monitor/rulebook.hpp"

namespace planner {

/// The cap of a clause that counts what a word of the rulebook names; null when there is none for it.
/// Caps speak of things in their own words (`tanks`, `rocket launchers`), too.
[[nodiscard]] const zone_cap* cap_of(const rulebook& by, const clause& law, word_number word);

}  // namespace planner
