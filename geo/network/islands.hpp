// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/network/road_network.hpp"

#include <limits>

namespace geo {

/// Roads that hang together, one-way or not.
struct road_island {
    std::size_t nodes = 0;
    std::size_t edges = 0;
    metres length;      ///< of all edges
    road_node first{};  ///< its node of lowest number
};

/// Nodes of an island from which the larger part of it cannot be reached (`no_way_out`), or which
/// cannot be reached from there: one-way roads lead only one way.
struct one_way_trap {
    std::size_t nodes = 0;
    road_node first{};
    bool no_way_out = false;  ///< else there is no way in
};

struct road_islands {
    std::vector<road_island> islands;    ///< longest first
    std::vector<std::uint32_t> of_node;  ///< island of each node
    std::vector<one_way_trap> traps;     ///< most nodes first
    /// Nodes that lead to, and are reached from, the largest part of their island.
    std::vector<bool> two_way;
};

/// Cost      O(n log n).
/// Source    connected components by union and find; strong components by Boost.Graph (R. Tarjan,
///           doi:10.1137/0201010).
[[nodiscard]] road_islands find_islands(const road_network& roads);

}  // namespace geo
