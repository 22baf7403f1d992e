// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/equi_ratio.hpp"

#include "geo/offset/chart.hpp"
#include "geo/offset/line_cells.hpp"
#include "geo/offset/line_follower.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace geo {

namespace {

struct drawn_shape {
    multi_line_string<lon_lat> shape;
    metres max_error;
};

/// Longitudes beyond 180 degrees east brought back, lines cut there.
multi_line_string<lon_lat> wrapped(multi_line_string<lon_lat> lines) {
    bool beyond = false;
    for (auto& line : lines) {
        for (auto& p : line) {
            if (std::abs(p.lon.value()) > 180) {
                beyond = true;
                p.lon = longitude(std::remainder(p.lon.value(), 360.0));
            }
        }
    }
    return beyond ? detail::cut_at_antimeridian(lines) : lines;
}

drawn_shape draw(
    detail::line_grid& grid,
    const detail::line_function& function,
    const detail::follow_options& options
) {
    drawn_shape out;
    for (const auto& chain : detail::crossing_chains(grid, function)) {
        auto line = detail::draw_line(chain, function, options);
        if (line.positions.size() >= 2) {
            out.shape.push_back(std::move(line.positions));
            out.max_error = std::max(out.max_error, metres(line.max_error));
        }
    }
    out.shape = wrapped(std::move(out.shape));
    return out;
}

/// Half of the way from one ratio to the nearest other, less a tenth.
double share_of(const std::vector<double>& ratios, double ratio) {
    double nearest = 1;
    for (const double other : ratios) {
        if (other != ratio) {
            nearest = std::min(nearest, std::abs(other - ratio));
        }
    }
    return 0.45 * nearest;
}

}  // namespace

double ratio_at(const distance_field& from, const distance_field& to, lon_lat p) {
    const double a = from.quick(p).value();
    const double b = to.quick(p).value();
    return a + b > 0 ? a / (a + b) : 0.0;
}

std::vector<equi_ratio_line> equi_ratio_lines(
    const distance_field& from,
    const distance_field& to,
    const std::vector<double>& ratios,
    const lon_lat_box& within,
    const equi_ratio_options& options
) {
    assert(std::all_of(ratios.begin(), ratios.end(), [](double k) { return k > 0 && k < 1; }));
    detail::line_grid grid(from, to, within, options);
    std::vector<equi_ratio_line> out;
    for (const auto ratio : ratios) {
        const detail::line_function function(from, to, {detail::line_rule::kind::ratio, ratio});
        // Half for following, half for leaving out positions.
        auto made = draw(grid, function, {options.tolerance.value(), share_of(ratios, ratio) / 2});
        out.push_back({ratio, std::move(made.shape), made.max_error});
    }
    return out;
}

std::vector<distance_line> distance_lines(
    const distance_field& from,
    const distance_field& to,
    const std::vector<metres>& distances,
    const lon_lat_box& within,
    const equi_ratio_options& options
) {
    assert(std::all_of(distances.begin(), distances.end(), [](metres d) { return d > metres(0); }));
    detail::line_grid grid(from, to, within, options);
    std::vector<distance_line> out;
    for (const auto d : distances) {
        const detail::line_function function(
            from, to, {detail::line_rule::kind::distance, d.value()}
        );
        auto made = draw(grid, function, {options.tolerance.value(), 1});
        out.push_back({d, std::move(made.shape), made.max_error});
    }
    return out;
}

}  // namespace geo
