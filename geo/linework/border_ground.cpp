// SPDX-License-Identifier: Apache-2.0
#include "geo/linework/border_ground.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace geo::detail {

namespace {

/// Degrees of latitude, and of longitude at the equator, that make about 2 km: an edge that long
/// leaves the parallel, the geodesic and the plane's straight line by less than 0.1 m up to 60
/// degrees of latitude.
constexpr double longest_edge = 0.018;

template <class Chain>
ring<east_north> project_ring(const local_frame& frame, const Chain& chain) {
    ring<east_north> out;
    out.reserve(chain.size());
    for (std::size_t i = 0; i < chain.size(); ++i) {
        if (i > 0) {
            const double dx = (chain[i].lon - chain[i - 1].lon).value();
            const double dy = (chain[i].lat - chain[i - 1].lat).value();
            const auto pieces = std::ceil(std::hypot(dx, dy) / longest_edge);
            for (double k = 1; k < pieces; ++k) {
                out.push_back(frame.project(
                    {chain[i - 1].lon + degrees(dx * k / pieces),
                     chain[i - 1].lat + degrees(dy * k / pieces)}
                ));
            }
        }
        out.push_back(frame.project(chain[i]));
    }
    return out;
}

}  // namespace

multi_polygon<east_north> project_dense(
    const local_frame& frame, const multi_polygon<lon_lat>& shape
) {
    multi_polygon<east_north> out;
    out.reserve(shape.size());
    for (const auto& part : shape) {
        auto& made = out.emplace_back();
        made.outer = project_ring(frame, part.outer);
        for (const auto& hole : part.holes) {
            made.holes.push_back(project_ring(frame, hole));
        }
    }
    return out;
}

metres plane_distance(east_north a, east_north b) {
    return metres(std::hypot((b.east - a.east).value(), (b.north - a.north).value()));
}

east_north between(east_north a, east_north b, double fraction) {
    return {a.east + (b.east - a.east) * fraction, a.north + (b.north - a.north) * fraction};
}

std::optional<edge_meeting> meeting(east_north a, east_north b, east_north c, east_north d) {
    const double ux = (b.east - a.east).value();
    const double uy = (b.north - a.north).value();
    const double vx = (d.east - c.east).value();
    const double vy = (d.north - c.north).value();
    const double wx = (c.east - a.east).value();
    const double wy = (c.north - a.north).value();
    const double cross = ux * vy - uy * vx;
    if (cross == 0) {
        return std::nullopt;
    }
    const double t = (wx * vy - wy * vx) / cross;
    const double s = (wx * uy - wy * ux) / cross;
    // Rounding must not let a crossing slip between two edges that share a position.
    constexpr double slack = 1e-9;
    if (t < 0 || t > 1 || s < -slack || s > 1 + slack) {
        return std::nullopt;
    }
    return edge_meeting{t, std::clamp(s, 0.0, 1.0)};
}

border_ground::border_ground(const local_frame& frame, multi_polygon<east_north> area)
    : frame_(frame), area_(std::move(area)), edges_(area_), inside_(area_) {}

metres border_ground::distance(east_north p) const {
    const auto hit = edges_.nearest(p);
    return hit ? hit->distance / frame_.scale(p) : metres(std::numeric_limits<double>::infinity());
}

border_ground::shore border_ground::nearest(east_north p) const {
    const auto hit = edges_.nearest(p);
    return {hit->nearest, {hit->found.chain, hit->found.place + hit->fraction}};
}

std::optional<border_ground::crossing> border_ground::first_crossing(
    east_north a, east_north b, double from
) const {
    const east_north low{std::min(a.east, b.east), std::min(a.north, b.north)};
    const east_north high{std::max(a.east, b.east), std::max(a.north, b.north)};
    std::optional<crossing> first;
    for (const auto& edge : edges_.touching(low, high)) {
        const auto at = meeting(a, b, edge.a, edge.b);
        if (at && at->first > from && (!first || at->first < first->fraction)) {
            first = crossing{at->first, {edge.chain, edge.place + at->second}};
        }
    }
    return first;
}

}  // namespace geo::detail
