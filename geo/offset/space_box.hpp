// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/offset/vec3.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace geo::detail {

/// A box in space, empty until something is added.
struct space_box {
    vec3 low{1e300, 1e300, 1e300};
    vec3 high{-1e300, -1e300, -1e300};

    void add(vec3 p) {
        low = {std::min(low.x, p.x), std::min(low.y, p.y), std::min(low.z, p.z)};
        high = {std::max(high.x, p.x), std::max(high.y, p.y), std::max(high.z, p.z)};
    }
    void widen(double by) {
        low = low - vec3{by, by, by};
        high = high + vec3{by, by, by};
    }
    [[nodiscard]] bool touches(const space_box& other) const {
        return low.x <= other.high.x && other.low.x <= high.x && low.y <= other.high.y &&
               other.low.y <= high.y && low.z <= other.high.z && other.low.z <= high.z;
    }
    [[nodiscard]] double square_distance(vec3 p) const {
        const double x = std::max({low.x - p.x, 0.0, p.x - high.x});
        const double y = std::max({low.y - p.y, 0.0, p.y - high.y});
        const double z = std::max({low.z - p.z, 0.0, p.z - high.z});
        return x * x + y * y + z * z;
    }
};

/// Up to this many items stay in one leaf of a box tree.
inline constexpr std::size_t box_tree_leaf = 4;

template <class AddItem>
void fill_box_tree(
    std::vector<space_box>& boxes,
    std::size_t node,
    std::size_t first,
    std::size_t last,
    AddItem&& add_item
) {
    if (last - first > box_tree_leaf) {
        const auto middle = (first + last) / 2;
        fill_box_tree(boxes, 2 * node, first, middle, add_item);
        fill_box_tree(boxes, 2 * node + 1, middle, last, add_item);
        for (const auto child : {2 * node, 2 * node + 1}) {
            boxes[node].add(boxes[child].low);
            boxes[node].add(boxes[child].high);
        }
        return;
    }
    for (auto i = first; i < last; ++i) {
        add_item(i, boxes[node]);
    }
}

/// A binary tree of boxes over `count` items in their own order: node 1 is the root and holds all,
/// 2 n and 2 n + 1 its halves. `add_item(i, box)` adds item i to a leaf's box.
///
/// Cost      O(count); good when neighbours in order are near in space.
template <class AddItem>
[[nodiscard]] std::vector<space_box> make_box_tree(std::size_t count, AddItem&& add_item) {
    std::size_t nodes = 2;
    while (nodes < 2 * (count / box_tree_leaf + 1)) {
        nodes *= 2;
    }
    std::vector<space_box> out(2 * nodes);
    fill_box_tree(out, 1, 0, count, add_item);
    return out;
}

}  // namespace geo::detail
