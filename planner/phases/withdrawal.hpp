// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/frame/local_frame.hpp"
#include "planner/model/plan.hpp"

namespace planner {

struct withdrawal_input {
    const geo::local_frame& chart;
    const lines& contact;
    const area& held;
    const area& own_territory;            ///< recognised territory of the withdrawing party
    std::vector<geo::lon_lat> exits;      ///< named exits from the main area
    std::vector<reserved_area> reserved;  ///< those with a treatment of their own
    std::size_t phases = 1;
    phase_distances distances = phase_distances::straight;
};

struct withdrawal_step {
    double progress_from = 0;
    double progress_to = 1;
    area vacated;
    lines line;
    geo::metres line_error;
};

struct withdrawal_reserved {
    area held;
    lines neck;
};

struct withdrawal_result {
    std::vector<withdrawal_step> steps;
    std::vector<withdrawal_reserved> reserved;  ///< in the order of the input
    lines border;  ///< edge that the main held area shares with the own territory
    geo::findings found;
};

/// Cuts the held area into the areas left phase by phase, by equal progress from the line of
/// contact to the land border with the own territory and the named exits, and its reserved parts.
///
/// Shape     all areas come from one arrangement of lines: they share their edges, do not overlap
///           and add up to `held`.
/// Progress  at a position: distance to the line of contact over the sum of the distances to it and
///           to the nearest border or exit, in straight lines on the ellipsoid or along the
///           shortest ways inside the main held area. Parts of it that no way joins to both are
///           placed by straight lines: a finding.
/// Error     of the lines between phases, `line_error` of each step; as equi_ratio_lines() or
///           inner_equi_ratio_lines().
/// Throws    geo::input_error when the held area neither meets the own territory nor has an exit.
[[nodiscard]] withdrawal_result plan_withdrawal(const withdrawal_input& input);

/// Parts of an area larger than 0.1 km2 that neither meet `border` nor hold an exit within
/// `reach`. Used after each phase: what is still held must have a way out.
[[nodiscard]] std::vector<cut_off_part> find_cut_off(
    const area& still_held,
    const lines& border,
    const std::vector<geo::lon_lat>& exits,
    geo::metres reach
);

}  // namespace planner
