// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/lon_lat.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace geo {

/// Lines on the ellipsoid, found by nearness anywhere on it, poles and antimeridian included.
///
/// Kept as boxes in space (metres from the earth's centre), so that what is asked is never decided
/// here: every entry comes with a distance that it is not nearer than, and the caller measures.
///
/// Cost      O(n log n) to build, about O(log n) an answer; about 60 bytes an entry.
/// Source    Boost.Geometry R-tree (packed).
class space_index {
public:
    /// A box about geodesics, widened by 1 m for its rounding to float.
    struct bounds {
        std::array<float, 3> low{};
        std::array<float, 3> high{};
    };
    /// Requires  1 or more positions; none of the edges between them longer than 5,000 km.
    [[nodiscard]] static bounds about(std::span<const lon_lat> line);

    explicit space_index(const std::vector<bounds>& entries);
    space_index(space_index&&) noexcept;
    space_index& operator=(space_index&&) noexcept;
    ~space_index();

    /// Takes the number of an entry and a distance that all of it is at or beyond; false ends.
    using visit = std::function<bool(std::uint32_t, metres)>;
    /// Every entry that may have something within `reach` of `p`, by growing least distance.
    void nearest_first(lon_lat p, metres reach, const visit& use) const;

private:
    struct tree;
    std::unique_ptr<tree> tree_;
};

}  // namespace geo
