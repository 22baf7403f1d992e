// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/finding.hpp"
#include "geo/geometry/shapes.hpp"

#include <string>

namespace tools {

/// What the help text of an option that names a territory says.
inline constexpr const char* territory_help =
    "Layer of areas, a theatre's id or its folder (then the territory of the party with the role "
    "'other')";

/// The one area that an option names: a layer of areas, united, or the territory of a theatre's
/// party with the role 'other'.
///
/// `where`   attribute filter of the layer; may be empty
/// Throws    as geo::read_layer and planner::read_theatre; geo::input_error when the theatre names
///           no such party.
[[nodiscard]] geo::multi_polygon<geo::lon_lat> read_territory(
    const std::string& name, const std::string& where, geo::findings& found
);

}  // namespace tools
