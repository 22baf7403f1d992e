// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/io/elevation.hpp"
#include "geo/network/road_network.hpp"
#include "planner/presence/scene.hpp"
#include "planner/siting/cover.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What siting is made of: what must be reached, from where, and which of it is reached.
namespace planner::detail {

constexpr std::size_t any_side = 2;

/// What has to be within reach of a post: a sample of the line seen from one side, or a place.
struct siting_element {
    geo::lon_lat position;
    std::size_t side = any_side;  ///< of scene::sides, on which the post must stand
    geo::metres length;           ///< of line; 0 for a place
    double weight = 0;
    std::vector<std::size_t> needs;

    [[nodiscard]] bool is_place() const { return length <= geo::metres(0); }
};

/// Where a post could stand.
struct post_candidate {
    std::string id;
    std::string name;
    std::string place;
    geo::lon_lat position;
    std::size_t side = any_side;
};

/// The line is watched from a post on the side; a place from its side, or from the edge of the land, where
/// a post stands on none.
[[nodiscard]] inline bool side_fits(const siting_element& e, const post_candidate& from) {
    return e.side == any_side || e.side == from.side || (e.is_place() && from.side == any_side);
}

/// Every flagged stretch of line in samples, once a side, and every flagged place once.
[[nodiscard]] std::vector<siting_element> find_elements(
    const scene& in, const std::vector<presence_need>& needs
);

/// What else siting knows of the ground.
struct siting_ground {
    const geo::road_network* roads = nullptr;  ///< none, or not only schematic ones
    const geo::elevation* heights = nullptr;
};

/// Settlements by size, crossings, junctions of roads, flagged places, heights and places behind the
/// line at intervals: in this order, which decides between candidates that do as well.
[[nodiscard]] std::vector<post_candidate> find_candidates(
    const scene& in,
    const std::vector<presence_need>& needs,
    const std::vector<siting_element>& elements,
    const siting_ground& ground
);

/// Facilities and sites of the kind `hospital`.
[[nodiscard]] std::vector<geo::lon_lat> hospitals_of(const theatre& ground);

/// Elements by latitude.
class element_finder {
public:
    explicit element_finder(const std::vector<siting_element>& elements);
    /// All that may be within `reach` of a candidate and fit its side; no order.
    [[nodiscard]] std::vector<std::uint32_t> about(const post_candidate& from, geo::metres reach)
        const;

private:
    const std::vector<siting_element>& elements_;
    std::vector<std::uint32_t> by_lat_;
};

/// Elements that a candidate covers, and what a plan says of how that was found.
class post_reach {
public:
    post_reach() = default;
    post_reach(const post_reach&) = delete;
    post_reach& operator=(const post_reach&) = delete;
    virtual ~post_reach() = default;

    /// In ascending order.
    [[nodiscard]] virtual std::vector<std::uint32_t> covered_by(const post_candidate& from) = 0;
    /// Minutes of the drive to the nearest hospital; geo::no_way beyond the limit, none where no
    /// hospital is given.
    [[nodiscard]] virtual std::optional<double> hospital_minutes(const post_candidate& from) = 0;
    /// As the crow flies.
    [[nodiscard]] virtual geo::metres reach_of(
        const post_candidate& from, const std::vector<std::uint32_t>& covered
    ) const = 0;
    virtual void tell(plan_siting& into) const = 0;
};

}  // namespace planner::detail
