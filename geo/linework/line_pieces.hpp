// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/linework/ground.hpp"
#include "geo/offset/space_box.hpp"

#include <cstdint>
#include <limits>
#include <vector>

namespace geo::detail {

/// A stretch of an edge, short enough that in space it is a parabola over its chord:
/// at + t (to - at) + 4 t (1 - t) bow. Holds the ground's curvature and an edge's being straight in
/// lon/lat alike.
struct line_piece {
    vec3 from;
    vec3 to;
    vec3 bow;
    std::uint32_t part = 0;
    std::uint32_t edge = 0;  ///< from position `edge` of the part to the next
    double first = 0;        ///< fraction of the edge where it begins
    double last = 1;         ///< ... and ends

    [[nodiscard]] vec3 at(double t) const {
        return from + t * (to - from) + (4 * t * (1 - t)) * bow;
    }
    [[nodiscard]] vec3 tangent(double t) const { return to - from + (4 * (1 - 2 * t)) * bow; }
    [[nodiscard]] double fraction(double t) const { return first + t * (last - first); }
    /// Where on it the position nearest to p lies.
    [[nodiscard]] double nearest(vec3 p) const;
    /// Largest distance from the geodesic of its ends, in metres.
    [[nodiscard]] double sideways() const;
    /// Length on the ground.
    [[nodiscard]] double length() const;
};

/// Lines as pieces, in order. A part of one position gives a piece of no length; edges of no length
/// give none, unless the part has no other.
///
/// Error     1 mm sideways and along, with pieces of at most 5 km (1 degree of longitude).
/// Requires  positions on earth; longest in (0, 5000].
[[nodiscard]] std::vector<line_piece> pieces_of(
    const multi_line_string<lon_lat>& lines, edge_reading edges, double longest = 5000
);

/// Pieces found by nearness: a binary tree of boxes in space over pieces in their own order, which
/// keeps neighbours together better than sorting would.
///
/// Cost      O(n) to build, O(log n) a question.
class piece_tree {
public:
    explicit piece_tree(std::vector<line_piece> pieces);

    [[nodiscard]] const std::vector<line_piece>& pieces() const { return pieces_; }

    struct hit {
        std::uint32_t piece = 0;
        double t = 0;
        double distance = std::numeric_limits<double>::infinity();  ///< metres on the ground
    };
    /// The nearest by ground distance; of equally near ones the first. `start`: a piece that may be
    /// near, to save time.
    ///
    /// Requires  at least one piece.
    [[nodiscard]] hit nearest(vec3 p, std::uint32_t start = 0) const;

private:
    struct search {
        vec3 p;
        double reach = 0;  ///< chord
        hit best;
    };
    void visit(search& state, std::size_t node, std::size_t first, std::size_t last) const;
    void look_at(search& state, std::uint32_t piece) const;

    std::vector<line_piece> pieces_;
    std::vector<space_box> boxes_;
};

}  // namespace geo::detail
