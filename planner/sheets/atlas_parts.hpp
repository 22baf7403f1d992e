// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/sheets/atlas.hpp"
#include "planner/sheets/plan_features.hpp"

#include <string>
#include <vector>

/// The kinds of sheets of an atlas. Part of planner/sheets/atlas.
namespace planner::detail {

/// A sheet and what the atlas must know to join it to others.
struct atlas_page {
    sheet what;
    sheet_group group{};
    std::string name;        ///< short, as `Phase 2`, for lists of sheets
    std::string sector;      ///< id, of its own sheet
    std::string phase = {};  ///< id, of its own sheet
    std::vector<const map_route*> routes = {};
};

[[nodiscard]] sheet overview(const map_source& from);
[[nodiscard]] std::vector<atlas_page> phase_pages(const map_source& from);
[[nodiscard]] std::vector<atlas_page> sector_pages(const map_source& from);
[[nodiscard]] std::vector<atlas_page> corridor_pages(const map_source& from);
/// What sheets there are and where: those of sectors by their frames, of phases by their areas, of ways
/// out by their exits. `pages` are all sheets in their order, the first of them the index itself, those
/// after it as they will be drawn.
[[nodiscard]] sheet index_sheet(const map_source& from, const std::vector<atlas_page>& pages);

/// Empty, with the titles of what stands beside the map.
[[nodiscard]] sheet new_sheet(const map_source& from);
/// What every sheet says: validity, plan, sources, disclaimer.
void add_common_words(sheet& to, const map_source& from, const map_span& valid);
/// How the plan's line, phases, zones and counts are to be read.
void add_reading_notes(sheet& to, const map_source& from);
/// What the counts of people are.
void add_people_note(sheet& to, const map_source& from);

void add_box(geo::lon_lat_box& to, const geo::lon_lat_box& box);
/// A box about the same middle, at least so wide and high: a closer look at what is known to
/// kilometres would only seem to be one.
[[nodiscard]] geo::lon_lat_box at_least(const geo::lon_lat_box& box, geo::metres size);
/// Upright for what is clearly taller than wide on the ground.
[[nodiscard]] paper_orientation suiting(const geo::lon_lat_box& box);

/// From D-day to the end of the last thing with an end.
[[nodiscard]] map_span whole_plan(const map_content& plan);
/// `24 Oct 2022` on the mission's clocks.
[[nodiscard]] std::string day_text(const map_source& from, instant t);
/// `1 090 km`.
[[nodiscard]] std::string kilometres_text(geo::metres length, const texts& say);
/// To the thousand: counts of people are no better.
[[nodiscard]] std::string people_figure(double people);
/// `1 090`: what is estimated, to three figures.
[[nodiscard]] std::string three_figures(double value);
/// `1 090 (460 to 3 400)`.
[[nodiscard]] std::string observers_figure(const map_size& one, const texts& say);
/// Of a phase: its number, `R` for that of a reserved area, as in the table of the overview; the id when
/// there is no such phase.
[[nodiscard]] std::string phase_number(const map_source& from, const std::string& phase);
/// How well a line is known.
[[nodiscard]] std::string line_note(const map_line& line, const texts& say);

/// A table of labels and values, without a head.
[[nodiscard]] sheet_table figures_table(std::string title);
void add_figure(sheet_table& to, std::string label, std::string value);

}  // namespace planner::detail
