// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/io/road_table.hpp"
#include "geo/io/tidy.hpp"

namespace geo::detail {

/// How often each position of a table is used; the two ends of a road count double, so that a
/// position is a junction or an end when it has more than one.
[[nodiscard]] std::vector<std::uint32_t> uses_of(const road_table& table);

/// Joins every road end that meets nothing to the nearest other road within `reach`: to a position of it
/// where one is within reach, else to the nearest place of its course, which becomes a position of
/// both. Each end moves once, at most by `reach`; what it was joined to does not move any more.
///
/// Findings  road_end_snapped for each, by how much.
/// Requires  reach > 0 m.
void snap_ends(road_table& table, metres reach, finding_book& book);

}  // namespace geo::detail
