// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/offset/chart.hpp"
#include "geo/offset/crossings.hpp"
#include "geo/offset/sampling.hpp"
#include "geo/offset/side_rule.hpp"
#include "geo/offset/zone.hpp"
#include "geo/offset/zone_builder.hpp"
#include "geo/offset/zone_frame.hpp"
#include "geo/overlay/overlay.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <unordered_map>

namespace geo {

namespace {

using namespace detail;

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

/// Where two edges, straight in lon/lat, cross or touch; nothing when they only share an end.
std::optional<lon_lat> crossing(lon_lat a, lon_lat b, lon_lat c, lon_lat d) {
    const double ux = (b.lon - a.lon).value();
    const double uy = (b.lat - a.lat).value();
    const double vx = (d.lon - c.lon).value();
    const double vy = (d.lat - c.lat).value();
    const double area = ux * vy - uy * vx;
    if (area == 0) {
        return std::nullopt;
    }
    const double wx = (c.lon - a.lon).value();
    const double wy = (c.lat - a.lat).value();
    const double t = (wx * vy - wy * vx) / area;
    const double s = (wx * uy - wy * ux) / area;
    constexpr double slack = 1e-9;
    if (t < -slack || t > 1 + slack || s < -slack || s > 1 + slack) {
        return std::nullopt;
    }
    return lon_lat{longitude(a.lon.value() + t * ux), latitude(a.lat.value() + t * uy)};
}

/// The lines with a vertex wherever they cross or touch, edges straight in lon/lat.
multi_line_string<lon_lat> with_crossings(const multi_line_string<lon_lat>& lines) {
    const auto places = find_crossings({lines.begin(), lines.end()});
    std::vector<std::vector<std::pair<edge_place, lon_lat>>> added(lines.size());
    const auto ends = [&](edge_place e) {
        return std::pair(lines[e.chain][e.index], lines[e.chain][e.index + 1]);
    };
    for (std::size_t i = 0; i < places.size(); ++i) {
        const auto [a, b] = ends(places[i]);
        for (std::size_t j = i + 1; j < places.size(); ++j) {
            const auto [c, d] = ends(places[j]);
            if (const auto found = crossing(a, b, c, d)) {
                added[places[i].chain].emplace_back(places[i], *found);
                added[places[j].chain].emplace_back(places[j], *found);
            }
        }
    }
    multi_line_string<lon_lat> out;
    for (std::size_t c = 0; c < lines.size(); ++c) {
        auto& made = out.emplace_back();
        for (std::size_t i = 0; i < lines[c].size(); ++i) {
            const auto start = lines[c][i];
            made.push_back(start);
            line_string<lon_lat> extra;
            for (const auto& [place, where] : added[c]) {
                if (place.index == i && where != start && where != lines[c][i + 1]) {
                    extra.push_back(where);
                }
            }
            std::sort(extra.begin(), extra.end(), [&](lon_lat p, lon_lat q) {
                const auto way = [&](lon_lat v) {
                    return std::abs((v.lon - start.lon).value()) +
                           std::abs((v.lat - start.lat).value());
                };
                return way(p) < way(q);
            });
            made.insert(made.end(), extra.begin(), extra.end());
        }
    }
    return out;
}

/// Cuts the zone about lines into faces, each on one side.
class side_cutter {
public:
    side_cutter(
        const conformal_sphere& sphere,
        const site_field& field,
        const std::vector<line_sample>& samples,
        const side_rule& rule,
        metres distance,
        metres tolerance
    )
        : sphere_(sphere), field_(field), samples_(samples), rule_(rule), distance_(distance),
          tolerance_(tolerance) {}

    multi_polygon<lon_lat> cut(
        const multi_polygon<lon_lat>& whole, const multi_line_string<lon_lat>& lines, land wanted
    ) {
        for_each_ring(to_chart(whole), [&](const ring<east_north>& r) {
            cuts_.emplace_back(r.begin(), r.end());
        });
        for (const auto& line : lines) {
            add(line);
        }
        add_vertex_cuts(lines);
        add_medial_cuts();
        multi_polygon<east_north> kept;
        std::int32_t near = 0;
        for (auto& face : faces(cuts_)) {
            const vec3 p = sphere_.to_sphere(from_chart(inner_position(face)));
            near = field_.nearest(p, near);
            if (field_.distance(p, near) <= distance_.value() + 1 &&
                rule_.judge(p, near).side == wanted) {
                kept.push_back(std::move(face));
            }
        }
        return from_chart(unite(kept));
    }

private:
    void add(const line_string<lon_lat>& line) {
        for (const auto& part : cut_at_antimeridian(multi_line_string<lon_lat>{line})) {
            if (part.size() > 1) {
                cuts_.push_back(to_chart(part));
            }
        }
    }

    void add_vertex_cuts(const multi_line_string<lon_lat>& lines) {
        // The input's own positions, for the cuts to meet the lines exactly.
        std::unordered_map<std::int32_t, lon_lat> where;
        for (const auto& line : lines) {
            for (const auto& p : line) {
                const auto near = field_.nearest(sphere_.to_sphere(p), last_);
                last_ = near;
                where.emplace(near, p);
            }
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
            const auto end = destination(found->second, azimuth, distance_ * 1.001 + metres(2));
            add(densify(
                line_string<lon_lat>{found->second, end}, edge_reading::geodesic, tolerance_ / 4
            ));
        }
    }

    /// Voronoi edges between sites that see them on different sides.
    void add_medial_cuts() {
        for (std::int32_t e = 0; e < field_.mesh.size(); e += 2) {
            const auto& mesh = field_.mesh;
            if (!mesh.in_use(e) || field_.are_joined(mesh.from(e), mesh.to(e))) {
                continue;
            }
            add_medial(e);
        }
    }

    void add_medial(std::int32_t e) {
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
        const double high = std::min(widest, vertex_way(e, middle, across, widest));
        const double low = std::max(-widest, -vertex_way(e ^ 1, middle, -1.0 * across, widest));
        if (low >= high) {
            return;
        }
        const auto on_edge = [&](double t) {
            return normalized(std::cos(t) * middle + std::sin(t) * across);
        };
        const auto differ = [&](double t) {
            const vec3 p = on_edge(t);
            return rule_.near_site(p, i).side != rule_.near_site(p, j).side;
        };
        const double longest = std::min(1500.0, distance_.value() / 4) / field_.unit(i);
        const int pieces = std::max(1, static_cast<int>(std::ceil((high - low) / longest)));
        line_string<lon_lat> run;
        const auto flush = [&] {
            if (run.size() > 1) {
                add(run);
            }
            run.clear();
        };
        for (int k = 0; k < pieces; ++k) {
            const double from = low + (high - low) * k / pieces;
            const double to = low + (high - low) * (k + 1) / pieces;
            const double step = to - from;
            if (!differ(from + 0.01 * step) && !differ(from + 0.5 * step) &&
                !differ(from + 0.99 * step)) {
                flush();
                continue;
            }
            if (run.empty()) {
                run.push_back(sphere_.to_earth(on_edge(from)));
            }
            run.push_back(sphere_.to_earth(on_edge(to)));
        }
        flush();
    }

    /// Angle from the middle of two sites to the Voronoi vertex on the left of `e`.
    [[nodiscard]] double vertex_way(std::int32_t e, vec3 middle, vec3 across, double otherwise)
        const {
        const auto& mesh = field_.mesh;
        const auto f = mesh.along_left(e);
        const auto g = mesh.along_left(f);
        const auto p = [&](std::int32_t h) { return field_.grid[at(mesh.from(h))]; };
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

    const conformal_sphere& sphere_;
    const site_field& field_;
    const std::vector<line_sample>& samples_;
    const side_rule& rule_;
    metres distance_;
    metres tolerance_;
    multi_line_string<east_north> cuts_;
    std::int32_t last_ = 0;
};

}  // namespace

zone one_sided_zone(
    const multi_line_string<lon_lat>& lines,
    metres distance,
    side which,
    end_cap ends,
    const zone_options& options
) {
    auto whole = zone_about(lines, distance, options);
    const auto sphere = sphere_for(lines, options.edges, distance);
    const auto budget = budget_for(distance, std::min(options.tolerance, distance / 20), 0);
    multi_line_string<lon_lat> dense;
    const bool straight = options.edges == edge_reading::lonlat;
    for (const auto& line : straight ? cut_at_antimeridian(lines) : lines) {
        dense.push_back(densify(line, options.edges, options.tolerance / 2));
    }
    dense = cut_at_antimeridian(dense);
    const auto noded = with_crossings(dense);
    const auto samples =
        sample_lines(noded, edge_reading::lonlat, sphere, site_spacing(distance, budget));
    const auto field = make_site_field(sphere, samples, 2.5 * distance.value() + 1000, 1.0);
    if (!field) {
        throw input_error("one-sided zones of lines around the whole earth are not served");
    }
    const side_rule rule(*field, samples, ends);
    side_cutter cutter(sphere, *field, samples, rule, distance, options.tolerance);
    whole.area = cutter.cut(whole.area, noded, which == side::left ? land::left : land::right);
    whole.max_error = std::max(whole.max_error, options.tolerance);
    return whole;
}

}  // namespace geo
