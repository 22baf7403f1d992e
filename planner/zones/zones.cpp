// SPDX-License-Identifier: Apache-2.0
#include "planner/zones/zones.hpp"

#include "geo/offset/zone.hpp"
#include "geo/overlay/overlay.hpp"

namespace planner {

zone_shape lay_zone(const zone_term& term, const zone_ground& ground) {
    const auto full = geo::zone_about(ground.line, term.depth_per_side());
    const auto& chart = ground.chart;
    zone_shape out;
    out.shape = geo::unproject(
        chart,
        geo::intersection(geo::project(chart, full.area), geo::project(chart, ground.side_land))
    );
    out.max_error = full.max_error;
    return out;
}

}  // namespace planner
