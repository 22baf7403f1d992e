// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/offset/boundary.hpp"
#include "geo/offset/site_field.hpp"
#include "geo/offset/zone.hpp"

#include <functional>
#include <optional>

namespace geo::detail {

/// What one attempt works with, in metres.
struct zone_budget {
    double site_gap = 0;  ///< sites' distances exceed the lines' by 0 to this
    double numeric = 0;   ///< error of distances and of moving sites onto a grid
    double allowed = 0;   ///< left for the boundary's edges, measured against the sites
};

[[nodiscard]] zone_budget budget_for(metres distance, metres tolerance, int attempt);

/// From curves to polygons: chooses vertices, checks every edge against `field`, puts vertices
/// back where an edge errs by more than allowed or crosses another. Empty when that does not
/// succeed; the caller tries again with closer sites.
[[nodiscard]] std::optional<zone> finish_zone(
    const site_field& field, std::vector<boundary_piece> pieces, const zone_budget& budget
);

}  // namespace geo::detail
