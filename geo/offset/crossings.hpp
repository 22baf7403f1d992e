// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/lon_lat.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace geo::detail {

/// The edge from position `index` to the next, of chain `chain`.
struct edge_place {
    std::size_t chain = 0;
    std::size_t index = 0;

    friend constexpr auto operator<=>(const edge_place&, const edge_place&) = default;
};

/// Edges that touch another one anywhere but where they follow each other, sorted, each once.
/// Exact for coordinates on the grid of 7 decimals. A chain that ends where it starts is a ring.
///
/// Cost      about linear in the edges, as far as chains keep what is near in space near in order.
[[nodiscard]] std::vector<edge_place> find_crossings(const std::vector<std::vector<lon_lat>>& chains
);
[[nodiscard]] std::vector<edge_place> crossings_between(
    std::span<const std::span<const lon_lat>> chains
);

}  // namespace geo::detail
