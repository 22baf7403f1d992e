// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/east_north.hpp"

#include <cstddef>

namespace geo {

/// Area enclosed by a closed chain on the plane, in square metres of the plane; positive when it
/// runs counter-clockwise. Measured from its first position, so that far from the origin no digits
/// are lost.
template <class Chain>
[[nodiscard]] double signed_area(const Chain& chain) {
    double sum = 0;
    for (std::size_t i = 2; i < chain.size(); ++i) {
        sum +=
            (chain[i - 1].east - chain[0].east).value() *
                (chain[i].north - chain[0].north).value() -
            (chain[i].east - chain[0].east).value() * (chain[i - 1].north - chain[0].north).value();
    }
    return sum / 2;
}

}  // namespace geo
