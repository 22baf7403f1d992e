// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/half_way.hpp"

#include "geo/measure/geodesic.hpp"
#include "geo/offset/lonlat_between.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace geo::detail {

namespace {

/// The direction to the left of a-b, seen at p.
vec3 left_of(const conformal_sphere& sphere, lon_lat a, lon_lat b, vec3 p) {
    const vec3 along = sphere.to_sphere(b) - sphere.to_sphere(a);
    return normalized(cross(p, along));
}

}  // namespace

half_way::half_way(
    const multi_line_string<lon_lat>& lines,
    const std::vector<free_end>& ends,
    end_cap caps,
    const conformal_sphere& sphere,
    const site_field& field,
    const side_rule& rule
)
    : sphere_(sphere), rule_(rule), caps_(caps) {
    std::map<lon_lat, const free_end*> free;
    for (const auto& end : ends) {
        free.emplace(end.at, &end);
    }
    const auto note = [&](lon_lat p) {
        if (const auto found = free.find(p); found != free.end()) {
            free_[static_cast<std::uint32_t>(ends_.size())].push_back(*found->second);
        }
    };
    std::int32_t near = 0;
    const auto site_at = [&](lon_lat p) {
        near = field.nearest(sphere.to_sphere(p), near);
        return near;
    };
    for (const auto& line : lines) {
        for (std::size_t i = 0; i + 1 < line.size(); ++i) {
            tree_.add(line[i], line[i + 1]);
            note(line[i]);
            note(line[i + 1]);
            const auto first = site_at(line[i]);
            ends_.emplace_back(first, site_at(line[i + 1]));
        }
        if (line.size() == 1) {
            tree_.add(line[0], line[0]);
            ends_.emplace_back(site_at(line[0]), near);
        }
    }
    tree_.build();
}

std::optional<land> half_way::beyond(lon_lat p, const free_end& end) const {
    const auto way = inverse(end.at, p);
    const double turned = std::remainder((way.azimuth_start - end.onward).value(), 360.0);
    // The nearest position of a line is its end where the geodesic there leaves it at 90 degrees or more.
    if (way.length.value() == 0 || std::abs(turned) >= 90) {
        return std::nullopt;
    }
    if (caps_ == end_cap::flat) {
        return land::none;
    }
    return (turned > 0) == end.is_start ? land::left : land::right;
}

half_way::verdict half_way::judge(lon_lat p) const {
    const auto here = to_space(p);
    const auto hit = tree_.nearest(here);
    const auto& chord = tree_.chords()[hit.chord];
    const auto& ends = ends_[chord.edge];
    const double foot = chord.first + chord.foot(here) * (chord.last - chord.first);
    verdict out{metres(hit.distance), land::none};
    if (const auto found = free_.find(chord.edge); found != free_.end()) {
        for (const auto& end : found->second) {
            if (const auto side = beyond(p, end)) {
                return {out.distance, *side};
            }
        }
    }
    if (foot <= 0 || foot >= 1) {
        const auto site = foot <= 0 ? ends.first : ends.second;
        out.side = rule_.near_site(sphere_.to_sphere(p), site).side;
    } else {
        out.side = dot(cross(chord.a, chord.b), here) > 0 ? land::left : land::right;
    }
    return out;
}

lon_lat half_way::moved(lon_lat p, vec3 across, double way) const {
    const vec3 at = sphere_.to_sphere(p);
    const double angle = way / sphere_.metres_per_radian(at.z);
    return sphere_.to_earth(normalized(std::cos(angle) * at + std::sin(angle) * across));
}

std::optional<lon_lat> half_way::change_near(lon_lat p, vec3 across, metres reach) const {
    const auto middle = judge(p).side;
    constexpr double exact = 0.004;
    double same = 0;
    for (double way = 0.05; same < reach.value(); way = std::min(2 * way, reach.value())) {
        for (const double sign : {1.0, -1.0}) {
            if (judge(moved(p, across, sign * way)).side == middle) {
                continue;
            }
            double low = same;
            double high = way;
            while (high - low > exact) {
                const double half = (low + high) / 2;
                (judge(moved(p, across, sign * half)).side == middle ? low : high) = half;
            }
            return moved(p, across, sign * high);
        }
        same = way;
    }
    return std::nullopt;
}

void half_way::refine(lon_lat a, lon_lat b, metres tolerance, int depth, line_string<lon_lat>& out)
    const {
    const auto middle = lonlat_between(a, b, 0.5);
    const double size = geo::distance(a, b).value();
    if (depth > 0 && size > 2 * tolerance.value() && judge(middle).distance > tolerance) {
        const auto across = left_of(sphere_, a, b, sphere_.to_sphere(middle));
        const auto found = change_near(middle, across, metres(size));
        // Read as a geodesic the edge runs elsewhere.
        const auto other = interpolate(a, b, 0.5);
        if (found && (geo::distance(*found, middle) > tolerance ||
                      geo::distance(*found, other) > tolerance)) {
            refine(a, *found, tolerance, depth - 1, out);
            refine(*found, b, tolerance, depth - 1, out);
            return;
        }
    }
    out.push_back(b);
}

void half_way::refine(line_string<lon_lat>& line, metres tolerance) const {
    line_string<lon_lat> out{line.front()};
    constexpr int halvings = 8;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        refine(line[i], line[i + 1], tolerance, halvings, out);
    }
    line = std::move(out);
}

metres half_way::error_of(const multi_polygon<lon_lat>& area, metres distance, metres tolerance)
    const {
    metres worst{0};
    const auto check = [&](lon_lat a, lon_lat b) {
        constexpr std::array<double, 3> places{0.25, 0.5, 0.75};
        for (std::size_t k = 0; k < 2 * places.size(); ++k) {
            const double t = places[k / 2];
            const auto p = k % 2 == 0 ? lonlat_between(a, b, t) : interpolate(a, b, t);
            const auto away = judge(p).distance;
            if (away < 2 * tolerance || away > distance - 2 * tolerance) {
                continue;
            }
            const auto at = sphere_.to_sphere(p);
            const auto across = left_of(sphere_, a, b, at);
            const auto differ = [&](double way) {
                const auto change = [&](vec3 to) {
                    return judge(moved(p, to, way)).side != judge(moved(p, to, -way)).side;
                };
                // Short edges have any direction, the grid's, and at a tip where three cuts meet the
                // change lies aslant: a change is a change in any direction.
                const vec3 along = cross(at, across);
                return change(across) || change(along) || change(normalized(across + along)) ||
                       change(normalized(across - along));
            };
            double way = tolerance.value();
            while (!differ(way) && way < distance.value()) {
                way *= 2;
            }
            worst = std::max(worst, metres(way));
        }
    };
    for_each_ring(area, [&](const ring<lon_lat>& r) {
        for (std::size_t i = 0; i + 1 < r.size(); ++i) {
            const bool is_cut = std::abs(r[i].lon.value()) == 180 && r[i].lon == r[i + 1].lon;
            const bool is_pole = std::abs(r[i].lat.value()) == 90;
            if (!is_cut && !is_pole) {
                check(r[i], r[i + 1]);
            }
        }
    });
    return worst;
}

}  // namespace geo::detail
