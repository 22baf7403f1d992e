// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/shapes.hpp"
#include "geo/offset/conformal_sphere.hpp"
#include "geo/offset/space_box.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <vector>

namespace geo::detail {

/// An edge of a line, or a part of one, as an arc of a circle on the conformal sphere through both
/// its ends and its middle. Its parallels are circles as well.
struct line_arc {
    std::int32_t a = 0;  ///< vertices
    std::int32_t b = 0;
    vec3 axis;        ///< of the circle; to the left of the way from a to b
    double sine = 0;  ///< of the angle from the axis's great circle to it: axis . p = sine
    double cosine = 1;
    vec3 ahead;        ///< unit tangents: at a toward b,
    vec3 behind;       ///< at b toward a
    vec3 middle;       ///< of its ends
    double reach = 0;  ///< no position of it is farther (straight through space) from `middle`

    /// Unit vectors from the axis through a, and through b.
    [[nodiscard]] vec3 spoke_a() const { return cross(ahead, axis); }
    [[nodiscard]] vec3 spoke_b() const { return cross(axis, behind); }
};

/// Lines as pieces, vertices and a tree of boxes over the pieces.
struct line_arcs {
    std::vector<vec3> vertices;  ///< each place once
    std::vector<line_arc> pieces;
    std::vector<std::int32_t> lone;  ///< vertices without a piece
    std::vector<space_box> boxes;    ///< make_box_tree() of `pieces`
    double error = 0;  ///< metres between pieces and the edges they stand for, at most

    /// Squared sine of the angle between a position and a piece; 4 when that is not acute.
    [[nodiscard]] double square_sine_to(const line_arc& piece, vec3 p) const {
        if (dot(piece.ahead, p) >= 0 && dot(piece.behind, p) >= 0) {
            const double height = dot(piece.axis, p);
            const double sine =
                height * piece.cosine - std::sqrt(std::max(0.0, 1 - height * height)) * piece.sine;
            return sine * sine;
        }
        const double a = squared(p - vertices[static_cast<std::size_t>(piece.a)]);
        const double b = squared(p - vertices[static_cast<std::size_t>(piece.b)]);
        const double chord2 = std::min(a, b);
        return chord2 < 2 ? chord2 * (1 - chord2 / 4) : 4;
    }

    /// Appends the numbers of all pieces that come within `radius` (straight through space, on the
    /// unit sphere) of p, and maybe of some more; in ascending order.
    void find_near(vec3 p, double radius, std::vector<std::int32_t>& out) const;
};

/// Repeated positions are one, edges given twice (there and back) are one. An edge over more than
/// 180 degrees of longitude is read as crossing the antimeridian.
///
/// Returns   none when an edge turns too sharply to be an arc (near a pole), or spans a quarter of the
///           earth.
/// Error     `error`, measured at a quarter of each piece longer than 2 km.
/// Cost      O(n log n); about 0.5 microseconds an edge.
[[nodiscard]] std::optional<line_arcs> make_pieces(
    const multi_line_string<lon_lat>& lines, edge_reading edges, const conformal_sphere& sphere
);

}  // namespace geo::detail
