// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/frame/local_frame.hpp"
#include "geo/geometry/shapes.hpp"
#include "geo/index/edge_index.hpp"

namespace geo {

/// Distance on the ellipsoid from anywhere in a frame to the nearest of many edges and points.
///
/// Edges are straight in the frame between their positions: give them densely enough (densify) for
/// the reading that is meant.
class distance_field {
public:
    /// Requires  a conformal frame that holds everything; at least one position.
    distance_field(
        const multi_line_string<lon_lat>& lines,
        const std::vector<lon_lat>& points,
        const local_frame& frame
    );

    struct answer {
        metres distance;
        east_north nearest;
    };

    /// Error     1e-5 of the distance: plane length divided by the mean scale along the way
    ///           (Simpson), candidates compared by that measure and not by plane length.
    [[nodiscard]] answer quick(east_north p) const;

    /// Error     1 mm plus the frame's departure of edges from their reading.
    [[nodiscard]] answer exact(east_north p) const;

private:
    template <class Measure>
    [[nodiscard]] answer best_of_nearest(east_north p, Measure&& measure) const;

    local_frame frame_;
    edge_index edges_;
};

}  // namespace geo
