// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/finding.hpp"
#include "geo/offset/zone.hpp"

namespace geo {

/// A zone closed off by something else than its own distance.
struct bounded_zone {
    zone made;
    findings found;
};

/// Lines that end this near to the edge of a territory are led on to it.
inline constexpr metres largest_end_gap{5000.0};

/// The zone about `lines` inside `territory`: closed off at the lines' ends by border and coast.
/// With a side, the part on that side of the line, which must divide the territory (split.hpp).
///
/// Error     as zone_about for the boundary at `distance`; along the line and the territory's edge
///           the edges of the input, within 1 cm.
/// Findings  of attach_ends and split_territory: ends led on to the edge, parts not touched.
/// Throws    as zone_about and split_territory; input_error when nothing of the zone lies inside.
[[nodiscard]] bounded_zone zone_in_territory(
    const multi_line_string<lon_lat>& lines,
    metres distance,
    const multi_polygon<lon_lat>& territory,
    const zone_options& options = {}
);
[[nodiscard]] bounded_zone one_sided_zone_in_territory(
    const multi_line_string<lon_lat>& lines,
    metres distance,
    side which,
    const multi_polygon<lon_lat>& territory,
    const zone_options& options = {}
);

/// The land between two lines, each one open part or each one closed: a buffer zone between two
/// forward lines. Open lines are joined at their ends by geodesics, the one line turned round when
/// its ends fit better so. Where the lines cross, what lies between them lies on both sides of
/// either.
///
/// Error     every boundary position lies on an edge of the lines as `options.edges` reads them, or on
///           a joining geodesic, within `options.tolerance` in both readings of the edges given out.
/// Findings  line_direction_reversed when the other line runs against the first.
/// Throws    input_error when a line has more than one part, no length or positions off the earth,
///           when one is closed and the other open, or when nothing lies between.
[[nodiscard]] bounded_zone zone_between(
    const multi_line_string<lon_lat>& one,
    const multi_line_string<lon_lat>& other,
    const zone_options& options = {}
);

/// The land of `territory` between two lines that both divide it.
///
/// Error, findings, throws    as zone_in_territory.
[[nodiscard]] bounded_zone zone_between_in_territory(
    const multi_line_string<lon_lat>& one,
    const multi_line_string<lon_lat>& other,
    const multi_polygon<lon_lat>& territory,
    const zone_options& options = {}
);

}  // namespace geo
