// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/offset/vec3.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace geo::detail {

/// A box in space, empty until something is added.
struct edge_box {
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
    [[nodiscard]] bool touches(const edge_box& other) const {
        return low.x <= other.high.x && other.low.x <= high.x && low.y <= other.high.y &&
               other.low.y <= high.y && low.z <= other.high.z && other.low.z <= high.z;
    }
};

/// Boxes found by touch: a binary tree over them in their own order.
///
/// Cost      O(n) to build; O(log n + found) a question when neighbours in order are near in space.
class edge_boxes {
public:
    explicit edge_boxes(std::vector<edge_box> boxes) : boxes_(std::move(boxes)) {
        std::size_t nodes = 2;
        while (nodes < 2 * (boxes_.size() / leaf + 1)) {
            nodes *= 2;
        }
        tree_.resize(2 * nodes);
        fill(1, 0, boxes_.size());
    }

    /// Calls `use(number)` for every box that touches, in their order.
    template <class Use>
    void touching(const edge_box& box, Use&& use) const {
        visit(box, 1, 0, boxes_.size(), use);
    }

private:
    static constexpr std::size_t leaf = 4;

    void fill(std::size_t node, std::size_t first, std::size_t last) {
        if (last - first > leaf) {
            const auto middle = (first + last) / 2;
            fill(2 * node, first, middle);
            fill(2 * node + 1, middle, last);
            for (const auto child : {2 * node, 2 * node + 1}) {
                tree_[node].add(tree_[child].low);
                tree_[node].add(tree_[child].high);
            }
            return;
        }
        for (auto i = first; i < last; ++i) {
            tree_[node].add(boxes_[i].low);
            tree_[node].add(boxes_[i].high);
        }
    }

    template <class Use>
    void visit(
        const edge_box& box, std::size_t node, std::size_t first, std::size_t last, Use&& use
    ) const {
        if (!tree_[node].touches(box)) {
            return;
        }
        if (last - first <= leaf) {
            for (auto i = first; i < last; ++i) {
                if (boxes_[i].touches(box)) {
                    use(i);
                }
            }
            return;
        }
        const auto middle = (first + last) / 2;
        visit(box, 2 * node, first, middle, use);
        visit(box, 2 * node + 1, middle, last, use);
    }

    std::vector<edge_box> boxes_;
    std::vector<edge_box> tree_;
};

}  // namespace geo::detail
