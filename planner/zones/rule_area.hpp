// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/zones/zone_ground.hpp"

#include <optional>
#include <string>

namespace planner {

/// An area and how far its edge may be off.
struct rough_area {
    area shape;
    geo::metres error;
};

/// Where a zone runs that lies between two distances from one line.
struct line_band {
    std::string line;
    geo::metres from;
    geo::metres to;
};

/// The line from which a party's distance is measured; the other line when there is no reference.
///
/// Throws    geo::input_error when the term names lines by role and has none for the party.
[[nodiscard]] std::string line_for(const zone_term& term, const party_id& who, zone_ground& ground);

/// The band that a distance zone, or a chain of bands that count from each other, is; none when it
/// starts from another kind of area.
[[nodiscard]] std::optional<line_band> band_of(
    const zone_term& term,
    const party_id& who,
    geo::metres depth,
    const terms& said,
    zone_ground& ground
);

/// The area of the term's rule before it is cut to side and land; of a band about a line, all
/// within its outer distance. `attached`: the line's ends are led on to the edge of the land.
///
/// Throws    geo::input_error for names the theatre lacks; missing_input.
[[nodiscard]] rough_area whole_area(
    const zone_term& term,
    const party_id& who,
    geo::metres depth,
    bool attached,
    const terms& said,
    zone_ground& ground,
    geo::findings& found
);

}  // namespace planner
