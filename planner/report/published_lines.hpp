// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

#include <optional>
#include <string>
#include <vector>

namespace planner {

/// A line that a plan puts before the parties, as exactly as it was computed.
struct published_line {
    std::string id;  ///< of its feature; `zone-limit-` and the zone's id for the limit of a zone
    std::string title;
    std::string phase;  ///< id; empty when not tied to one
    time_span when;
    std::string source;
    std::string clause;
    std::optional<geo::metres> max_error;  ///< of the computation
    std::optional<geo::metres> accuracy;   ///< 95 % radius of the line that it rests on; 0 is exact
    const theatre_line* listed = nullptr;  ///< whose turning points its source names
    lines shape;                           ///< edges straight in lon/lat
    std::vector<std::string> also = {};    ///< ids of the zones whose limits run along it, too
};

/// The edge of the territory of which the plan is, as far as it is land border, and the rest of it,
/// without what runs along the line of contact.
struct territory_edges {
    lines border;
    lines coast;
};
[[nodiscard]] territory_edges edges_of_territory(const plan& what);

/// The line of contact, the other lines between forces, phase lines, and the limits of zones: where
/// their edges run along none of these, nor along border or coast, nor along a limit listed before: a
/// zone whose limit runs along an earlier line is named there (`also`).
/// Borders and administrative limits are the data set's, not the plan's; the line of the last phase
/// is the border.
[[nodiscard]] std::vector<published_line> published_lines(
    const plan& what, const territory_edges& edges
);

}  // namespace planner
