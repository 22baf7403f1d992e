// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/parallel_curves.hpp"

#include "geo/offset/arc_steps.hpp"
#include "geo/offset/rim_cover.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace geo::detail {

namespace {

/// A corner computed from either of its circles: the same place within 2 mm, or there is no answer.
constexpr double same_place = 0.002 / 6.371e6;  // on a mean earth

/// Puts what is left of the rims together.
class linker {
public:
    linker(const rims& of, const parallel_options& options)
        : rims_(of), options_(options), left_(uncovered_parts(of)) {}

    /// False when a stretch has no follower, or not the only one, or one elsewhere.
    bool link() {
        std::sort(left_.begin(), left_.end(), starts_before);
        std::vector<bool> used(left_.size(), false);
        follower_.resize(left_.size());
        starts_.resize(left_.size());
        for (std::size_t i = 0; i < left_.size(); ++i) {
            const auto& part = left_[i];
            part_of_rim wanted;
            double apart = same_place;
            if (part.where.to_rim == own_end) {
                wanted.rim = rims_.after(part.rim);
                wanted.where.from_rim = own_end;
                apart = smooth_joint * 1.01;
            } else {
                wanted.rim = part.where.to_rim;
                wanted.where.from_rim = part.rim;
            }
            if (wanted.rim < 0) {
                return false;
            }
            const auto found = std::lower_bound(left_.begin(), left_.end(), wanted, starts_before);
            const auto number = static_cast<std::size_t>(found - left_.begin());
            if (found == left_.end() || starts_before(wanted, *found) || used[number]) {
                return false;
            }
            const vec3 here = position_on(rims_.arc_of(part.rim), part.where.to);
            const vec3 there = position_on(rims_.arc_of(found->rim), found->where.from);
            if (squared(here - there) > apart * apart) {
                return false;
            }
            used[number] = true;
            follower_[i] = static_cast<std::uint32_t>(number);
            starts_[number] = there;
        }
        return true;
    }

    // -- Points -----------------------------------------------------------------------------------

    [[nodiscard]] std::vector<curve> curves() const {
        std::vector<curve> out;
        std::vector<bool> done(left_.size(), false);
        for (std::size_t i = 0; i < left_.size(); ++i) {
            if (done[i]) {
                continue;
            }
            curve made;
            made.reserve(most_points(i));
            float off = 0;
            for (std::size_t k = i; !done[k]; k = follower_[k]) {
                done[k] = true;
                off = add_points(k, off, made);
            }
            made.front().off = std::max(made.front().off, off);
            if (made.size() > 2 && !is_speck(made)) {
                out.push_back(std::move(made));
            }
        }
        return out;
    }

private:
    [[nodiscard]] static bool starts_before(const part_of_rim& s, const part_of_rim& t) {
        return s.rim != t.rim ? s.rim < t.rim : s.where.from_rim < t.where.from_rim;
    }

    /// About how many points the curve with this stretch needs, and hardly more than that.
    [[nodiscard]] std::size_t most_points(std::size_t first) const {
        double count = 2;
        std::size_t k = first;
        do {
            const auto& part = left_[k];
            const bool about = !rims_.is_parallel(part.rim);
            // A quarter turn is pi / 2; the step between points 4 sqrt(gap / distance).
            count += 1.1 + (about ? 0.45 * (part.where.to - part.where.from) *
                                        std::sqrt(options_.distance / options_.gap)
                                  : 0.0);
            k = follower_[k];
        } while (k != first);
        return static_cast<std::size_t>(count);
    }

    /// And returns by how much the chain may be off there.
    float add_points(std::size_t number, float before, curve& out) const {
        const auto& part = left_[number];
        const auto arc = rims_.arc_of(part.rim);
        out.push_back({starts_[number], part.rim, before});
        const double from = angle_of(part.where.from);
        const double way = angle_of(part.where.to) - from;
        const auto corner = out.size() - 1;
        const float off = rims_.is_parallel(part.rim) ? add_along(arc, from, way, part.rim, out)
                                                      : add_about(arc, from, way, part.rim, out);
        out[corner].off = std::max(before, off);
        return off;
    }

    /// Between two points of a parallel an edge runs on the great circle, or, straight in lon/lat, to
    /// the right of it by tan(latitude) sin(azimuth) (1 + cos(azimuth)^2) length^2 / 8 (boundary.cpp);
    /// the parallel itself to the left by height / radius length^2 / 8.
    float add_along(const rim_arc& arc, double from, double way, std::int32_t rim, curve& out)
        const {
        const vec3 p = arc.middle;
        const double across2 = p.x * p.x + p.y * p.y + 1e-6;
        const vec3 ahead = cross(arc.of.axis, p);
        const double sine = (p.x * ahead.y - p.y * ahead.x) / std::sqrt(across2 * squared(ahead));
        const double bow = p.z / std::sqrt(across2) * sine * (2 - sine * sine);
        const double bend = arc.of.height / arc.radius;
        const double worst = std::max(std::abs(bend), std::abs(bend + bow) + 0.03 * std::abs(bow));
        const double step = std::sqrt(7 * options_.gap / (worst + 1e-9));
        const int count = static_cast<int>(std::ceil(way * arc.radius / step));
        const double length = way * arc.radius / std::max(1, count);
        const auto off = static_cast<float>(1.01 * std::abs(bend) * length * length / 8);
        for (int k = 1; k < count; ++k) {
            const double t = from + way * k / count;
            out.push_back(
                {arc.of.height * arc.of.axis + (arc.radius * std::cos(t)) * arc.u +
                     (arc.radius * std::sin(t)) * arc.v,
                 rim,
                 off}
            );
        }
        return off;
    }

    float add_about(const rim_arc& arc, double from, double way, std::int32_t rim, curve& out)
        const {
        const double d = options_.distance;
        const auto steps = steps_outside(way, d, options_.gap, lean_about(arc.of.axis.z, d));
        const auto off = static_cast<float>(steps.off);
        const double sine = std::sin(d + steps.outside);
        const vec3 centre = std::cos(d + steps.outside) * arc.of.axis;
        double c = std::cos(from + steps.first);
        double s = std::sin(from + steps.first);
        const double turn_cosine = std::cos(steps.step);
        const double turn_sine = std::sin(steps.step);
        for (int k = 0; k < steps.count; ++k) {
            out.push_back({centre + (sine * c) * arc.u + (sine * s) * arc.v, rim, off});
            const double next = c * turn_cosine - s * turn_sine;
            s = s * turn_cosine + c * turn_sine;
            c = next;
        }
        return off;
    }

    /// A hole so small that it may be left out.
    [[nodiscard]] bool is_speck(const curve& made) const {
        const double most = options_.least_hole * options_.least_hole;
        return made.size() < 64 && std::all_of(made.begin(), made.end(), [&](const auto& p) {
                   return squared(p.at - made.front().at) < most;
               });
    }

    const rims& rims_;
    parallel_options options_;
    std::vector<part_of_rim> left_;
    std::vector<std::uint32_t> follower_;
    std::vector<vec3> starts_;  ///< where each begins
};

}  // namespace

std::optional<std::vector<curve>> parallel_curves(
    const line_arcs& lines, const parallel_options& options
) {
    const rims made(lines, options.distance);
    if (!made.are_sound()) {
        return std::nullopt;
    }
    linker curves(made, options);
    return curves.link() ? std::optional(curves.curves()) : std::nullopt;
}

}  // namespace geo::detail
