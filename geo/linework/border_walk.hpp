// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/linework/border_ground.hpp"

#include <cstddef>
#include <vector>

namespace geo::detail {

/// A closed chain by the way walked along it, in metres of the plane.
class closed_path {
public:
    explicit closed_path(ring<east_north> chain);

    [[nodiscard]] double length() const { return reached_.back(); }
    /// Any number is taken: the path repeats.
    [[nodiscard]] east_north at(double way) const;
    /// The positions from one place to another, walking forward; `to` > `from`.
    [[nodiscard]] line_string<east_north> stretch(double from, double to) const;
    [[nodiscard]] const ring<east_north>& chain() const { return chain_; }

private:
    [[nodiscard]] std::size_t edge_at(double way) const;

    ring<east_north> chain_;
    std::vector<double> reached_;  ///< way to each position
};

/// A stretch that lies in the territory farther from its edge than the separation.
struct kept_stretch {
    double from = 0;
    double to = 0;  ///< beyond the path's length when it runs over the path's start
    bool whole = false;
};

/// All of them, in order along the path. Ends are exact to 1 mm along the path; excursions shorter
/// than 2 m are not seen.
[[nodiscard]] std::vector<kept_stretch> kept_stretches(
    const closed_path& path, const border_ground& ground, metres separation
);

}  // namespace geo::detail
