// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/units/quantity.hpp"

namespace geo::detail {

/// The distances a zone or band is asked for; `nearest` is the smaller one.
struct zone_distances {
    metres nearest;
    metres farthest;
};

}  // namespace geo::detail
