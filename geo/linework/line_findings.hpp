// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/finding.hpp"
#include "geo/geometry/lon_lat.hpp"

#include <cstddef>
#include <string>

namespace geo::detail {

/// A finding about one part of a line, at a position of it.
[[nodiscard]] inline finding line_finding(
    finding_code code, severity level, std::size_t part, lon_lat where, const std::string& text
) {
    finding out{code, level, {}, text};
    out.where.feature = "#" + std::to_string(part);
    out.where.lon = where.lon.value();
    out.where.lat = where.lat.value();
    return out;
}

}  // namespace geo::detail
