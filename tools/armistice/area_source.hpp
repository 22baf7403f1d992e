// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/finding.hpp"
#include "geo/io/read.hpp"

#include <string>

namespace tools {

/// All areas of a layer's features, as they are.
[[nodiscard]] geo::multi_polygon<geo::lon_lat> areas_of(const geo::layer& from);

/// An area that the command line names: a layer of areas, joined to one, or a theatre's id or folder,
/// which stands for the territory of the party with the role 'other'.
///
/// Throws    as geo::read_layer and planner::read_theatre; geo::input_error when the theatre has no
///           such party.
[[nodiscard]] geo::multi_polygon<geo::lon_lat> read_area(
    const std::string& source, const std::string& where, geo::findings& found
);

}  // namespace tools
