// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/side_cutter.hpp"

#include "geo/base/index_of.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/offset/chart.hpp"
#include "geo/overlay/overlay.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

namespace geo::detail {

namespace {}  // namespace

multi_polygon<lon_lat> side_cutter::cut(
    const multi_polygon<lon_lat>& whole,
    const multi_line_string<lon_lat>& lines,
    const std::vector<free_end>& ends,
    end_cap caps,
    land wanted
) {
    for_each_ring(to_chart(whole), [&](const ring<east_north>& r) {
        cuts_.emplace_back(r.begin(), r.end());
    });
    for (const auto& line : lines) {
        add(line);
    }
    add_end_cuts(ends, caps);
    add_vertex_cuts(lines, ends);
    add_medial_cuts();
    multi_polygon<east_north> kept;
    for (auto& face : faces(cuts_)) {
        const auto found = half_.judge(from_chart(inner_position(face)));
        if (found.distance <= distance_ + metres(1) && found.side == wanted) {
            kept.push_back(std::move(face));
        }
    }
    return from_chart(unite(kept));
}

void side_cutter::add(const line_string<lon_lat>& line) {
    for (const auto& part : cut_at_antimeridian(multi_line_string<lon_lat>{line})) {
        if (part.size() > 1) {
            cuts_.push_back(to_chart(part));
        }
    }
}

void side_cutter::add_ray(lon_lat from, degrees azimuth) {
    const auto end = destination(from, azimuth, distance_ * 1.001 + metres(2));
    add(densify(line_string<lon_lat>{from, end}, edge_reading::geodesic, tolerance_ / 4));
}

void side_cutter::add_end_cuts(const std::vector<free_end>& ends, end_cap caps) {
    for (const auto& end : ends) {
        if (caps == end_cap::round) {
            add_ray(end.at, end.onward);
        } else {
            add_ray(end.at, end.onward + degrees(90));
            add_ray(end.at, end.onward - degrees(90));
        }
    }
}

void side_cutter::add_vertex_cuts(
    const multi_line_string<lon_lat>& lines, const std::vector<free_end>& ends
) {
    // The input's own positions, for the cuts to meet the lines exactly.
    std::unordered_map<std::int32_t, lon_lat> where;
    const auto site_at = [&](lon_lat p) {
        last_ = field_.nearest(sphere_.to_sphere(p), last_);
        return last_;
    };
    for (const auto& line : lines) {
        for (const auto& p : line) {
            where.emplace(site_at(p), p);
        }
    }
    for (const auto& end : ends) {
        where.erase(site_at(end.at));
    }
    for (const auto& c : rule_.cuts()) {
        const auto found = where.find(c.site);
        if (found == where.end()) {
            continue;
        }
        const vec3 n = field_.site(c.site);
        const vec3 north{-n.z * n.x, -n.z * n.y, 1 - n.z * n.z};
        const vec3 east{-n.y, n.x, 0};
        const degrees azimuth(
            std::atan2(dot(c.toward, east), dot(c.toward, north)) * 180 / std::numbers::pi
        );
        add_ray(found->second, azimuth);
    }
}

void side_cutter::add_medial_cuts() {
    for (std::int32_t e = 0; e < field_.mesh.size(); e += 2) {
        const auto& mesh = field_.mesh;
        if (!mesh.in_use(e) || field_.are_joined(mesh.from(e), mesh.to(e))) {
            continue;
        }
        add_medial(e);
    }
}

void side_cutter::add_medial(std::int32_t e) {
    const auto i = field_.mesh.from(e);
    const auto j = field_.mesh.to(e);
    const vec3 a = field_.site(i);
    const vec3 b = field_.site(j);
    const double half = angle_between(a, b) / 2;
    const double reach = 1.1 * distance_.value() / field_.unit(i);
    if (half >= reach) {
        return;
    }
    const vec3 middle = normalized(a + b);
    const vec3 across = normalized(cross(a, b));
    const double widest = std::acos(std::min(1.0, std::cos(reach) / std::cos(half)));
    const double ahead = vertex_way(e, middle, across, widest);
    const double behind = -vertex_way(e ^ 1, middle, -1.0 * across, widest);
    const double high = std::min(widest, ahead);
    const double low = std::max(-widest, behind);
    if (low >= high) {
        return;
    }
    const auto place_on_edge = [&](double t) {
        return normalized(std::cos(t) * middle + std::sin(t) * across);
    };
    const auto differ = [&](double t) {
        const vec3 p = place_on_edge(t);
        return rule_.near_site(p, i).side != rule_.near_site(p, j).side;
    };
    const auto placed = [&](double t) {
        if (t == ahead || t == behind) {
            return corner(t == ahead ? e : e ^ 1, place_on_edge(t));
        }
        const vec3 p = place_on_edge(t);
        const vec3 toward = normalized((b - a) - dot(b - a, p) * p);
        const auto start = sphere_.to_earth(p);
        return half_.change_near(start, toward, metres(half * field_.unit(i))).value_or(start);
    };
    // Geodesics leave edges straight in lon/lat by their length squared.
    const double fine = 1500.0 * std::min(1.0, std::sqrt(tolerance_.value() / 0.5));
    const double longest = std::min(fine, distance_.value() / 4) / field_.unit(i);
    const int pieces = std::max(1, static_cast<int>(std::ceil((high - low) / longest)));
    line_string<lon_lat> run;
    const auto flush = [&] {
        if (run.size() > 1) {
            half_.refine(run, tolerance_ / 4);
            add(run);
        }
        run.clear();
    };
    for (int k = 0; k < pieces; ++k) {
        const double from = low + (high - low) * k / pieces;
        const double to = k + 1 == pieces ? high : low + (high - low) * (k + 1) / pieces;
        const double step = to - from;
        if (!differ(from + 0.01 * step) && !differ(from + 0.5 * step) &&
            !differ(from + 0.99 * step)) {
            flush();
            continue;
        }
        if (run.empty()) {
            run.push_back(placed(from));
        }
        run.push_back(placed(to));
    }
    flush();
}

double side_cutter::vertex_way(std::int32_t e, vec3 middle, vec3 across, double otherwise) const {
    const auto& mesh = field_.mesh;
    const auto f = mesh.along_left(e);
    const auto g = mesh.along_left(f);
    const auto p = [&](std::int32_t h) { return field_.grid[index_of(mesh.from(h))]; };
    if (mesh.along_left(g) != e || orientation(p(e), p(f), p(g)) <= 0) {
        return otherwise;
    }
    // The same position, to the last digit, for the three edges that meet there.
    const auto first = std::min({e, f, g});
    const auto second = mesh.along_left(first);
    const auto third = mesh.along_left(second);
    const vec3 a = field_.site(mesh.from(first));
    const vec3 centre =
        cross(field_.site(mesh.from(second)) - a, field_.site(mesh.from(third)) - a);
    return std::atan2(dot(centre, across), dot(centre, middle));
}

lon_lat side_cutter::corner(std::int32_t e, vec3 where) {
    const auto& mesh = field_.mesh;
    const auto f = mesh.along_left(e);
    const auto g = mesh.along_left(f);
    const auto [known, is_new] = corners_.try_emplace(std::min({e, f, g}));
    if (!is_new) {
        return known->second;
    }
    known->second = sphere_.to_earth(where);
    const std::array<std::int32_t, 3> sites{mesh.from(e), mesh.from(f), mesh.from(g)};
    std::array<land, 3> seen{};
    for (std::size_t k = 0; k < 3; ++k) {
        seen[k] = rule_.near_site(where, sites[k]).side;
    }
    for (std::size_t k = 0; k < 3; ++k) {
        const auto second = (k + 1) % 3;
        const auto third = (k + 2) % 3;
        if (seen[second] != seen[third] || seen[k] == seen[second]) {
            continue;
        }
        // From the one site that sees another side towards the two others.
        const vec3 apart =
            field_.site(sites[second]) + field_.site(sites[third]) - 2.0 * field_.site(sites[k]);
        const vec3 toward = normalized(apart - dot(apart, where) * where);
        const metres reach(field_.distance(where, sites[k]));
        known->second = half_.change_near(known->second, toward, reach).value_or(known->second);
    }
    return known->second;
}

}  // namespace geo::detail
