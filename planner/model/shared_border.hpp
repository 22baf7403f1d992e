// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/units/quantity.hpp"

namespace planner {

/// How far two drawings of one border may lie apart: two states' edges of one data set agree exactly,
/// those of two data sets by their accuracy.
inline constexpr geo::metres shared_border_tolerance(100);

}  // namespace planner
