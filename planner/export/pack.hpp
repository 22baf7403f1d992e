// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/export/field_file.hpp"
#include "planner/export/field_plan.hpp"
#include "planner/sheets/read_map_plan.hpp"

#include <string>
#include <vector>

namespace planner {

/// A file of a pack and what it is, as its README tells it.
struct pack_file {
    field_file file;
    std::string what;  ///< one sentence; empty: the file before it speaks for it, too
};

/// Everything a patrol takes along, in one zip: README.txt, papers (atlas, annex), page and report,
/// files for phones, receivers, TAK handsets, spreadsheets and GIS, SHA256SUMS. Of a sector the files
/// for devices hold that sector, and sector.html and sector.md tell of it in place of report.md; the
/// annex, page.html and report.html are those of the whole plan, and README.txt says so. Files of the
/// plan folder are checked against its manifest on the way.
///
/// `sheets` are more papers, such as atlas_papers(), which then stand for the overview of the plan
/// folder; each is named `papers/...`.
///
/// Throws    geo::input_error: a file of the folder was changed since the plan was made.
[[nodiscard]] field_files to_pack(const field_plan& what, const std::vector<pack_file>& sheets);
[[nodiscard]] field_files to_pack(const field_plan& what);

/// The map sheets of a plan as one PDF on A3: all of them, or those that a patrol of a sector needs.
///
/// `words`: those of sheets and README; none: English.
///
/// Throws    as atlas_sheets() and render_pdf().
[[nodiscard]] std::vector<pack_file> atlas_papers(
    const map_plan& maps, const std::string& sector = "", const texts* words = nullptr
);

namespace detail {

/// README.txt for somebody who has never seen the program.
[[nodiscard]] std::string pack_readme(const field_plan& what, const std::vector<pack_file>& files);

}  // namespace detail

}  // namespace planner
