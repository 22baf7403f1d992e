// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/triangle_mesh.hpp"

#include "geo/base/index_of.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <map>
#include <utility>

namespace geo::detail {

namespace {

using half = triangle_mesh::half;

/// The triangles of a half-edge graph; its outer face, a square, is none.
triangle_mesh triangles_of(const triangulation& graph, std::vector<grid_point> points) {
    triangle_mesh out;
    out.points = std::move(points);
    out.leaving.assign(out.points.size(), -1);
    std::vector<half> name(index_of(graph.size()), -1);
    for (std::int32_t e = 0; e < graph.size(); ++e) {
        if (!graph.in_use(e) || name[index_of(e)] >= 0) {
            continue;
        }
        const auto f = graph.along_left(e);
        const auto g = graph.along_left(f);
        const bool is_triangle =
            graph.along_left(g) == e && orientation(
                                            out.points[index_of(graph.from(e))],
                                            out.points[index_of(graph.from(f))],
                                            out.points[index_of(graph.from(g))]
                                        ) > 0;
        if (!is_triangle) {
            continue;
        }
        for (const auto one : {e, f, g}) {
            name[index_of(one)] = static_cast<half>(out.origins.size());
            out.leaving[index_of(graph.from(one))] = name[index_of(one)];
            out.origins.push_back(graph.from(one));
        }
    }
    out.twins.assign(out.origins.size(), -1);
    out.marks.assign(out.origins.size(), 0);
    for (std::int32_t e = 0; e < graph.size(); ++e) {
        if (name[index_of(e)] >= 0) {
            out.twins[index_of(name[index_of(e)])] = name[index_of(e ^ 1)];
        }
    }
    return out;
}

/// Puts fixed edges into a mesh, one after the other.
class edge_setter {
public:
    explicit edge_setter(triangle_mesh& mesh) : mesh_(mesh) {}

    /// False when an edge set before is in the way; what precedes it has been set then.
    bool set(fixed_edge edge) {
        while (edge.a != edge.b) {
            const auto end = clear_way(edge.a, edge.b);
            if (end < 0) {
                return false;
            }
            mark(mesh_.find(edge.a, end), edge.mark);
            edge.a = end;
        }
        return true;
    }

private:
    [[nodiscard]] std::int64_t side(std::int32_t a, std::int32_t b, std::int32_t p) const {
        return orientation(mesh_.point(a), mesh_.point(b), mesh_.point(p));
    }

    void mark(half h, std::uint32_t with) {
        assert(h >= 0);
        for (const auto one : {h, mesh_.twin(h)}) {
            auto& marks = mesh_.marks[index_of(one)];
            marks = (with == 0 ? marks ^ mark_wall : marks | with) | mark_fixed;
        }
    }

    /// Makes an edge run from a towards b; returns where it ends, b or a point on the way; -1 when a
    /// fixed edge bars it.
    std::int32_t clear_way(std::int32_t a, std::int32_t b) {
        const auto start = first_crossed(a, b);
        if (start < 0) {
            return -1 - start;  // a neighbour of a
        }
        std::vector<std::int32_t> left{mesh_.to(start)};
        std::vector<std::int32_t> right{mesh_.from(start)};
        std::vector<std::int32_t> cavity{start / 3};
        auto end = b;
        for (half h = start;;) {
            if ((mesh_.mark(h) & mark_fixed) != 0) {
                return -1;
            }
            const half over = mesh_.twin(h);
            cavity.push_back(over / 3);
            const auto apex = mesh_.from(mesh_.prev(over));
            const auto turn = side(a, b, apex);
            if (apex == b || turn == 0) {
                end = apex;
                break;
            }
            // Edges crossed start on the right of the way.
            (turn > 0 ? left : right).push_back(apex);
            h = turn > 0 ? mesh_.next(over) : mesh_.prev(over);
        }
        std::reverse(right.begin(), right.end());
        std::vector<corners> made;
        fill(a, end, left, made);
        fill(end, a, right, made);
        replace(cavity, made);
        return end;
    }

    using corners = std::array<std::int32_t, 3>;

    /// Delaunay triangles between the edge a-b and a chain from a to b on its left, all of whose
    /// points see the edge.
    void fill(
        std::int32_t a,
        std::int32_t b,
        std::span<const std::int32_t> chain,
        std::vector<corners>& made
    ) const {
        if (chain.empty()) {
            return;
        }
        std::size_t best = 0;
        for (std::size_t i = 1; i < chain.size(); ++i) {
            if (in_circle(
                    mesh_.point(a), mesh_.point(b), mesh_.point(chain[best]), mesh_.point(chain[i])
                )) {
                best = i;
            }
        }
        made.push_back({a, b, chain[best]});
        fill(a, chain[best], chain.first(best), made);
        fill(chain[best], b, chain.subspan(best + 1), made);
    }

    /// Puts new triangles where old ones were, as many.
    void replace(const std::vector<std::int32_t>& old, const std::vector<corners>& made) {
        assert(old.size() == made.size());
        struct link {
            half twin;  ///< -1 on the square's edge, -2 for one that is replaced too
            std::uint32_t mark;
        };
        std::map<std::pair<std::int32_t, std::int32_t>, link> rim;
        for (const auto t : old) {
            for (half h = 3 * t; h < 3 * t + 3; ++h) {
                const half over = mesh_.twin(h);
                const bool goes =
                    over >= 0 && std::find(old.begin(), old.end(), over / 3) != old.end();
                rim[{mesh_.from(h), mesh_.to(h)}] = {goes ? -2 : over, mesh_.mark(h)};
            }
        }
        std::map<std::pair<std::int32_t, std::int32_t>, half> halves;
        for (std::size_t i = 0; i < old.size(); ++i) {
            for (half k = 0; k < 3; ++k) {
                const half h = 3 * old[i] + k;
                const auto from = made[i][index_of(k)];
                mesh_.origins[index_of(h)] = from;
                mesh_.leaving[index_of(from)] = h;
                halves[{from, made[i][index_of((k + 1) % 3)]}] = h;
            }
        }
        for (const auto& [ends, h] : halves) {
            const auto known = rim.find(ends);
            mesh_.marks[index_of(h)] = known != rim.end() ? known->second.mark : 0;
            const half over = known != rim.end() ? known->second.twin : -2;
            mesh_.twins[index_of(h)] = over == -2 ? halves.at({ends.second, ends.first}) : over;
            if (over >= 0) {
                mesh_.twins[index_of(over)] = h;
            }
        }
    }

    /// The edge opposite to a that the way to b crosses first; or -1 - p when it runs along the
    /// edge from a to p.
    [[nodiscard]] half first_crossed(std::int32_t a, std::int32_t b) const {
        const half first = mesh_.leaving_from(a);
        half h = first;
        do {
            const auto p = mesh_.to(h);
            const auto q = mesh_.from(mesh_.prev(h));
            if (p == b || (side(a, b, p) == 0 && is_ahead(a, b, p))) {
                return -1 - p;
            }
            if (side(a, b, p) < 0 && side(a, b, q) > 0) {
                return mesh_.next(h);
            }
            h = mesh_.turned(h);
        } while (h != first && h >= 0);
        assert(false);  // every fixed edge lies within the square
        return -1 - b;
    }

    [[nodiscard]] bool is_ahead(std::int32_t a, std::int32_t b, std::int32_t p) const {
        const auto from = mesh_.point(a);
        const auto to = mesh_.point(b);
        const auto seen = mesh_.point(p);
        return (std::int64_t{to.x} - from.x) * (std::int64_t{seen.x} - from.x) +
                   (std::int64_t{to.y} - from.y) * (std::int64_t{seen.y} - from.y) >
               0;
    }

    triangle_mesh& mesh_;
};

}  // namespace

half triangle_mesh::find(std::int32_t from, std::int32_t to) const {
    const half first = leaving_from(from);
    half h = first;
    while (h >= 0) {
        if (this->to(h) == to) {
            return h;
        }
        h = turned(h);
        if (h == first) {
            break;
        }
    }
    return -1;
}

constrained_mesh constrained_delaunay(
    std::vector<grid_point> points, const std::vector<fixed_edge>& edges
) {
    constexpr std::int32_t far = (1 << 28) + (1 << 27);
    for (const auto corner :
         {grid_point{-far, -far},
          grid_point{far, -far},
          grid_point{far, far},
          grid_point{-far, far}}) {
        points.push_back(corner);
    }
    std::vector<tagged_point> tagged(points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
        tagged[i] = {points[i], static_cast<std::int32_t>(i)};
    }
    arrange(tagged);
    std::vector<std::int32_t> place(points.size());
    for (std::size_t i = 0; i < tagged.size(); ++i) {
        points[i] = tagged[i].at;
        place[index_of(tagged[i].tag)] = static_cast<std::int32_t>(i);
    }
    auto graph = delaunay(points);
    constrained_mesh out{triangles_of(graph, std::move(points)), {}};
    edge_setter setter(out.mesh);
    for (const auto& edge : edges) {
        if (!setter.set({place[index_of(edge.a)], place[index_of(edge.b)], edge.mark})) {
            out.crossed.push_back(edge);
        }
    }
    // Back to the caller's numbers.
    auto& mesh = out.mesh;
    std::vector<grid_point> in_order(mesh.points.size());
    std::vector<half> leaving(mesh.points.size());
    for (std::size_t i = 0; i < tagged.size(); ++i) {
        in_order[index_of(tagged[i].tag)] = mesh.points[i];
        leaving[index_of(tagged[i].tag)] = mesh.leaving[i];
    }
    for (auto& origin : mesh.origins) {
        origin = tagged[index_of(origin)].tag;
    }
    mesh.points = std::move(in_order);
    mesh.leaving = std::move(leaving);
    return out;
}

std::vector<bool> inside_of_walls(const triangle_mesh& mesh) {
    enum class state : std::uint8_t { unseen, outside, inside };
    std::vector<state> states(index_of(mesh.triangles()), state::unseen);
    std::vector<std::int32_t> open;
    for (half h = 0; h < static_cast<half>(mesh.twins.size()); ++h) {
        if (mesh.twin(h) < 0) {  // the square's edge
            states[index_of(h / 3)] = state::outside;
            open.push_back(h / 3);
        }
    }
    while (!open.empty()) {
        const auto t = open.back();
        open.pop_back();
        for (half h = 3 * t; h < 3 * t + 3; ++h) {
            const half over = mesh.twin(h);
            if (over < 0 || states[index_of(over / 3)] != state::unseen) {
                continue;
            }
            const bool changes = (mesh.mark(h) & mark_wall) != 0;
            const bool inside = (states[index_of(t)] == state::inside) != changes;
            states[index_of(over / 3)] = inside ? state::inside : state::outside;
            open.push_back(over / 3);
        }
    }
    std::vector<bool> out(states.size());
    for (std::size_t i = 0; i < states.size(); ++i) {
        out[i] = states[i] == state::inside;
    }
    return out;
}

}  // namespace geo::detail
