// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/finding.hpp"
#include "planner/model/plan.hpp"

#include <nlohmann/json_fwd.hpp>

namespace planner {

/// As figures in JSON and layers: kilometres to the metre, square kilometres to 0.001.
[[nodiscard]] double km(geo::metres length);
[[nodiscard]] double km2(geo::square_metres size);

/// `area_km2`, `settlements`, `people`; of a region its `region` and `name` too.
[[nodiscard]] nlohmann::ordered_json to_json(const area_count& count);
[[nodiscard]] nlohmann::ordered_json to_json(const region_count& one);

/// [longitude, latitude] to 7 decimals, 1 cm.
[[nodiscard]] nlohmann::ordered_json to_json(geo::lon_lat p);

/// `clause`, `source`, `certainty`.
[[nodiscard]] nlohmann::ordered_json to_json(const citation& cited);

/// To the nearest of so many steps a unit.
[[nodiscard]] double rounded(double value, double steps);

/// `code`, `severity` and `text`.
[[nodiscard]] nlohmann::ordered_json brief_json(const geo::finding& item);

}  // namespace planner
