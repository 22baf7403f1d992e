// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/shapes.hpp"
#include "geo/linework/line_pieces.hpp"
#include "geo/units/quantity.hpp"

#include <cstddef>
#include <vector>

namespace geo {

/// The kilometre along a line, and back.
///
/// Chainage runs through the parts in their order; gaps between parts are not counted, so the end
/// of a part and the start of the next have the same one. Works anywhere on earth, over the
/// antimeridian too (an edge over more than 180 degrees of longitude is read as crossing it).
///
/// Error     chainage_of(position_at(m).position) is m within 1 mm wherever the line does not pass
///           twice; lengths 1e-7 of themselves for edges read as straight in lon/lat, 1e-9 as
///           geodesics (tests/geo/linework/line_measure_test.cpp).
/// Cost      O(n) to build, O(log n) a question: 0.5 s a million positions, 3 microseconds.
class line_measure {
public:
    /// Shape     any number of parts of any number of positions, duplicated ones too; empty parts
    ///           have no length and no place.
    /// Throws    input_error when a position is not on earth or there is none at all.
    explicit line_measure(
        const multi_line_string<lon_lat>& line, edge_reading edges = edge_reading::lonlat
    );

    [[nodiscard]] metres length() const { return metres(reached_.back()); }

    /// Chainage of the first position of a part.
    [[nodiscard]] metres start_of(std::size_t part) const;
    [[nodiscard]] metres length_of(std::size_t part) const;
    [[nodiscard]] std::size_t parts() const { return line_.size(); }

    struct place {
        lon_lat position;
        degrees
            azimuth;  ///< of travel, clockwise from north, [-180, 180]; 0 on a part of no length
        std::size_t part = 0;
        std::size_t edge = 0;  ///< of the part, from position `edge` to the next
    };
    /// A chainage before the start or beyond the end gives that end. Where a part ends and another
    /// starts: the end.
    [[nodiscard]] place position_at(metres chainage) const;
    /// Within one part; `along` from its own start.
    [[nodiscard]] place position_at(std::size_t part, metres along) const;

    struct foot {
        metres chainage;
        metres distance;  ///< left of the line positive, right negative
        lon_lat position;
        degrees azimuth;  ///< of travel there
        std::size_t part = 0;
    };
    /// The nearest position of the line. Of equally near ones that with the least chainage.
    ///
    /// The side is that of the edge; at a vertex that of the angle between its edges, beyond an end
    /// that of the end's edge led on.
    [[nodiscard]] foot chainage_of(lon_lat p) const;

private:
    [[nodiscard]] place place_on(std::size_t piece, double t) const;
    [[nodiscard]] bool is_left(std::size_t piece, double t, detail::vec3 p) const;
    [[nodiscard]] const detail::line_piece* neighbour(std::size_t piece, bool next) const;
    [[nodiscard]] double along(std::size_t piece, double t) const;

    multi_line_string<lon_lat> line_;
    edge_reading edges_;
    detail::piece_tree tree_;
    std::vector<double> reached_;           ///< chainage at the start of each piece, and the end
    std::vector<std::size_t> first_piece_;  ///< of each part, and the number of pieces
};

}  // namespace geo
