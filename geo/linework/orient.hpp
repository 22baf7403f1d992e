// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/finding.hpp"
#include "geo/geometry/shapes.hpp"
#include "geo/units/quantity.hpp"

#include <cstddef>
#include <vector>

namespace geo {

/// What is to lie on which side; any of it may be empty.
struct side_request {
    multi_polygon<lon_lat> left;   ///< valid, cut at the antimeridian
    multi_polygon<lon_lat> right;  ///< valid, cut at the antimeridian
    std::vector<lon_lat> left_points;
    std::vector<lon_lat> right_points;
};

struct orient_options {
    /// How far beside the line is looked first; a sliver between the line and the area is no
    /// matter if narrower. 1 m to 10 km.
    metres beside{50};
    /// How far an area may lie from the line to be on a side of it, where it is not right beside it.
    metres reach{20000};
    /// A part is unclear when more than this share of its evidence contradicts. 0 to 0.5.
    double dissent = 0.1;
    edge_reading edges = edge_reading::lonlat;
};

struct oriented_lines {
    multi_line_string<lon_lat> lines;  ///< every part of the input, in its order
    struct verdict {
        bool flipped = false;
        double as_asked =
            0;  ///< share of the evidence that agrees with the way it now runs; 0 if none
    };
    std::vector<verdict> verdicts;  ///< of each part
    findings found;
};

/// Turns each part so that what was asked to lie on its left does.
///
/// At up to 200 places, evenly along a part, the positions `beside` it on the left and on the right
/// are asked for; the areas that hold exactly one of them speak. Where none does, the side of the
/// nearest position of each area within `reach` speaks. Each of the points speaks for or against the
/// whole part by the side on which it lies of the part's nearest position, as loud as all places
/// together. The majority decides.
///
/// Shape     parts with fewer than two positions, and closed ones, are judged like all others: a
///           point has no side, a ring has its inside on one.
/// Cost      O(n log n) in the positions of the lines and areas, and 200 questions a part.
/// Findings  line_direction_reversed (each flipped part); line_side_unclear, a warning: evidence on
///           both sides, more than `dissent` of it against the majority, or none at all (such a part
///           stays as it is).
/// Throws    input_error when nothing is asked for, when a position is not on earth, or when an
///           option is out of its range.
[[nodiscard]] oriented_lines orient_lines(
    const multi_line_string<lon_lat>& lines,
    const side_request& sides,
    const orient_options& options = {}
);

}  // namespace geo
