// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/shapes.hpp"

#include <cstdint>
#include <vector>

namespace geo::detail {

/// An end of a line that no other line touches.
struct free_end {
    lon_lat at;
    degrees onward;         ///< azimuth there of the line's own edge, on beyond the end
    bool is_start = false;  ///< of the line's first position
};

/// The free ends of `lines`, which are `given` cut and noded: positions at which one of them and no edge
/// of another ends. On +-180 degrees and at the poles longitudes count as what they are, one place.
///
/// Error     of the azimuth, as the edge is read: that of double, where a line of `given` ends there;
///           else that of the noded edge, whose positions may be rounded. Edges shorter than 1 m have no
///           direction: then it is that to the first position farther away.
[[nodiscard]] std::vector<free_end> free_ends_of(
    const multi_line_string<lon_lat>& lines,
    const multi_line_string<lon_lat>& given,
    edge_reading edges
);

/// Azimuth at `from` of the edge to `to`.
///
/// Requires  the two apart, by less than 180 degrees of longitude or on either side of the antimeridian.
[[nodiscard]] degrees azimuth_of_edge(lon_lat from, lon_lat to, edge_reading edges);

}  // namespace geo::detail
