// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/inner_distance.hpp"

#include "geo/base/error.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/offset/chart.hpp"
#include "geo/offset/inner_fields.hpp"
#include "geo/overlay/overlay.hpp"

#include <fmt/format.h>

#include <cassert>
#include <future>
#include <limits>

namespace geo {

namespace {

/// Sideways, between the two readings of an edge.
constexpr metres reading_tolerance{0.1};

void check(const multi_polygon<lon_lat>& area) {
    if (area.empty()) {
        throw input_error("the area for shortest paths is empty");
    }
    if (const auto wrong = find_invalidity(detail::to_chart(area))) {
        const auto where = detail::from_chart(wrong->where);
        throw input_error(fmt::format(
            "the area for shortest paths is not valid: {} at {:.6f}, {:.6f}; repair it first",
            wrong->reason,
            where.lon.value(),
            where.lat.value()
        ));
    }
}

multi_line_string<east_north> walls_of(const detail::inner_ground& ground) {
    multi_line_string<east_north> out;
    for (detail::triangle_mesh::half h = 0; h < 3 * ground.mesh.triangles(); ++h) {
        if (ground.is_inside(h) && !ground.is_inside(ground.mesh.twin(h))) {
            out.push_back(
                {ground.plane.in_metres(ground.position(ground.mesh.from(h))),
                 ground.plane.in_metres(ground.position(ground.mesh.to(h)))}
            );
        }
    }
    return out;
}

}  // namespace

namespace detail {

inner_fields::inner_fields(
    const multi_polygon<lon_lat>& area, const std::vector<line_set>& sets, metres within
)
    : ground(make_ground(area, sets, within)), reach(within), locator(ground.mesh),
      edge(walls_of(ground)) {
    // Ways to one set know nothing of those to another.
    std::vector<std::future<path_windows>> found;
    for (std::size_t k = 0; k < sets.size(); ++k) {
        found.push_back(std::async(std::launch::async, [this, k] {
            return path_windows(ground, k);
        }));
    }
    for (auto& one : found) {
        paths.push_back(one.get());
    }
}

std::optional<inner_fields::place> inner_fields::find(lon_lat p) const {
    return ground.plane.shows(p) ? find(ground.plane.project(p)) : std::nullopt;
}

std::optional<inner_fields::place> inner_fields::find(plane_point here) const {
    // The mesh's square has room for half the area's width on every side.
    constexpr double limit = (1 << 28) + (1 << 26);
    if (std::abs(here.x) < limit && std::abs(here.y) < limit) {
        const auto triangle = locator.triangle_at(here);
        if (ground.is_inside(3 * triangle)) {
            return place{here, triangle, 0};
        }
    }
    const auto hit = edge.nearest(ground.plane.in_metres(here));
    if (!hit) {
        return std::nullopt;
    }
    const double unit = ground.plane.unit_metres();
    const plane_point on{hit->nearest.east.value() / unit, hit->nearest.north.value() / unit};
    const double way =
        ground.plane.sphere().distance(ground.plane.to_sphere(here), ground.plane.to_sphere(on));
    if (way > reach.value()) {
        return std::nullopt;
    }
    // The edge found names its triangle: chains are one edge each, in the order of walls_of().
    const auto a = hit->found.a;
    const auto name = [&](east_north q) {
        return plane_point{q.east.value() / unit, q.north.value() / unit};
    };
    const auto middle = 0.5 * (name(a) + name(hit->found.b));
    auto triangle = locator.triangle_at(middle);
    if (!ground.is_inside(3 * triangle)) {
        for (auto h = 3 * triangle; h < 3 * triangle + 3; ++h) {
            const auto over = ground.mesh.twin(h);
            const auto u = ground.plane.in_metres(ground.position(ground.mesh.from(h)));
            const auto v = ground.plane.in_metres(ground.position(ground.mesh.to(h)));
            if (ground.is_inside(over) &&
                ((u == a && v == hit->found.b) || (v == a && u == hit->found.b))) {
                triangle = over / 3;
                break;
            }
        }
    }
    return place{on, triangle, way};
}

}  // namespace detail

inner_distance::inner_distance(
    const multi_polygon<lon_lat>& area,
    const std::vector<inner_source>& sources,
    const inner_options& options
) {
    assert(sources.size() <= 20);
    check(area);
    std::vector<detail::line_set> sets;
    for (const auto& source : sources) {
        auto& set = sets.emplace_back();
        set.points = source.points;
        for (const auto& line : source.lines) {
            set.lines.push_back(densify(line, options.edges, reading_tolerance));
        }
    }
    fields_ = std::make_unique<detail::inner_fields>(
        densify(area, options.edges, reading_tolerance), sets, options.reach
    );
}

inner_distance::inner_distance(inner_distance&&) noexcept = default;
inner_distance& inner_distance::operator=(inner_distance&&) noexcept = default;
inner_distance::~inner_distance() = default;

inner_distance::answer inner_distance::at(lon_lat p, std::size_t source) const {
    answer out{metres(std::numeric_limits<double>::infinity()), p, false};
    const auto place = fields_->find(p);
    if (!place) {
        return out;
    }
    const auto found = detail::shortest_in(fields_->paths[source], place->triangle, place->at);
    if (found.distance == detail::path_windows::nowhere) {
        return out;
    }
    const auto& plane = fields_->ground.plane;
    out.distance = metres(found.distance + place->before);
    auto toward = found.origin.direction;
    if (found.origin.is_edge) {
        const auto here = plane.to_sphere(place->at);
        toward = detail::normalized(here - detail::dot(toward, here) * toward);
    }
    out.toward = plane.sphere().to_earth(toward);
    out.turns = found.origin.before > 0;
    return out;
}

metres inner_distance::left_out(std::size_t source) const {
    return metres(fields_->ground.left_out[source]);
}

bool inner_distance::has(std::size_t source) const {
    return !fields_->ground.sources[source].empty();
}

}  // namespace geo
