// SPDX-License-Identifier: Apache-2.0
#include "geo/io/by_gdal.hpp"
#include "geo/io/gdal_part.hpp"

extern "C" const geo::detail::gdal_part* armistice_gdal_part() {
    using namespace geo::detail;
    static constexpr gdal_part part{
        by_gdal::read_layer,
        by_gdal::layer_names,
        by_gdal::write_geopackage,
        by_gdal::to_geopackage,
        by_gdal::to_flatgeobuf,
        by_gdal::to_dxf,
        by_gdal::open_raster};
    return &part;
}
