// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/offset/chart.hpp"
#include "geo/offset/free_ends.hpp"
#include "geo/offset/half_way.hpp"
#include "geo/offset/noded_lines.hpp"
#include "geo/offset/sampling.hpp"
#include "geo/offset/side_cutter.hpp"
#include "geo/offset/side_sites.hpp"
#include "geo/offset/zone.hpp"
#include "geo/offset/zone_builder.hpp"
#include "geo/offset/zone_frame.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace geo {

namespace {

using namespace detail;

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

/// Noding leaves edges between two roundings of one position, which have any direction: without them, but
/// for positions that other edges meet.
multi_line_string<lon_lat> without_tiny_edges(multi_line_string<lon_lat> lines) {
    constexpr metres tiny{0.001};  // ten times the finest grid of sites
    std::map<lon_lat, int> edges;
    for (const auto& line : lines) {
        for (std::size_t i = 0; i < line.size(); ++i) {
            edges[line[i]] += i == 0 || i + 1 == line.size() ? 1 : 2;
        }
    }
    for (auto& line : lines) {
        line_string<lon_lat> kept;
        for (std::size_t i = 0; i < line.size(); ++i) {
            const bool is_inner = i > 0 && i + 1 < line.size() && edges[line[i]] == 2;
            if (!is_inner || (geo::distance(kept.back(), line[i]) >= tiny &&
                              geo::distance(line[i], line.back()) >= tiny)) {
                kept.push_back(line[i]);
            }
        }
        line = std::move(kept);
    }
    return lines;
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
    const auto noded = without_tiny_edges(first_ways(with_crossings(dense)));
    const auto sites = sites_for_sides(
        sample_lines(noded, edge_reading::lonlat, sphere, site_spacing(distance, budget)),
        sphere,
        distance,
        ends,
        options.tolerance
    );
    const auto& samples = sites.samples;
    const auto& field = sites.field;
    if (!field) {
        throw input_error("one-sided zones of lines around the whole earth are not served");
    }
    const side_rule rule(*field, samples, ends);
    auto free = free_ends_of(noded, lines, options.edges);
    // Ends so near to other positions that both are one site are none.
    std::int32_t near = 0;
    std::erase_if(free, [&](const free_end& end) {
        near = field->nearest(sphere.to_sphere(end.at), near);
        return !rule.is_end(near);
    });
    const half_way half(noded, free, ends, sphere, *field, rule);
    side_cutter cutter(sphere, *field, rule, half, distance, options.tolerance);
    whole.area =
        cutter.cut(whole.area, noded, free, ends, which == side::left ? land::left : land::right);
    leave_out_slivers(whole.area, options.tolerance);
    whole.max_error = std::max(
        {whole.max_error, options.tolerance, half.error_of(whole.area, distance, options.tolerance)}
    );
    return whole;
}

}  // namespace geo
