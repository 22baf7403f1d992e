// SPDX-License-Identifier: Apache-2.0
#include "planner/presence/sight_ground.hpp"

#include "geo/measure/geodesic.hpp"
#include "planner/theatre/closed_roads.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace planner::detail {

sight_ground::sight_ground(const scene& in) : in_(in) {
    std::vector<geo::multi_polygon<geo::lon_lat>> areas;
    for (const auto kind :
         {ground_class::urban, ground_class::forest, ground_class::rolling, ground_class::open}) {
        for (const auto& one : in.what.ground.terrain) {
            if (one.kind == kind) {
                areas.push_back(one.area);
                kinds_.push_back(kind);
            }
        }
    }
    if (!areas.empty()) {
        areas_.emplace(areas);
    }
    for (const auto& place : in.what.ground.settlements) {
        const double km2 = place.population / in.typical("town_density");
        const geo::metres radius(std::sqrt(km2 / std::numbers::pi) * 1000);
        towns_.push_back({place.position, radius, box_about(place.position, radius)});
    }
}

sight_ground::found sight_ground::at(geo::lon_lat p) const {
    if (const auto area = areas_ ? areas_->find(p) : std::nullopt) {
        return {kinds_[*area], "terrain"};
    }
    const bool in_town = std::any_of(towns_.begin(), towns_.end(), [&](const auto& one) {
        return one.box.contains(p) && geo::distance(one.position, p) <= one.radius;
    });
    return in_town ? found{ground_class::urban, "settlements"}
                   : found{ground_class::rolling, "assumed"};
}

geo::metres sight_ground::sight(ground_class kind) const {
    const char* id = kind == ground_class::open      ? "sight_open_m"
                     : kind == ground_class::rolling ? "sight_rolling_m"
                                                     : "sight_close_m";
    return geo::metres(in_.typical(id));
}

std::string sight_ground::text() const {
    return fmt::format(
        "as far as one sees over ground of its class: {} over open, {} over rolling ground, {} in "
        "woods "
        "and towns; classes are {}",
        length_text(sight(ground_class::open)),
        length_text(sight(ground_class::rolling)),
        length_text(sight(ground_class::forest)),
        areas_
            ? "those of the theatre's layer terrain; elsewhere settlements count as towns by their "
              "people and all else as rolling"
            : "assumed, because the theatre has no layer terrain: settlements count as towns by "
              "their "
              "people and all else as rolling"
    );
}

}  // namespace planner::detail
