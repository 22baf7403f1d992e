// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

#include <string>
#include <vector>

namespace planner {

/// The version of the program, as printed by `armistice --version` and kept in manifests.
[[nodiscard]] std::string tool_version();

/// A file that went into a plan, named from its folder, with its checksum.
struct plan_file {
    std::string name;
    std::string sha256;
};

/// The inputs of a plan: terms, theatre files, reference tables, in the order of their names.
[[nodiscard]] std::vector<plan_file> inputs_of(const plan& what);

/// Twelve hexadecimal digits that change when the tool, an input or the D-day changes.
[[nodiscard]] std::string version_of(const plan& what);

/// Refuses, before anything is computed, a folder that write_plan would refuse.
///
/// Throws    geo::io_error as write_plan.
void check_plan_folder(const std::string& folder, bool overwrite);

/// Writes the plan folder (DESIGN section 6): plan.json, geojson/, plan.gpkg, map.png, map.pdf,
/// schedule.csv, schedule.ics, annex.csv, annex.pdf, report.md, page.html, manifest.json. The folder
/// appears whole or not at all; equal plans give equal bytes. Without a viewer beside the program
/// (viewer_file()) there is no page.html, and a finding says so.
///
/// Throws    geo::io_error when the folder exists and `overwrite` is false, when it is not a plan
///           folder (no manifest.json), or cannot be written.
geo::findings write_plan(const plan& what, const std::string& folder, bool overwrite);

}  // namespace planner
