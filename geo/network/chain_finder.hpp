// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/index/space_index.hpp"
#include "geo/units/quantity.hpp"

#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace geo::detail {

/// Finds the nearest place on many chains of geodesic edges. Keeps references to both lists.
class chain_finder {
public:
    struct hit {
        std::uint32_t chain = 0;
        std::uint32_t edge = 0;  ///< number of the edge within its chain
        double fraction = 0;     ///< of the edge, by length
        lon_lat nearest;
        metres distance;
    };
    /// Takes a chain and an edge of it.
    using filter = std::function<bool(std::uint32_t, std::uint32_t)>;

    /// `starts` has the place of the first position of each chain, and the end.
    chain_finder(std::span<const lon_lat> positions, std::span<const std::uint32_t> starts);

    /// The nearest place within `reach`; of two as near the lower chain and edge.
    [[nodiscard]] std::optional<hit> nearest(lon_lat p, metres reach, const filter& usable = {})
        const;

private:
    struct run {
        std::uint32_t chain = 0;
        std::uint32_t first = 0;  ///< edge
    };
    /// A few edges to an entry of the index: less memory, and as fast.
    static constexpr std::uint32_t run_length = 8;

    std::span<const lon_lat> positions_;
    std::span<const std::uint32_t> starts_;
    std::vector<run> runs_;
    space_index index_;

    static std::vector<run> runs_of(std::span<const std::uint32_t> starts);
    static std::vector<space_index::bounds> bounds_of(
        std::span<const lon_lat> positions,
        std::span<const std::uint32_t> starts,
        const std::vector<run>& runs
    );
    [[nodiscard]] std::span<const lon_lat> line_of(const run& item) const;
};

}  // namespace geo::detail
