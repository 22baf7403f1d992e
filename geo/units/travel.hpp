// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/units/quantity.hpp"

#include <chrono>

namespace geo {

struct kilometre_per_hour_unit;
struct tonne_unit;

using kilometres_per_hour = quantity<kilometre_per_hour_unit>;
using tonnes = quantity<tonne_unit>;  ///< of 1000 kg

/// How long something takes, in seconds and parts of them.
using travel_time = std::chrono::duration<double>;

/// Requires  speed > 0.
[[nodiscard]] inline travel_time time_over(metres length, kilometres_per_hour speed) {
    return travel_time(length.value() * 3.6 / speed.value());
}

}  // namespace geo
