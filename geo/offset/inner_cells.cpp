// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/inner_cells.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace geo::detail {

namespace {

using half = triangle_mesh::half;

/// One way in which the shortest path may arrive in a cell.
struct way {
    path_origin origin;
    const path_window* through = nullptr;  ///< nothing for a corner of the mesh's triangle
};
using ways = std::vector<way>;

/// All ways into one triangle of the mesh.
ways ways_into(const path_windows& paths, std::int32_t triangle) {
    ways out;
    const auto& mesh = paths.ground().mesh;
    for (half h = 3 * triangle; h < 3 * triangle + 3; ++h) {
        if (paths.at_point(mesh.from(h)) < path_windows::nowhere) {
            out.push_back({paths.origin_at(mesh.from(h)), nullptr});
        }
        for (const auto& window : paths.entering(h)) {
            out.push_back({paths.origin(window.origin), &window});
        }
    }
    return out;
}

double shortest(const path_windows& paths, const ways& known, plane_point p, vec3 here) {
    double best = path_windows::nowhere;
    for (const auto& one : known) {
        const double found = paths.through(one.origin, here);
        if (found < best && (one.through == nullptr || sees(paths, *one.through, p))) {
            best = found;
        }
    }
    return best;
}

/// Directions away from all origins of some ways, over a disc about a position.
struct cone_of_ways {
    vec3 axis;
    double spread = std::numbers::pi;
};

cone_of_ways cone_of(const ways& known, vec3 here, double radians) {
    cone_of_ways out;
    std::vector<vec3> found;
    vec3 sum;
    double turns = 0;
    for (const auto& one : known) {
        if (!one.origin.is_edge) {
            const double apart = angle_between(one.origin.direction, here);
            if (apart <= radians * 1.001) {
                return out;
            }
            turns = std::max(turns, std::asin(std::min(1.0, radians / apart)));
        }
        found.push_back(direction_away(one.origin, here));
        sum = sum + found.back();
    }
    if (squared(sum) < 1e-12) {
        return out;
    }
    out.axis = normalized(sum);
    double widest = 0;
    for (const auto& one : found) {
        widest = std::max(widest, angle_between(one, out.axis));
    }
    // Directions turn with the ground by less than the disc's own angle.
    out.spread = std::min(std::numbers::pi, widest + turns + 2 * radians);
    return out;
}

}  // namespace

vec3 direction_away(const path_origin& origin, vec3 position) {
    const double along = dot(origin.direction, position);
    if (origin.is_edge) {
        const auto up = origin.direction - along * position;
        return normalized(along >= 0 ? up : -1.0 * up);
    }
    const auto away = along * position - origin.direction;
    return squared(away) > 0 ? normalized(away) : vec3{};
}

/// Halves triangles, with what may still matter in each.
class cell_search {
public:
    cell_search(inner_cells& into, const std::vector<double>& ratios, const cell_limits& limits)
        : out_(into), fields_(into.fields_), ratios_(ratios), limits_(limits) {}

    void run() {
        const auto& mesh = fields_.ground.mesh;
        out_.corners_.resize(mesh.points.size());
        for (std::int32_t p = 0; p < static_cast<std::int32_t>(mesh.points.size()); ++p) {
            out_.corners_[static_cast<std::size_t>(p)] = {
                fields_.ground.position(p),
                {fields_.paths[0].at_point(p), fields_.paths[1].at_point(p)}};
        }
        for (std::int32_t t = 0; t < mesh.triangles(); ++t) {
            if (fields_.ground.is_inside(3 * t) && may_hold(t)) {
                triangle_ = t;
                descend(
                    {mesh.from(3 * t), mesh.from(3 * t + 1), mesh.from(3 * t + 2)},
                    ways_into(fields_.paths[0], t),
                    ways_into(fields_.paths[1], t)
                );
            }
        }
    }

private:
    using corners = std::array<std::int32_t, 3>;

    [[nodiscard]] vec3 in_space(std::int32_t corner) const {
        return fields_.ground.plane.to_sphere(out_.position(corner));
    }
    [[nodiscard]] double metres_between(vec3 a, vec3 b) const {
        return angle_between(a, b) * fields_.ground.plane.sphere().most_metres_per_radian();
    }

    /// By the distances at the corners of a whole triangle.
    [[nodiscard]] bool may_hold(std::int32_t t) const {
        const auto& mesh = fields_.ground.mesh;
        for (const auto ratio : ratios_) {
            bool far_off = false;
            for (half h = 3 * t; h < 3 * t + 3; ++h) {
                const auto a = in_space(mesh.from(h));
                const double longest = std::max(
                    metres_between(a, in_space(mesh.to(h))),
                    metres_between(a, in_space(mesh.from(triangle_mesh::prev(h))))
                );
                const auto& known = out_.distances(mesh.from(h));
                if (!std::isfinite(known.from) || !std::isfinite(known.to)) {
                    return false;
                }
                far_off = far_off || std::abs(known.weighted(ratio)) > longest + 1;
            }
            if (!far_off) {
                return true;
            }
        }
        return false;
    }

    void descend(const corners& of, const ways& from, const ways& to) {
        const auto middle =
            (1.0 / 3) * (out_.position(of[0]) + out_.position(of[1]) + out_.position(of[2]));
        const auto here = fields_.ground.plane.to_sphere(middle);
        double radians = 0;
        for (const auto corner : of) {
            radians = std::max(radians, angle_between(here, in_space(corner)));
        }
        const double reach =
            radians * fields_.ground.plane.sphere().most_metres_per_radian() * 1.0001 + 0.01;
        const distance_pair known{
            shortest(fields_.paths[0], from, middle, here),
            shortest(fields_.paths[1], to, middle, here)};
        const bool any = std::any_of(ratios_.begin(), ratios_.end(), [&](double ratio) {
            return std::abs(known.weighted(ratio)) <= reach;
        });
        if (!any) {
            return;
        }
        const auto near_from = within(fields_.paths[0], from, of, here, known.from + 2 * reach);
        const auto near_to = within(fields_.paths[1], to, of, here, known.to + 2 * reach);
        const bool done = std::all_of(ratios_.begin(), ratios_.end(), [&](double ratio) {
            return std::abs(known.weighted(ratio)) > reach || reach <= limits_.narrowest / 2 ||
                   (reach <= limits_.widest / 2 &&
                    is_simple(of, near_from, near_to, here, radians, ratio));
        });
        if (done) {
            out_.cells_.push_back({of, triangle_});
            return;
        }
        const auto longest = longest_side(of);
        const auto a = of[longest];
        const auto b = of[(longest + 1) % 3];
        const auto c = of[(longest + 2) % 3];
        const auto half_way = halve(a, b, near_from, near_to);
        descend({a, half_way, c}, near_from, near_to);
        descend({half_way, b, c}, near_from, near_to);
    }

    /// The ways that may be the shortest somewhere in a cell: they come through its part of the
    /// triangle, and are not longer in its middle than that.
    [[nodiscard]] ways within(
        const path_windows& paths, const ways& known, const corners& of, vec3 here, double limit
    ) const {
        ways out;
        for (const auto& one : known) {
            if (paths.through(one.origin, here) <= limit && reaches(paths, one, of)) {
                out.push_back(one);
            }
        }
        return out;
    }

    [[nodiscard]] bool reaches(const path_windows& paths, const way& one, const corners& of) const {
        if (one.through == nullptr) {
            return true;
        }
        bool before = true;
        bool after = true;
        for (const auto corner : of) {
            const double t = entry_of(paths, *one.through, out_.position(corner));
            before = before && t < one.through->first - window_grace;
            after = after && t > one.through->last + window_grace;
        }
        return !before && !after;
    }

    [[nodiscard]] std::size_t longest_side(const corners& of) const {
        std::size_t best = 0;
        double size = -1;
        for (std::size_t i = 0; i < 3; ++i) {
            // The same for both cells at a side, whatever the order of its ends.
            const auto along = out_.position(of[(i + 1) % 3]) - out_.position(of[i]);
            const double here = dot(along, along);
            if (here > size) {
                size = here;
                best = i;
            }
        }
        return best;
    }

    std::int32_t halve(std::int32_t a, std::int32_t b, const ways& from, const ways& to) {
        const auto [found, is_new] = out_.halves_.emplace(
            std::minmax(a, b), static_cast<std::int32_t>(out_.corners_.size())
        );
        if (is_new) {
            const auto at = 0.5 * (out_.position(a) + out_.position(b));
            const auto here = fields_.ground.plane.to_sphere(at);
            out_.corners_.push_back(
                {at,
                 {shortest(fields_.paths[0], from, at, here),
                  shortest(fields_.paths[1], to, at, here)}}
            );
        }
        return found->second;
    }

    /// One line at most, and straight.
    [[nodiscard]] bool is_simple(
        const corners& of, const ways& from, const ways& to, vec3 here, double radians, double ratio
    ) const {
        if (from.size() == 1 && to.size() == 1 && !from[0].origin.is_edge &&
            !to[0].origin.is_edge && from[0].origin.point == to[0].origin.point &&
            std::abs(1 - 2 * ratio) < 0.02) {
            return true;  // both ways come round one corner: the difference hardly changes
        }
        return is_monotone(from, to, here, radians, ratio) && is_straight(of, from, to, ratio);
    }

    /// True when the weighted difference rises in one direction all over the disc.
    [[nodiscard]] static bool is_monotone(
        const ways& from, const ways& to, vec3 here, double radians, double ratio
    ) {
        const auto a = cone_of(from, here, radians);
        const auto b = cone_of(to, here, radians);
        if (a.spread >= std::numbers::pi / 2 || b.spread >= std::numbers::pi / 2) {
            return false;
        }
        const auto rise = (1 - ratio) * a.axis - ratio * b.axis;
        const double size = std::sqrt(squared(rise));
        if (size < 1e-3) {
            return false;
        }
        const auto direction = (1 / size) * rise;
        const double slowest =
            (1 - ratio) *
                std::cos(std::min(std::numbers::pi, angle_between(a.axis, direction) + a.spread)) -
            ratio * std::cos(std::max(0.0, angle_between(b.axis, direction) - b.spread));
        return slowest > 0.02;
    }

    /// The line leaves the chord between its crossings of the sides by little.
    [[nodiscard]] bool is_straight(
        const corners& of, const ways& from, const ways& to, double ratio
    ) const {
        const auto value = [&](plane_point p) {
            const auto here = fields_.ground.plane.to_sphere(p);
            return distance_pair{
                shortest(fields_.paths[0], from, p, here), shortest(fields_.paths[1], to, p, here)}
                .weighted(ratio);
        };
        std::array<plane_point, 3> met;
        std::size_t count = 0;
        double steepest = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            const auto p = out_.position(of[i]);
            const auto q = out_.position(of[(i + 1) % 3]);
            const double a = out_.distances(of[i]).weighted(ratio);
            const double b = out_.distances(of[(i + 1) % 3]).weighted(ratio);
            const double length = std::sqrt(dot(q - p, q - p));
            steepest = std::max(steepest, std::abs(a - b) / std::max(length, 1e-9));
            if ((a > 0) != (b > 0)) {
                double t = a / (a - b);
                // One secant step more: sides are not straight in the values.
                const double here = value(p + t * (q - p));
                t = (here > 0) == (a > 0) ? t + (1 - t) * here / (here - b) : t * a / (a - here);
                met[count++] = p + t * (q - p);
            }
        }
        if (count != 2) {
            return true;
        }
        const double slope =
            std::max(0.05, steepest / fields_.ground.plane.unit_metres());  // a metre, a metre
        const double off = std::abs(value(0.5 * (met[0] + met[1]))) / slope;
        return off <= limits_.tolerance / 3;
    }

    inner_cells& out_;
    const inner_fields& fields_;
    const std::vector<double>& ratios_;
    const cell_limits& limits_;
    std::int32_t triangle_ = 0;
};

inner_cells::inner_cells(
    const inner_fields& fields, const std::vector<double>& ratios, const cell_limits& limits
)
    : fields_(fields) {
    cell_search(*this, ratios, limits).run();
}

distance_pair inner_cells::distances(std::int32_t triangle, plane_point p) const {
    return {
        shortest_in(fields_.paths[0], triangle, p).distance,
        shortest_in(fields_.paths[1], triangle, p).distance};
}

void inner_cells::corners_between(std::int32_t a, std::int32_t b, std::vector<std::int32_t>& into)
    const {
    const auto found = halves_.find(std::minmax(a, b));
    if (found != halves_.end()) {
        corners_between(a, found->second, into);
        corners_between(found->second, b, into);
        return;
    }
    into.push_back(b);
}

}  // namespace geo::detail
