// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/shapes.hpp"

#include <optional>
#include <string>
#include <vector>

/// Topology on the plane, by GEOS. Every function takes and gives positions of one local_frame;
/// areas come out valid, closed, outer rings counter-clockwise and holes clockwise. All throw
/// geometry_error with the library's own text when it gives up.
namespace geo {

/// Positions are rounded to this grid wherever edges are cut, so that areas made from the same
/// lines share their edges exactly.
inline constexpr metres overlay_grid{0.001};

[[nodiscard]] multi_polygon<east_north> unite(const multi_polygon<east_north>& areas);
[[nodiscard]] multi_polygon<east_north> intersection(
    const multi_polygon<east_north>& a, const multi_polygon<east_north>& b
);
[[nodiscard]] multi_polygon<east_north> difference(
    const multi_polygon<east_north>& a, const multi_polygon<east_north>& b
);

/// The parts of `lines` inside (or outside) of `area`, joined end to end where only two meet.
[[nodiscard]] multi_line_string<east_north> clip(
    const multi_line_string<east_north>& lines, const multi_polygon<east_north>& area
);
[[nodiscard]] multi_line_string<east_north> clip_outside(
    const multi_line_string<east_north>& lines, const multi_polygon<east_north>& area
);

/// Parts joined wherever exactly two ends meet; directions may change.
[[nodiscard]] multi_line_string<east_north> join(const multi_line_string<east_north>& lines);

/// Every bounded face of the arrangement of `lines`: they are cut at all crossings, then each
/// region enclosed is returned once; dangling ends enclose nothing. Faces share edges exactly.
[[nodiscard]] std::vector<polygon<east_north>> faces(const multi_line_string<east_north>& lines);

/// The union of faces of one arrangement: shared edges go, everything else stays as it is. Several times
/// as fast as unite().
///
/// Requires  faces that meet in whole edges, as faces() gives them; others come out wrong.
[[nodiscard]] multi_polygon<east_north> unite_faces(const multi_polygon<east_north>& faces);

/// Faces with those narrower than `width` (twice their area over their perimeter) joined to the
/// neighbour with which they share the longest edge; none is lost.
[[nodiscard]] std::vector<polygon<east_north>> without_slivers(
    std::vector<polygon<east_north>> faces, metres width
);

/// For each site the part of the box from `low` to `high` (a little more, beyond its edges) that is
/// nearer to it than to any other (Voronoi cells); in the order of the sites. Neighbours share their
/// edges exactly.
///
/// Requires  two sites or more, no two equal.
[[nodiscard]] std::vector<polygon<east_north>> nearest_cells(
    const std::vector<east_north>& sites, east_north low, east_north high
);

/// Planar buffer with `segments` per quarter circle (round) or with mitred corners; negative
/// distances shrink. For closing slits and for tolerances, never for zones: those are
/// geo/offset.
enum class corner { round, mitre };
[[nodiscard]] multi_polygon<east_north> buffer(
    const multi_polygon<east_north>& area,
    metres distance,
    corner corners = corner::round,
    int segments = 16
);
[[nodiscard]] multi_polygon<east_north> buffer(
    const multi_line_string<east_north>& lines, metres distance, int segments = 16
);

/// What is wrong with an area by OGC rules, and where; empty when nothing is.
struct invalidity {
    std::string reason;
    east_north where;
};
[[nodiscard]] std::optional<invalidity> find_invalidity(const multi_polygon<east_north>& area);
/// True when the line does not touch itself but at a common start and end.
[[nodiscard]] bool is_simple(const line_string<east_north>& line);

/// The same positions arranged into a valid area: rings that cross themselves are taken apart and
/// enclose what they enclose an odd number of times.
[[nodiscard]] multi_polygon<east_north> repair(const multi_polygon<east_north>& area);

/// A position in the inside of the polygon, away from its edges.
[[nodiscard]] east_north inner_position(const polygon<east_north>& shape);

}  // namespace geo
