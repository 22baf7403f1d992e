// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/offset/inner_fields.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace geo::detail {

/// Distances to the two sources of equi-ratio lines.
struct distance_pair {
    double from = 0;
    double to = 0;

    /// Negative on the `from` side of the line; its slope is at most 1.
    [[nodiscard]] double weighted(double ratio) const { return (1 - ratio) * from - ratio * to; }
};

struct cell_limits {
    double widest;     ///< metres
    double narrowest;  ///< metres
    double tolerance;  ///< metres
};

/// Triangles of an area halved until the lines of some ratios run straight and simply through each.
class inner_cells {
public:
    struct cell {
        std::array<std::int32_t, 3> corners;  ///< counter-clockwise
        std::int32_t triangle;                ///< of the area's mesh
    };

    inner_cells(
        const inner_fields& fields, const std::vector<double>& ratios, const cell_limits& limits
    );

    /// Those that any line may run through.
    [[nodiscard]] const std::vector<cell>& cells() const { return cells_; }

    [[nodiscard]] plane_point position(std::int32_t number) const {
        return corners_[static_cast<std::size_t>(number)].at;
    }
    [[nodiscard]] const distance_pair& distances(std::int32_t number) const {
        return corners_[static_cast<std::size_t>(number)].distances;
    }
    [[nodiscard]] distance_pair distances(std::int32_t triangle, plane_point p) const;

    /// The corners along one side of a cell after `a`, those of smaller neighbours and b.
    void corners_between(std::int32_t a, std::int32_t b, std::vector<std::int32_t>& into) const;

    [[nodiscard]] std::size_t corner_count() const { return corners_.size(); }

private:
    friend class cell_search;
    struct corner {
        plane_point at;
        distance_pair distances;
    };

    const inner_fields& fields_;
    std::vector<corner> corners_;
    std::map<std::pair<std::int32_t, std::int32_t>, std::int32_t> halves_;
    std::vector<cell> cells_;
};

/// Direction, on the sphere, in which the distance from an origin grows at a position; unit vector.
[[nodiscard]] vec3 direction_away(const path_origin& origin, vec3 position);

}  // namespace geo::detail
