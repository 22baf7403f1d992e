// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/finding.hpp"
#include "geo/frame/local_frame.hpp"
#include "geo/geometry/shapes.hpp"

#include <optional>
#include <vector>

namespace geo {

/// A territory cut in two by a line: what lies left and right of its digitised direction.
struct territory_sides {
    multi_polygon<lon_lat> left;
    multi_polygon<lon_lat> right;
    findings found;
};

/// Splits `territory` by `lines`, pockets and enclaves included: a closed part of the line encloses
/// its left when it runs counter-clockwise. Cuts are made on the grid of `chart`, so areas that are
/// cut further in the same chart keep sharing their edges.
///
/// Shape     out: the two areas share the line's edges exactly and add up to the territory. Edges
///           are read as straight in lon/lat; densify first when they are meant otherwise.
/// Findings  area_unassigned for parts that the line does not touch (islands, exclaves): they go to
///           the side of the land nearest to them.
/// Throws    input_error when a part has the line's left on one stretch and its right on another:
///           the line does not divide the territory, because an end does not reach the edge or the
///           parts disagree in direction, with the position; or the line does not cross it.
[[nodiscard]] territory_sides split_territory(
    const multi_polygon<lon_lat>& territory,
    const multi_line_string<lon_lat>& lines,
    const local_frame& chart
);

/// A position at which two edges of the lines cross inside of both; none when no two do.
[[nodiscard]] std::optional<lon_lat> find_crossing(const multi_line_string<lon_lat>& lines);

/// Which parts of a territory's edge it shares with another area, and which are its own (coast, or
/// third parties): edges whose both ends lie within `tolerance` of the other's edge.
struct shared_edges {
    multi_line_string<lon_lat> shared;
    multi_line_string<lon_lat> own;
};
[[nodiscard]] shared_edges find_shared_edges(
    const multi_polygon<lon_lat>& territory, const multi_polygon<lon_lat>& other, metres tolerance
);

/// A line whose free ends have been led on to the edge of a territory.
struct attached_line {
    multi_line_string<lon_lat> lines;
    findings found;
};

/// Leads each open end that lies inside the territory straight on to the nearest position of its
/// edge, `overshoot` beyond, and says so (line_end_extended); farther than `reach` it is left as it
/// is with line_end_unattached. An end inside that is within 1 m of the edge counts as on it and is led 0.1 m
/// across without a word. Closed parts, ends at which parts meet and ends outside stay.
[[nodiscard]] attached_line attach_ends(
    const multi_line_string<lon_lat>& lines,
    const multi_polygon<lon_lat>& territory,
    metres reach,
    metres overshoot = metres(20)
);

}  // namespace geo
