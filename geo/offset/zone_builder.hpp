// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/offset/boundary.hpp"
#include "geo/offset/edge_check.hpp"
#include "geo/offset/zone.hpp"

#include <functional>
#include <optional>

namespace geo::detail {

/// How one attempt spends the tolerance, in metres. The boundary is a chain of points made by
/// level_set() or parallel_curves(), of which some are kept:
///
///     error <= site_gap + shape_gap + numeric
struct zone_budget {
    double site_gap = 0;       ///< the chain may be nearer to the line than asked, by this
    double shape_gap = 0;      ///< between the curve and the edges given out, rounding included
    double numeric = 0;        ///< of distances, and of moving sites onto a grid
    bool every_point = false;  ///< the chain has more points, all on the curve

    /// What edges along arcs may take, before they are checked.
    [[nodiscard]] double arc_gap() const;
};

[[nodiscard]] zone_budget budget_for(metres distance, metres tolerance, int attempt);

/// The same without sites; `taken` is what the sphere's scale and the pieces take.
[[nodiscard]] zone_budget budget_without_sites(metres distance, metres tolerance, metres taken);

/// Sites this far apart raise distances by site_gap at most: s^2 / 8 d, with a margin for
/// positions nearer than d by the tolerance.
[[nodiscard]] metres site_spacing(metres distance, const zone_budget& budget);

/// From curves to polygons: chooses vertices, checks every edge against the chain it stands for
/// and, independent of how it was traced, against the line by `check` at its ends and middle; puts
/// vertices back where an edge errs by more than allowed or crosses another. Empty when that does
/// not succeed; the caller tries again with closer sites.
[[nodiscard]] std::optional<zone> finish_zone(
    const conformal_sphere& sphere,
    edge_check& check,
    std::vector<boundary_piece> pieces,
    const zone_budget& budget
);

}  // namespace geo::detail
