// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/offset/inner_ground.hpp"

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace geo::detail {

/// A place from which paths go on straight: a source, or a corner of the area round which they
/// turn.
struct path_origin {
    plane_apex apex;
    vec3 direction;          ///< of the place; of the pole of its great circle when it is an edge
    double before = 0;       ///< metres from the source to here
    double unit = 0;         ///< metres per radian at the place
    bool is_edge = false;    ///< an edge of a source, left at right angles
    std::int32_t point = 0;  ///< of the mesh; for an edge, the half-edge
};

/// The part of a triangle's edge that an origin is seen through. Fractions run along the half-edge
/// of the triangle that the paths enter.
struct path_window {
    std::int32_t origin = 0;
    triangle_mesh::half edge = 0;
    double first = 0;
    double last = 1;
    double at_first = 0;  ///< metres from the source
    double at_last = 0;
};

/// Shortest paths inside an area from everywhere to the sources of one set.
class path_windows {
public:
    /// Cost      windows in the order of distance, each cut to where none before it is better: about
    ///           a window for each pair of a stretch of the source and a triangle's edge that its
    ///           paths cross.
    path_windows(const inner_ground& ground, std::size_t set);

    static constexpr double nowhere = std::numeric_limits<double>::infinity();

    [[nodiscard]] const inner_ground& ground() const { return *ground_; }
    [[nodiscard]] std::span<const path_window> entering(triangle_mesh::half edge) const {
        const auto i = static_cast<std::size_t>(edge);
        return {windows_.data() + starts_[i], starts_[i + 1] - starts_[i]};
    }
    [[nodiscard]] const path_origin& origin(std::int32_t i) const {
        return origins_[static_cast<std::size_t>(i)];
    }
    /// Metres to a point of the mesh, `nowhere` when no path leads there.
    [[nodiscard]] double at_point(std::int32_t p) const {
        return points_[static_cast<std::size_t>(p)].distance;
    }
    /// The origin at a point of the mesh, as seen from the triangles round it.
    [[nodiscard]] path_origin origin_at(std::int32_t p) const;

    /// Metres from the source to a position, straight from the origin on.
    [[nodiscard]] double through(const path_origin& origin, vec3 position) const;

    [[nodiscard]] std::size_t window_count() const { return windows_.size(); }

private:
    friend class path_search;
    struct reached {
        double distance = nowhere;
        plane_point back;  ///< direction in which the path arrives from; 0, 0 at sources
    };

    const inner_ground* ground_;
    std::vector<path_origin> origins_;
    std::vector<path_window> windows_;
    std::vector<std::size_t> starts_;  ///< by half-edge, into windows_
    std::vector<reached> points_;
};

}  // namespace geo::detail
