// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/level_set.hpp"

#include "geo/base/index_of.hpp"
#include "geo/offset/arc_steps.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace geo::detail {

namespace {

using half = std::int32_t;

enum class face : std::uint8_t { unknown, inside, outside, beyond };  // beyond: outside the hull

class tracer {
public:
    tracer(const site_field& field, double radius, const level_set_options& options)
        : field_(field), sphere_(*field.sphere), mesh_(field.mesh), radius_(radius),
          options_(options) {
        const auto cosine2 = [](double angle) { return std::cos(angle) * std::cos(angle); };
        least_cosine2_ = cosine2(1.0001 * radius / sphere_.least_metres_per_radian()) - 1e-13;
        most_cosine2_ = cosine2(0.9999 * radius / sphere_.most_metres_per_radian()) + 1e-13;
        // An edge straight in lon/lat leaves the great circle by l^2 tan(latitude) / 8 R.
        double steepest = 0.1;
        for (const auto& p : field.sites) {
            steepest = std::max(steepest, std::abs(p.z));
        }
        const double lean = steepest / std::sqrt(std::max(1e-12, 1 - steepest * steepest));
        const double straight =
            std::sqrt(8 * options.straight_gap * sphere_.least_metres_per_radian() / lean);
        straight_off_ =
            static_cast<float>(options.straight_gap / sphere_.least_metres_per_radian());
        stride_ = std::clamp(static_cast<int>(straight / std::max(options.spacing, 1.0)), 1, 64);
    }

    std::vector<curve> trace() {
        class_faces();
        find_exits();
        std::vector<curve> out;
        trace_lone_sites(out);
        std::vector<bool> done(index_of(mesh_.size()), false);
        for (half e = 0; e < mesh_.size(); ++e) {
            if (!exits_[index_of(e)] || done[index_of(e)]) {
                continue;
            }
            const bool keep = !is_small_hole(e);
            curve made;
            half exit = e;
            known_corner start;
            off_ = 0;
            do {
                done[index_of(exit)] = true;
                exit = follow(exit, start, keep ? &made : nullptr);
            } while (exit != e);
            if (made.size() > 2) {
                made.front().off = std::max(made.front().off, off_);
                out.push_back(std::move(made));
            }
        }
        return out;
    }

private:
    [[nodiscard]] vec3 site(half i) const { return field_.site(i); }
    [[nodiscard]] half third(half e) const { return mesh_.to(mesh_.along_left(e)); }

    /// Distance from the Voronoi vertex left of `e` to its sites.
    [[nodiscard]] double vertex_distance(half e, bool exact) const {
        const vec3 a = site(mesh_.from(e));
        const vec3 b = site(mesh_.to(e));
        const vec3 c = site(third(e));
        const vec3 normal = cross(b - a, c - a);
        const double size = squared(normal);
        if (size == 0) {
            return 1e9;
        }
        if (!exact) {
            // Most vertices are clearly inside or outside: compare squared cosines.
            const double height = dot(normal, a);
            if (height < 0 || height * height < least_cosine2_ * size) {
                return radius_ * 2;
            }
            if (height * height > most_cosine2_ * size) {
                return 0;
            }
        }
        const vec3 centre = (1 / std::sqrt(size)) * normal;
        const double angle = angle_between(a, centre);
        return angle *
               (sphere_.mean_metres_per_radian(a, centre) +
                sphere_.mean_metres_per_radian(b, centre) +
                sphere_.mean_metres_per_radian(c, centre)) /
               3;
    }

    void class_faces() {
        left_.assign(index_of(mesh_.size()), face::unknown);
        for (half e = 0; e < mesh_.size(); ++e) {
            if (!mesh_.in_use(e) || left_[index_of(e)] != face::unknown) {
                continue;
            }
            const half b = mesh_.along_left(e);
            const half c = mesh_.along_left(b);
            const bool triangle =
                mesh_.along_left(c) == e && orientation(
                                                field_.grid[index_of(mesh_.from(e))],
                                                field_.grid[index_of(mesh_.from(b))],
                                                field_.grid[index_of(mesh_.from(c))]
                                            ) > 0;
            const face found = !triangle                             ? face::beyond
                               : vertex_distance(e, false) > radius_ ? face::outside
                                                                     : face::inside;
            half f = e;
            do {
                left_[index_of(f)] = found;
                f = mesh_.along_left(f);
            } while (f != e);
        }
    }

    [[nodiscard]] bool is_outside(half e) const { return left_[index_of(e)] != face::inside; }

    /// The Voronoi vertex on the left lies on the left of the two sites' middle.
    [[nodiscard]] bool is_ahead(half e) const {
        if (left_[index_of(e)] == face::beyond) {
            return true;
        }
        const vec3 apex = site(third(e));
        return dot(apex - site(mesh_.from(e)), apex - site(mesh_.to(e))) > 0;
    }

    /// The curve crosses the Voronoi edge of `e` twice, once on each side of the middle.
    [[nodiscard]] bool crosses_twice(half e) const {
        if (!is_outside(e) || !is_outside(e ^ 1) || !is_ahead(e) || !is_ahead(e ^ 1)) {
            return false;
        }
        const vec3 a = site(mesh_.from(e));
        const vec3 b = site(mesh_.to(e));
        const double near = radius_ / sphere_.most_metres_per_radian();
        return squared(a - b) < near * near || sphere_.distance(a, b) < 2 * radius_;
    }

    /// exits_[e]: counter-clockwise about the origin of `e`, its Voronoi cell's edge leaves the
    /// disc there, at the crossing on the left of `e`. Seen from the other end it enters.
    void find_exits() {
        exits_.assign(index_of(mesh_.size()), 0);
        for (half e = 0; e < mesh_.size(); e += 2) {
            if (!mesh_.in_use(e)) {
                continue;
            }
            const bool left = is_outside(e);
            const bool right = is_outside(e ^ 1);
            if (left && right) {
                exits_[index_of(e)] = exits_[index_of(e ^ 1)] = crosses_twice(e) ? 1 : 0;
            } else {
                exits_[index_of(e)] = left ? 1 : 0;
                exits_[index_of(e ^ 1)] = right ? 1 : 0;
            }
        }
    }

    /// Sites whose whole circle is in their own cell.
    void trace_lone_sites(std::vector<curve>& out) {
        for (half i = 0; i < static_cast<half>(field_.sites.size()); ++i) {
            const half first = mesh_.edge_of[index_of(i)];
            bool lone = true;
            if (first >= 0) {
                half e = first;
                do {
                    lone =
                        lone && is_outside(e) && !exits_[index_of(e)] && !exits_[index_of(e ^ 1)];
                    e = mesh_.turned(e);
                } while (lone && e != first);
            }
            if (lone) {
                const vec3 axis = std::abs(site(i).z) < 0.9 ? vec3{0, 0, 1} : vec3{1, 0, 0};
                curve made;
                const vec3 start = on_circle(i, normalized(cross(axis, site(i))));
                made.push_back({start, i});
                add_arc(i, start, 2 * std::numbers::pi, made);
                out.push_back(std::move(made));
            }
        }
    }

    /// Where the last arc ended, if that was computed.
    struct known_corner {
        bool known = false;
        vec3 where;
    };

    /// Walks the arc that starts at `exit` and returns the exit where the next arc starts.
    half follow(half exit, known_corner& start, curve* out) {
        half e = exit;
        do {
            e = mesh_.turned(e);
        } while (!exits_[index_of(e ^ 1)] && e != exit);
        if (out == nullptr) {
            return e ^ 1;
        }
        const half owner = mesh_.from(exit);
        const half other = mesh_.to(exit);
        const bool vertex = field_.is_vertex(owner) || e == exit;
        if (!vertex && !start.known && is_passed_over(owner, other)) {
            return e ^ 1;
        }
        const vec3 from = start.known ? start.where : corner(owner, other);
        start.known = false;
        out->push_back({from, owner, off_});
        off_ = vertex ? 0 : straight_off_;
        out->back().off = std::max(out->back().off, off_);
        if (vertex) {
            const vec3 to = corner(mesh_.to(e), owner);
            add_arc(owner, from, sweep(owner, from, to, e == exit), *out);
            start = {true, to};
        }
        return e ^ 1;
    }

    /// In the run of corners along one straight edge only every so many are needed.
    [[nodiscard]] bool is_passed_over(half i, half j) const {
        return !field_.is_vertex(j) && field_.are_joined(i, j) &&
               field_.sample_of[index_of(i)] % stride_ != 0;
    }

    /// Counter-clockwise angle at `owner` from one position to the other, in [0, 2 pi).
    [[nodiscard]] double sweep(half owner, vec3 from, vec3 to, bool same_edge) const {
        const vec3 n = site(owner);
        const vec3 u = from - n;
        const vec3 v = to - n;
        const double angle = std::atan2(dot(n, cross(u, v)), dot(u, v) - dot(u, n) * dot(v, n));
        if (angle >= 0) {
            return angle;
        }
        if (!same_edge && angle > -0.05) {
            // Nothing turned the wrong way by rounding, or all but a full turn: ask the field.
            const vec3 across = on_circle(owner, -1.0 * (u - dot(u, n) * n));
            if (field_.distance(across, field_.nearest(across, owner)) < radius_ * (1 - 1e-6)) {
                return 0;
            }
        }
        return angle + 2 * std::numbers::pi;
    }

    /// The position at distance radius_ from a site, in a direction (any length, any tilt).
    [[nodiscard]] vec3 on_circle(half owner, vec3 direction) const {
        const vec3 n = site(owner);
        const vec3 d = normalized(direction - dot(direction, n) * n);
        double angle = radius_ / sphere_.metres_per_radian(n.z);
        vec3 p = std::cos(angle) * n + std::sin(angle) * d;
        for (int i = 0; i < 2; ++i) {
            angle = radius_ / sphere_.mean_metres_per_radian(n, p);
            p = std::cos(angle) * n + std::sin(angle) * d;
        }
        return p;
    }

    [[nodiscard]] arc_steps steps_of(half owner, double angle) const {
        const double unit = field_.unit(owner);
        const double distance = radius_ / unit;
        const double gap = options_.arc_gap / unit;
        const double z = site(owner).z;
        const bool is_polar = std::asin(std::abs(z)) + distance > 1.3;
        if (options_.on_curve || is_polar || distance < 20 * gap) {
            const double longest = std::sqrt((is_polar ? 1.0 : 8.0) * gap / distance);
            return steps_on(angle, distance, std::min(0.5, longest));
        }
        return steps_outside(angle, distance, gap, lean_about(z, distance));
    }

    void add_arc(half owner, vec3 from, double angle, curve& out) {
        const auto steps = steps_of(owner, angle);
        off_ = static_cast<float>(steps.off);
        out.back().off = std::max(out.back().off, off_);
        if (steps.count < 1) {
            return;
        }
        const vec3 n = site(owner);
        const vec3 u = normalized(from - dot(from, n) * n);
        const vec3 v = cross(n, u);
        const double unit = field_.unit(owner);
        const double radius = radius_ + steps.outside * unit;
        double reach = radius / sphere_.mean_metres_per_radian(n, from, unit);
        double sine = std::sin(reach);
        double cosine = std::cos(reach);
        const double turn_cosine = std::cos(steps.step);
        const double turn_sine = std::sin(steps.step);
        double c = std::cos(steps.first);
        double s = std::sin(steps.first);
        for (int k = 0; k < steps.count; ++k) {
            const vec3 d = c * u + s * v;
            vec3 p = cosine * n + sine * d;
            const double better = radius / sphere_.mean_metres_per_radian(n, p, unit);
            if (std::abs(better - reach) * unit > 1e-4) {
                reach = better;
                sine = std::sin(reach);
                cosine = std::cos(reach);
                p = cosine * n + sine * d;
            }
            out.push_back({p, owner, off_});
            const double next = c * turn_cosine - s * turn_sine;
            s = s * turn_cosine + c * turn_sine;
            c = next;
        }
    }

    /// Where the circles about two sites meet, on the left of the way from i to j; lifted when the
    /// sites are joined.
    [[nodiscard]] vec3 corner(half i, half j) {
        const vec3 a = site(i);
        const vec3 b = site(j);
        const vec3 sum = a + b;
        const vec3 gap = a - b;
        const vec3 side = cross(a, b);
        const double gap2 = squared(gap);
        const double side2 = squared(side);
        const bool lifted = field_.are_joined(i, j);
        vec3 p;
        // The mean scale changes little from one corner to the next: begin with the last one.
        for (int step = 0; step < 4; ++step) {
            const double ra = radius_ / (field_.unit(i) * scale_change_);
            const double rb = radius_ / (field_.unit(j) * scale_change_ * pair_change_);
            // The cosine of an angle is 1 - 2 sine2(half of it), without loss.
            const double sa = sine2(ra / 2);
            const double sb = sine2(rb / 2);
            const double s = sa + sb;
            const double along = 2 * (1 - s) / (4 - gap2);
            const double across = 2 * (sb - sa) / gap2;
            double rest = (8 * s - 4 * s * s - gap2) / (4 - gap2) - across * across * gap2;
            if (lifted) {
                rest += gap2 / 4;
            }
            p = along * sum + across * gap + std::sqrt(std::max(rest, 0.0) / side2) * side;
            const double far = sphere_.metres_per_radian(p.z);
            const double change_a =
                sphere_.mean_metres_per_radian(a, p, field_.unit(i), far) / field_.unit(i);
            const double change_b =
                sphere_.mean_metres_per_radian(b, p, field_.unit(j), far) / field_.unit(j);
            const bool settled = std::abs(change_a - scale_change_) * radius_ < 1e-4 &&
                                 std::abs(change_b - scale_change_ * pair_change_) * radius_ < 1e-4;
            scale_change_ = change_a;
            pair_change_ = change_b / change_a;
            if (settled) {
                break;
            }
        }
        return normalized(p);
    }

    /// Squared sine, of small angles by its series (the next term is below 1e-18 there).
    static double sine2(double angle) {
        const double x = angle * angle;
        if (x < 4e-4) {
            return x * (1 - x * (1.0 / 3 - x * (2.0 / 45 - x * (1.0 / 315))));
        }
        const double sine = std::sin(angle);
        return sine * sine;
    }

    /// The region outside, left of exit `e`, is enclosed and nowhere farther than
    /// options_.least_hole from the curve. Looks through its Voronoi vertices.
    [[nodiscard]] bool is_small_hole(half e) const {
        std::vector<half> queue{e};
        std::vector<half> seen;
        const auto face_id = [this](half h) {
            return std::min({h, mesh_.along_left(h), mesh_.along_left(mesh_.along_left(h))});
        };
        while (!queue.empty()) {
            const half h = queue.back();
            queue.pop_back();
            if (left_[index_of(h)] == face::beyond || seen.size() > 200 ||
                vertex_distance(h, true) > radius_ + options_.least_hole) {
                return false;
            }
            const half id = face_id(h);
            if (std::find(seen.begin(), seen.end(), id) != seen.end()) {
                continue;
            }
            seen.push_back(id);
            half side = h;
            do {
                if (is_outside(side ^ 1) && !exits_[index_of(side)] &&
                    !exits_[index_of(side ^ 1)]) {
                    queue.push_back(side ^ 1);
                }
                side = mesh_.along_left(side);
            } while (side != h);
        }
        return true;
    }

    const site_field& field_;
    const conformal_sphere& sphere_;
    const triangulation& mesh_;
    double radius_;
    level_set_options options_;
    int stride_ = 1;
    double least_cosine2_ = 0;
    double most_cosine2_ = 0;
    double scale_change_ = 1;  ///< mean scale to the last corner over that at its first site
    double pair_change_ = 1;   ///< the same ratio of its second site over that of its first
    float straight_off_ = 0;   ///< curve_point::off along straight edges
    float off_ = 0;            ///< of what was drawn last
    std::vector<face> left_;
    std::vector<std::uint8_t> exits_;
};

}  // namespace

std::vector<curve> level_set(
    const site_field& field, double radius, const level_set_options& options
) {
    return tracer(field, radius, options).trace();
}

}  // namespace geo::detail
