// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/zone.hpp"

#include "geo/base/error.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/offset/assemble.hpp"
#include "geo/offset/buried.hpp"
#include "geo/offset/chart.hpp"
#include "geo/offset/direct_way.hpp"
#include "geo/offset/halves.hpp"
#include "geo/offset/sampling.hpp"
#include "geo/offset/site_field.hpp"
#include "geo/offset/zone_builder.hpp"
#include "geo/offset/zone_frame.hpp"
#include "geo/overlay/overlay.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace geo {

namespace {

using namespace detail;

constexpr int most_attempts = 4;

void check(metres distance, const zone_options& options) {
    if (!is_finite(distance) || distance < least_zone_distance ||
        distance > largest_zone_distance) {
        throw input_error(
            "the distance of a zone must lie between 10 m and 1,000 km, not " +
            std::to_string(distance.value()) + " m"
        );
    }
    const auto budget = budget_for(distance, options.tolerance, 0);
    if (!(options.tolerance >= metres(0.02)) || !(budget.shape_gap > 0.012) ||
        !is_finite(options.tolerance)) {
        throw input_error(
            "a tolerance of " + std::to_string(options.tolerance.value()) +
            " m is out of reach at this distance"
        );
    }
}

void check(const multi_line_string<lon_lat>& lines) {
    bool any = false;
    for (const auto& line : lines) {
        for (const auto& p : line) {
            any = true;
            if (!is_on_earth(p)) {
                throw input_error(
                    "the position " + std::to_string(p.lon.value()) + ", " +
                    std::to_string(p.lat.value()) +
                    " is not on earth: longitudes go to 180 degrees, latitudes to 90"
                );
            }
        }
    }
    if (!any) {
        throw input_error("a zone needs a line with at least one position");
    }
}

multi_polygon<lon_lat> difference_on_chart(
    const multi_polygon<lon_lat>& a, const multi_polygon<lon_lat>& b
) {
    return from_chart(difference(to_chart(a), to_chart(b)));
}

multi_polygon<lon_lat> unite_on_chart(
    const multi_polygon<lon_lat>& a, const multi_polygon<lon_lat>& b
) {
    auto both = to_chart(a);
    for (auto& part : to_chart(b)) {
        both.push_back(std::move(part));
    }
    return from_chart(unite(both));
}

/// What is asked for, apart from where.
struct request {
    metres to;
    metres from{0};  ///< 0: no inner boundary
    zone_options options;
    const multi_polygon<lon_lat>* areas = nullptr;  ///< whose edges the lines are; may be null

    void tell(double part) const {
        if (options.progress) {
            options.progress(part);
        }
    }
};

bool is_covered(lon_lat p, const multi_polygon<lon_lat>& areas) {
    return std::any_of(areas.begin(), areas.end(), [&](const polygon<lon_lat>& part) {
        return is_inside(p, part.outer) &&
               std::none_of(part.holes.begin(), part.holes.end(), [&](const auto& hole) {
                   return is_inside(p, hole);
               });
    });
}

double nearest_distance(const request& asked) {
    return asked.from > metres(0) ? asked.from.value() : asked.to.value();
}

double spacing_for(const request& asked, const zone_budget& budget) {
    return site_spacing(metres(nearest_distance(asked)), budget).value();
}

/// Curves at a distance as parts of the boundary; `inner`: what is nearer is left out.
std::vector<boundary_piece> boundary_of(
    std::vector<curve> curves,
    const conformal_sphere& sphere,
    const request& asked,
    metres distance,
    bool inner
) {
    if (asked.areas != nullptr) {
        std::erase_if(curves, [&](const curve& c) {
            return is_covered(sphere.to_earth(c.front().at), *asked.areas);
        });
    }
    if (inner) {
        for (auto& c : curves) {
            std::reverse(c.begin(), c.end());
        }
    }
    return cut_at_antimeridian(std::move(curves), sphere, distance.value());
}

/// Both boundaries from what `curves_at`, a function of a distance, traces; none if it does not.
template <class Trace>
std::optional<std::vector<boundary_piece>> boundaries(
    const conformal_sphere& sphere, const request& asked, Trace&& curves_at
) {
    std::vector<boundary_piece> out;
    for (const bool inner : {false, true}) {
        const metres distance = inner ? asked.from : asked.to;
        if (inner && !(distance > metres(0))) {
            continue;
        }
        std::optional<std::vector<curve>> curves = curves_at(distance);
        if (!curves) {
            return std::nullopt;
        }
        for (auto& piece : boundary_of(std::move(*curves), sphere, asked, distance, inner)) {
            out.push_back(std::move(piece));
        }
    }
    return out;
}

class zone_maker {
public:
    zone_maker(const conformal_sphere& sphere, const request& asked)
        : sphere_(sphere), asked_(asked) {}

    /// Empty when the sites were not close enough together, or no plane serves them all (`too_wide`).
    std::optional<zone> make(const std::vector<line_sample>& samples, const zone_budget& budget) {
        const double clearance = 2.5 * asked_.to.value() + 1000;
        const auto field =
            make_site_field(sphere_, samples, clearance, std::max(0.005, budget.shape_gap / 50));
        if (!field) {
            too_wide = true;
            return std::nullopt;
        }
        asked_.tell(0.5);
        auto spent = budget;
        spent.numeric += field->moved;
        spent.shape_gap -= field->moved;
        const level_set_options options{
            spent.arc_gap(),
            0.1 * spent.shape_gap,
            spent.every_point,
            0.9 * asked_.options.tolerance.value() - spent.site_gap,
            spent.every_point ? 1e9 : spacing_for(asked_, spent)};
        auto pieces = boundaries(sphere_, asked_, [&](metres distance) {
            return std::optional(level_set(*field, distance.value(), options));
        });
        asked_.tell(0.7);
        site_check check(*field, spent.site_gap);
        return finish_zone(sphere_, check, std::move(*pieces), spent);
    }

    bool too_wide = false;

private:
    const conformal_sphere& sphere_;
    const request& asked_;
};

metres tolerance_for(const request& asked) {
    // Wide tolerances at small distances would stretch the quadratic laws behind the budget.
    return std::min(asked.options.tolerance, metres(nearest_distance(asked) / 20));
}

/// Empty when sites are the better way, or the only one.
std::optional<zone> make_without_sites(
    const multi_line_string<lon_lat>& lines, const conformal_sphere& sphere, const request& asked
) {
    const zone_distances distances{metres(nearest_distance(asked)), asked.to};
    const auto way =
        direct_way_for(lines, asked.options.edges, sphere, distances, tolerance_for(asked));
    if (!way) {
        return std::nullopt;
    }
    auto found =
        boundaries(sphere, asked, [&](metres distance) { return way->curves_at(distance); });
    if (!found) {
        return std::nullopt;
    }
    asked.tell(0.7);
    piece_check check(way->pieces, sphere);
    return finish_zone(sphere, check, std::move(*found), way->budget);
}

/// Parts deeper than this are small enough for any sphere.
constexpr int deepest_split = 12;
/// Where boundaries cross each other, positions are rounded once more.
constexpr metres joining_error{0.008};

zone make_zone(const multi_line_string<lon_lat>& lines, const request& asked, int depth = 0);

/// Of lines that go around the earth: put together from plain zones about their two halves, each on
/// a sphere of its own.
std::optional<zone> make_from_halves(
    const multi_line_string<lon_lat>& lines, const request& asked, int depth
) {
    if (depth >= deepest_split) {
        return std::nullopt;
    }
    const auto halves = halves_of(lines, asked.options.edges);
    if (!halves) {
        return std::nullopt;
    }
    auto options = asked.options;
    options.tolerance = options.tolerance - joining_error;
    const auto whole_to = [&](metres distance) {
        const request half{distance, metres(0), options};
        const auto a = make_zone(halves->first, half, depth + 1);
        const auto b = make_zone(halves->second, half, depth + 1);
        return zone{
            unite_on_chart(a.area, b.area), std::max(a.max_error, b.max_error) + joining_error};
    };
    auto out = whole_to(asked.to);
    if (asked.areas != nullptr) {
        out.area = unite_on_chart(out.area, *asked.areas);
    }
    if (asked.from > metres(0)) {
        auto inner = whole_to(asked.from);
        if (asked.areas != nullptr) {
            inner.area = unite_on_chart(inner.area, *asked.areas);
        }
        out.area = difference_on_chart(out.area, inner.area);
        out.max_error = std::max(out.max_error, inner.max_error);
    }
    return out;
}

zone make_zone(const multi_line_string<lon_lat>& lines, const request& asked, int depth) {
    const auto sphere = sphere_for(lines, asked.options.edges, asked.to);
    if (auto found = make_without_sites(lines, sphere, asked)) {
        return std::move(*found);
    }
    zone_maker maker(sphere, asked);
    for (int attempt = 0; attempt < most_attempts && !maker.too_wide; ++attempt) {
        const auto budget = budget_for(asked.to, tolerance_for(asked), attempt);
        const auto samples = sample_unburied(
            lines,
            asked.options.edges,
            sphere,
            metres(spacing_for(asked, budget)),
            {metres(nearest_distance(asked)), asked.to}
        );
        asked.tell(0.1);
        if (auto found = maker.make(samples, budget)) {
            return std::move(*found);
        }
    }
    if (auto found = make_from_halves(lines, asked, depth)) {
        return std::move(*found);
    }
    throw geometry_error("no valid zone was found with any spacing of sites");
}

/// The areas as the calculation sees them, and their edges.
struct prepared_areas {
    prepared_areas(const multi_polygon<lon_lat>& areas, const zone_options& options)
        : shapes(
              options.edges == edge_reading::geodesic
                  ? densify(areas, edge_reading::geodesic, metres(0.5))
                  : areas
          ) {
        for_each_ring(areas, [&](const ring<lon_lat>& r) {
            edges.emplace_back(r.begin(), r.end());
        });
        check(edges);
    }

    multi_polygon<lon_lat> shapes;
    multi_line_string<lon_lat> edges;
};

void check_band(metres from, metres to, const zone_options& options) {
    check(to, options);
    check(from, options);
    if (!(to - from >= 4.0 * options.tolerance)) {
        throw input_error(
            "the outer distance of a band must exceed the inner one by more than four times the "
            "tolerance"
        );
    }
}

}  // namespace

zone zone_about(
    const multi_line_string<lon_lat>& lines, metres distance, const zone_options& options
) {
    check(distance, options);
    check(lines);
    return make_zone(lines, {distance, metres(0), options});
}

zone zone_about(const multi_polygon<lon_lat>& areas, metres distance, const zone_options& options) {
    check(distance, options);
    const prepared_areas ready(areas, options);
    return make_zone(ready.edges, {distance, metres(0), options, &ready.shapes});
}

zone band_about(
    const multi_line_string<lon_lat>& lines, metres from, metres to, const zone_options& options
) {
    check_band(from, to, options);
    check(lines);
    return make_zone(lines, {to, from, options});
}

zone band_about(
    const multi_polygon<lon_lat>& areas, metres from, metres to, const zone_options& options
) {
    check_band(from, to, options);
    const prepared_areas ready(areas, options);
    return make_zone(ready.edges, {to, from, options, &ready.shapes});
}

}  // namespace geo
