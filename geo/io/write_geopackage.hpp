// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/io/atomic_file.hpp"
#include "geo/io/layer.hpp"

#include <string>
#include <vector>

namespace geo {

/// One table of a GeoPackage with the style it opens with in QGIS (table `layer_styles`).
struct geopackage_layer {
    feature_table table;
    std::string title;      ///< shown by viewers; empty takes the table's name
    std::string style_qml;  ///< empty: none
    std::string style_sld;  ///< empty: none
};

struct geopackage_options {
    /// RFC 3339 in UTC: every date the file says about itself, so that equal input gives equal
    /// bytes.
    std::string timestamp = "2022-01-01T00:00:00Z";
};

/// Writes all layers into one new GeoPackage in WGS 84.
///
/// Columns   typed by what the attributes hold (boolean, integer, real, text); `valid_from` and
///           `valid_to` are DATETIME; `id` is the feature's own id as text.
/// Shape     as write_geojson, but positions are written in full.
/// Findings  an attribute that does not fit its column's type is written as text or null.
/// Throws    io_error when the file exists and is kept, or cannot be written, with GDAL's text;
///           input_error on two layers of one name or a timestamp that is none.
findings write_geopackage(
    const std::string& path,
    const std::vector<geopackage_layer>& layers,
    existing policy = existing::keep,
    const geopackage_options& options = {}
);

/// The same as bytes.
[[nodiscard]] std::string to_geopackage(
    const std::vector<geopackage_layer>& layers,
    findings& found,
    const geopackage_options& options = {}
);

}  // namespace geo
