// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/shapes.hpp"
#include "geo/network/road_locator.hpp"

#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace geo {

/// What it costs to travel a whole arc, in any unit: >= 0, spread evenly along it; infinity closes
/// it. Asked only of arcs that the road's direction allows.
using arc_cost = std::function<double(road_arc)>;

constexpr double no_way = std::numeric_limits<double>::infinity();

/// Costs in seconds and in metres. Keep a reference to the network.
[[nodiscard]] arc_cost time_cost(const road_network& roads);
[[nodiscard]] arc_cost length_cost(const road_network& roads);

/// A travelled part of an edge: shares of its length as drawn, `start` to `end` in the order of
/// travel (backward: start > end).
struct route_part {
    road_arc arc;
    double start = 0;
    double end = 1;
};

/// A way from a start to a goal.
struct road_route {
    std::size_t place = 0;          ///< which of the given starts (or goals) it uses
    std::vector<route_part> parts;  ///< in order of travel; empty when it stays where it is
    double cost = 0;
    metres length;
    travel_time time{};
    bool schematic = false;  ///< part of it is
};

/// Shortest ways between a set of places and every node. Keeps references to its finder's network.
class route_tree {
public:
    [[nodiscard]] double cost(road_node n) const { return cost_[index(n)]; }
    [[nodiscard]] bool reaches(road_node n) const { return cost(n) < no_way; }
    /// The place (of those given) that a node is nearest to. Requires reaches(n).
    [[nodiscard]] std::size_t nearest(road_node n) const { return place_[index(n)]; }
    /// The last arc before a node (from starts) or the first after it (towards goals); none where
    /// the way enters its edge midway, at a place. Requires reaches(n).
    [[nodiscard]] std::optional<road_arc> arc(road_node n) const;

    /// From the nearest start to here, or from here to the nearest goal; none when there is none.
    [[nodiscard]] std::optional<road_route> route(road_node n) const;
    [[nodiscard]] std::optional<road_route> route(const road_place& there) const;
    [[nodiscard]] double cost(const road_place& there) const;  ///< no_way when there is none

    /// What lies within a cost: parts of edges, each once, by number. `start` < `end` always; the
    /// arc says from which end it is reached.
    [[nodiscard]] std::vector<route_part> within(double most) const;

private:
    friend class route_finder;
    struct query;
    struct seed {
        road_node node{};
        std::size_t place = 0;
        route_part part;  ///< on the place's edge, between it and the node
        double cost = 0;
    };
    struct way_there {
        double cost = no_way;
        std::size_t place = 0;
        std::optional<road_node> by;  ///< none: along the place's own edge
        route_part part;
    };
    [[nodiscard]] way_there way_to(const road_place& there) const;
    [[nodiscard]] road_route assemble(const way_there& last) const;
    [[nodiscard]] const seed* seed_of(road_node n) const;

    std::shared_ptr<const query> asked_;
    std::vector<double> cost_;
    std::vector<std::uint32_t> before_;  ///< arc of each node, as a code
    std::vector<std::uint32_t> place_;
    std::vector<seed> seeds_;  ///< by node
};

enum class one_way_roads { obeyed, ignored };

/// Shortest ways over a network (Dijkstra). Keeps a reference: the network must live longer.
///
/// Cost      O((n + m) log n) a question; a few calls of the cost an arc.
/// Memory    16 bytes an arc and 8 a node kept; about 32 bytes a node more for a question, of which its
///           answer keeps 16.
/// Source    Boost.Graph; E. W. Dijkstra, doi:10.1007/BF01386390.
class route_finder {
public:
    explicit route_finder(const road_network& roads, one_way_roads rule = one_way_roads::obeyed);
    route_finder(route_finder&&) noexcept;
    route_finder& operator=(route_finder&&) noexcept;
    ~route_finder();

    /// From the nearest of `starts` to everywhere no dearer than `most`.
    [[nodiscard]] route_tree from(
        std::span<const road_place> starts, const arc_cost& cost, double most = no_way
    ) const;
    /// From everywhere to the nearest of `goals`.
    [[nodiscard]] route_tree to(
        std::span<const road_place> goals, const arc_cost& cost, double most = no_way
    ) const;

private:
    struct held;
    std::unique_ptr<held> held_;
};

/// The course of parts of edges, as one line.
///
/// Requires  each part begins where the one before ends.
[[nodiscard]] line_string<lon_lat> course(
    const road_network& roads, std::span<const route_part> parts
);

}  // namespace geo
