// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/frame/local_frame.hpp"
#include "planner/model/plan.hpp"

namespace planner {

/// For each settlement and facility, at each stage, the distance to the nearest ground on which
/// either party may keep its weapons, and the classes that can reach it from where they may be.
///
/// A party's ground is its own recognised territory, what it holds, and what it may enter after it
/// was left; zones in force that keep a class out of them take their area from it for that class.
/// A class reaches a place when one of its systems in the weapons table does, at its largest range:
/// which party has which system is not known here, so every system counts for both. What lies in
/// the sea, in third states or in the air is not looked at.
///
/// Reads from the plan: sides, phases, zones, reserved areas, dates. None when no line divides the
/// parties.
///
/// Error     protection::max_error: that of the zones (0.5 m) and 0.1 m for edges read as geodesics.
/// Cost      one distance a place and part of the ground, some microseconds each.
/// Source    DESIGN section 1; ranges: data/weapons.toml, each with its own.
[[nodiscard]] protection find_protection(const plan& so_far, const geo::local_frame& chart);

/// Area-days and people-days until each phase's land is left. Requires counts of what is still
/// held (check_ways_out()).
[[nodiscard]] std::vector<occupation_row> count_occupation(const plan& so_far);

}  // namespace planner
