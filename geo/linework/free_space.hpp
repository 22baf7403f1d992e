// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/offset/vec3.hpp"

#include <vector>

namespace geo::detail {

using space_chain = std::vector<vec3>;

/// True when two walkers can go along straight-edged chains in space, never turning back, and stay
/// within `leash` of each other.
///
/// Cost      O(cells of the free-space diagram that can be reached); O(n + m) memory.
/// Requires  at least one position each.
/// Source    Alt and Godau 1995, section 3, doi:10.1142/S0218195995000064.
[[nodiscard]] bool is_leash_enough(const space_chain& a, const space_chain& b, double leash);

/// A leash that is enough: each step moves the walker, or both, whose next positions are nearest.
///
/// Cost      O(n + m).
[[nodiscard]] double greedy_leash(const space_chain& a, const space_chain& b);

}  // namespace geo::detail
