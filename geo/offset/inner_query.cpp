// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/inner_query.hpp"

#include <algorithm>
#include <cmath>

namespace geo::detail {

namespace {

using half = triangle_mesh::half;

/// Cells of the locator's grid along each side: a walk of a few triangles for 30,000 points.
constexpr std::size_t cells = 128;
constexpr double half_square = (1 << 28) + (1 << 27);  // of constrained_delaunay()

/// > 0 when p lies on the left of the half-edge.
double side_of(const triangle_mesh& mesh, half h, plane_point p) {
    const auto a = gnomonic_plane::exact(mesh.point(mesh.from(h)));
    const auto b = gnomonic_plane::exact(mesh.point(mesh.to(h)));
    return cross(b - a, p - a);
}

}  // namespace

double entry_of(const path_windows& paths, const path_window& window, plane_point p) {
    const auto& ground = paths.ground();
    const auto u = ground.position(ground.mesh.from(window.edge));
    const auto along = ground.position(ground.mesh.to(window.edge)) - u;
    const auto way = paths.origin(window.origin).apex.direction(p);
    return cross(way, p - u) / cross(way, along);  // not a number along the edge itself
}

bool sees(const path_windows& paths, const path_window& window, plane_point p) {
    const double t = entry_of(paths, window, p);
    return t >= window.first - window_grace && t <= window.last + window_grace;
}

path_answer shortest_in(const path_windows& paths, std::int32_t triangle, plane_point p) {
    const auto& ground = paths.ground();
    const auto here = ground.plane.to_sphere(p);
    path_answer best;
    const auto offer = [&](const path_origin& origin) {
        const double found = paths.through(origin, here);
        if (found < best.distance) {
            best = {found, origin};
        }
    };
    for (half h = 3 * triangle; h < 3 * triangle + 3; ++h) {
        const auto corner = ground.mesh.from(h);
        if (paths.at_point(corner) < best.distance) {
            offer(paths.origin_at(corner));
        }
    }
    for (half h = 3 * triangle; h < 3 * triangle + 3; ++h) {
        for (const auto& window : paths.entering(h)) {
            if (sees(paths, window, p)) {
                offer(paths.origin(window.origin));
            }
        }
    }
    return best;
}

mesh_locator::mesh_locator(const triangle_mesh& mesh) : mesh_(&mesh), start_(cells * cells, 0) {
    std::int32_t last = 0;
    for (std::size_t row = 0; row < cells; ++row) {
        for (std::size_t i = 0; i < cells; ++i) {
            const auto column = row % 2 == 0 ? i : cells - 1 - i;  // to and fro: short walks
            const auto middle = [](std::size_t k) {
                return ((static_cast<double>(k) + 0.5) / cells * 2 - 1) * half_square;
            };
            last = walk(last, {middle(column), middle(row)});
            start_[row * cells + column] = last;
        }
    }
}

std::size_t mesh_locator::bucket(plane_point p) const {
    const auto cell = [](double v) {
        const double part = (v / half_square + 1) / 2 * cells;
        return static_cast<std::size_t>(std::clamp(part, 0.0, static_cast<double>(cells - 1)));
    };
    return cell(p.y) * cells + cell(p.x);
}

std::int32_t mesh_locator::triangle_at(plane_point p) const {
    return walk(start_[bucket(p)], p);
}

std::int32_t mesh_locator::walk(std::int32_t from, plane_point p) const {
    auto t = from;
    half entered = -1;
    // In a constrained triangulation the walk could run in circles: which edge is tried first
    // changes with every step.
    for (std::uint32_t step = 0, turn = 0;; ++step) {
        half out = -1;
        turn = turn * 1664525U + 1013904223U;  // Numerical Recipes (2007), section 7.1
        for (std::int32_t k = 0; k < 3; ++k) {
            const half h =
                3 * t +
                static_cast<std::int32_t>((turn >> 16U) + static_cast<std::uint32_t>(k)) % 3;
            if (h != entered && mesh_->twin(h) >= 0 && side_of(*mesh_, h, p) < 0) {
                out = h;
                break;
            }
        }
        if (out < 0) {
            return t;
        }
        entered = mesh_->twin(out);
        t = entered / 3;
    }
}

}  // namespace geo::detail
