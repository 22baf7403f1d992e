// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/network/shortest_paths.hpp"

#include <cmath>

namespace geo {

/// Code of a node's arc where there is none: the way begins or ends here, at a seed.
constexpr std::uint32_t no_arc = 0xFFFFFFFFU;

[[nodiscard]] constexpr std::uint32_t code_of(road_arc a) {
    return static_cast<std::uint32_t>(a.edge) * 2 + (a.backward ? 1 : 0);
}
[[nodiscard]] constexpr road_arc arc_of(std::uint32_t code) {
    return {road_edge{code / 2}, code % 2 == 1};
}

/// What a tree was asked for.
struct route_tree::query {
    const road_network* roads = nullptr;
    arc_cost cost;
    std::vector<road_place> places;
    bool inward = false;  ///< towards the places
    one_way_roads rule = one_way_roads::obeyed;

    [[nodiscard]] bool allows(road_arc a) const {
        return rule == one_way_roads::ignored || roads->allows(a);
    }
    /// Of travelling a part; no part at all is free, even of a closed road.
    [[nodiscard]] double cost_of(const route_part& part) const {
        const double share = std::abs(part.end - part.start);
        if (share == 0) {
            return 0;
        }
        return allows(part.arc) ? share * cost(part.arc) : no_way;
    }
    /// Between a place at `share` of an edge and its first (or last) node, in this query's sense.
    [[nodiscard]] route_part part_to_node(road_edge e, double share, bool to_last) const {
        if (inward) {
            return to_last ? route_part{{e, true}, 1, share} : route_part{{e, false}, 0, share};
        }
        return to_last ? route_part{{e, false}, share, 1} : route_part{{e, true}, share, 0};
    }
    /// The other way about: between a node and a place asked for later.
    [[nodiscard]] route_part part_from_node(road_edge e, double share, bool from_last) const {
        if (inward) {
            return from_last ? route_part{{e, false}, share, 1} : route_part{{e, true}, share, 0};
        }
        return from_last ? route_part{{e, true}, 1, share} : route_part{{e, false}, 0, share};
    }
};

}  // namespace geo
