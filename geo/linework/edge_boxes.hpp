// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/offset/space_box.hpp"

#include <cstddef>
#include <utility>
#include <vector>

namespace geo::detail {

/// Boxes found by touch: a binary tree over them in their own order.
///
/// Cost      O(n) to build; O(log n + found) a question when neighbours in order are near in space.
class edge_boxes {
public:
    explicit edge_boxes(std::vector<space_box> boxes)
        : boxes_(std::move(boxes)),
          tree_(make_box_tree(boxes_.size(), [this](std::size_t i, space_box& box) {
              box.add(boxes_[i].low);
              box.add(boxes_[i].high);
          })) {}

    /// Calls `use(number)` for every box that touches, in their order.
    template <class Use>
    void touching(const space_box& box, Use&& use) const {
        visit(box, 1, 0, boxes_.size(), use);
    }

private:
    template <class Use>
    void visit(
        const space_box& box, std::size_t node, std::size_t first, std::size_t last, Use&& use
    ) const {
        if (!tree_[node].touches(box)) {
            return;
        }
        if (last - first <= box_tree_leaf) {
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

    std::vector<space_box> boxes_;
    std::vector<space_box> tree_;
};

}  // namespace geo::detail
