// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/theatre.hpp"
#include "tests/support/world.hpp"

#include <string>

/// What the tests of this folder compare with: the theatres that are built in, and what was
/// published about the zones and lines in them.
///
/// The published figures are those of the sources named in each test. Beside them stands, as
/// `reckoned`, what was computed once by other means (Vincenty's formulae for lengths, an exact
/// equal-area projection for areas, a grid for zones) from a later edition of Natural Earth than
/// the one packaged; that both agree shows that neither edition nor method matters here.
namespace history {

/// A built-in theatre; read once, and no finding in it is an error.
[[nodiscard]] const planner::theatre& packaged(const std::string& id);

[[nodiscard]] const planner::theatre_line& line(
    const std::string& theatre, const std::string& line
);
/// The area of a region or of a reserved area.
[[nodiscard]] const geo::multi_polygon<geo::lon_lat>& area(
    const std::string& theatre, const std::string& id
);
[[nodiscard]] const geo::multi_polygon<geo::lon_lat>& land(
    const std::string& theatre, const std::string& party
);

[[nodiscard]] double km(const planner::theatre_line& line);
/// Perimeter of an area.
[[nodiscard]] double perimeter_km(const geo::multi_polygon<geo::lon_lat>& area);
/// Distance from a position to a line, edge by edge.
[[nodiscard]] double km_to(geo::lon_lat p, const planner::theatre_line& line);
/// Area of what two areas have in common.
[[nodiscard]] double common_km2(
    const geo::multi_polygon<geo::lon_lat>& a, const geo::multi_polygon<geo::lon_lat>& b
);

}  // namespace history
