// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/network/quickest_flow.hpp"
#include "geo/network/road_locator.hpp"
#include "geo/network/shortest_paths.hpp"
#include "planner/corridors/open_roads.hpp"

#include <functional>
#include <map>
#include <vector>

namespace planner {

/// The roads that those allowed some ground may use, as a problem of flows over time; edges are parted
/// where the ground changes and at places given.
class road_flow {
public:
    road_flow(const open_roads& open, ground_kinds::set allowed);

    [[nodiscard]] bool usable(geo::road_edge e) const { return open_.usable(e, allowed_); }
    /// The nearest place within reach that may be used: on the nearest road with a stretch that may.
    [[nodiscard]] std::optional<geo::road_place> connect(
        const geo::road_locator& locator, geo::lon_lat position, geo::metres reach
    ) const;

    /// Node of the problem at a place that may be used; all must be asked for before build().
    std::uint32_t node_at(const geo::road_place& place);
    /// Node of the problem of a node of the network; empty when no usable road touches it.
    [[nodiscard]] std::optional<std::uint32_t> node_of(geo::road_node n) const;

    enum class direction { obeyed, ignored };
    /// Arcs of all usable roads; sources and sinks are the caller's.
    void build(geo::flow_problem& into, direction one_way = direction::obeyed);

    /// Of the last build: what each arc travels, and its share to be avoided.
    [[nodiscard]] const geo::route_part& part(std::uint32_t arc) const { return parts_[arc]; }
    [[nodiscard]] double avoid(std::uint32_t arc) const {
        return open_.avoid(parts_[arc].arc.edge);
    }

private:
    const open_roads& open_;
    ground_kinds::set allowed_;
    std::vector<std::uint32_t> edges_;
    std::vector<std::uint32_t> number_;  ///< of the network's nodes
    std::uint32_t next_ = 0;
    std::map<std::uint32_t, std::map<double, std::uint32_t>> cuts_;  ///< by edge and share
    std::vector<geo::route_part> parts_;
};

}  // namespace planner
