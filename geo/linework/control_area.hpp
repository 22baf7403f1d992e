// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/finding.hpp"
#include "geo/geometry/shapes.hpp"
#include "geo/linework/border_ground.hpp"

namespace geo::detail {

/// A note or warning about linework, at a position of a frame.
[[nodiscard]] finding linework_finding(
    finding_code code, severity level, const std::string& text, lon_lat where
);

/// The polygons that reach into the territory; the others become one finding. Polygons are given
/// in lon/lat and on the plane, in the same order.
[[nodiscard]] multi_polygon<east_north> take_reaching(
    const multi_polygon<lon_lat>& control,
    multi_polygon<east_north> plane,
    const border_ground& ground,
    findings& found
);

/// Control areas united, with slits up to `widest` (ground metres) closed and reported.
///
/// A slit is land between two stretches of the areas' edge that a disc as wide as `widest` does not
/// reach; the mere corner of a notch that opens by more than about 47 degrees stays as it is.
[[nodiscard]] multi_polygon<east_north> unite_closing_slits(
    const multi_polygon<east_north>& areas,
    metres widest,
    const border_ground& ground,
    findings& found
);

}  // namespace geo::detail
