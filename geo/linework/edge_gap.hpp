// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/linework/ground.hpp"

namespace geo::detail {

/// A position with its place in space, for what asks of it often.
struct ground_vertex {
    lon_lat position;
    vec3 at;

    ground_vertex() = default;
    explicit ground_vertex(lon_lat p) : position(p), at(to_space(p)) {}
};

/// Metres on the ground from p to the edge a-b, read as a geodesic.
///
/// Error     1 cm and 3e-5 of distances up to 1 km, for edges up to 100 km (the geodesic lies in a plane
///           so nearly); tests/geo/linework/spikes_test.cpp. Beyond: not bounded.
[[nodiscard]] double gap_to_geodesic(
    const ground_vertex& p, const ground_vertex& a, const ground_vertex& b
);

/// The same, the edge read as straight in lon/lat. Nearest by the shape of the ground about p.
///
/// Error     as gap_to_geodesic, below 75 degrees of latitude.
[[nodiscard]] double gap_to_lonlat(
    const ground_vertex& p, const ground_vertex& a, const ground_vertex& b
);

[[nodiscard]] inline double gap_to_edge(
    const ground_vertex& p, const ground_vertex& a, const ground_vertex& b, edge_reading edges
) {
    return edges == edge_reading::geodesic ? gap_to_geodesic(p, a, b) : gap_to_lonlat(p, a, b);
}

}  // namespace geo::detail
