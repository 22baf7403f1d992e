// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/box.hpp"
#include "geo/io/road_table.hpp"

#include <span>
#include <vector>

namespace geo {

/// Numbers within one road_network, counted from 0; they do not mix and mean nothing in another.
enum class road_node : std::uint32_t {};
enum class road_edge : std::uint32_t {};

[[nodiscard]] constexpr std::size_t index(road_node n) {
    return static_cast<std::size_t>(n);
}
[[nodiscard]] constexpr std::size_t index(road_edge e) {
    return static_cast<std::size_t>(e);
}

/// A stretch of road from one node to the next, without a junction between.
struct road_stretch {
    road_node from{};  ///< of the first position of its shape
    road_node to{};    ///< of the last; may be the same node
    metres drawn;      ///< geodesic length of the shape
    metres length;     ///< of the road: `drawn`, times the detour factor where schematic
    kilometres_per_hour speed;
    travel_time time{};      ///< length over speed
    std::uint32_t way = 0;   ///< of road_network::ways(): what the source said
    bool forward = true;     ///< may be used from `from` to `to`
    bool backward = true;    ///< and from `to` to `from`
    bool speed_said = true;  ///< the source gave the speed; else it is the class's
};

/// One way of travelling an edge.
struct road_arc {
    road_edge edge{};
    bool backward = false;  ///< from `to` to `from`

    friend constexpr auto operator<=>(const road_arc&, const road_arc&) = default;
};

/// Roads as nodes and edges: where they meet, how long they are, how fast and which way they are
/// used. Does not change once made (build_network).
///
/// Error     lengths are geodesics between the positions (15 nm each, below 2 km apart 0.1 mm): of
///           the road as drawn. How near the drawing is to the road is the source's to say.
class road_network {
public:
    /// What build_network puts together.
    struct parts {
        std::vector<lon_lat> nodes;
        std::vector<road_stretch> edges;
        std::vector<lon_lat> shapes;             ///< of all edges, one after another
        std::vector<std::uint32_t> shape_start;  ///< one an edge, and the end
        std::vector<road_way> ways;
    };

    road_network() : road_network(parts{}) {}
    /// Requires  shapes begin and end at the nodes of their edges, numbers are in range.
    explicit road_network(parts from);

    [[nodiscard]] std::size_t node_count() const { return held_.nodes.size(); }
    [[nodiscard]] std::size_t edge_count() const { return held_.edges.size(); }
    [[nodiscard]] bool empty() const { return held_.edges.empty(); }

    [[nodiscard]] lon_lat position(road_node n) const { return held_.nodes[index(n)]; }
    [[nodiscard]] const road_stretch& at(road_edge e) const { return held_.edges[index(e)]; }
    /// The road's course, both ends included; 2 or more positions.
    [[nodiscard]] std::span<const lon_lat> shape(road_edge e) const;
    [[nodiscard]] const road_way& way(road_edge e) const { return held_.ways[at(e).way]; }
    [[nodiscard]] const std::vector<road_way>& ways() const { return held_.ways; }

    /// Edges that begin or end at a node, by number; a loop is there twice.
    [[nodiscard]] std::span<const road_edge> edges_at(road_node n) const;

    [[nodiscard]] road_node start_of(road_arc a) const {
        return a.backward ? at(a.edge).to : at(a.edge).from;
    }
    [[nodiscard]] road_node end_of(road_arc a) const {
        return a.backward ? at(a.edge).from : at(a.edge).to;
    }
    [[nodiscard]] bool allows(road_arc a) const {
        return a.backward ? at(a.edge).backward : at(a.edge).forward;
    }

    /// The position at a share of an edge's length, 0 at its first position, 1 at its last.
    [[nodiscard]] lon_lat position_at(road_edge e, double share) const;

    [[nodiscard]] const lon_lat_box& box() const { return box_; }
    /// True when any edge is schematic: then times are rough and no course is known.
    [[nodiscard]] bool schematic() const { return schematic_; }

private:
    parts held_;
    std::vector<std::uint32_t> first_at_;  ///< of edges_at, one a node, and the end
    std::vector<road_edge> edges_at_;
    lon_lat_box box_;
    bool schematic_ = false;
};

}  // namespace geo
