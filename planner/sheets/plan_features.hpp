// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/texts.hpp"
#include "planner/sheets/map_base.hpp"
#include "planner/sheets/map_content.hpp"
#include "planner/sheets/sheet.hpp"
#include "planner/sheets/sheet_style.hpp"

#include <string>
#include <vector>

/// Layers of a map sheet for the things of a plan, with their legends. A layer may come without
/// items: add() drops it.
namespace planner::detail {

struct map_source {
    const map_content& plan;
    const map_base& base;
    const texts& say;
};

void add(sheet& to, sheet_layer layer);

/// Other states, then the land that is divided (as the plan holds it, where no base map is there).
void add_land(sheet& to, const map_source& from);
[[nodiscard]] sheet_layer districts(const map_source& from);
/// Areas left in each phase, in the colours of the table, with their titles.
void add_phases(sheet& to, const map_source& from);
/// Zones in force at some time within `when`, and what is cut out of or marked in them.
void add_zones(sheet& to, const map_source& from, const map_span& when);
[[nodiscard]] sheet_layer reserved_areas(const map_source& from);
void add_waters_and_roads(sheet& to, const map_source& from);

/// Ways out by road: each stretch once, however many routes use it; schematic ones dashed.
void add_routes(sheet& to, const map_source& from, const std::vector<const map_route*>& routes);
[[nodiscard]] std::vector<const map_route*> all_routes(const map_source& from);

/// The recognised border, earlier lines, the line of contact.
void add_border_and_lines(sheet& to, const map_source& from);
/// Lines reached at the end of phases, `PL 1` and so on at both ends. `only`: of these phases (ids);
/// empty: of all.
void add_phase_lines(sheet& to, const map_source& from, const std::vector<std::string>& only = {});
/// Boundaries of sectors, where there are several, and their names but one's (an id).
void add_sectors(sheet& to, const map_source& from, const std::string& without_name = "");
/// With the headquarters of sectors. `phase`: only those with a task in it; empty: all.
void add_posts(sheet& to, const map_source& from, const std::string& phase = "");
[[nodiscard]] sheet_layer exits(const map_source& from);
[[nodiscard]] sheet_layer facilities(const map_source& from);
/// Places of at least so many people; with names in their own script below, if asked for.
[[nodiscard]] sheet_layer settlements(
    const map_source& from, double least_people, bool local_names = false
);

/// How the plan's own lines are drawn: agreed when its terms are, else provisional.
[[nodiscard]] sheet_line_status status_of_terms(const map_content& plan);
[[nodiscard]] std::string phase_line_name(const map_source& from, const std::string& phase);

}  // namespace planner::detail
