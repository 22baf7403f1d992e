// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/sheets/sheet.hpp"

#include <string>
#include <vector>

/// How the things of a plan look on every sheet, so that a reader learns it once. Told apart in
/// greyscale and by the colour-blind; no side is red or blue, and no line of a ceasefire looks
/// like a border.
namespace planner {

/// What is known of a line, told by its pattern:
/// agreed: solid; provisional: dashed; de facto: dotted.
enum class sheet_line_status { agreed, provisional, de_facto };

/// Layers without items and without words: the caller adds those, and the text of the legend.
[[nodiscard]] sheet_layer land_layer();          ///< other states
[[nodiscard]] sheet_layer subject_land_layer();  ///< the state or states that the plan is about
[[nodiscard]] sheet_layer water_layer();         ///< lakes and reservoirs
[[nodiscard]] sheet_layer river_layer();
[[nodiscard]] sheet_layer district_layer();  ///< administrative areas: thin grey lines, names
[[nodiscard]] sheet_layer road_layer();
[[nodiscard]] sheet_layer corridor_layer(bool schematic);  ///< ways out by road
[[nodiscard]] sheet_layer corridor_ground_layer();         ///< that a corridor takes in
[[nodiscard]] sheet_layer recognised_border_layer();
[[nodiscard]] sheet_layer contact_line_layer(
    sheet_line_status status = sheet_line_status::de_facto
);
[[nodiscard]] sheet_layer earlier_line_layer();  ///< a former line, for comparison
/// `PL 1` at both ends.
[[nodiscard]] sheet_layer phase_line_layer(sheet_line_status status = sheet_line_status::agreed);
/// Names at both ends of a line that is drawn already, as a border that forces withdraw to.
[[nodiscard]] sheet_layer phase_line_at_border_layer();
[[nodiscard]] sheet_layer reserved_layer();
/// 0, 1, 2, ...: hatch and colour; the edge by status.
[[nodiscard]] sheet_layer zone_layer(
    int number, sheet_line_status status = sheet_line_status::agreed
);
[[nodiscard]] sheet_layer exception_layer();   ///< what a zone does not forbid
[[nodiscard]] sheet_layer settlement_layer();  ///< see settlement_item
[[nodiscard]] sheet_layer exit_layer();        ///< crossings and other named exits
[[nodiscard]] sheet_layer facility_layer();    ///< nuclear plants, dams and their like
[[nodiscard]] sheet_layer post_layer();
[[nodiscard]] sheet_layer sector_layer();        ///< boundaries of sectors, names inside
[[nodiscard]] sheet_layer veil_layer();          ///< over what a sheet is not about
[[nodiscard]] sheet_layer way_start_layer();     ///< where a way out begins
[[nodiscard]] sheet_layer narrow_place_layer();  ///< that holds up a way most
[[nodiscard]] sheet_layer headquarters_layer();  ///< of sectors

/// On the sheet of one phase: areas of the phases before it, and those after.
[[nodiscard]] sheet_layer left_before_layer();
[[nodiscard]] sheet_layer still_held_layer();

/// Area vacated in phase `index` (from 0) of `count`: light first, darker later.
[[nodiscard]] sheet_layer phase_layer(std::size_t index, std::size_t count);
[[nodiscard]] sheet_colour phase_colour(std::size_t index, std::size_t count);
[[nodiscard]] sheet_colour paler(const sheet_colour& colour);  ///< half way to white

/// A settlement with symbol, letters and rank by its population.
[[nodiscard]] sheet_item settlement_item(geo::lon_lat where, std::string name, double population);

}  // namespace planner
