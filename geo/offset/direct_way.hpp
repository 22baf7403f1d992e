// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/offset/level_set.hpp"
#include "geo/offset/line_arcs.hpp"
#include "geo/offset/zone_builder.hpp"
#include "geo/offset/zone_distances.hpp"

#include <optional>
#include <vector>

namespace geo::detail {

/// The way to a zone's curves without sites: by the parallels of the line's edges.
struct direct_way {
    line_arcs pieces;
    zone_budget budget;
    double unit = 1;        ///< metres a radian, everywhere
    double least_hole = 0;  ///< metres

    /// Empty when rounding decides what touches what.
    [[nodiscard]] std::optional<std::vector<curve>> curves_at(metres distance) const;
};

/// Empty where sites are the better way, or the only one: many edges for one spacing of sites; a
/// sphere whose scale differs by more over the zone than a tenth of the tolerance; edges around a
/// pole, or longer than 10 km.
///
/// How it chooses: a site costs 1.1 microseconds, a piece 2.5 and 4 nanoseconds for each other piece
/// within two distances (release build, 2.6 GHz; lines of 208 to 13,249 vertices at 100 m to 50 km).
/// The first are counted from the line's length, the others at 32 pieces. By these counts alone, so
/// that the same input always goes the same way.
[[nodiscard]] std::optional<direct_way> direct_way_for(
    const multi_line_string<lon_lat>& lines,
    edge_reading edges,
    const conformal_sphere& sphere,
    zone_distances distances,
    metres tolerance
);

}  // namespace geo::detail
