// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/frame/local_frame.hpp"
#include "planner/model/theatre.hpp"

namespace planner {

/// Who holds what of one party's recognised territory, by a line.
struct divided_territory {
    geo::local_frame chart;                     ///< the grid on which it was cut
    geo::multi_line_string<geo::lon_lat> line;  ///< ends led on to border and coast
    geo::multi_polygon<geo::lon_lat> held_by_owner;
    geo::multi_polygon<geo::lon_lat> held_by_other;
    geo::findings found;
};

/// Divides the recognised territory of `owner` by `line`: the side that the line gives to `owner`
/// and the rest.
///
/// Throws    geo::input_error when the line does not divide it, naming the line.
[[nodiscard]] divided_territory divide_territory(
    const theatre& ground, const theatre_line& line, const party_id& owner
);

}  // namespace planner
