// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/frame/local_frame.hpp"
#include "geo/linework/line_measure.hpp"
#include "geo/network/road_network.hpp"
#include "planner/model/plan.hpp"
#include "planner/presence/presence.hpp"
#include "planner/theatre/nearest_place.hpp"
#include "planner/theatre/place_index.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace planner::detail {

/// A piece of the line of contact, represented by its middle.
struct line_sample {
    geo::metres from;
    geo::metres to;
    geo::lon_lat middle;
    std::size_t part = 0;  ///< of the line
};

/// What one rule found at one place: to be dissolved with others into areas.
struct presence_need {
    std::size_t rule = 0;  ///< index among scene::rules
    std::string phase;
    time_span when;
    std::string name;    ///< of the place, for people
    std::string detail;  ///< what was found there, for the reasons
    std::vector<std::pair<std::string, std::string>> inputs;
    std::vector<std::size_t> samples;      ///< of the line of contact, ascending
    lines along;                           ///< another line: a neck, a corridor
    std::optional<geo::lon_lat> position;  ///< a place
    std::string place;                     ///< its id, so that it counts once
    area shape;                            ///< ready-made
    geo::metres shape_error;
    double people = 0;  ///< of the place, by the register
};

/// A time without changes of who may stand where.
struct presence_period {
    std::string phase;  ///< id of the phase that runs; empty when none does
    time_span when;
};

/// What rules, siting and sizing share: the plan so far, the line and its samples.
class scene {
public:
    scene(const plan& so_far, const geo::local_frame& chart, const presence_options& options);

    const plan& what;
    const geo::local_frame& chart;
    const presence_options& options;
    std::vector<presence_term> rules;
    std::vector<presence_assumption> assumptions;
    std::optional<geo::line_measure> line;  ///< of contact; none when there is none
    std::vector<line_sample> samples;
    place_index sides;  ///< 0 held by the withdrawing party (or its side), 1 the other's
    place_index phase_areas;
    nearest_place near;

    [[nodiscard]] const presence_assumption& assumed(std::string_view id) const;
    [[nodiscard]] double typical(std::string_view id) const { return assumed(id).typical; }
    [[nodiscard]] bool divides() const { return !what.held.empty() && !what.other_side.empty(); }
    /// Distance to the line of contact, on the ellipsoid; none without a line.
    [[nodiscard]] std::optional<geo::metres> from_line(geo::lon_lat p) const;
    [[nodiscard]] std::string phase_of(geo::lon_lat p) const;
    /// The line between two samples, both included.
    [[nodiscard]] geo::line_string<geo::lon_lat> stretch(std::size_t first, std::size_t last) const;
    /// `Line of contact from near A (km 3.5) to near B (km 12.0)`.
    [[nodiscard]] std::string name_of(std::size_t first, std::size_t last) const;
    [[nodiscard]] const plan_phase* last_phase_of(const std::string& territory) const;
    /// From D on: cut where a phase is verified and where `also` says.
    [[nodiscard]] std::vector<presence_period> periods(std::vector<instant> also = {}) const;
};

/// `12.5 km`, to 100 m, in metres below 1 km.
[[nodiscard]] std::string length_text(geo::metres length);

/// The line rules: line_of_contact, forces_apart, vague_line, reserved_neck.
void flag_line(const scene& in, std::vector<presence_need>& out);
/// How people and forces pass: corridors, crossings, stranded.
void flag_ways(const scene& in, std::vector<presence_need>& out);
/// All others.
void flag_places(const scene& in, std::vector<presence_need>& out);
/// Needs dissolved into areas.
[[nodiscard]] std::vector<plan_presence> gather(
    const scene& in, const std::vector<presence_need>& needs
);
class drives;
/// Posts, and how good their choice is, into the plan. Without drives reach is a straight line;
/// `roads` has junctions to stand at, or is null.
void site_posts(
    const scene& in,
    const std::vector<presence_need>& needs,
    const geo::road_network* roads,
    drives* by,
    plan& into
);
/// Sectors across the line, and the sector of every post.
void lay_sectors(const scene& in, const geo::road_network* roads, drives* by, plan& into);
/// How many people, and missions of the kind beside it.
void size_presence(const scene& in, const std::vector<presence_need>& needs, plan& into);
void compare_missions(const scene& in, plan& into);

}  // namespace planner::detail
