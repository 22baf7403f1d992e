// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/zone.hpp"

#include "geo/base/error.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/offset/assemble.hpp"
#include "geo/offset/buried.hpp"
#include "geo/offset/chart.hpp"
#include "geo/offset/sampling.hpp"
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
    if (!(options.tolerance >= metres(0.02)) || !(budget.chord_gap > 0.01) ||
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

class zone_maker {
public:
    zone_maker(const conformal_sphere& sphere, const request& asked)
        : sphere_(sphere), asked_(asked) {}

    /// Empty when the sites were not close enough together.
    std::optional<zone> make(const std::vector<line_sample>& samples, const zone_budget& budget)
        const {
        const double clearance = 2.5 * asked_.to.value() + 1000;
        const auto field =
            make_site_field(sphere_, samples, clearance, std::max(0.005, budget.chord_gap / 50));
        if (!field) {
            return asked_.from > metres(0)   ? make_difference(samples, budget)
                   : asked_.areas != nullptr ? make_union(samples, budget)
                                             : make_halves(samples, budget);
        }
        asked_.tell(0.5);
        auto spent = budget;
        spent.numeric += field->moved;
        spent.chord_gap -= field->moved;
        auto pieces = boundary(*field, asked_.to.value(), spent, false);
        if (asked_.from > metres(0)) {
            auto inner = boundary(*field, asked_.from.value(), spent, true);
            pieces.insert(
                pieces.end(),
                std::make_move_iterator(inner.begin()),
                std::make_move_iterator(inner.end())
            );
        }
        asked_.tell(0.7);
        return finish_zone(*field, std::move(pieces), spent);
    }

private:
    [[nodiscard]] std::vector<boundary_piece> boundary(
        const site_field& field, double distance, const zone_budget& budget, bool inner
    ) const {
        auto curves = level_set(
            field,
            distance,
            {budget.arc_gap,
             0.9 * asked_.options.tolerance.value() - budget.site_gap,
             budget.every_point ? 1e9 : spacing_for(asked_, budget)}
        );
        if (asked_.areas != nullptr) {
            std::erase_if(curves, [&](const curve& c) {
                return is_covered(sphere_.to_earth(c.front().at), *asked_.areas);
            });
        }
        if (inner) {
            for (auto& c : curves) {
                std::reverse(c.begin(), c.end());
            }
        }
        return cut_at_antimeridian(std::move(curves), sphere_, distance);
    }

    /// What goes around the whole earth is put together from plain zones about its edges.
    [[nodiscard]] std::optional<zone> make_difference(
        const std::vector<line_sample>& samples, const zone_budget& budget
    ) const {
        const request outer{asked_.to, metres(0), asked_.options, asked_.areas};
        const request inner{asked_.from, metres(0), asked_.options, asked_.areas};
        const auto whole = zone_maker(sphere_, outer).make(samples, budget);
        const auto hole = zone_maker(sphere_, inner).make(samples, budget);
        if (!whole || !hole) {
            return std::nullopt;
        }
        return zone{
            difference_on_chart(whole->area, hole->area),
            std::max(whole->max_error, hole->max_error)};
    }

    [[nodiscard]] std::optional<zone> make_union(
        const std::vector<line_sample>& samples, const zone_budget& budget
    ) const {
        const request edges{asked_.to, metres(0), asked_.options, nullptr};
        auto made = zone_maker(sphere_, edges).make(samples, budget);
        if (made) {
            made->area = unite_on_chart(made->area, *asked_.areas);
        }
        return made;
    }

    /// Splits where the samples spread widest, and unites: the distance to both is the lesser.
    [[nodiscard]] std::optional<zone> make_halves(
        const std::vector<line_sample>& samples, const zone_budget& budget
    ) const {
        const auto coordinate = [](vec3 p, int axis) {
            return axis == 0 ? p.x : axis == 1 ? p.y : p.z;
        };
        int axis = 0;
        double widest = -1;
        for (int trial = 0; trial < 3; ++trial) {
            const auto [low, high] = std::minmax_element(
                samples.begin(),
                samples.end(),
                [&](const line_sample& a, const line_sample& b) {
                    return coordinate(a.at, trial) < coordinate(b.at, trial);
                }
            );
            const double width = coordinate(high->at, trial) - coordinate(low->at, trial);
            if (width > widest) {
                widest = width;
                axis = trial;
            }
        }
        // On a grid of 6 m, so that an edge along a parallel is not torn to pieces by rounding.
        const auto key = [&](vec3 p) { return std::round(coordinate(p, axis) * 1e6); };
        std::vector<double> keys;
        for (const auto& sample : samples) {
            keys.push_back(key(sample.at));
        }
        const auto half = keys.begin() + static_cast<std::ptrdiff_t>(keys.size() / 2);
        std::nth_element(keys.begin(), half, keys.end());
        std::vector<line_sample> below;
        std::vector<line_sample> above;
        const line_sample* before = nullptr;
        for (const auto& sample : samples) {
            auto& part = key(sample.at) < *half ? below : above;
            auto& rest = key(sample.at) < *half ? above : below;
            const bool torn =
                before != nullptr && (key(before->at) < *half) != (key(sample.at) < *half);
            part.push_back(sample);
            // Where the line passes from one half to the other it ends, and starts anew.
            if (torn) {
                part.back().connected = false;
                part.back().vertex = true;
                rest.back().vertex = true;
            }
            before = &sample;
        }
        if (below.empty()) {
            return std::nullopt;
        }
        auto spent = budget;
        spent.numeric += 0.008;  // where boundaries cross, on the grid of 7 decimals
        spent.chord_gap -= 0.008;
        const auto low = make(below, spent);
        const auto high = make(above, spent);
        if (!low || !high) {
            return std::nullopt;
        }
        return zone{
            unite_on_chart(low->area, high->area), std::max(low->max_error, high->max_error)};
    }

    const conformal_sphere& sphere_;
    const request& asked_;
};

zone make_zone(const multi_line_string<lon_lat>& lines, const request& asked) {
    const auto sphere = sphere_for(lines, asked.options.edges, asked.to);
    for (int attempt = 0; attempt < most_attempts; ++attempt) {
        // Wide tolerances at small distances would stretch the quadratic laws behind the budget.
        const metres tolerance =
            std::min(asked.options.tolerance, metres(nearest_distance(asked) / 20));
        const auto budget = budget_for(asked.to, tolerance, attempt);
        const auto samples = without_buried(
            sample_lines(lines, asked.options.edges, sphere, metres(spacing_for(asked, budget))),
            sphere,
            nearest_distance(asked),
            asked.to.value()
        );
        asked.tell(0.1);
        if (auto found = zone_maker(sphere, asked).make(samples, budget)) {
            return std::move(*found);
        }
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
