// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace fixtures {

/// Reads GeoJSON twice, once by GDAL alone and once with the coordinates by ourselves, and compares
/// all that comes of it: features, findings, crs, or the refusal; and a third time, wholly by
/// ourselves, where it is plain. Empty when they agree, else both.
///
/// `name` is that of the file, for its extension.
[[nodiscard]] std::string difference_of_readings(const std::string& bytes, const std::string& name);

/// What our own reading of a plain file gives, as text; empty when the file is not plain.
[[nodiscard]] std::string plain_reading(const std::string& bytes, const std::string& name);

/// What reading gives, as text; `alone`: by GDAL alone.
[[nodiscard]] std::string reading(const std::string& bytes, const std::string& name, bool alone);

}  // namespace fixtures
