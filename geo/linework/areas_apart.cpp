// SPDX-License-Identifier: Apache-2.0
#include "geo/linework/areas_apart.hpp"

#include "geo/offset/crossings.hpp"
#include "geo/offset/grid_edge.hpp"

#include <algorithm>
#include <cmath>
#include <compare>
#include <span>
#include <utility>
#include <vector>

namespace geo {

namespace {

using detail::grid_edge;
using detail::grid_node;

/// More are left to whoever computes the intersection.
constexpr std::size_t most_stretches = 500;

bool is_less(grid_node p, grid_node q) {
    return p.x < q.x || (p.x == q.x && p.y < q.y);
}
bool is_before(const grid_edge& s, const grid_edge& t) {
    return s.a == t.a ? is_less(s.b, t.b) : is_less(s.a, t.a);
}

grid_node node_of(lon_lat p) {
    constexpr double units = 1e7;
    return {std::llround(p.lon.value() * units), std::llround(p.lat.value() * units)};
}

/// The edges of an area as they run, and sorted to be found.
struct drawn_area {
    explicit drawn_area(const multi_polygon<lon_lat>& area) {
        for_each_ring(area, [&](const ring<lon_lat>& r) {
            auto& chain = rings.emplace_back();
            for (const auto p : r) {
                if (chain.empty() || chain.back() != node_of(p)) {
                    chain.push_back(node_of(p));
                }
            }
            for (std::size_t i = 0; i + 1 < chain.size(); ++i) {
                edges.push_back({chain[i], chain[i + 1]});
            }
        });
        std::sort(edges.begin(), edges.end(), is_before);
    }

    [[nodiscard]] bool has_edge(grid_node from, grid_node to) const {
        return std::binary_search(edges.begin(), edges.end(), grid_edge{from, to}, is_before);
    }
    [[nodiscard]] bool has_node(grid_node p) const {
        const auto at =
            std::lower_bound(edges.begin(), edges.end(), p, [](const grid_edge& s, grid_node q) {
                return is_less(s.a, q);
            });
        return at != edges.end() && at->a == p;
    }

    std::vector<std::vector<grid_node>> rings;
    std::vector<grid_edge> edges;
};

/// A stretch of an area's edge that it does not share, between corners that it does.
using own_stretch = std::vector<grid_node>;

/// None when an edge is shared that runs the same way: then land on its one side is common.
bool collect_own_stretches(
    const drawn_area& area, const drawn_area& other, std::vector<own_stretch>& out
) {
    for (const auto& chain : area.rings) {
        bool goes_on = false;
        for (std::size_t i = 0; i + 1 < chain.size(); ++i) {
            if (other.has_edge(chain[i], chain[i + 1])) {
                return false;
            }
            const bool is_shared = other.has_edge(chain[i + 1], chain[i]);
            if (!is_shared && !(goes_on && !other.has_node(chain[i]))) {
                out.push_back({chain[i]});
            }
            if (!is_shared) {
                out.back().push_back(chain[i + 1]);
            }
            goes_on = !is_shared;
        }
    }
    return true;
}

/// Whether edges have nothing in common, or one corner of both and no more.
bool meet_in_corners_only(const grid_edge& s, const grid_edge& t) {
    if (!detail::touch(s, t)) {
        return true;
    }
    const auto only_at = [](grid_node common, grid_node p, grid_node q) {
        const bool same_way = (p.x - common.x > 0) == (q.x - common.x > 0) &&
                              (p.y - common.y > 0) == (q.y - common.y > 0);
        return detail::turn(common, p, q) != 0 || !same_way;
    };
    return (s.a == t.a && only_at(s.a, s.b, t.b)) || (s.a == t.b && only_at(s.a, s.b, t.a)) ||
           (s.b == t.a && only_at(s.b, s.a, t.b)) || (s.b == t.b && only_at(s.b, s.a, t.a));
}

bool stretches_cross(
    const std::vector<own_stretch>& of_one, const std::vector<own_stretch>& of_other
) {
    constexpr double units = 1e7;
    std::vector<std::vector<lon_lat>> chains;
    for (const auto* all : {&of_one, &of_other}) {
        for (const auto& one : *all) {
            auto& chain = chains.emplace_back();
            for (const auto p : one) {
                chain.push_back(
                    {longitude(static_cast<double>(p.x) / units),
                     latitude(static_cast<double>(p.y) / units)}
                );
            }
        }
    }
    std::vector<grid_edge> own;
    std::vector<grid_edge> others;
    for (const auto& place : detail::find_crossings(chains)) {
        const bool is_own = place.chain < of_one.size();
        const auto& chain = is_own ? of_one[place.chain] : of_other[place.chain - of_one.size()];
        (is_own ? own : others).push_back({chain[place.index], chain[place.index + 1]});
    }
    return std::any_of(own.begin(), own.end(), [&](const grid_edge& s) {
        return std::any_of(others.begin(), others.end(), [&](const grid_edge& t) {
            return !meet_in_corners_only(s, t);
        });
    });
}

/// Even-odd; the middle of an edge, which does not lie on an edge of the area.
bool holds_middle(const drawn_area& area, const grid_edge& edge) {
    const auto twice = [](grid_node p) { return grid_node{2 * p.x, 2 * p.y}; };
    const grid_node middle{edge.a.x + edge.b.x, edge.a.y + edge.b.y};
    bool inside = false;
    for (const auto& s : area.edges) {
        const auto low = twice(s.a.y < s.b.y ? s.a : s.b);
        const auto high = twice(s.a.y < s.b.y ? s.b : s.a);
        if (low.y <= middle.y && middle.y < high.y) {
            inside ^= detail::turn(low, high, middle) > 0;
        }
    }
    return inside;
}

bool any_lies_in(const std::vector<own_stretch>& stretches, const drawn_area& area) {
    return std::any_of(stretches.begin(), stretches.end(), [&](const own_stretch& one) {
        return holds_middle(area, {one[0], one[1]});
    });
}

}  // namespace

bool are_surely_apart(const multi_polygon<lon_lat>& a, const multi_polygon<lon_lat>& b) {
    const drawn_area one(a);
    const drawn_area other(b);
    std::vector<own_stretch> of_one;
    std::vector<own_stretch> of_other;
    return collect_own_stretches(one, other, of_one) &&
           collect_own_stretches(other, one, of_other) &&
           of_one.size() + of_other.size() <= most_stretches &&
           !stretches_cross(of_one, of_other) && !any_lies_in(of_one, other) &&
           !any_lies_in(of_other, one);
}

}  // namespace geo
