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
    std::string name;  ///< short, as `Phase 2`, for lists of sheets
};

[[nodiscard]] sheet overview(const map_source& from);
[[nodiscard]] std::vector<atlas_page> phase_pages(const map_source& from);
[[nodiscard]] std::vector<atlas_page> sector_pages(const map_source& from);
[[nodiscard]] std::vector<atlas_page> corridor_pages(const map_source& from);

/// What every sheet says: validity, plan, sources, disclaimer.
void add_common_words(sheet& to, const map_source& from, const map_span& valid);
/// How the plan's line, phases, zones and counts are to be read.
void add_reading_notes(sheet& to, const map_source& from);

void add_box(geo::lon_lat_box& to, const geo::lon_lat_box& box);
/// A box about the same middle, at least so wide and high: a closer look at what is known to
/// kilometres would only seem to be one.
[[nodiscard]] geo::lon_lat_box at_least(const geo::lon_lat_box& box, geo::metres size);
/// Upright for what is clearly taller than wide on the ground.
[[nodiscard]] paper_orientation suiting(const geo::lon_lat_box& box);

/// From D-day to the end of the last thing with an end.
[[nodiscard]] map_span whole_plan(const map_content& plan);
/// `24 Oct 2022` on the mission's clocks.
[[nodiscard]] std::string day_text(const map_content& plan, instant t);
/// To the thousand: counts of people are no better.
[[nodiscard]] std::string people_figure(double people);
/// `1 090`: what is estimated, to three figures.
[[nodiscard]] std::string three_figures(double value);

}  // namespace planner::detail
