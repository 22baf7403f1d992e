// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/side_rule.hpp"

#include "geo/base/index_of.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace geo::detail {

namespace {

/// Angle at `centre` counter-clockwise from one direction to another, in (0, 2 pi].
double turn(vec3 centre, vec3 from, vec3 to) {
    const vec3 u = from - dot(from, centre) * centre;
    const vec3 v = to - dot(to, centre) * centre;
    const double angle = std::atan2(dot(centre, cross(u, v)), dot(u, v));
    return angle > 1e-15 ? angle : angle + 2 * std::numbers::pi;
}

}  // namespace

side_rule::side_rule(const site_field& field, const std::vector<line_sample>& samples, end_cap ends)
    : field_(field), samples_(samples), ends_(ends), first_(field.sites.size() + 1, 0) {
    for (const auto s : field.site_of) {
        ++first_[index_of(s) + 1];
    }
    for (std::size_t i = 1; i < first_.size(); ++i) {
        first_[i] += first_[i - 1];
    }
    of_site_.resize(samples.size());
    auto next = first_;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        of_site_[index_of(next[index_of(field.site_of[i])]++)] = static_cast<std::int32_t>(i);
    }
}

std::vector<side_rule::ray> side_rule::rays_at(std::int32_t site) const {
    std::vector<ray> out;
    for (auto k = first_[index_of(site)]; k < first_[index_of(site) + 1]; ++k) {
        const auto sample = of_site_[index_of(k)];
        if (samples_[index_of(sample)].connected && field_.site_of[index_of(sample - 1)] != site) {
            out.push_back({field_.site(field_.site_of[index_of(sample - 1)]), false});
        }
        if (index_of(sample) + 1 < samples_.size() && samples_[index_of(sample) + 1].connected &&
            field_.site_of[index_of(sample + 1)] != site) {
            out.push_back({field_.site(field_.site_of[index_of(sample + 1)]), true});
        }
    }
    return out;
}

land side_rule::side_at_vertex(vec3 p, std::int32_t site) const {
    const auto rays = rays_at(site);
    if (rays.empty() || (rays.size() == 1 && ends_ == end_cap::flat)) {
        return land::none;
    }
    const vec3 centre = field_.site(site);
    const ray* before = nullptr;  // the first ray clockwise from p, and the first the other way
    const ray* after = nullptr;
    double least_before = 10;
    double least_after = 10;
    for (const auto& r : rays) {
        const double back = turn(centre, r.to, p);
        const double ahead = turn(centre, p, r.to);
        if (back < least_before) {
            least_before = back;
            before = &r;
        }
        if (ahead < least_after) {
            least_after = ahead;
            after = &r;
        }
    }
    const land first = before->leaving ? land::left : land::right;
    const land second = after->leaving ? land::right : land::left;
    return least_before < least_after ? first : second;
}

side_rule::verdict side_rule::near_site(vec3 p, std::int32_t near) const {
    const vec3 v = field_.site(near);
    verdict best{angle_between(p, v), land::none};
    bool inside_edge = false;
    for (const auto& r : rays_at(near)) {
        const vec3 normal = cross(v, r.to);
        const double size = std::sqrt(squared(normal));
        // The foot of the perpendicular lies between the two sites.
        if (size == 0 || dot(cross(normal, v), p) <= 0 || dot(cross(r.to, normal), p) <= 0) {
            continue;
        }
        const double across = dot(normal, p) / size;
        const double away = std::abs(std::asin(std::clamp(across, -1.0, 1.0)));
        if (away < best.distance) {
            best = {away, (across > 0) == r.leaving ? land::left : land::right};
            inside_edge = true;
        }
    }
    if (!inside_edge) {
        best.side = side_at_vertex(p, near);
    }
    return best;
}

side_rule::verdict side_rule::judge(vec3 p, std::int32_t start) const {
    const auto near = field_.nearest(p, start);
    auto best = near_site(p, near);
    const auto first = field_.mesh.edge_of[index_of(near)];
    auto e = first;
    while (e >= 0) {
        const auto other = near_site(p, field_.mesh.to(e));
        if (other.distance < best.distance * (1 - 1e-9)) {
            best = other;
        }
        e = field_.mesh.turned(e);
        if (e == first) {
            break;
        }
    }
    return best;
}

void side_rule::mark_wide(std::int32_t site, double limit, std::vector<bool>& marks) const {
    const auto mark = [&](std::size_t later) {
        if (later < samples_.size() && samples_[later].connected && later > 0 &&
            angle_between(samples_[later - 1].at, samples_[later].at) > limit) {
            marks[later] = true;
        }
    };
    for (auto k = first_[index_of(site)]; k < first_[index_of(site) + 1]; ++k) {
        mark(index_of(of_site_[index_of(k)]));
        mark(index_of(of_site_[index_of(k)]) + 1);
    }
}

std::vector<side_rule::cut> side_rule::cuts() const {
    std::vector<cut> out;
    for (std::int32_t i = 0; i < static_cast<std::int32_t>(field_.sites.size()); ++i) {
        const auto rays = rays_at(i);
        const vec3 centre = field_.site(i);
        if (rays.size() == 1 && ends_ == end_cap::flat) {
            const vec3 along = rays[0].to - dot(rays[0].to, centre) * centre;
            const vec3 across = normalized(cross(centre, along));
            out.push_back({i, across});
            out.push_back({i, -1.0 * across});
            continue;
        }
        for (const auto& r : rays) {
            const ray* after = nullptr;
            double least = 10;
            for (const auto& other : rays) {
                const double ahead = turn(centre, r.to, other.to);
                if (ahead < least) {
                    least = ahead;
                    after = &other;
                }
            }
            if (r.leaving != after->leaving) {
                continue;  // both call the sector by one name
            }
            const vec3 u = normalized(r.to - dot(r.to, centre) * centre);
            const vec3 w = cross(centre, u);
            out.push_back({i, std::cos(least / 2) * u + std::sin(least / 2) * w});
        }
    }
    return out;
}

}  // namespace geo::detail
