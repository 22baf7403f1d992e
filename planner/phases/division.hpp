// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/phases/withdrawal.hpp"

#include <functional>

namespace planner {

/// Where a place belongs.
struct phase_place {
    std::size_t step = 0;
    bool by_other_rule = false;  ///< the rule of the spacing says nothing of this place
};

/// A line reached at the end of a phase, not yet cut to the area that is left.
struct reached_line {
    lines shape;
    geo::metres max_error;
};

/// How the main area is divided among the phases.
struct phase_division {
    std::vector<lines> cuts;            ///< lines that part phases, and more
    std::vector<reached_line> reached;  ///< those of the phases but the last; empty: the lines that
                                        ///< part the areas of the phases
    std::vector<double> progress;       ///< at the end of each phase but the last; empty: by area
    std::function<phase_place(geo::lon_lat)> place;
    std::string other_rule;  ///< what happens to places of which the rule says nothing
    geo::finding_code other_code = geo::finding_code::plan_assumption;
};

/// The area to be left, between the line of contact and the target.
struct main_ground {
    const withdrawal_input& input;
    const area& main;
    const lines& target;  ///< border and target lines along `main`
};

/// One for each spacing. Phases of a main area that is empty come out empty.
[[nodiscard]] phase_division divide_main(const main_ground& ground);

[[nodiscard]] phase_division divide_by_progress(const main_ground& ground);
[[nodiscard]] phase_division divide_by_distance(const main_ground& ground);
[[nodiscard]] phase_division divide_by_lines(const main_ground& ground);
[[nodiscard]] phase_division divide_by_regions(const main_ground& ground);

}  // namespace planner
