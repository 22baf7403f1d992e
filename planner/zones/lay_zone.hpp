// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/zones/zone_ground.hpp"

#include <optional>
#include <string>
#include <vector>

namespace planner {

/// One part of a zone to lay: for whom, on whose side, how deep.
struct zone_part {
    const zone_term& term;
    party_id binds;                   ///< whose reference line and, with `own_side`, whose side
    std::optional<party_id> lies_on;  ///< none: not cut to a side
    geo::metres depth;
    std::vector<const area*> not_in{};  ///< taken out of it
};

/// Land of a state that a zone covers, or would cover but for its terms.
struct foreign_ground {
    std::string state;
    area shape;
    bool left_out = false;  ///< measured by the terms but no part of the zone
};

struct zone_shape {
    area shape;
    geo::metres max_error;  ///< of edges at a distance; others are those of the input
    area beyond;            ///< of the shape, beyond the recognised border
    std::vector<foreign_ground> third;
    std::vector<plan_exception> exceptions;
    geo::metres line_accuracy;
    std::string accuracy_of;  ///< id of the line that this is the accuracy of
    geo::findings found;
};

/// The ground of one part: the rule's area, cut to the side, then to land as the term's extent says.
///
/// Zones measured from one line share it, their outer edges and the land's edges exactly: a band is
/// the difference of what zones of its two depths cover.
///
/// Error     max_error as geo/offset states it; where a band counts from the edge of a zone that is
///           not a distance from a line, the sum of both.
/// Throws    geo::input_error for names the theatre lacks; missing_input.
[[nodiscard]] zone_shape lay_zone(const zone_part& part, const terms& said, zone_ground& ground);

}  // namespace planner
