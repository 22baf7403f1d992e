// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/io/elevation.hpp"
#include "geo/io/read.hpp"
#include "geo/io/write_dxf.hpp"
#include "geo/io/write_geopackage.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

/// Inside of geo/io only: what GDAL does for it, in a module of its own (geo/base/module.hpp).
namespace geo::detail {

/// What `elevation` asks of a raster.
class raster {
public:
    raster() = default;
    virtual ~raster() = default;
    raster(const raster&) = delete;
    raster& operator=(const raster&) = delete;

    struct sight {
        metres radius;
        metres cell;
        int side = 0;
        std::vector<std::uint8_t> seen;
    };
    [[nodiscard]] virtual sight seen_from(lon_lat eye, const view_options& options) const = 0;
    [[nodiscard]] virtual std::optional<lon_lat> highest_near(lon_lat p, metres radius) const = 0;
};

/// One function for each of geo/io that GDAL does.
struct gdal_part {
    layer (*read_layer)(const std::string& path, const read_options& options);
    std::vector<std::string> (*layer_names)(const std::string& path);
    findings (*write_geopackage
    )(const std::string& path,
      const std::vector<geopackage_layer>& layers,
      existing policy,
      const geopackage_options& options);
    std::string (*to_geopackage
    )(const std::vector<geopackage_layer>& layers,
      findings& found,
      const geopackage_options& options);
    std::string (*to_flatgeobuf)(const feature_table& table, findings& found);
    drawing (*to_dxf)(const std::vector<drawing_item>& items, const drawing_options& options);
    std::unique_ptr<raster> (*open_raster)(const std::string& path);
};

/// Throws    error when the module cannot be loaded.
[[nodiscard]] const gdal_part& gdal();

}  // namespace geo::detail

/// The module's only function; tests are linked with it and load nothing.
extern "C" const geo::detail::gdal_part* armistice_gdal_part();
