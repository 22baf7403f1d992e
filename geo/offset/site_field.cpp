// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/site_field.hpp"

#include <algorithm>
#include <numeric>

namespace geo::detail {

namespace {

/// The stereographic plane about a centre, as a grid.
class site_plane {
public:
    site_plane(vec3 centre, double cell) : centre_(centre), cell_(cell) {
        const vec3 axis = std::abs(centre.z) < 0.9 ? vec3{0, 0, 1} : vec3{1, 0, 0};
        east_ = normalized(cross(axis, centre));
        north_ = cross(centre, east_);
    }
    [[nodiscard]] grid_point to_grid(vec3 p) const {
        const double scale = 2 / (1 + dot(p, centre_)) / cell_;
        return {
            static_cast<std::int32_t>(std::lround(scale * dot(p, east_))),
            static_cast<std::int32_t>(std::lround(scale * dot(p, north_)))};
    }
    [[nodiscard]] vec3 from_grid(grid_point p) const {
        const double x = p.x * cell_ / 2;
        const double y = p.y * cell_ / 2;
        const double r2 = x * x + y * y;
        const double scale = 2 / (1 + r2);
        return (scale * x) * east_ + (scale * y) * north_ + ((1 - r2) / (1 + r2)) * centre_;
    }

private:
    vec3 centre_;
    vec3 east_;
    vec3 north_;
    double cell_;
};

vec3 middle_of(const std::vector<line_sample>& samples) {
    vec3 low = samples.front().at;
    vec3 high = low;
    for (const auto& [p, vertex, connected] : samples) {
        low = {std::min(low.x, p.x), std::min(low.y, p.y), std::min(low.z, p.z)};
        high = {std::max(high.x, p.x), std::max(high.y, p.y), std::max(high.z, p.z)};
    }
    const vec3 middle = 0.5 * (low + high);
    return squared(middle) > 1e-6 ? normalized(middle) : samples.front().at;
}

}  // namespace

std::int32_t site_field::nearest(vec3 p, std::int32_t start) const {
    std::int32_t at = start;
    double best = squared(p - site(at));
    while (true) {
        const auto first = mesh.edge_of[static_cast<std::size_t>(at)];
        if (first < 0) {
            return at;
        }
        std::int32_t better = at;
        auto e = first;
        do {
            const double found = squared(p - site(mesh.to(e)));
            if (found < best) {
                best = found;
                better = mesh.to(e);
            }
            e = mesh.turned(e);
        } while (e != first);
        if (better == at) {
            return at;
        }
        at = better;
    }
}

std::optional<site_field> make_site_field(
    const conformal_sphere& sphere,
    const std::vector<line_sample>& samples,
    double clearance,
    double coarsest
) {
    const vec3 centre = middle_of(samples);
    double least_dot = 1;
    for (const auto& p : samples) {
        least_dot = std::min(least_dot, dot(p.at, centre));
    }
    const double reach = std::acos(std::clamp(least_dot, -1.0, 1.0));
    const double radius = sphere.most_metres_per_radian();
    if ((3.141592653589793 - reach) * sphere.least_metres_per_radian() < clearance) {
        return std::nullopt;
    }
    // A finer grid than 0.1 mm would be below the noise of unit vectors times the zone's radius.
    const double widest = 2 * std::tan(reach / 2);
    const double cell = std::max(widest / (grid_limit - 2), 1e-4 / radius);
    if (cell * radius > coarsest) {
        return std::nullopt;
    }
    site_field out;
    out.sphere = &sphere;
    out.moved = cell * radius * 0.7072;
    const site_plane plane(centre, cell);
    struct keyed {
        std::uint64_t key = 0;  // orders as grid_point does
        std::uint32_t sample = 0;
    };
    constexpr std::int64_t shift = std::int64_t{1} << 31;
    std::vector<keyed> order;
    order.reserve(samples.size());
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const auto p = plane.to_grid(samples[i].at);
        order.push_back(
            {(static_cast<std::uint64_t>(p.x + shift) << 32U) |
                 static_cast<std::uint64_t>(p.y + shift),
             static_cast<std::uint32_t>(i)}
        );
    }
    std::sort(order.begin(), order.end(), [](const keyed& a, const keyed& b) {
        return a.key != b.key ? a.key < b.key : a.sample < b.sample;
    });
    std::vector<tagged_point> unique;
    std::vector<std::int32_t> first_of(samples.size());  // the first sample on the same node
    std::vector<bool> vertex(samples.size(), false);     // by first sample: any of them is one
    unique.reserve(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        const auto [key, sample] = order[i];
        if (i == 0 || key != order[i - 1].key) {
            const auto high = static_cast<std::int64_t>(key >> 32U);
            const auto low = static_cast<std::int64_t>(key & 0xffffffffU);
            unique.push_back(
                {{static_cast<std::int32_t>(high - shift), static_cast<std::int32_t>(low - shift)},
                 static_cast<std::int32_t>(sample)}
            );
        }
        const auto first = unique.back().tag;
        first_of[sample] = first;
        if (samples[sample].vertex) {
            vertex[static_cast<std::size_t>(first)] = true;
        }
    }
    arrange(unique);
    out.grid.reserve(unique.size());
    out.sites.reserve(unique.size());
    out.units.reserve(unique.size());
    out.sample_of.reserve(unique.size());
    out.flags.reserve(unique.size());
    out.site_of.resize(samples.size());
    for (const auto& [p, tag] : unique) {
        const auto first = static_cast<std::size_t>(tag);
        out.site_of[first] = static_cast<std::int32_t>(out.sites.size());
        out.grid.push_back(p);
        out.sites.push_back(plane.from_grid(p));
        out.units.push_back(sphere.metres_per_radian(out.sites.back().z));
        out.sample_of.push_back(tag);
        out.flags.push_back(static_cast<std::uint8_t>(
            (vertex[first] ? site_field::vertex_flag : 0) |
            (samples[first].connected ? site_field::connected_flag : 0)
        ));
    }
    for (std::size_t i = 0; i < samples.size(); ++i) {
        out.site_of[i] = out.site_of[static_cast<std::size_t>(first_of[i])];
    }
    out.mesh = delaunay(out.grid);
    return out;
}

}  // namespace geo::detail
