// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/lon_lat.hpp"
#include "geo/units/quantity.hpp"
#include "planner/model/citation.hpp"
#include "planner/model/zone_term.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace planner {

/// Hours of the day, in the mission's time zone, in which columns may move.
struct daily_hours {
    seconds from{};   ///< since midnight
    seconds until{};  ///< later the same day
};

/// How forces leave by road. Without a table of the terms these are the figures, and every result
/// says that they are assumed.
struct corridor_term {
    bool said = false;
    std::optional<geo::metres> width;  ///< none: routes only, no ground beside them
    width_reading width_is = width_reading::per_side;
    // what leaves, where the theatre has no layer of forces
    double vehicles_per_km2 = 0.3;  ///< of the area to be left; a choice, no source
    double by_settlement = 0.5;     ///< of which so much by people of settlements, the rest by area
    // how a column moves
    double march_speed = 30;                 ///< km/h on the whole, where the road allows it
    double density = 10;                     ///< vehicles a kilometre of column, 100 m apart
    double unit_vehicles = 20;               ///< of a march unit
    seconds unit_gap{5 * 60};                ///< between march units
    std::map<std::string, double> capacity;  ///< vehicles an hour of a road class, instead
    std::optional<daily_hours> hours;
    // where it should not
    double avoid_people = 50000;
    geo::metres avoid_reach{3000};
    geo::metres nuclear_reach{10000};
    double detour_factor = 1.5;  ///< such stretches count so many times their length
    std::vector<std::string>
        transit;  ///< granted through: `vacated`, `other`, ids of reserved areas
    citation cited{
        "",
        "Column of 10 vehicles a kilometre at 25 to 30 km/h: US Army Command and General Staff "
        "College, ST 100-3, chapter 8; march units of 20 with 5 minutes between them after FM "
        "55-30, "
        "known, not read; all else chosen here",
        "assumption"};
};

/// An end of a humanitarian corridor: a place of the theatre, or a position.
struct corridor_end {
    std::string place;
    std::optional<geo::lon_lat> position;
};

/// A way for people who are not forces: civilians, prisoners exchanged, returns.
struct humanitarian_term {
    std::string id;
    std::string kind;  ///< civilians, prisoner_exchange, returns, children, wounded, aid
    std::string title;
    corridor_end from;
    corridor_end to;
    seconds start{};
    seconds end{};
    std::optional<double> vehicles;
    std::optional<geo::metres> width;
    width_reading width_is = width_reading::per_side;
    std::string text;
    std::string at;  ///< `file:line: [humanitarian] from: `, for messages
    citation cited;
};

}  // namespace planner
