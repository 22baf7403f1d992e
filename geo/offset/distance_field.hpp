// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/shapes.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace geo {

/// Distance on the ellipsoid from anywhere to the nearest of many edges and points.
///
/// Edges are read as geodesics: densify first when they are meant otherwise. Works anywhere on
/// earth, poles and antimeridian included: nearness is found in space, on chords of at most 1 km,
/// whose lengths are laid onto circles that fit the ellipsoid.
///
/// Cost      O(n log n) to build; a question visits O(log n) edges, about 1 microsecond.
class distance_field {
public:
    /// Requires  at least one position; positions on earth.
    distance_field(const multi_line_string<lon_lat>& lines, const std::vector<lon_lat>& points);
    distance_field(distance_field&&) noexcept;
    distance_field& operator=(distance_field&&) noexcept;
    ~distance_field();

    struct nearness {
        metres distance;
        double east = 0;  ///< unit vector at p in which the distance grows; 0, 0 on an edge
        double north = 0;
        std::uint32_t site = 0;  ///< names the edge that is nearest, for distance_to_site()
    };
    /// Error     1 mm up to 500 km, 4 cm up to 1,000 km (ground.hpp, geodesic_metres); within
    ///           a metre of an edge 2 cm, as chords run that far below the ground.
    [[nodiscard]] nearness near(lon_lat p) const;

    /// near(p).distance.
    [[nodiscard]] metres quick(lon_lat p) const;

    /// Distance to the whole edge of a site that near() named, nearest or not; same error.
    [[nodiscard]] metres distance_to_site(std::uint32_t site, lon_lat p) const;

    /// The directions, seen from p, of everything that could be nearest to some place within `reach`
    /// of p: a cone about `east`, `north` (unit vector in the tangent plane, in which the distance
    /// grows) of half-angle `spread` in radians; pi when it is not narrow. At every place within
    /// reach the distance grows in a direction of the cone.
    ///
    /// Error     none to one side: `spread` is an upper bound and includes 1e-4 radians for chords
    ///           instead of geodesics, and the turn of north within the reach. Tight to 0.001
    ///           radians beyond what edges and their ends need.
    /// Cost      O(log n), also where thousands of edges are nearly equally near: runs of edges
    ///           whose box is seen within the cone found so far, or within 0.0004 radians, are taken
    ///           as a whole.
    struct cone {
        double east = 0;
        double north = 0;
        double spread = 0;
        metres nearest;  ///< distance from p
        /// The one place that is nearest from everywhere within the reach, if it is known to be one.
        std::optional<lon_lat> place;
    };
    [[nodiscard]] cone directions(lon_lat p, metres reach) const;

    struct answer {
        metres distance;
        lon_lat nearest;
        degrees azimuth_away;  ///< at p, in the direction in which the distance grows
    };
    /// Error     1 mm (geo/measure, distance_to_edge).
    /// Cost      some ten times that of near().
    [[nodiscard]] answer exact(lon_lat p) const;

private:
    struct state;
    std::unique_ptr<const state> state_;
};

}  // namespace geo
