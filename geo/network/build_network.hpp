// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/network/road_network.hpp"

#include <array>

namespace geo {

/// A speed for each class, where a road says none; all > 0. From data, not from here
/// (data/roads.toml).
struct road_speeds {
    std::array<kilometres_per_hour, road_class_count> by_class{};

    [[nodiscard]] kilometres_per_hour of(road_class kind) const {
        return by_class[static_cast<std::size_t>(kind)];
    }
};

struct network_options {
    road_speeds speeds;
    /// Road ends that meet nothing are joined to a road within this; 0 joins none. Nothing is
    /// moved farther.
    metres snap{0};
    /// Road length over straight length, for schematic edges; >= 1.
    double detour_factor = 1;
};

struct built_network {
    road_network roads;
    findings found;  ///< those of the table first
};

/// Joins roads to a network. Roads meet where they share a position of the table; each is cut
/// there into edges. Those that cross without a shared position pass over one another.
///
/// Findings  ends joined within `snap`; islands and one-way traps (find_islands); speeds that were
///           assumed; schematic roads; roads of no length.
/// Error     see road_network; a road whose end was joined ends up to `snap` elsewhere.
/// Cost      O(n log n) in the positions.
/// Requires  numbers in the table in range; speeds > 0.
[[nodiscard]] built_network build_network(road_table table, const network_options& options);

}  // namespace geo
