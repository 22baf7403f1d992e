// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/export/field_file.hpp"
#include "planner/export/field_plan.hpp"

namespace planner {

/// GeoPackage: of the whole plan the plan.gpkg of its folder, of a sector the same with fewer features.
/// Layers open in their colours in QGIS (layer_styles), and its temporal controller knows their start
/// and end (typed columns valid_from and valid_to, named by the styles).
[[nodiscard]] field_files to_field_geopackage(const field_plan& what);

/// FlatGeobuf, a file a layer, below `fgb/`.
[[nodiscard]] field_files to_field_flatgeobuf(const field_plan& what);

/// DXF in field_plan::drawing_crs, which the head of the file and `told` name with the largest error of
/// its scale. A layer of the drawing for each layer of the plan, and of areas left for each phase.
[[nodiscard]] field_files to_field_drawing(const field_plan& what);

}  // namespace planner
