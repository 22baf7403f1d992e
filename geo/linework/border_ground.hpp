// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/frame/local_frame.hpp"
#include "geo/geometry/shapes.hpp"
#include "geo/index/edge_index.hpp"

#include <cstdint>
#include <optional>

namespace geo::detail {

/// The same shape on the plane of a conformal frame, with positions added so that edges straight
/// in lon/lat stay so within 0.1 m.
[[nodiscard]] multi_polygon<east_north> project_dense(
    const local_frame& frame, const multi_polygon<lon_lat>& shape
);

/// A territory on a conformal plane that answers how far its edge is, in metres of the ground.
class border_ground {
public:
    border_ground(const local_frame& frame, multi_polygon<east_north> area);

    [[nodiscard]] const multi_polygon<east_north>& area() const { return area_; }
    [[nodiscard]] const local_frame& frame() const { return frame_; }

    /// A place on the territory's edge: which of its rings, and how many edges along it.
    struct place {
        std::uint32_t ring = 0;
        double along = 0;  ///< whole part: number of the edge; rest: fraction of it
    };
    struct crossing {
        double fraction = 0;  ///< of the way asked about
        place at;
    };
    struct shore {
        east_north position;
        place at;
    };

    [[nodiscard]] metres distance(east_north p) const;
    [[nodiscard]] shore nearest(east_north p) const;
    [[nodiscard]] bool contains(east_north p) const { return inside_.contains(p); }

    /// Where a-b first meets the territory's edge beyond the fraction `from` of it.
    [[nodiscard]] std::optional<crossing> first_crossing(east_north a, east_north b, double from)
        const;
    [[nodiscard]] bool touches(east_north a, east_north b) const {
        return first_crossing(a, b, 0).has_value();
    }

private:
    local_frame frame_;
    multi_polygon<east_north> area_;
    edge_index edges_;
    area_index inside_;
};

/// Where a-b meets c-d, as fractions of both; none when it does not or they are parallel.
struct edge_meeting {
    double first = 0;
    double second = 0;
};
[[nodiscard]] std::optional<edge_meeting> meeting(
    east_north a, east_north b, east_north c, east_north d
);
[[nodiscard]] metres plane_distance(east_north a, east_north b);
/// The position at a fraction of a-b.
[[nodiscard]] east_north between(east_north a, east_north b, double fraction);

}  // namespace geo::detail
