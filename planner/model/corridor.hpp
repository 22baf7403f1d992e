// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/shapes.hpp"
#include "planner/model/corridor_term.hpp"
#include "planner/model/theatre.hpp"

#include <optional>
#include <string>
#include <vector>

namespace planner {

/// Where somebody must direct traffic.
struct control_point {
    geo::lon_lat position;
    std::string what;  ///< `ways join`, `ways part`, `crossing`, `contact line`
    std::string name;  ///< the nearest settlement, or the crossing's
};

/// A way along roads for a phase of the withdrawal, or for people (humanitarian).
struct plan_route {
    std::string id;
    std::string purpose;  ///< withdrawal, or the kind of a humanitarian corridor
    std::string phase;    ///< id; empty for a humanitarian one
    party_id who;         ///< whose forces; empty for people
    std::string title;
    std::string from;
    std::string to;
    std::optional<std::size_t> crossing;  ///< at the end; index among theatre::crossings
    std::string problem;                  ///< why there is no way; then nothing below holds
    geo::line_string<geo::lon_lat> shape;
    bool schematic = false;  ///< the course is not known, lengths and times are rough
    geo::metres length;
    seconds travel{};  ///< of one vehicle at march speed
    double vehicles = 0;
    double rate = 0;  ///< vehicles an hour, the most at any time
    instant start;    ///< the first leaves
    instant finish;   ///< the last is at the end
    std::string bottleneck;
    double bottleneck_capacity = 0;  ///< vehicles an hour
    std::optional<geo::lon_lat> bottleneck_at;
    std::vector<control_point> controls;
    std::optional<geo::metres> per_side;  ///< of the ground beside it; none: no ground is drawn
    width_reading width_is{};             ///< as the terms say it
    geo::multi_polygon<geo::lon_lat> ground;
    geo::metres max_error;
    geo::square_metres size;
    std::vector<std::string> passes;      ///< settlements in it; of a schematic one, at its turns
    double people = 0;                    ///< in them, by the register
    std::vector<std::string> facilities;  ///< in it
    std::vector<std::string> meets;       ///< ids of others that it meets at the same time
    std::vector<std::string> notes;       ///< whose ground it crosses, what stays to be agreed
    citation cited;
};

/// Does a phase fit? `open`: between the bound and the schedule found, not decided.
enum class movement_verdict { feasible, infeasible, open, nothing_to_move };
[[nodiscard]] std::string_view name(movement_verdict verdict);

/// What leaves in a phase, and how soon it can be out.
struct phase_movement {
    std::string phase;
    std::string territory;
    double vehicles = 0;  ///< that have a way out
    bool assumed = true;  ///< spread by assumption; else from the layer of forces
    seconds needed{};     ///< hours of movement of the schedule found
    seconds bound{};      ///< no schedule needs less
    instant out;          ///< the last is out
    instant out_bound;    ///< the same for the bound
    instant deadline;
    movement_verdict verdict{};
    seconds margin{};                ///< deadline less `out`; below 0 when it does not fit
    std::vector<std::string> tight;  ///< places whose forces set the bound
};

/// Forces that no road leads out.
struct road_pocket {
    std::string phase;
    double vehicles = 0;
    geo::lon_lat position;
    std::string name;    ///< the nearest settlement
    std::string reason;  ///< no road near, no road on, one-way roads only
};

/// Ways out by road: all empty without a network, and `roads` says so.
struct plan_corridors {
    bool roads = false;
    bool schematic = false;
    corridor_term term;  ///< as the terms say it, or the assumed figures
    std::vector<plan_route> routes;
    std::vector<phase_movement> movements;
    std::vector<road_pocket> pockets;

    [[nodiscard]] const phase_movement* of_phase(std::string_view id) const;
};

}  // namespace planner
