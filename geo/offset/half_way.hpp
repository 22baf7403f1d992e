// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/offset/chord_tree.hpp"
#include "geo/offset/side_rule.hpp"

#include <optional>

namespace geo::detail {

/// Which side of lines positions are on, and where the sides meet, on the ellipsoid itself: by the
/// nearest of all edges, not of the sites that side_rule has at hand.
class half_way {
public:
    /// `lines` with a vertex wherever they meet, edges read either way; `field` and `rule` are made
    /// of them and say to what a sector at a vertex belongs.
    half_way(
        const multi_line_string<lon_lat>& lines,
        const conformal_sphere& sphere,
        const site_field& field,
        const side_rule& rule
    );

    struct verdict {
        metres distance;
        land side = land::none;
    };
    /// Error     of the distance, 2 cm (chord_tree.hpp).
    [[nodiscard]] verdict judge(lon_lat p) const;

    /// The position in the direction `across` (or its opposite) from `p`, not farther than `reach`,
    /// where the side changes; the nearest one, as far as steps that double can tell.
    ///
    /// Error     4 mm along `across`; two changes within 5 cm may be taken for none.
    [[nodiscard]] std::optional<lon_lat> change_near(lon_lat p, vec3 across, metres reach) const;

    /// Positions added to a line of changes until the middle of every edge is within `tolerance` of
    /// one too. Where none is found, nothing is added.
    void refine(line_string<lon_lat>& line, metres tolerance) const;

    /// How far the boundary of `area` is from where the sides change: at a quarter, the middle and
    /// three quarters of every edge that is neither along a line nor at `distance` from it, to a
    /// power of two times `tolerance`.
    ///
    /// Error     the middle of an edge is taken straight in lon/lat.
    [[nodiscard]] metres error_of(
        const multi_polygon<lon_lat>& area, metres distance, metres tolerance
    ) const;

private:
    [[nodiscard]] lon_lat moved(lon_lat p, vec3 across, double way) const;
    void refine(lon_lat a, lon_lat b, metres tolerance, int depth, line_string<lon_lat>& out) const;

    const conformal_sphere& sphere_;
    const side_rule& rule_;
    chord_tree tree_;
    std::vector<std::pair<std::int32_t, std::int32_t>> ends_;  ///< sites, by edge of the tree
};

}  // namespace geo::detail
