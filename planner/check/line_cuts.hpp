// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/shapes.hpp"
#include "geo/units/quantity.hpp"
#include "planner/model/plan.hpp"

#include <functional>
#include <memory>
#include <vector>

namespace planner {

/// Cuts lines where they meet the edges of areas, so that each piece lies in one of them or beside.
///
/// Error     pieces end within a micrometre of where the edges cross in lon/lat; lengths geodesic, of
///           edges up to 100 km as straight in lon/lat 1e-5 of themselves.
/// Cost      O(n log n) in the edges of the areas, and for each edge of a line those that its box
///           touches.
class line_cuts {
public:
    explicit line_cuts(const std::vector<const area*>& areas);
    ~line_cuts();
    line_cuts(line_cuts&&) noexcept;
    line_cuts& operator=(line_cuts&&) noexcept;

    /// `use` is given the middle of each piece and its length, in the order of the line.
    void for_each_piece(
        const geo::multi_line_string<geo::lon_lat>& of,
        const std::function<void(geo::lon_lat middle, geo::metres length)>& use
    ) const;

private:
    struct state;
    std::unique_ptr<state> state_;
};

}  // namespace planner
