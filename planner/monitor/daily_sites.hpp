// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/monitor/daily_counts.hpp"

namespace planner {

/// Where violations, or reports that may be some, were told of again and again.
struct daily_site {
    geo::lon_lat position;  ///< mean of its reports
    list_number sector = 0;
    std::map<local_day, place_tally> days;  ///< on which anything was told of it

    [[nodiscard]] local_day first() const { return days.begin()->first; }
    [[nodiscard]] bool is_of(local_day day) const { return days.count(day) != 0; }
    [[nodiscard]] bool is_new_on(local_day day) const { return first() == day; }
    [[nodiscard]] bool is_repeated_on(local_day day) const { return is_of(day) && first() < day; }
    [[nodiscard]] std::uint64_t violations() const;
    [[nodiscard]] std::uint64_t inconclusive() const;
    /// Days in a row up to `day` on which something was told of it.
    [[nodiscard]] std::size_t days_running(local_day day) const;
};

/// Sites as told of up to and with the day `until`, the older ones first.
///
/// Method    reports are gathered in cells a quarter of the site radius wide. Cells, by the day of
///           their first report and then by place, join the nearest site whose first cell lies no
///           farther off than the radius (mean position to mean position, geodesic), else they
///           begin a site: the leader algorithm (J. A. Hartigan, Clustering Algorithms, 1975,
///           chapter 3), so that a later day never changes what a site of an earlier one was.
/// Error     two reports a radius less 0.35 of it apart are always near enough, two of them a radius
///           and 0.35 of it apart never: the diagonal of a cell.
[[nodiscard]] std::vector<daily_site> find_sites(const daily_counts& from, local_day until);

}  // namespace planner
