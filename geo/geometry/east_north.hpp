// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/units/quantity.hpp"

#include <compare>

namespace geo {

/// A position in the plane of one local_frame, in metres of that plane. Which frame is known to
/// its owner; positions of two frames must not be mixed.
struct east_north {
    metres east;
    metres north;

    friend constexpr auto operator<=>(const east_north&, const east_north&) = default;
};

}  // namespace geo
