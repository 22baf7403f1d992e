// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/offset/rims.hpp"

#include <vector>

namespace geo::detail {

/// What is left of a rim.
struct part_of_rim {
    std::int32_t rim = 0;
    stretch where;
};

/// What of all rims is farther than the distance from every piece and vertex but those they belong to.
/// No order.
///
/// Cost      pieces times the pieces within two distances of each, in the worst case; about 10
///           nanoseconds each, and most rims are covered by the first few.
[[nodiscard]] std::vector<part_of_rim> uncovered_parts(const rims& of);

}  // namespace geo::detail
