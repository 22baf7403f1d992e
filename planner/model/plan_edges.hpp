// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

namespace planner {

/// How the line is known from which ground of a plan is measured.
struct known_edge {
    /// `agreed`, `observed`, `given` (an input), `border` (a data set's), `drawn` (positions and areas
    /// that the terms name).
    std::string basis;
    geo::metres accuracy;  ///< 95 % radius; 0 when agreed, and when nothing is said of it
};

/// Of all lines that a zone is measured from, the least known.
[[nodiscard]] known_edge edge_of(const plan& made, const plan_zone& zone);

/// Of the line from which forces withdraw.
[[nodiscard]] known_edge edge_of_withdrawal(const plan& made);

}  // namespace planner
