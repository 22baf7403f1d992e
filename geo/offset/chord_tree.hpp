// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/offset/ground.hpp"
#include "geo/offset/space_box.hpp"

#include <cstdint>
#include <limits>
#include <vector>

namespace geo::detail {

/// East and north at a position, in space.
struct tangent_plane {
    vec3 east;
    vec3 north;
};
[[nodiscard]] tangent_plane tangent_at(lon_lat p);

/// Edges as chords in space, and a binary tree of boxes over runs of them. Chords stay in the order
/// of their chains, which keeps neighbours together better than any sorting of them would.
class chord_tree {
public:
    struct edge {
        lon_lat a;
        lon_lat b;
        std::uint32_t first_chord = 0;  ///< its chords lie in a row
    };
    /// Edges are cut into chords of at most 1 km, which run at most 2 cm below the ground
    /// (L^2 / 8 R).
    struct chord {
        vec3 a;
        vec3 b;
        std::uint32_t edge = 0;
        double first = 0;  ///< where on the edge it begins and ends, by length
        double last = 1;

        /// Where on the chord the nearest position lies, 0 at a, 1 at b.
        [[nodiscard]] double foot(vec3 p) const;
        [[nodiscard]] vec3 at(double t) const { return a + t * (b - a); }
    };
    struct hit {
        double distance = std::numeric_limits<double>::infinity();  ///< metres on the ground
        std::uint32_t chord = 0;
        vec3 foot;
    };

    void add(lon_lat a, lon_lat b);
    void build();

    [[nodiscard]] const std::vector<edge>& edges() const { return edges_; }
    [[nodiscard]] const std::vector<chord>& chords() const { return chords_; }

    /// The nearest by ground distance.
    [[nodiscard]] hit nearest(vec3 p) const;

    /// Ground distance to one edge, looked for from one of its chords on.
    [[nodiscard]] double distance_to_edge_of(std::uint32_t number, vec3 p) const;

    /// Visits, nearer ones first, what lies within `limit` (squared, may shrink meanwhile):
    /// `enter(box)` says whether to look into a node, `use(number of chord, square)` gets chords.
    template <class Enter, class Use>
    void visit(vec3 p, double& limit, Enter&& enter, Use&& use) const {
        visit_node(1, 0, chords_.size(), p, limit, enter, use);
    }

private:
    template <class Enter, class Use>
    void visit_node(
        std::size_t node,
        std::size_t first,
        std::size_t last,
        vec3 p,
        double& limit,
        Enter& enter,
        Use& use
    ) const {
        if (!enter(boxes_[node])) {
            return;
        }
        if (last - first <= box_tree_leaf) {
            for (auto i = first; i < last; ++i) {
                const auto& one = chords_[i];
                use(static_cast<std::uint32_t>(i), squared(p - one.at(one.foot(p))));
            }
            return;
        }
        const auto middle = (first + last) / 2;
        const double left = boxes_[2 * node].square_distance(p);
        const double right = boxes_[2 * node + 1].square_distance(p);
        for (const bool first_turn : {true, false}) {
            const bool go_left = first_turn == (left <= right);
            if ((go_left ? left : right) > limit) {
                continue;
            }
            if (go_left) {
                visit_node(2 * node, first, middle, p, limit, enter, use);
            } else {
                visit_node(2 * node + 1, middle, last, p, limit, enter, use);
            }
        }
    }

    std::vector<edge> edges_;
    std::vector<chord> chords_;
    std::vector<space_box> boxes_;
};

}  // namespace geo::detail
