// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

namespace planner {

/// Parts of an area larger than 0.1 km2 that neither meet `border` (within 100 m) nor hold an exit
/// within `reach`. Used after each phase: what is still held must have a way out.
[[nodiscard]] std::vector<cut_off_part> find_cut_off(
    const area& still_held,
    const lines& border,
    const std::vector<geo::lon_lat>& exits,
    geo::metres reach
);

struct transit_input {
    const area& held;  ///< at the start: the land that a corridor may cross
    const lines& border;
    std::vector<geo::lon_lat> exits;
    std::vector<std::string> exit_names;  ///< as many
    const area& still_held;               ///< after the phase: the parts and the others
};

/// Sets `transit` of each part: the shortest way by land to the border, to an exit (a bridge's or
/// ferry's landing) or to another part that has a way out, from wherever on the part's edge it is
/// shortest; where no land leads there, the shortest straight line.
///
/// Error     lengths by land as geo::inner_distance; the shape turns within 0.5 m of the corners
///           that it passes. The part's edge is tried at its corners and at least every 2 km, so a
///           way may be longer than the shortest by as much. Roads are not looked at.
/// Cost      as geo::inner_distance over `held`, once.
void propose_transit(std::vector<cut_off_part>& parts, const transit_input& input);

}  // namespace planner
