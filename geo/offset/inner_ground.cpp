// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/inner_ground.hpp"

#include "geo/base/error.hpp"
#include "geo/base/index_of.hpp"
#include "geo/index/edge_index.hpp"
#include "geo/overlay/overlay.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <unordered_map>

namespace geo::detail {

namespace {

using grid_area = multi_polygon<grid_point>;

/// The same area with corners wherever its rings touch on the grid.
grid_area cleaned(const grid_area& area) {
    // The overlays' grid is the plane's.
    const double step = overlay_grid.value();
    const auto plane = converted<east_north>(area, [&](grid_point p) {
        return east_north{metres(p.x * step), metres(p.y * step)};
    });
    return converted<grid_point>(unite(plane), [&](east_north p) {
        return gnomonic_plane::rounded({p.east.value() / step, p.north.value() / step});
    });
}

/// Edges of an area's rings as walls, which take in further points.
class walls {
public:
    walls(const gnomonic_plane& plane, const grid_area& area) : plane_(plane) {
        for_each_ring(area, [&](const auto& chain) {
            auto& made = rings_.emplace_back();
            for (const auto p : chain) {
                made.corners.push_back(name(p));
            }
            made.added.resize(chain.size());
        });
        const auto in_metres = converted<east_north>(area, [&](grid_point p) {
            return plane_.in_metres(gnomonic_plane::exact(p));
        });
        edges_.emplace(in_metres);
        inside_.emplace(in_metres);
    }

    /// The number of a node of the grid.
    std::int32_t name(grid_point p) {
        const auto key = (std::uint64_t{static_cast<std::uint32_t>(p.x)} << 32U) |
                         static_cast<std::uint32_t>(p.y);
        const auto [found, is_new] = names_.emplace(key, static_cast<std::int32_t>(points_.size()));
        if (is_new) {
            points_.push_back(p);
        }
        return found->second;
    }

    [[nodiscard]] const edge_index& edges() const { return *edges_; }
    [[nodiscard]] bool contains(plane_point p) const {
        return inside_->contains(plane_.in_metres(p));
    }
    [[nodiscard]] const std::vector<grid_point>& points() const { return points_; }

    /// The point of a wall at a place found by the index; a corner when it is that near.
    std::int32_t name_on(const edge_index::hit& hit) {
        auto& ring = rings_[hit.found.chain];
        const auto place = std::size_t{hit.found.place};
        const double unit = plane_.unit_metres();
        const auto p = gnomonic_plane::rounded(
            {hit.nearest.east.value() / unit, hit.nearest.north.value() / unit}
        );
        for (const auto corner : {ring.corners[place], ring.corners[place + 1]}) {
            const auto known = points_[index_of(corner)];
            if (std::abs(known.x - p.x) <= 2 && std::abs(known.y - p.y) <= 2) {
                return corner;
            }
        }
        const auto made = name(p);
        ring.added[place].push_back({hit.fraction, made});
        return made;
    }

    [[nodiscard]] std::vector<fixed_edge> fixed() const {
        std::vector<fixed_edge> out;
        for (const auto& ring : rings_) {
            for (std::size_t i = 0; i + 1 < ring.corners.size(); ++i) {
                auto added = ring.added[i];
                std::sort(added.begin(), added.end());
                auto last = ring.corners[i];
                for (const auto& [fraction, point] : added) {
                    out.push_back({last, point, 0});
                    last = point;
                }
                out.push_back({last, ring.corners[i + 1], 0});
            }
        }
        out.erase(
            std::remove_if(out.begin(), out.end(), [](const fixed_edge& e) { return e.a == e.b; }),
            out.end()
        );
        return out;
    }

private:
    struct wall_ring {
        std::vector<std::int32_t> corners;
        std::vector<std::vector<std::pair<double, std::int32_t>>> added;  ///< by edge
    };

    const gnomonic_plane& plane_;
    std::vector<grid_point> points_;
    std::unordered_map<std::uint64_t, std::int32_t> names_;
    std::vector<wall_ring> rings_;
    std::optional<edge_index> edges_;
    std::optional<area_index> inside_;
};

/// Lines cut to pieces that run wholly inside, outside or on the edge of the area.
class line_setter {
public:
    line_setter(
        const gnomonic_plane& plane, walls& within, const std::vector<line_set>& sets, metres reach
    )
        : plane_(plane), walls_(within), reach_(reach), near_(metres(on_edge)),
          lines_(all_lines(plane, sets)) {
        std::uint32_t chain = 0;
        for (std::size_t k = 0; k < sets.size(); ++k) {
            sources_.emplace_back();
            for (const auto& line : sets[k].lines) {
                add(line, k, chain++);
            }
            for (const auto& point : sets[k].points) {
                if (plane_.shows(point)) {
                    place(plane_.project(point), k);
                }
            }
        }
    }

    struct piece {
        std::size_t set;
        std::int32_t a;  ///< -1: too far outside
        std::int32_t b;
        double length;
    };
    [[nodiscard]] const std::vector<piece>& pieces() const { return pieces_; }
    [[nodiscard]] std::vector<std::vector<ground_source>> sources() const { return sources_; }
    [[nodiscard]] const std::vector<fixed_edge>& fixed() const { return fixed_; }

private:
    static multi_line_string<east_north> all_lines(
        const gnomonic_plane& plane, const std::vector<line_set>& sets
    ) {
        multi_line_string<east_north> out;
        for (const auto& set : sets) {
            for (const auto& line : set.lines) {
                auto& made = out.emplace_back();
                for (const auto& p : line) {
                    const bool shown = plane.shows(p);
                    made.push_back(shown ? plane.in_metres(plane.project(p)) : far_away);
                }
            }
        }
        return out;
    }

    void add(const line_string<lon_lat>& line, std::size_t set, std::uint32_t chain) {
        if (line.size() == 1 && plane_.shows(line[0])) {
            place(plane_.project(line[0]), set);
        }
        for (std::size_t i = 0; i + 1 < line.size(); ++i) {
            const double length = distance(line[i], line[i + 1]);
            if (!plane_.shows(line[i]) || !plane_.shows(line[i + 1])) {
                pieces_.push_back({set, -1, -1, length});
                continue;
            }
            const auto a = plane_.project(line[i]);
            const auto b = plane_.project(line[i + 1]);
            double before = 0;
            auto last = place(a, set);
            for (const double t : cuts(a, b, length, {chain, static_cast<std::uint32_t>(i)})) {
                const auto next = place(a + t * (b - a), set);
                pieces_.push_back({set, last.point, next.point, (t - before) * length});
                if (last.point >= 0 && next.point >= 0 && last.point != next.point &&
                    last.before == 0 && next.before == 0) {
                    fixed_.push_back({last.point, next.point, inner_ground::mark_of(set)});
                }
                last = next;
                before = t;
            }
        }
    }

    [[nodiscard]] double distance(lon_lat a, lon_lat b) const {
        return plane_.sphere().distance(plane_.sphere().to_sphere(a), plane_.sphere().to_sphere(b));
    }

    struct edge_name {
        std::uint32_t chain;
        std::uint32_t place;
        friend auto operator<=>(const edge_name&, const edge_name&) = default;
    };

    /// Fractions of an edge, the last one 1, where it meets walls or other lines, passes corners of
    /// walls, or has run far enough.
    [[nodiscard]] std::vector<double> cuts(
        plane_point a, plane_point b, double length, edge_name own
    ) const {
        const auto from = plane_.in_metres(a);
        const auto to = plane_.in_metres(b);
        const east_north low{
            std::min(from.east, to.east) - near_, std::min(from.north, to.north) - near_};
        const east_north high{
            std::max(from.east, to.east) + near_, std::max(from.north, to.north) + near_};
        std::vector<double> out;
        const edge_index::edge edge{from, to, 0, 0};
        const auto met = walls_.edges().touching(low, high);
        for (const auto& wall : met) {
            add_crossing(edge, wall, edge, out);
            const auto hit = nearest_on(edge, wall.a);
            if (hit.distance <= near_) {
                out.push_back(hit.fraction);
            }
        }
        for (const auto& line : lines_.touching(low, high)) {
            const edge_name other{line.chain, line.place};
            if (other < own) {  // the same rounding for both
                add_crossing(line, edge, edge, out);
            } else if (own < other) {
                add_crossing(edge, line, edge, out);
            }
        }
        // Great circles of the sphere are taken for geodesics over 20 km at most.
        const double longest = met.empty() ? 20000 : edge_spacing;
        const auto parts = std::ceil(length / longest);
        for (double i = 1; i < parts; ++i) {
            out.push_back(i / parts);
        }
        out.push_back(1);
        std::sort(out.begin(), out.end());
        out.erase(
            std::remove_if(out.begin(), out.end(), [](double t) { return t <= 0; }), out.end()
        );
        out.erase(std::unique(out.begin(), out.end()), out.end());
        return out;
    }

    /// Where p and q cross, as a fraction of `along`.
    static void add_crossing(
        const edge_index::edge& p,
        const edge_index::edge& q,
        const edge_index::edge& along,
        std::vector<double>& into
    ) {
        const auto vector = [](east_north a, east_north b) {
            return plane_point{(b.east - a.east).value(), (b.north - a.north).value()};
        };
        const auto on_p = vector(p.a, p.b);
        const auto on_q = vector(q.a, q.b);
        const double size = cross(on_p, on_q);
        const auto between = vector(p.a, q.a);
        const double s = cross(between, on_q) / size;
        const double t = cross(between, on_p) / size;
        if (s >= 0 && s <= 1 && t >= 0 && t <= 1) {
            const east_north where{p.a.east + metres(s * on_p.x), p.a.north + metres(s * on_p.y)};
            into.push_back(nearest_on(along, where).fraction);
        }
    }

    /// Makes a place a source of the set; point -1 when it is too far outside of the area.
    ground_source place(plane_point p, std::size_t set) {
        const auto made = placed(p);
        if (made.point >= 0) {
            sources_[set].push_back(made);
        }
        return made;
    }

    ground_source placed(plane_point p) {
        const auto here = plane_.in_metres(p);
        const auto hits = walls_.edges().within(here, std::max(near_, reach_));
        if (!hits.empty() && hits[0].distance <= near_) {
            return {walls_.name_on(hits[0]), 0};
        }
        if (!hits.empty() && hits[0].distance <= reach_ && !walls_.contains(p)) {
            const double unit = plane_.unit_metres();
            const plane_point edge{
                hits[0].nearest.east.value() / unit, hits[0].nearest.north.value() / unit};
            const double way =
                plane_.sphere().distance(plane_.to_sphere(p), plane_.to_sphere(edge));
            return {walls_.name_on(hits[0]), way};
        }
        constexpr double limit = 1 << 28;
        if (std::abs(p.x) >= limit || std::abs(p.y) >= limit) {
            return {-1, 0};
        }
        return {walls_.name(gnomonic_plane::rounded(p)), 0};
    }

    static constexpr east_north far_away{metres(1e12), metres(1e12)};

    const gnomonic_plane& plane_;
    walls& walls_;
    metres reach_;
    metres near_;
    edge_index lines_;
    std::vector<std::vector<ground_source>> sources_;
    std::vector<piece> pieces_;
    std::vector<fixed_edge> fixed_;
};

bool touches_inside(const inner_ground& ground, std::int32_t point) {
    const auto first = ground.mesh.leaving_from(point);
    auto h = first;
    do {
        if (ground.is_inside(h)) {
            return true;
        }
        h = ground.mesh.turned(h);
    } while (h >= 0 && h != first);
    return false;
}

/// Empty when walls cross.
std::optional<inner_ground> ground_of(
    const gnomonic_plane& plane,
    const grid_area& area,
    const std::vector<line_set>& sets,
    metres reach
) {
    walls within(plane, area);
    const line_setter lines(plane, within, sets, reach);
    auto fixed = within.fixed();
    const auto wall_count = fixed.size();
    fixed.insert(fixed.end(), lines.fixed().begin(), lines.fixed().end());
    auto made = constrained_delaunay(within.points(), fixed);
    if (wall_count == 0 || (!made.crossed.empty() && made.crossed.front().mark == 0)) {
        return std::nullopt;
    }
    auto inside = inside_of_walls(made.mesh);
    inner_ground out{plane, std::move(made.mesh), std::move(inside), lines.sources(), {}};
    std::vector<bool> used(out.mesh.points.size());
    for (std::size_t i = 0; i < used.size(); ++i) {
        used[i] = touches_inside(out, static_cast<std::int32_t>(i));
    }
    for (auto& set : out.sources) {
        set.erase(
            std::remove_if(
                set.begin(),
                set.end(),
                [&](const ground_source& s) { return !used[index_of(s.point)]; }
            ),
            set.end()
        );
    }
    out.left_out.assign(sets.size(), 0);
    for (const auto& piece : lines.pieces()) {
        if (piece.a < 0 || piece.b < 0 || !used[index_of(piece.a)] || !used[index_of(piece.b)]) {
            out.left_out[piece.set] += piece.length;
        }
    }
    return out;
}

}  // namespace

inner_ground make_ground(
    const multi_polygon<lon_lat>& area, const std::vector<line_set>& sets, metres reach
) {
    multi_line_string<lon_lat> chains;
    for_each_ring(area, [&](const auto& chain) {
        chains.emplace_back(chain.begin(), chain.end());
    });
    if (chains.empty()) {
        throw input_error("the area is empty");
    }
    const gnomonic_plane plane(chains);
    const auto on_grid = converted<grid_point>(area, [&](lon_lat p) {
        return gnomonic_plane::rounded(plane.project(p));
    });
    if (auto made = ground_of(plane, on_grid, sets, reach)) {
        return std::move(*made);
    }
    // Rings that only touch or nearly do may cross once rounded.
    if (auto made = ground_of(plane, cleaned(on_grid), sets, reach)) {
        return std::move(*made);
    }
    throw input_error("the rings of the area cross; repair it first");
}

}  // namespace geo::detail
