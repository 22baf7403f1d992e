// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/sheets/map_base.hpp"
#include "planner/sheets/map_content.hpp"
#include "planner/sheets/sheet.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace planner {

enum class sheet_group { index, overview, phases, sectors, corridors };
[[nodiscard]] std::string_view name(sheet_group group);
[[nodiscard]] std::optional<sheet_group> parse_sheet_group(std::string_view text);

struct atlas_options {
    std::set<sheet_group> groups{sheet_group::overview};
    paper_size size = paper_size::a3;
    std::optional<paper_orientation> orientation{};  ///< none: as the extent of each sheet suits
    std::optional<sheet_grid> grid{};  ///< none: graticule on index and overview, else MGRS
    std::string sector{};              ///< id: only what a patrol there needs; empty: all
    const texts* words = nullptr;      ///< outlives the sheets; none: English
};

/// The sheets of a plan: an index of the others; the overview; one for each phase; one for each
/// sector; one for the ways out by road to each exit and one for each corridor for people. In that
/// order, numbered; each with a key map of the sheets of its kind, and the numbers of those that join
/// it. A kind that the plan has nothing of gives no sheets; without others there is no index.
///
/// Of a sector: its own sheet, index and overview, and those of the ways that lead through it, all
/// with the numbers that they have among all sheets of the plan.
///
/// Throws    geo::input_error as facts_of(), when the plan has no place on earth.
[[nodiscard]] std::vector<sheet> atlas_sheets(
    const map_content& plan, const map_base& base, const atlas_options& options = {}
);

}  // namespace planner
