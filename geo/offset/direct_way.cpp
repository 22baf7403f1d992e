// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/direct_way.hpp"

#include "geo/offset/parallel_curves.hpp"

#include <algorithm>
#include <cmath>

namespace geo::detail {

namespace {

constexpr double site_cost = 1.1;  // microseconds
constexpr double piece_cost = 2.5;
constexpr double neighbour_cost = 0.004;
constexpr std::size_t most_lone = 16;  ///< positions without an edge: each looks at all of them

struct line_size {
    std::size_t edges = 0;
    double length = 0;  ///< metres, within a few per cent for lines that are not long
};

line_size size_of(const multi_line_string<lon_lat>& lines) {
    constexpr double metres_per_degree = 111200.0;
    double latitudes = 0;
    std::size_t positions = 0;
    for (const auto& line : lines) {
        for (const auto& p : line) {
            latitudes += p.lat.value();
        }
        positions += line.size();
    }
    const double middle = latitudes / static_cast<double>(std::max<std::size_t>(1, positions));
    const double shrink = std::cos(middle * 0.017453292519943295);
    line_size out;
    for (const auto& line : lines) {
        for (std::size_t i = 1; i < line.size(); ++i) {
            double east = std::abs((line[i].lon - line[i - 1].lon).value());
            east = shrink * (east > 180 ? 360 - east : east);
            const double north = (line[i].lat - line[i - 1].lat).value();
            out.length += std::sqrt(east * east + north * north) * metres_per_degree;
        }
        out.edges += line.empty() ? 0 : line.size() - 1;
    }
    return out;
}

/// Other pieces within two distances of a piece, on average.
double neighbours(const line_arcs& lines, double distance) {
    const std::size_t step = lines.pieces.size() / 32 + 1;
    std::vector<std::int32_t> found;
    double looks = 0;
    for (std::size_t i = step / 2; i < lines.pieces.size(); i += step, ++looks) {
        const auto& piece = lines.pieces[i];
        lines.find_near(piece.middle, piece.reach + 2 * distance, found);
    }
    return looks > 0 ? static_cast<double>(found.size()) / looks : 0;
}

}  // namespace

std::optional<direct_way> direct_way_for(
    const multi_line_string<lon_lat>& lines,
    edge_reading edges,
    const conformal_sphere& sphere,
    zone_distances distances,
    metres tolerance
) {
    const double least = sphere.least_metres_per_radian();
    const double most = sphere.most_metres_per_radian();
    const double unevenness = distances.farthest.value() * (most - least) / (most + least);
    const double allowed = 0.1 * tolerance.value();
    const auto size = size_of(lines);
    const double spacing =
        site_spacing(distances.nearest, budget_for(distances.farthest, tolerance, 0)).value();
    const double sites = static_cast<double>(size.edges) + size.length / spacing;
    if (unevenness > allowed || sites * site_cost < static_cast<double>(size.edges) * piece_cost) {
        return std::nullopt;
    }
    auto pieces = make_pieces(lines, edges, sphere);
    if (!pieces || pieces->error + unevenness > allowed || pieces->lone.size() > most_lone) {
        return std::nullopt;
    }
    if (pieces->pieces.size() > size.edges) {
        return std::nullopt;  // where long edges are cut, vertices stay that no tolerance needs
    }
    direct_way out;
    out.unit = (least + most) / 2;
    const double each =
        piece_cost + neighbour_cost * neighbours(*pieces, distances.farthest.value() / out.unit);
    if (sites * site_cost < static_cast<double>(pieces->pieces.size()) * each) {
        return std::nullopt;
    }
    out.budget =
        budget_without_sites(distances.farthest, tolerance, metres(unevenness + pieces->error));
    out.least_hole = 0.4 * tolerance.value();
    out.pieces = std::move(*pieces);
    return out;
}

std::optional<std::vector<curve>> direct_way::curves_at(metres distance) const {
    return parallel_curves(
        pieces, {distance.value() / unit, budget.arc_gap() / unit, least_hole / unit}
    );
}

}  // namespace geo::detail
