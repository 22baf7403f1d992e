// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/finding.hpp"
#include "geo/geometry/shapes.hpp"
#include "geo/units/quantity.hpp"

#include <vector>

namespace geo {

struct derive_line_options {
    metres close_gaps{500};       ///< widest slit between control areas that is closed; >= 0
    metres min_separation{1500};  ///< the line is kept where farther than this from the edge; >= 1
    metres min_length{5000};      ///< shorter parts are left out, unless they divide; >= 0
    metres overshoot{20};         ///< how far ends run beyond the territory's edge; > 0
    /// Holes of the territory smaller than this are inland water, whose shore is no coast.
    square_metres inland_water{3e9};
};

/// A stretch of the line of contact, the control area on the right of its direction.
struct line_part {
    line_string<lon_lat> shape;  ///< closed, or from beyond the territory's edge to beyond it
    metres kept;                 ///< length of what is farther from the edge than the separation
    metres length;               ///< with the ends that were led on to the edge and beyond
    bool closed = false;         ///< a pocket or a detached control area
};

struct derived_line {
    std::vector<line_part> parts;  ///< longest first
    findings found;
};

/// The line of contact between `control` and the rest of `territory`.
///
/// The control areas are united, slits between them closed, and the boundary of the union walked:
/// distance to the territory's edge changes by no more than the way walked (it is 1-Lipschitz), so
/// the places where it passes the separation are found without a buffer of the edge. From there
/// the line goes on along the union's boundary where that soon leaves the territory, else straight
/// to the nearest edge; parts and their ends never cross one another, so that split_territory
/// can divide the territory by the result.
///
/// Shape     in: valid areas that may overlap, lie outside or spill over the edge; edges are
///           straight in lon/lat. out: parts densified so that both readings of an edge agree
///           within 0.25 m. No part at all is possible and is a finding.
/// Error     the places where the separation is passed: 0.1 m. Excursions across the separation
///           that are shorter than 2 m are not seen. Slits are measured on a conformal plane over
///           the control areas, whose scale is within 1 % over 1,200 km and 10 % over 4,000 km.
/// Cost      near-linear in the positions of both; 28,506 in the territory and 3,000 in the control
///           areas take about 0.3 s.
/// Findings  area_outside, area_slit_closed, area_hole_filled, area_hole_kept,
///           area_detached, line_piece_left_out, line_too_short (kept because it divides),
///           line_end_extended, line_end_unattached (an error: the result does not divide).
/// Throws    input_error when either is empty, when no control area reaches into the territory,
///           when an option is out of its range; crs_error when the control areas span more than a
///           quarter of the earth.
[[nodiscard]] derived_line derive_line(
    const multi_polygon<lon_lat>& control,
    const multi_polygon<lon_lat>& territory,
    const derive_line_options& options = {}
);

}  // namespace geo
