// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/offset/chart.hpp"
#include "geo/offset/crossings.hpp"
#include "geo/offset/half_way.hpp"
#include "geo/offset/sampling.hpp"
#include "geo/offset/side_rule.hpp"
#include "geo/offset/zone.hpp"
#include "geo/offset/zone_builder.hpp"
#include "geo/offset/zone_frame.hpp"
#include "geo/overlay/overlay.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

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

/// The ends of two edges that lie on the other, where they run along each other.
void add_common(
    lon_lat a,
    lon_lat b,
    lon_lat c,
    lon_lat d,
    line_string<lon_lat>& on_first,
    line_string<lon_lat>& on_second
) {
    const auto lies_on = [](lon_lat p, lon_lat from, lon_lat to) {
        const double ux = (to.lon - from.lon).value();
        const double uy = (to.lat - from.lat).value();
        const double wx = (p.lon - from.lon).value();
        const double wy = (p.lat - from.lat).value();
        const double size = ux * ux + uy * uy;
        const double t = (wx * ux + wy * uy) / size;
        constexpr double slack = 1e-9;  // degrees: 0.1 mm
        return size > 0 && t > 0 && t < 1 && std::abs(wx * uy - wy * ux) <= slack * std::sqrt(size);
    };
    for (const auto p : {c, d}) {
        if (lies_on(p, a, b)) {
            on_first.push_back(p);
        }
    }
    for (const auto p : {a, b}) {
        if (lies_on(p, c, d)) {
            on_second.push_back(p);
        }
    }
}

/// Every edge once: where lines run along each other, or back over themselves, the first way counts.
multi_line_string<lon_lat> first_ways(const multi_line_string<lon_lat>& lines) {
    using place = std::pair<double, double>;
    const auto key = [](lon_lat p) { return place(p.lon.value(), p.lat.value()); };
    std::set<std::pair<place, place>> seen;
    multi_line_string<lon_lat> out;
    for (const auto& line : lines) {
        bool goes_on = false;
        for (std::size_t i = 0; i + 1 < line.size(); ++i) {
            const auto a = key(line[i]);
            const auto b = key(line[i + 1]);
            if (!seen.emplace(std::min(a, b), std::max(a, b)).second) {
                goes_on = goes_on && line[i] == line[i + 1];
                continue;
            }
            if (!goes_on) {
                out.push_back({line[i]});
            }
            out.back().push_back(line[i + 1]);
            goes_on = true;
        }
        if (line.size() == 1) {
            out.push_back(line);
        }
    }
    return out;
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
            line_string<lon_lat> on_first;
            line_string<lon_lat> on_second;
            add_common(a, b, c, d, on_first, on_second);
            if (on_first.empty() && on_second.empty()) {
                if (const auto found = crossing(a, b, c, d)) {
                    on_first = on_second = {*found};
                }
            }
            for (const auto p : on_first) {
                added[places[i].chain].emplace_back(places[i], p);
            }
            for (const auto p : on_second) {
                added[places[j].chain].emplace_back(places[j], p);
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
        const side_rule& rule,
        const half_way& half,
        metres distance,
        metres tolerance
    )
        : sphere_(sphere), field_(field), rule_(rule), half_(half), distance_(distance),
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
        for (auto& face : faces(cuts_)) {
            const auto found = half_.judge(from_chart(inner_position(face)));
            if (found.distance <= distance_ + metres(1) && found.side == wanted) {
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
        const double ahead = vertex_way(e, middle, across, widest);
        const double behind = -vertex_way(e ^ 1, middle, -1.0 * across, widest);
        const double high = std::min(widest, ahead);
        const double low = std::max(-widest, behind);
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
        const auto placed = [&](double t) {
            if (t == ahead || t == behind) {
                return corner(t == ahead ? e : e ^ 1, on_edge(t));
            }
            const vec3 p = on_edge(t);
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

    /// The Voronoi vertex on the left of `e`, moved to where the sides change; one place for the
    /// three edges that meet there.
    lon_lat corner(std::int32_t e, vec3 where) {
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
            const vec3 apart = field_.site(sites[second]) + field_.site(sites[third]) -
                               2.0 * field_.site(sites[k]);
            const vec3 toward = normalized(apart - dot(apart, where) * where);
            const metres reach(field_.distance(where, sites[k]));
            known->second = half_.change_near(known->second, toward, reach).value_or(known->second);
        }
        return known->second;
    }

    const conformal_sphere& sphere_;
    const site_field& field_;
    const side_rule& rule_;
    const half_way& half_;
    std::unordered_map<std::int32_t, lon_lat> corners_;  ///< by the first half-edge about them
    metres distance_;
    metres tolerance_;
    multi_line_string<east_north> cuts_;
    std::int32_t last_ = 0;
};

/// Parts and holes so narrow that the tolerance covers them: twice the area by the boundary.
void leave_out_slivers(multi_polygon<lon_lat>& area, metres tolerance) {
    const auto is_sliver = [&](const ring<lon_lat>& r) {
        const line_string<lon_lat> around(r.begin(), r.end());
        return 2 * geo::area(polygon<lon_lat>{r, {}}).value() <
               tolerance.value() * length(around).value();
    };
    std::erase_if(area, [&](const auto& part) { return is_sliver(part.outer); });
    for (auto& part : area) {
        std::erase_if(part.holes, is_sliver);
    }
}

struct side_sites {
    std::vector<line_sample> samples;
    std::optional<site_field> field;
};

/// Sites no farther apart than the lines beside them that are seen on the other side, so that the
/// half-way cut between does not run in and out of the lines.
///
/// Cost      a triangulation a round; each halves the gaps that are too wide.
side_sites sites_for_sides(
    std::vector<line_sample> samples,
    const conformal_sphere& sphere,
    metres distance,
    end_cap ends,
    metres tolerance
) {
    constexpr int rounds = 9;  // from 250 m to 0.5 m
    const auto most = 4 * samples.size() + 200'000;
    for (int round = 0;; ++round) {
        auto field = make_site_field(sphere, samples, 2.5 * distance.value() + 1000, 1.0);
        if (!field || round == rounds || samples.size() > most) {
            return {std::move(samples), std::move(field)};
        }
        const side_rule rule(*field, samples, ends);
        std::vector<bool> wide(samples.size(), false);
        for (std::int32_t e = 0; e < field->mesh.size(); e += 2) {
            const auto i = field->mesh.from(e);
            const auto j = field->mesh.to(e);
            if (!field->mesh.in_use(e) || field->are_joined(i, j)) {
                continue;
            }
            const double half = angle_between(field->site(i), field->site(j)) / 2;
            const vec3 middle = normalized(field->site(i) + field->site(j));
            const double gap = half * field->unit(i);
            // Between lines nearer than that every place is within the tolerance of a line.
            if (gap > tolerance.value() / 4 && gap < 1.1 * distance.value() &&
                rule.near_site(middle, i).side != rule.near_site(middle, j).side) {
                const double limit = std::max(half, 2 * tolerance.value() / field->unit(i));
                rule.mark_wide(i, limit, wide);
                rule.mark_wide(j, limit, wide);
            }
        }
        std::vector<line_sample> closer;
        for (std::size_t k = 0; k < samples.size(); ++k) {
            if (wide[k]) {
                closer.push_back({normalized(samples[k - 1].at + samples[k].at), false, true});
            }
            closer.push_back(samples[k]);
        }
        if (closer.size() == samples.size()) {
            return {std::move(samples), std::move(field)};
        }
        samples = std::move(closer);
    }
}

}  // namespace

/// Between the readings of an edge of the lines.
constexpr metres line_gap{0.02};

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
    // Before positions are added too: those of two ways need not meet.
    for (const auto& line :
         straight ? first_ways(with_crossings(cut_at_antimeridian(lines))) : first_ways(lines)) {
        // Far out, where two lines are seen under a small angle, each centimetre of theirs moves the
        // place half way between them by many.
        dense.push_back(densify(line, options.edges, std::min(options.tolerance / 2, line_gap)));
    }
    dense = cut_at_antimeridian(dense);
    const auto noded = first_ways(with_crossings(dense));
    const auto [samples, field] = sites_for_sides(
        sample_lines(noded, edge_reading::lonlat, sphere, site_spacing(distance, budget)),
        sphere,
        distance,
        ends,
        options.tolerance
    );
    if (!field) {
        throw input_error("one-sided zones of lines around the whole earth are not served");
    }
    const side_rule rule(*field, samples, ends);
    const half_way half(noded, sphere, *field, rule);
    side_cutter cutter(sphere, *field, rule, half, distance, options.tolerance);
    whole.area = cutter.cut(whole.area, noded, which == side::left ? land::left : land::right);
    leave_out_slivers(whole.area, options.tolerance);
    whole.max_error = std::max(
        {whole.max_error, options.tolerance, half.error_of(whole.area, distance, options.tolerance)}
    );
    return whole;
}

}  // namespace geo
