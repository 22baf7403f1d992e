// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/offset/site_field.hpp"

#include <vector>

namespace geo::detail {

/// A position on a level curve, and a site it is nearest to.
struct curve_point {
    vec3 at;
    std::int32_t site = 0;
    float off = 0;  ///< radians: the chain on both sides of it leaves the curve by no more
};

/// A closed curve with the nearer side on its left; the first point is not repeated.
using curve = std::vector<curve_point>;

struct level_set_options {
    double arc_gap = 0.01;       ///< metres by which an edge between points of an arc may leave it
    double straight_gap = 0.01;  ///< the same along straight edges of the line
    bool on_curve = true;        ///< all points are on the curve; else some outside of arcs
    double least_hole = 0.45;    ///< metres: holes with a smaller inscribed radius are filled
    double spacing = 0;          ///< metres between samples inside an edge
};

/// All curves at distance `radius` metres from the sites, but that between two sites joined by an
/// edge of the line the corner is lifted from the distance of the sites to that of the edge. So the
/// curve runs straight along straight edges; elsewhere it is nearer to the line than `radius` by at
/// most the gap that the spacing of the sites allows.
///
/// The curve is traced through the triangulation, not searched: each Voronoi vertex is classed
/// inside or outside once, and that alone says on which Voronoi edges the curve crosses. Every
/// arc belongs to a site, every corner to two; their positions are then computed from the
/// distances themselves, to 1 mm. So no curve is lost or doubled, however the numbers round.
///
/// Cost      linear in the sites.
[[nodiscard]] std::vector<curve> level_set(
    const site_field& field, double radius, const level_set_options& options
);

}  // namespace geo::detail
