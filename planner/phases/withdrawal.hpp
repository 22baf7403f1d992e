// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/frame/local_frame.hpp"
#include "planner/model/plan.hpp"

namespace planner {

/// What lies beyond a line, seen from the line of contact. Cut on the grid of the chart.
struct land_beyond {
    lines line;
    area land;
};

/// An area that is left as a whole.
struct phase_region {
    std::string name;
    area shape;
    std::optional<std::size_t> phase;  ///< none: as region_order says
};

struct withdrawal_input {
    const geo::local_frame& chart;
    const lines& contact;
    const area& held;
    const area& own_territory;            ///< recognised territory of the withdrawing party
    std::vector<geo::lon_lat> exits;      ///< named exits from the main area
    std::vector<reserved_area> reserved;  ///< those with a treatment of their own
    std::size_t phases = 1;
    phase_spacing spacing = phase_spacing::equal_progress;
    phase_distances distances = phase_distances::straight;
    geo::metres step;                             ///< fixed_distance
    std::vector<land_beyond> targets;             ///< lines at which forces stop; none: the border
    std::vector<std::vector<land_beyond>> given;  ///< lines: those of each phase but the last
    std::vector<phase_region> regions;            ///< regions
    region_order order{};                         ///< regions
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
    lines target;  ///< edge that it shares with what lies beyond the target lines
    area kept;     ///< beyond the target lines, reserved areas apart
    geo::findings found;
};

/// Cuts the held area into the areas left phase by phase, from the line of contact to the target:
/// the land border with the own territory, lines short of it and the named exits; and its reserved
/// parts. What lies beyond target lines is kept.
///
/// Shape     all areas come from one arrangement of lines: they share their edges, do not overlap
///           and add up to `held`.
/// Spacing   equal_progress: a position's progress is its distance to the line of contact over the
///           sum of its distances to it and to the target, in straight lines on the ellipsoid or
///           along the shortest ways inside the main held area. Parts of it that no way joins to
///           both are placed by straight lines: a finding.
///           fixed_distance: phase i leaves what is within i times `step` of the line of contact
///           and not nearer to the target; the last phase everything else.
///           lines: phase i leaves what is not beyond any of its lines. Where a later line runs
///           before an earlier one nothing is left between them: a finding.
///           regions: by areas; land in none goes with the nearest: a finding.
/// Error     of the lines between phases, `line_error` of each step; as equi_ratio_lines(),
///           distance_lines() or inner_equi_ratio_lines(), 1 mm for lines and regions.
/// Throws    geo::input_error when the main area neither meets the own territory or a target line
///           nor has an exit, when nothing lies between the lines, or for regions without a phase.
[[nodiscard]] withdrawal_result plan_withdrawal(const withdrawal_input& input);

}  // namespace planner
