// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/network/road_network.hpp"
#include "planner/model/theatre.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace planner {

/// Which roads of a network the closures of a theatre close: those of an id or a number, or all that
/// come within reach of a position.
class closed_roads {
public:
    closed_roads(const geo::road_network& roads, std::span<const closure> closures);

    /// Index of the first closure that closes a road.
    [[nodiscard]] std::optional<std::size_t> by(geo::road_edge e) const;
    /// Closures that close no road, by number.
    [[nodiscard]] const std::vector<std::size_t>& idle() const { return idle_; }

private:
    std::vector<std::uint32_t> number_;  ///< of the closure plus 1, each edge
    std::vector<std::size_t> idle_;
};

/// A box in degrees that holds all within `reach` of a position, up to 1 % wider.
[[nodiscard]] geo::lon_lat_box box_about(geo::lon_lat p, geo::metres reach);
/// Whether the box about a line touches a box.
[[nodiscard]] bool meets(const geo::lon_lat_box& box, std::span<const geo::lon_lat> line);

}  // namespace planner
