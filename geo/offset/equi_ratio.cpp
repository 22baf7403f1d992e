// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/equi_ratio.hpp"

#include "geo/measure/geodesic.hpp"
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

bool is_small_ring(const line_string<lon_lat>& line) {
    constexpr metres small(400);  // a hundred of the narrowest cells
    return line.front() == line.back() && length(line) < small;
}

/// Removes small rings that lie on another piece. Where two branches of a line run into the
/// position where both lines meet, what is between them gets narrower than any cell; the search saw
/// parts of it, the branches were drawn since.
void remove_repeated(multi_line_string<lon_lat>& lines, double tolerance) {
    std::vector<bool> small;
    for (const auto& line : lines) {
        small.push_back(is_small_ring(line));
    }
    const auto is_repeated = [&](const line_string<lon_lat>& ring) {
        return std::all_of(ring.begin(), ring.end(), [&](lon_lat p) {
            for (std::size_t i = 0; i < lines.size(); ++i) {
                for (std::size_t j = 1; !small[i] && j < lines[i].size(); ++j) {
                    if (detail::metres_to_edge(p, lines[i][j - 1], lines[i][j]) <= tolerance) {
                        return true;
                    }
                }
            }
            return false;
        });
    };
    multi_line_string<lon_lat> kept;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!small[i] || !is_repeated(lines[i])) {
            kept.push_back(lines[i]);
        }
    }
    lines = std::move(kept);
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
    remove_repeated(out.shape, 2 * options.tolerance);
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
