// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <utility>
#include <vector>

namespace geo::detail {

/// A crossing of a traced line with a piece of a cell's side, by the side's name: walked
/// counter-clockwise round the cell, values rise or fall there.
template <class Side>
struct cell_crossing {
    Side side;
    bool rises = false;
};

/// Joins the crossings round one cell: the line enters where values rise and leaves where they fall,
/// so that lower values stay on its left. Calls `link(from, to)`.
///
/// Rises and falls alternate round the cell. With one of each there is no choice. With more, the
/// value in the middle says whether upper or lower values run through it: the line cuts off the
/// others, each between two neighbours round the cell.
///
/// `middle_above`    asked only when there is a choice
template <class Side, class MiddleAbove, class Link>
void link_crossings(
    const std::vector<cell_crossing<Side>>& around, MiddleAbove&& middle_above, Link&& link
) {
    const auto count = around.size();
    const bool above = count > 2 && middle_above();
    for (std::size_t i = 0; i < count; ++i) {
        if (around[i].rises) {
            const auto fall = above ? (i + count - 1) % count : (i + 1) % count;
            link(around[i].side, around[fall].side);
        }
    }
}

template <class Side>
struct side_chain {
    std::vector<Side> sides;
    bool closed = false;  ///< the last is followed by the first, which is not repeated
};

/// Links in a row: first the open chains, each from its start on, then the closed ones, both in the
/// order of the links.
template <class Side>
[[nodiscard]] std::vector<side_chain<Side>> chain_up(const std::vector<std::pair<Side, Side>>& links
) {
    struct state {
        const Side* next = nullptr;
        bool has_before = false;
        bool used = false;
    };
    std::map<Side, state> states;
    for (const auto& [from, to] : links) {
        states[from].next = &to;
        states[to].has_before = true;
    }
    std::vector<side_chain<Side>> out;
    const auto follow = [&](const Side& start) {
        auto& chain = out.emplace_back();
        const auto* at = &start;
        while (at != nullptr && !states[*at].used) {
            states[*at].used = true;
            chain.sides.push_back(*at);
            at = states[*at].next;
        }
        chain.closed = at != nullptr;
    };
    for (const auto& one : links) {
        if (!states[one.first].has_before) {
            follow(one.first);
        }
    }
    for (const auto& one : links) {
        if (!states[one.first].used) {
            follow(one.first);
        }
    }
    return out;
}

}  // namespace geo::detail
