// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

namespace geo::detail {

/// Douglas and Peucker's reduction of a chain from position `begin` to `end`: marks `end` and what must
/// stay in between. `cut_between(first, last)` gives the position at which an edge over all between the
/// two must be cut, or nothing.
///
/// Source    D. H. Douglas, T. K. Peucker, Cartographica 10 (1973) 112-122.
template <class CutBetween>
void reduce_between(
    std::size_t begin, std::size_t end, CutBetween&& cut_between, std::vector<bool>& kept
) {
    std::vector<std::size_t> ends{end};  // still to reach, the nearest last
    while (!ends.empty()) {
        if (const auto at = cut_between(begin, ends.back())) {
            ends.push_back(*at);
        } else {
            begin = ends.back();
            kept[begin] = true;
            ends.pop_back();
        }
    }
}

}  // namespace geo::detail
