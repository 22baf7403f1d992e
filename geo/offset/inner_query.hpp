// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/offset/inner_windows.hpp"

#include <vector>

namespace geo::detail {

/// A way in which the shortest path may arrive: from the origin straight to the position.
struct path_answer {
    double distance = path_windows::nowhere;
    path_origin origin;
};

/// The shortest path to a position of one triangle, its edges included.
///
/// Cost      one test for each window that enters the triangle.
[[nodiscard]] path_answer shortest_in(
    const path_windows& paths, std::int32_t triangle, plane_point p
);

/// True when the straight line from the window's origin to p enters through the window.
[[nodiscard]] bool sees(const path_windows& paths, const path_window& window, plane_point p);

/// Where the straight line from the window's origin to p meets the window's edge, as a fraction of
/// it.
[[nodiscard]] double entry_of(const path_windows& paths, const path_window& window, plane_point p);

/// Two windows that meet leave no gap between them: rounding is below this share of the edge.
inline constexpr double window_grace = 1e-9;

/// Finds the triangle at a position.
class mesh_locator {
public:
    explicit mesh_locator(const triangle_mesh& mesh);

    /// Requires  the mesh outlives this; p within the mesh's square.
    [[nodiscard]] std::int32_t triangle_at(plane_point p) const;

private:
    [[nodiscard]] std::size_t bucket(plane_point p) const;
    [[nodiscard]] std::int32_t walk(std::int32_t from, plane_point p) const;

    const triangle_mesh* mesh_;
    std::vector<std::int32_t> start_;  ///< by cell of a square grid: a triangle near it
};

}  // namespace geo::detail
