// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/shapes.hpp"
#include "geo/offset/conformal_sphere.hpp"

#include <functional>
#include <vector>

namespace geo::detail {

/// A position on a line.
struct line_sample {
    vec3 at;
    bool vertex = true;     ///< of the line, or an end; otherwise in the middle of an edge
    bool connected = true;  ///< an edge of the line runs here from the sample before
};

/// Positions on lines, in their order: every vertex, and between two of them as many as it takes
/// that none are farther apart than `spacing` metres. An edge over more than 180 degrees of
/// longitude is read as crossing the antimeridian.
///
/// `whenever_grown`, if given, is called with all samples so far, again and again as some thousand
/// have come; it may take some away, but not the last one.
///
/// Error     1 mm sideways.
[[nodiscard]] std::vector<line_sample> sample_lines(
    const multi_line_string<lon_lat>& lines,
    edge_reading edges,
    const conformal_sphere& sphere,
    metres spacing,
    const std::function<void(std::vector<line_sample>&)>& whenever_grown = {}
);

}  // namespace geo::detail
