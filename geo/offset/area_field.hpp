// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/box.hpp"
#include "geo/offset/chord_tree.hpp"
#include "geo/offset/edge_sums.hpp"
#include "geo/offset/nearest_cells.hpp"

#include <cstdint>
#include <vector>

namespace geo {

/// A position with its place in space, worked out once for all the areas that it is asked of.
struct placed_position {
    lon_lat position;
    detail::vec3 in_space;

    explicit placed_position(lon_lat p) : position(p), in_space(detail::to_space(p)) {}
};

/// A part of an area's edge on the plane about a position, true in distance and azimuth from there:
/// metres east and north; the area lies on the left from a to b.
struct edge_on_plane {
    double a_east, a_north;
    double b_east, b_north;
};

/// Where positions lie in relation to one area: inside or not, how far from its edge, how likely
/// inside. Made once, then asked millions of times, by any number of threads.
///
/// Shape     rings closed, outer counter-clockwise, holes clockwise, edges straight in lon/lat; an
///           area that was cut at the antimeridian is whole again: the cut is no edge.
class area_field {
public:
    /// Cost      some 30 ms for 10,000 positions.
    explicit area_field(const multi_polygon<lon_lat>& area);

    [[nodiscard]] bool is_empty() const { return tree_.chords().empty(); }

    /// Is the position in it? Even-odd, exact for edges straight in lon/lat; on the edge either.
    [[nodiscard]] bool covers(lon_lat p) const;

    /// How far the position is from the nearest edge: positive inside, negative outside.
    ///
    /// Error     0.1 m up to 200 km, 1 m up to 500 km; edges are met within 2 cm on the ground and 5
    ///           cm sideways (measured by brute force with GeographicLib, area_field_test.cpp).
    /// Requires  not is_empty().
    [[nodiscard]] metres signed_distance(const placed_position& p) const;

    /// Bounds of signed_distance(), where it is, for a tenth of its cost: often enough to tell which of
    /// two is larger. Both are the distance itself where nothing is known beforehand.
    ///
    /// Requires  not is_empty().
    struct bounds {
        double least = 0;
        double most = 0;
    };
    [[nodiscard]] bounds distances_near(const placed_position& p) const;

    /// The probability that a position scattered about `p` is in the area: bivariate normal, the
    /// same in all directions, `sigma` its standard deviation along any axis.
    ///
    /// Error     0.001; what lies beyond 5.2 sigma is left out. Far stretches of the edge are summed as
    ///           one (edge_sums), which adds 1e-5.
    /// Source    Green's theorem: P = 1 / 2 pi times the integral of 1 - exp(-r^2 / 2 sigma^2) over
    ///           the angle at which the edge, at distance r, is seen; compare D. B. Owen, Ann. Math.
    ///           Statist. 27 (1956) 1075-1090.
    /// Requires  not is_empty(), sigma > 0 m, below 500 km.
    [[nodiscard]] double probability(const placed_position& p, metres sigma) const;

    /// Calls `use(from, to)` for every chord of the edge, geocentric metres: distances from them are those
    /// of signed_distance(). For whoever asks another program the same.
    template <class Use>
    void for_each_chord(Use&& use) const {
        for (const auto& one : tree_.chords()) {
            use(one.a, one.b);
        }
    }

    /// Calls `use(edge_on_plane)` for every part of the edge, at most 1 km long, that has a position
    /// within `reach` of `p` (and perhaps for others).
    template <class Use>
    void for_each_edge_near(const placed_position& p, metres reach, Use&& use) const {
        // Chords are shorter than the ground above them.
        double limit = reach.value() * reach.value();
        const auto plane = detail::tangent_at(p.position);
        tree_.visit(
            p.in_space,
            limit,
            [&](const detail::space_box& box) { return box.square_distance(p.in_space) <= limit; },
            [&](std::uint32_t number, double square) {
                if (square <= limit) {
                    use(on_plane(tree_.chords()[number], p.in_space, plane));
                }
            }
        );
    }

private:
    struct flat_edge {
        double x1, y1, x2, y2;
    };
    struct cell_range {
        std::uint32_t first = 0;
        std::uint32_t last = 0;
    };

    void add_flat_edges(const multi_polygon<lon_lat>& area);
    void add_chords(const multi_polygon<lon_lat>& area);
    void choose_grid();
    void mark_crossed_cells();
    void mark_cells_inside();
    void lay_out_nearest();
    [[nodiscard]] int row_of(double y) const;
    [[nodiscard]] int column_of(double x) const;
    [[nodiscard]] bool is_in_row(int row, double x, double y) const;
    [[nodiscard]] bool covers_flat(double x, double y) const;
    [[nodiscard]] detail::vec3 nearest_of_edge(const placed_position& p) const;
    [[nodiscard]] static edge_on_plane on_plane(
        const detail::chord_tree::chord& chord,
        detail::vec3 from,
        const detail::tangent_plane& plane
    );

    lon_lat_box box_;
    int columns_ = 1;
    int rows_ = 1;
    double cell_width_ = 1;                ///< degrees
    double cell_height_ = 1;               ///< degrees
    std::vector<flat_edge> edges_by_row_;  ///< an edge is in every row that it touches
    std::vector<cell_range> row_edges_;
    enum class cell_state : std::uint8_t { outside, inside, crossed };
    std::vector<cell_state> cells_;
    detail::chord_tree tree_;
    detail::nearest_cells nearest_;  ///< of the box, half as far again on each side
    detail::edge_sums sums_;
};

}  // namespace geo
