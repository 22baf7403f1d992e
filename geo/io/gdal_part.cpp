// SPDX-License-Identifier: Apache-2.0
#include "geo/io/gdal_part.hpp"

#include "geo/base/module.hpp"
#include "geo/io/plain_table.hpp"
#include "geo/io/write_flatgeobuf.hpp"

#include <utility>

extern "C" [[gnu::weak]] const geo::detail::gdal_part* armistice_gdal_part();

namespace geo {

const detail::gdal_part& detail::gdal() {
    static const auto& part = linked_or_loaded(armistice_gdal_part, "gdal", "armistice_gdal_part");
    return part;
}

layer read_layer(const std::string& path, const read_options& options) {
    if (auto made = detail::read_plain_layer(path, options)) {
        return std::move(*made);
    }
    return detail::gdal().read_layer(path, options);
}

std::vector<std::string> layer_names(const std::string& path) {
    return detail::gdal().layer_names(path);
}

findings write_geopackage(
    const std::string& path,
    const std::vector<geopackage_layer>& layers,
    existing policy,
    const geopackage_options& options
) {
    return detail::gdal().write_geopackage(path, layers, policy, options);
}

std::string to_geopackage(
    const std::vector<geopackage_layer>& layers, findings& found, const geopackage_options& options
) {
    return detail::gdal().to_geopackage(layers, found, options);
}

std::string to_flatgeobuf(const feature_table& table, findings& found) {
    return detail::gdal().to_flatgeobuf(table, found);
}

drawing to_dxf(const std::vector<drawing_item>& items, const drawing_options& options) {
    return detail::gdal().to_dxf(items, options);
}

}  // namespace geo
