// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
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

/// One piece of a line as crossings with the sides of cells, in order; lower values on its left.
template <class Crossing>
struct traced_chain {
    std::vector<Crossing> crossings;
    bool closed = false;  ///< the first is not repeated
};

/// A line through cells, by the signs at their corners: neighbours share every corner on their common
/// edge, and so each crossing.
template <class Corner, class Crossing>
class cell_tracer {
public:
    /// One cell, by the corners along its sides counter-clockwise, the first repeated last.
    /// `cross(a, b, rises)` makes the crossing between two of them on different sides of the line.
    template <class IsAbove, class Cross, class MiddleAbove>
    void trace(
        const std::vector<Corner>& around,
        IsAbove&& is_above,
        Cross&& cross,
        MiddleAbove&& middle_above
    ) {
        std::vector<cell_crossing<side>> found;
        for (std::size_t i = 0; i + 1 < around.size(); ++i) {
            const bool rises = is_above(around[i + 1]);
            if (is_above(around[i]) == rises) {
                continue;
            }
            const side name = std::minmax(around[i], around[i + 1]);
            if (crossings_.find(name) == crossings_.end()) {
                crossings_.emplace(name, cross(around[i], around[i + 1], rises));
            }
            found.push_back({name, rises});
        }
        link_crossings(found, middle_above, [&](const side& from, const side& to) {
            links_.emplace_back(from, to);
        });
    }

    [[nodiscard]] std::vector<traced_chain<Crossing>> chains() const {
        std::vector<traced_chain<Crossing>> out;
        for (const auto& chain : chain_up(links_)) {
            auto& made = out.emplace_back();
            made.closed = chain.closed;
            for (const auto& name : chain.sides) {
                made.crossings.push_back(crossings_.at(name));
            }
        }
        return out;
    }

private:
    /// A piece of a cell's side, named by its ends in order.
    using side = std::pair<Corner, Corner>;

    std::vector<std::pair<side, side>> links_;
    std::map<side, Crossing> crossings_;
};

}  // namespace geo::detail
