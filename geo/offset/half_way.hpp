// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/offset/chord_tree.hpp"
#include "geo/offset/free_ends.hpp"
#include "geo/offset/side_rule.hpp"

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace geo::detail {

/// Which side of lines positions are on, and where the sides meet, on the ellipsoid itself: by the
/// nearest of all edges, not of the sites that side_rule has at hand.
class half_way {
public:
    /// `lines` with a vertex wherever they meet, edges read either way; `field` and `rule` are made
    /// of them and say to what a sector at a vertex belongs, but at the free `ends`, which are taken
    /// for `caps`.
    half_way(
        const multi_line_string<lon_lat>& lines,
        const std::vector<free_end>& ends,
        end_cap caps,
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
    /// On what side of a line's free end `p` is; none of `land` when it is not beyond it.
    [[nodiscard]] std::optional<land> beyond(lon_lat p, const free_end& end) const;
    [[nodiscard]] lon_lat moved(lon_lat p, vec3 across, double way) const;
    void refine(lon_lat a, lon_lat b, metres tolerance, int depth, line_string<lon_lat>& out) const;

    const conformal_sphere& sphere_;
    const side_rule& rule_;
    chord_tree tree_;
    std::vector<std::pair<std::int32_t, std::int32_t>> ends_;  ///< sites, by edge of the tree
    end_cap caps_;
    std::unordered_map<std::uint32_t, std::vector<free_end>> free_;  ///< by edge of the tree
};

}  // namespace geo::detail
