// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/frame/local_frame.hpp"
#include "geo/network/road_network.hpp"
#include "planner/model/plan.hpp"
#include "planner/theatre/closed_roads.hpp"

#include <cstdint>
#include <map>
#include <vector>

namespace planner {

/// Kinds of ground, one bit each: the areas of the phases in order, then these.
class ground_kinds {
public:
    using set = std::uint64_t;
    /// More phases than this have no bits of their own.
    static constexpr std::size_t most_phases = 56;

    explicit ground_kinds(std::size_t phases) : phases_(phases) {}
    [[nodiscard]] set phase(std::size_t i) const { return set{1} << i; }
    [[nodiscard]] set kept() const { return bit(0); }      ///< beyond the lines forces go to
    [[nodiscard]] set excluded() const { return bit(1); }  ///< reserved areas that nobody leaves
    [[nodiscard]] set other() const { return bit(2); }     ///< held by the other party
    [[nodiscard]] set own() const { return bit(3); }       ///< the withdrawing party's territory
    [[nodiscard]] set third() const { return bit(4); }     ///< other states
    [[nodiscard]] set water() const { return bit(5); }     ///< none of the theatre's areas
    [[nodiscard]] set held() const { return bit(6); }      ///< held, in a plan without phases

private:
    [[nodiscard]] set bit(std::size_t i) const { return set{1} << (phases_ + i); }
    std::size_t phases_;
};

/// What is known of each road of a network in a plan: over whose ground it runs, whether it is
/// closed, how fast and how many.
///
/// Error     ground: roads are cut at the edges of areas as straight in lon/lat; a stretch of less than
///           20 m on other ground is not counted, as roads end on edges no better than that.
/// Cost      O(positions of roads x log of those of areas).
class open_roads {
public:
    open_roads(const plan& what, const geo::road_network& roads, const geo::local_frame& chart);

    [[nodiscard]] const geo::road_network& roads() const { return roads_; }
    [[nodiscard]] const ground_kinds& kinds() const { return kinds_; }
    /// All ground that it runs over.
    [[nodiscard]] ground_kinds::set ground(geo::road_edge e) const { return ground_[index(e)]; }
    /// Stretches of one ground each, in order, by shares of its length: 0 to 1 without a gap.
    struct stretch {
        double end = 1;  ///< begins at the end of the one before, or 0
        ground_kinds::set ground = 0;
    };
    [[nodiscard]] std::vector<stretch> stretches(geo::road_edge e) const;
    /// Of the part between two shares.
    [[nodiscard]] ground_kinds::set ground(geo::road_edge e, double from, double to) const;
    /// May some of it be used by those who are allowed this ground?
    [[nodiscard]] bool usable(geo::road_edge e, ground_kinds::set allowed) const;
    /// Index among theatre::closures.
    [[nodiscard]] std::optional<std::size_t> closed(geo::road_edge e) const {
        return closures_.by(e);
    }
    /// Seconds of a vehicle in a column, at least 1.
    [[nodiscard]] double travel(geo::road_edge e) const;
    /// Vehicles an hour in one direction; 0 when it takes none (a ferry, unless the terms say).
    [[nodiscard]] double capacity(geo::road_edge e) const;
    /// The share of it within reach of large settlements and nuclear plants.
    [[nodiscard]] double avoid(geo::road_edge e) const {
        return static_cast<double>(avoid_[index(e)]);
    }

    /// Closures that close no road, by number.
    [[nodiscard]] const std::vector<std::size_t>& idle_closures() const { return closures_.idle(); }

private:
    void find_ground(const plan& what, const geo::local_frame& chart);
    void find_avoided(const theatre& ground);

    const geo::road_network& roads_;
    corridor_term term_;
    ground_kinds kinds_;
    std::vector<ground_kinds::set> ground_;
    std::map<std::uint32_t, std::vector<stretch>> stretches_;  ///< where there are two or more
    closed_roads closures_;
    std::vector<float> avoid_;
};

/// Vehicles an hour of columns of march units at a speed: the units, and the time between them.
///
/// Source    pass time of a column is its road space over its rate of march, US Army Command and
///           General Staff College, ST 100-3, chapter 8.
[[nodiscard]] double column_capacity(const corridor_term& term, double speed_kmh);

}  // namespace planner
