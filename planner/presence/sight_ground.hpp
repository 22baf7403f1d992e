// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/presence/scene.hpp"

#include <optional>
#include <vector>

namespace planner::detail {

/// What class the ground is of, and how far one sees over it: as the layer `terrain` says, of areas that
/// lie on each other the closest class; elsewhere towns are urban, as large as their people need at the
/// density of a town, and all else is rolling.
class sight_ground {
public:
    explicit sight_ground(const scene& in);

    struct found {
        ground_class kind{};
        const char* from = "";  ///< as sight_share::from
    };
    [[nodiscard]] found at(geo::lon_lat p) const;
    /// Assumptions sight_open_m, sight_rolling_m, and sight_close_m in woods and towns.
    [[nodiscard]] geo::metres sight(ground_class kind) const;
    /// The classes in words, with the figures.
    [[nodiscard]] std::string text() const;

private:
    struct town {
        geo::lon_lat position;
        geo::metres radius;
        geo::lon_lat_box box;
    };
    const scene& in_;
    std::vector<ground_class> kinds_;  ///< of the areas of the index
    std::optional<place_index> areas_;
    std::vector<town> towns_;
};

}  // namespace planner::detail
