// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/network/road_network.hpp"

#include <functional>
#include <memory>
#include <optional>

namespace geo {

/// A place on the network: where a route may begin or end.
struct road_place {
    road_edge edge{};
    double share = 0;  ///< of the edge's length, 0 at its first position, 1 at its last
    lon_lat position;  ///< on the edge
    metres off_road;   ///< geodesic from the position asked for
};

/// The place of a node.
///
/// Requires  a node with an edge, as every node of build_network has.
[[nodiscard]] road_place place_of(const road_network& roads, road_node node);

/// Finds the nearest place on a network. Keeps a reference: the network must live longer.
///
/// Cost      O(n log n) to make, about O(log n) a question. Memory about 60 bytes per 8 positions.
/// Error     of distances 1 mm; exactly the nearest but for that, anywhere on earth.
class road_locator {
public:
    explicit road_locator(const road_network& roads);
    road_locator(road_locator&&) noexcept;
    road_locator& operator=(road_locator&&) noexcept;
    ~road_locator();

    using edge_filter = std::function<bool(road_edge)>;

    /// The nearest place within `reach` of a position, on edges that `usable` accepts (all, when
    /// empty); the lower edge number of two as near. None when there is none.
    [[nodiscard]] std::optional<road_place> connect(
        lon_lat position, metres reach, const edge_filter& usable = {}
    ) const;

private:
    struct held;
    std::unique_ptr<held> held_;
};

}  // namespace geo
