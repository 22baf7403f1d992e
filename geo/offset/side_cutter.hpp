// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/east_north.hpp"
#include "geo/offset/half_way.hpp"
#include "geo/offset/side_rule.hpp"
#include "geo/offset/site_field.hpp"

#include <cstdint>
#include <unordered_map>

namespace geo::detail {

/// Cuts the zone about lines into faces, each on one side.
class side_cutter {
public:
    /// All must outlive it.
    side_cutter(
        const conformal_sphere& sphere,
        const site_field& field,
        const side_rule& rule,
        const half_way& half,
        metres distance,
        metres tolerance
    )
        : sphere_(sphere), field_(field), rule_(rule), half_(half), distance_(distance),
          tolerance_(tolerance) {}

    /// The faces of the zone on the side wanted.
    ///
    /// Requires  `lines` as `field` and `half` were made of, edges read either way.
    ///           `ends`: their free ends, for `caps`.
    [[nodiscard]] multi_polygon<lon_lat> cut(
        const multi_polygon<lon_lat>& whole,
        const multi_line_string<lon_lat>& lines,
        const std::vector<free_end>& ends,
        end_cap caps,
        land wanted
    );

private:
    void add(const line_string<lon_lat>& line);
    /// A geodesic from a vertex of the lines to beyond the zone.
    void add_ray(lon_lat from, degrees azimuth);
    void add_end_cuts(const std::vector<free_end>& ends, end_cap caps);
    /// Where sectors meet about a vertex.
    void add_vertex_cuts(
        const multi_line_string<lon_lat>& lines, const std::vector<free_end>& ends
    );
    /// Voronoi edges between sites that see them on different sides.
    void add_medial_cuts();
    void add_medial(std::int32_t e);
    /// Angle from the middle of two sites to the Voronoi vertex on the left of `e`.
    [[nodiscard]] double vertex_way(std::int32_t e, vec3 middle, vec3 across, double otherwise)
        const;
    /// The Voronoi vertex on the left of `e`, moved to where the sides change; one place for the
    /// three edges that meet there.
    lon_lat corner(std::int32_t e, vec3 where);

    const conformal_sphere& sphere_;
    const site_field& field_;
    const side_rule& rule_;
    const half_way& half_;
    std::unordered_map<std::int32_t, lon_lat> corners_;  ///< by the first half-edge about them
    metres distance_;
    metres tolerance_;
    multi_line_string<east_north> cuts_;
    std::int32_t last_ = 0;
};

}  // namespace geo::detail
