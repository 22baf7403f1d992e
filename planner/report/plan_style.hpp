// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/io/write_geopackage.hpp"

namespace planner {

/// A layer of the plan with the QGIS style it opens with.
[[nodiscard]] geo::geopackage_layer styled(const geo::feature_table& layer);

}  // namespace planner
