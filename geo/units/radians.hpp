// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <numbers>

namespace geo::detail {

/// Radians in a degree.
inline constexpr double rad = std::numbers::pi / 180;

}  // namespace geo::detail
