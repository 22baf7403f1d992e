// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/shapes.hpp"

#include <cstddef>
#include <memory>
#include <vector>

namespace geo {

namespace detail {
struct inner_fields;
}

/// Lines and points that distances are measured to.
struct inner_source {
    multi_line_string<lon_lat> lines;
    std::vector<lon_lat> points;
};

struct inner_options {
    edge_reading edges = edge_reading::lonlat;  ///< of the area and of the lines
    /// What lies outside of the area by no more than this counts as at the nearest position of its
    /// edge, plus the way there: two drawings of one border differ.
    metres reach{1};
};

/// Lengths of shortest paths inside an area to the nearest of some lines and points, on the
/// ellipsoid. The area is closed: paths may run along its edge, and through a place where two of its
/// parts meet.
///
/// Method    The area is cut into triangles with its own corners, all of them, and those of the
///           lines, on a plane on which shortest lines are straight. From the lines, what can be
///           seen is carried from triangle to triangle in the order of distance (continuous
///           Dijkstra); paths turn at corners of the area only.
/// Error     0.02 m + 1e-7 of the distance for areas up to 240 km wide, against paths over a full
///           visibility graph with GeographicLib's lengths, on random areas with holes
///           (tests/geo/offset/inner_distance_random_test.cpp). Wider ones add the errors of
///           gnomonic_plane. Of 320 random ways about an obstacle each, from one side of the area to
///           another, the worst was off by 0.01 m where it is 1,300 km wide, 0.3 m at 2,900 km, 23 m
///           at 8,200 km; wider ones are refused (inner_distance_test.cpp). Besides: lines within 1 m of the area's edge are taken to
///           run on it; edges read as straight in lon/lat are followed to 0.1 m; of lines outside of
///           the area by more than 1 m a position at least every 200 m counts.
/// Cost      Ukraine, 28,506 corners: 0.2 s from a line of contact of 208 positions, 0.8 s from a land
///           border of 8,786; 2 microseconds a question.
/// Source    J. S. B. Mitchell, D. M. Mount, C. H. Papadimitriou, The discrete geodesic problem,
///           SIAM J. Computing 16 (1987) 647-668, doi:10.1137/0216045.
class inner_distance {
public:
    /// One set of distances for each source.
    ///
    /// Requires  at most 20 sources; positions on earth.
    /// Throws    input_error when the area is empty, invalid by OGC rules, or reaches farther than
    ///           40 degrees from its middle.
    inner_distance(
        const multi_polygon<lon_lat>& area,
        const std::vector<inner_source>& sources,
        const inner_options& options = {}
    );
    inner_distance(inner_distance&&) noexcept;
    inner_distance& operator=(inner_distance&&) noexcept;
    ~inner_distance();

    struct answer {
        metres distance;  ///< infinite when no path leads there
        /// Where the path first turns, seen from the position; the source's nearest position when it
        /// does not turn. The position itself when no path leads there.
        lon_lat toward;
        bool turns = false;
    };
    /// Never guesses: infinite outside of the area, in parts of it that hold no source, and when the
    /// source has no position in it.
    [[nodiscard]] answer at(lon_lat p, std::size_t source = 0) const;

    /// Length of the source's lines that lies too far outside of the area to count.
    [[nodiscard]] metres left_out(std::size_t source) const;
    /// Whether any of the source counts.
    [[nodiscard]] bool has(std::size_t source) const;

    /// For geo/offset only.
    [[nodiscard]] const detail::inner_fields& fields() const { return *fields_; }

private:
    std::unique_ptr<const detail::inner_fields> fields_;
};

}  // namespace geo
