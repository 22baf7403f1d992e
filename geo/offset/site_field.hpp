// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/offset/conformal_sphere.hpp"
#include "geo/offset/delaunay.hpp"
#include "geo/offset/sampling.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace geo::detail {

/// Distance to the nearest of many sites, with the sites' Delaunay triangulation on the sphere.
///
/// The triangulation is made in a stereographic plane, which keeps circles circles, on an integer
/// grid. Sites are then moved onto that grid (by at most `moved`), so that what the triangulation
/// says and what the distances say is about the same points.
struct site_field {
    static constexpr std::uint8_t vertex_flag = 1;
    static constexpr std::uint8_t connected_flag = 2;

    const conformal_sphere* sphere = nullptr;
    std::vector<vec3> sites;
    std::vector<grid_point> grid;
    std::vector<double> units;            ///< metres a radian, at the sites
    std::vector<std::int32_t> sample_of;  ///< by site: the first of the samples that fell on it
    std::vector<std::uint8_t> flags;      ///< by site
    std::vector<std::int32_t> site_of;    ///< by sample
    triangulation mesh;
    double moved = 0;  ///< metres

    [[nodiscard]] vec3 site(std::int32_t i) const { return sites[static_cast<std::size_t>(i)]; }
    [[nodiscard]] double unit(std::int32_t i) const { return units[static_cast<std::size_t>(i)]; }
    [[nodiscard]] bool is_vertex(std::int32_t i) const {
        return (flags[static_cast<std::size_t>(i)] & vertex_flag) != 0;
    }
    /// One edge of the line, or a part of one, runs straight from site i to site j.
    [[nodiscard]] bool are_joined(std::int32_t i, std::int32_t j) const {
        const auto a = sample_of[static_cast<std::size_t>(i)];
        const auto b = sample_of[static_cast<std::size_t>(j)];
        return (b == a + 1 && (flags[static_cast<std::size_t>(j)] & connected_flag) != 0) ||
               (a == b + 1 && (flags[static_cast<std::size_t>(i)] & connected_flag) != 0);
    }
    [[nodiscard]] double distance(vec3 p, std::int32_t i) const {
        return sphere->distance(p, site(i));
    }

    /// The site nearest to `p`, found by walking from `start` to nearer neighbours: on a Delaunay
    /// triangulation such a walk ends at the nearest of all.
    [[nodiscard]] std::int32_t nearest(vec3 p, std::int32_t start) const;
};

/// Empty when one stereographic plane cannot serve: no place on earth is `clearance` metres away
/// from all samples, or the grid would be coarser than `coarsest` metres. The caller splits.
[[nodiscard]] std::optional<site_field> make_site_field(
    const conformal_sphere& sphere,
    const std::vector<line_sample>& samples,
    double clearance,
    double coarsest
);

}  // namespace geo::detail
