// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/io/atomic_file.hpp"
#include "geo/io/layer.hpp"

#include <string>

namespace geo {

struct geojson_options {
    bool bbox = false;
};

struct geojson_text {
    std::string text;
    findings found;
};

/// Strict RFC 7946: lon/lat with at most 7 decimals (11 mm), right-hand rings, one feature a line, no
/// `crs`, nothing beyond 180. Equal input gives equal bytes in any locale.
///
/// Shape     a feature with one point, line or area is written as the single kind, with more as the
///           multiple one, with none as null. Shapes are cut at the antimeridian.
/// Findings  positions that became equal by rounding are dropped as notes counted for a layer;
///           lines, rings and holes that collapse, text that is not UTF-8 and numbers that are not
///           finite (written as null) are warnings.
/// Throws    geometry_error on a position that is no number or not on earth: our mistake by then.
[[nodiscard]] geojson_text to_geojson(
    const feature_table& table, const geojson_options& options = {}
);

/// Throws    as to_geojson; io_error when the file exists and is kept, or cannot be written.
findings write_geojson(
    const std::string& path,
    const feature_table& table,
    existing policy = existing::keep,
    const geojson_options& options = {}
);

}  // namespace geo
