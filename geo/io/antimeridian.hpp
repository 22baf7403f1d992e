// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/shapes.hpp"

#include <optional>

namespace geo {

/// Cuts a shape along the 180th meridian (RFC 7946 section 3.1.9).
///
/// An edge that spans more than 180 degrees of longitude is taken to cross it the short way;
/// longitudes beyond 180 are taken as having been continued. An edge from -180 to 180 itself runs
/// along a parallel of the whole world and is left. A ring that winds about a pole is closed
/// through it.
///
/// Shape     in: rings closed. out: all longitudes within [-180, 180].
/// Returns   none when nothing had to be cut.
/// Error     areas that are cut are rounded to 1 mm where they are cut.
/// Requires  finite positions.
[[nodiscard]] std::optional<multi_polygon<lon_lat>> cut_at_antimeridian(
    const multi_polygon<lon_lat>& shape
);
[[nodiscard]] std::optional<multi_line_string<lon_lat>> cut_at_antimeridian(
    const multi_line_string<lon_lat>& lines
);

}  // namespace geo
