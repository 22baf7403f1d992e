// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/network/islands.hpp"
#include "geo/network/reach_finder.hpp"
#include "planner/presence/barrier.hpp"

#include <optional>
#include <vector>

namespace planner::detail {

/// How long patrols drive along the roads of a theatre, in seconds.
///
/// A drive goes straight off the road to the nearest road (assumptions off_road_km, off_road_speed_kmh),
/// along roads at their speed, at most road_speed_most_kmh, and off the road again; or straight off the
/// road all the way. It never goes over what bars it (barrier). Where the nearest road hangs together with few
/// others, the nearest one of a longer piece of the network is looked at, too.
///
/// Error     that of the roads as drawn and of their speeds: not bounded.
class drives {
public:
    /// Requires  a network that has roads; it and the scene must live longer.
    drives(const scene& in, const geo::road_network& all);
    drives(const drives&) = delete;
    drives& operator=(const drives&) = delete;

    /// Where a position comes to the roads; empty when none is near enough.
    using access = std::vector<geo::reach_finder::start>;
    [[nodiscard]] access access_of(geo::lon_lat p) const;
    /// Straight off the road all the way; none when it is too far, or barred.
    [[nodiscard]] std::optional<double> off_road(geo::lon_lat a, geo::lon_lat b) const;
    /// An upper bound of how far a drive of so many seconds leads, as the crow flies.
    [[nodiscard]] geo::metres farthest(double drive_seconds) const;

    /// A question about drives from one place to many; the next one ends it.
    void leave(const access& from, double most = geo::no_way);
    /// Along roads, of the last question; geo::no_way when it takes longer than asked.
    [[nodiscard]] double arrive(const access& to) const;

    /// To the nearest of the hospitals of aim_at(), from wherever.
    void aim_at(const std::vector<geo::lon_lat>& goals, double most);
    [[nodiscard]] double to_goal(geo::lon_lat p, const access& from) const;

    /// Roads that are schematic count with the detour factor.
    [[nodiscard]] bool is_partly_schematic() const { return roads_.schematic(); }

private:
    [[nodiscard]] geo::arc_cost driving() const;
    void find_sides();
    [[nodiscard]] std::uint32_t island(geo::road_edge e) const {
        return islands_.of_node[index(roads_.at(e).from)];
    }
    /// The nearest place on longer islands than one, on the side of a position, that can be come to.
    [[nodiscard]] std::optional<geo::road_place> nearest(geo::lon_lat p, std::uint32_t longer_than)
        const;
    [[nodiscard]] static double cost_of(const geo::reach_finder& by, const access& to);
    [[nodiscard]] double walking(geo::metres way) const;

    const scene& in_;
    geo::metres off_road_most_;
    double off_road_speed_;  ///< m/s
    double speed_most_;      ///< m/s
    barrier bars_;
    geo::road_network roads_;
    double fastest_ = 0;  ///< m/s, of any road
    geo::road_locator near_;
    geo::road_islands islands_;
    std::vector<std::optional<std::size_t>> sides_;  ///< of islands: no road leads over the line
    geo::reach_finder from_;
    geo::reach_finder to_;
    double leave_most_ = 0;
    std::vector<geo::lon_lat> goals_;
    double goal_most_ = 0;
};

}  // namespace planner::detail
