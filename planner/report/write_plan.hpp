// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"
#include "planner/report/manifest.hpp"

#include <string>

namespace planner {

/// Refuses, before anything is computed, a folder that write_plan would refuse.
///
/// Throws    geo::io_error as write_plan.
void check_plan_folder(const std::string& folder, bool overwrite);

/// Refuses, before anything is computed, words that write_plan would refuse.
///
/// Throws    as read_texts().
void check_texts(const std::string& file);

/// Writes the plan folder (DESIGN section 6): plan.json, geojson/, plan.gpkg, map.png, map.pdf,
/// schedule.csv, schedule.ics, annex.csv, annex.pdf, report.md, page.html, manifest.json. The folder
/// appears whole or not at all; equal plans give equal bytes. Without a viewer beside the program
/// (viewer_file()) there is no page.html, and a finding says so. The manifest keeps `recipe`, so that the
/// plan can be recomputed; its `texts` are the words of report, map, page and annex.
///
/// Throws    geo::io_error when the folder exists and `overwrite` is false, when it is not a plan
///           folder (no manifest.json), or cannot be written.
geo::findings write_plan(
    const plan& what, const std::string& folder, bool overwrite, const plan_recipe& recipe = {}
);

}  // namespace planner
