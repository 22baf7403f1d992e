// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/shapes.hpp"

#include <array>
#include <memory>
#include <vector>

namespace geo {

/// Distance on the ellipsoid from anywhere to the nearest of many edges and points.
///
/// Edges are read as geodesics: densify first when they are meant otherwise. Works anywhere on
/// earth, poles and antimeridian included: nearness is found in space, on geocentric chords, which
/// order positions as geodesics do to 1.5e-5 within 1,000 km; exact() measures all that could be
/// nearest.
///
/// Cost      O(n log n) to build; a question visits O(log n) edges, about 1 microsecond.
class distance_field {
public:
    /// Requires  at least one position; positions on earth.
    distance_field(const multi_line_string<lon_lat>& lines, const std::vector<lon_lat>& points);
    distance_field(distance_field&&) noexcept;
    distance_field& operator=(distance_field&&) noexcept;
    ~distance_field();

    /// Error     1e-5 of the distance and 0.3 m: the chord as an arc of the mean sphere at the
    ///           middle of all edges.
    [[nodiscard]] metres quick(lon_lat p) const;

    /// The directions, seen from p, of everything that could be nearest to some place within `reach`
    /// of p: a cone about `east`, `north` (unit vector in the tangent plane) of half-angle `spread`
    /// in radians; pi when it is not narrow.
    ///
    /// Error     directions are those of chords, 0.1 degrees off at 500 km; `spread` includes 0.01
    ///           radians for that.
    struct cone {
        double east = 0;
        double north = 0;
        double spread = 0;
        metres nearest;  ///< distance from p
    };
    [[nodiscard]] cone directions(lon_lat p, metres reach) const;

    struct answer {
        metres distance;
        lon_lat nearest;
        degrees azimuth_away;  ///< at p, in the direction in which the distance grows
    };
    /// Error     1 mm (geo/measure, distance_to_edge).
    [[nodiscard]] answer exact(lon_lat p) const;

private:
    struct tree;
    std::unique_ptr<const tree> tree_;
};

}  // namespace geo
