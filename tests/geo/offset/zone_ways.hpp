// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/offset/buried.hpp"
#include "geo/offset/direct_way.hpp"
#include "geo/offset/edge_check.hpp"
#include "geo/offset/parallel_curves.hpp"
#include "geo/offset/sampling.hpp"
#include "geo/offset/site_field.hpp"
#include "geo/offset/zone_frame.hpp"

#include <optional>

/// The two ways to a zone, each by itself, whatever zone_about() would choose.
namespace zone_ways {

using namespace geo;

/// Without sites; none when that way declines.
inline std::optional<zone> direct(
    const multi_line_string<lon_lat>& lines, metres distance, const zone_options& options = {}
) {
    using namespace geo::detail;
    const auto sphere = sphere_for(lines, options.edges, distance);
    auto pieces = make_pieces(lines, options.edges, sphere);
    if (!pieces) {
        return std::nullopt;
    }
    const double least = sphere.least_metres_per_radian();
    const double most = sphere.most_metres_per_radian();
    const metres taken(distance.value() * (most - least) / (most + least) + pieces->error);
    if (taken > 0.1 * options.tolerance) {
        return std::nullopt;
    }
    direct_way way;
    way.unit = (least + most) / 2;
    way.budget = budget_without_sites(distance, options.tolerance, taken);
    way.least_hole = 0.4 * options.tolerance.value();
    way.pieces = std::move(*pieces);
    auto curves = way.curves_at(distance);
    if (!curves) {
        return std::nullopt;
    }
    piece_check check(way.pieces, sphere);
    return finish_zone(
        sphere, check, cut_at_antimeridian(std::move(*curves), sphere, distance.value()), way.budget
    );
}

/// By sites, first attempt.
inline std::optional<zone> by_sites(
    const multi_line_string<lon_lat>& lines, metres distance, const zone_options& options = {}
) {
    using namespace geo::detail;
    const auto sphere = sphere_for(lines, options.edges, distance);
    auto budget = budget_for(distance, options.tolerance, 0);
    const auto spacing = site_spacing(distance, budget);
    const auto field = make_site_field(
        sphere,
        without_buried(
            sample_lines(lines, options.edges, sphere, spacing),
            sphere,
            distance.value(),
            distance.value()
        ),
        2.5 * distance.value() + 1000,
        0.007
    );
    if (!field) {
        return std::nullopt;
    }
    budget.numeric += field->moved;
    budget.shape_gap -= field->moved;
    auto curves = level_set(
        *field,
        distance.value(),
        {budget.arc_gap(),
         0.1 * budget.shape_gap,
         budget.every_point,
         0.9 * options.tolerance.value() - budget.site_gap,
         spacing.value()}
    );
    site_check check(*field, budget.site_gap);
    return finish_zone(
        sphere, check, cut_at_antimeridian(std::move(curves), sphere, distance.value()), budget
    );
}

}  // namespace zone_ways
