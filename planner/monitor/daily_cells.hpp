// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/monitor/daily_counts.hpp"

#include <set>

namespace planner {

/// The cells of an area, by which it is told how much of it was watched.
struct area_cells {
    list_number sector = 0;
    list_number law = 0;
    bool is_bounded = true;  ///< not so: the ground outside of all areas and sectors
    std::set<grid_cell> cells;
    std::vector<std::uint32_t> clauses;  ///< of the rulebook; none: always there

    [[nodiscard]] bool in_force_on(const rulebook& by, local_day day) const;
};

/// The areas in force at any time of a day: each zone and area of a phase in each sector, what is left
/// of each sector, and the ground outside of all, when something was told of it.
///
/// A cell is of an area when its middle lies in it or no more than half a cell from its edge: a narrow
/// zone has cells too. It is of the sector in which its middle lies.
///
/// Throws    geo::input_error: more than 5,000,000 cells.
[[nodiscard]] std::vector<area_cells> cells_of_areas(
    const rulebook& by, const daily_counts& from, local_day day
);

}  // namespace planner
