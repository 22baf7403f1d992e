// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/index/edge_index.hpp"
#include "geo/offset/inner_query.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace geo::detail {

/// What inner_distance holds: the area in triangles, and the paths to each source over it.
struct inner_fields {
    inner_fields(
        const multi_polygon<lon_lat>& area, const std::vector<line_set>& sets, metres within
    );
    inner_fields(const inner_fields&) = delete;
    inner_fields& operator=(const inner_fields&) = delete;

    /// A position of the area, and its distance from the position asked for.
    struct place {
        plane_point at;
        std::int32_t triangle = 0;
        double before = 0;
    };
    /// Empty farther outside of the area than the reach.
    [[nodiscard]] std::optional<place> find(lon_lat p) const;
    [[nodiscard]] std::optional<place> find(plane_point p) const;

    inner_ground ground;
    metres reach;
    mesh_locator locator;
    edge_index edge;  ///< the area's, in metres of the plane
    std::vector<path_windows> paths;
};

}  // namespace geo::detail
