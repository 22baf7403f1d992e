// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/io/gdal_part.hpp"

/// Inside of geo/io only: the functions of the room that GDAL does, as they are in its module; callers
/// go by the names without `by_gdal`, whose headers say what they do.
namespace geo::detail::by_gdal {

[[nodiscard]] layer read_layer(const std::string& path, const read_options& options);
[[nodiscard]] std::vector<std::string> layer_names(const std::string& path);
findings write_geopackage(
    const std::string& path,
    const std::vector<geopackage_layer>& layers,
    existing policy,
    const geopackage_options& options
);
[[nodiscard]] std::string to_geopackage(
    const std::vector<geopackage_layer>& layers, findings& found, const geopackage_options& options
);
[[nodiscard]] std::string to_flatgeobuf(const feature_table& table, findings& found);
[[nodiscard]] drawing to_dxf(
    const std::vector<drawing_item>& items, const drawing_options& options
);
[[nodiscard]] std::unique_ptr<raster> open_raster(const std::string& path);

}  // namespace geo::detail::by_gdal
