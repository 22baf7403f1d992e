// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/inner_equi_ratio.hpp"

#include "geo/index/edge_index.hpp"
#include "geo/offset/crossing_links.hpp"
#include "geo/offset/inner_cells.hpp"
#include "geo/offset/reduction.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <optional>
#include <utility>

namespace geo {

namespace {

using detail::plane_point;

/// Where the difference of distances vanishes over an area, to their rounding: it counts as below.
constexpr double zero = 1e-4;

/// The line of one ratio, through cells.
class ratio_tracer {
public:
    ratio_tracer(const detail::inner_cells& cells, double ratio) : cells_(cells), ratio_(ratio) {
        for (const auto& cell : cells_.cells()) {
            trace(cell);
        }
    }

    /// Chains of crossings, each from its start on; the first again at the end of a ring.
    [[nodiscard]] std::vector<std::vector<plane_point>> chains() const {
        std::vector<std::vector<plane_point>> out;
        for (auto& chain : traced_.chains()) {
            if (chain.closed) {
                chain.crossings.push_back(chain.crossings.front());
            }
            out.push_back(std::move(chain.crossings));
        }
        return out;
    }

private:
    [[nodiscard]] static bool is_above(double weighted) { return weighted > zero; }

    void trace(const detail::inner_cells::cell& cell) {
        std::vector<std::int32_t> around{cell.corners[0]};
        for (std::size_t i = 0; i < 3; ++i) {
            cells_.corners_between(cell.corners[i], cell.corners[(i + 1) % 3], around);
        }
        traced_.trace(
            around,
            [&](std::int32_t corner) {
                return is_above(cells_.distances(corner).weighted(ratio_));
            },
            [&](std::int32_t a, std::int32_t b, bool /*rises*/) {
                return root(std::minmax(a, b), cell.triangle);
            },
            [&] {
                const auto middle = (1.0 / 3) * (cells_.position(cell.corners[0]) +
                                                 cells_.position(cell.corners[1]) +
                                                 cells_.position(cell.corners[2]));
                return is_above(cells_.distances(cell.triangle, middle).weighted(ratio_));
            }
        );
    }

    /// Where the value vanishes between two corners, to a centimetre: regula falsi with halving of
    /// the end that stays (Illinois).
    [[nodiscard]] plane_point root(std::pair<std::int32_t, std::int32_t> key, std::int32_t triangle)
        const {
        const auto p = cells_.position(key.first);
        const auto along = cells_.position(key.second) - p;
        double low = 0;
        double high = 1;
        double at_low = cells_.distances(key.first).weighted(ratio_) - zero;
        double at_high = cells_.distances(key.second).weighted(ratio_) - zero;
        double t = 0.5;
        for (int k = 0; k < 40; ++k) {
            t = std::clamp(low + (high - low) * at_low / (at_low - at_high), low, high);
            const double here = cells_.distances(triangle, p + t * along).weighted(ratio_) - zero;
            if (std::abs(here) < 1e-3 || high - low < 1e-9) {
                break;
            }
            if ((here > 0) == (at_low > 0)) {
                low = t;
                at_low = here;
                at_high /= 2;
            } else {
                high = t;
                at_high = here;
                at_low /= 2;
            }
        }
        return p + t * along;
    }

    const detail::inner_cells& cells_;
    double ratio_;
    detail::cell_tracer<std::int32_t, plane_point> traced_;
};

/// The position between two others that is farthest from the straight way from one to the other, if
/// by more than the tolerance.
std::optional<std::size_t> farthest_between(
    const std::vector<plane_point>& chain, std::size_t first, std::size_t last, double tolerance
) {
    const auto along = chain[last] - chain[first];
    const double size = dot(along, along);
    double worst = tolerance;
    std::optional<std::size_t> at;
    for (std::size_t i = first + 1; i < last; ++i) {
        const auto p = chain[i] - chain[first];
        const double t = size > 0 ? std::clamp(dot(p, along) / size, 0.0, 1.0) : 0.0;
        const auto off = p - t * along;
        const double d = std::sqrt(dot(off, off));
        if (d > worst) {
            worst = d;
            at = i;
        }
    }
    return at;
}

/// Fewest positions of a chain within half the tolerance of it, and one every `longest_edge`.
line_string<lon_lat> reduced(
    const std::vector<plane_point>& chain, const detail::gnomonic_plane& plane, metres tolerance
) {
    // Read as straight in lon/lat, an edge leaves its great circle by L^2 / 8 R times the tangent of
    // its latitude: 0.5 m at 50 degrees.
    constexpr double longest_edge = 4500;
    const double unit = plane.unit_metres();
    std::vector<bool> keep(chain.size(), false);
    std::vector<std::size_t> stops{0};
    double length = 0;
    for (std::size_t i = 1; i < chain.size(); ++i) {
        const auto step = chain[i] - chain[i - 1];
        length += std::sqrt(dot(step, step)) * unit;
        if (length >= longest_edge || i + 1 == chain.size()) {
            stops.push_back(i);
            length = 0;
        }
    }
    if (stops.size() == 2) {
        // A closed chain has no length between its ends: keep its middle, too.
        stops.insert(stops.begin() + 1, chain.size() / 2);
    }
    for (std::size_t i = 1; i < stops.size(); ++i) {
        keep[stops[i - 1]] = true;
        const auto cut = [&](std::size_t first, std::size_t last) {
            return farthest_between(chain, first, last, tolerance.value() / 2 / unit);
        };
        detail::reduce_between(stops[i - 1], stops[i], cut, keep);
    }
    line_string<lon_lat> out;
    for (std::size_t i = 0; i < chain.size(); ++i) {
        if (keep[i]) {
            out.push_back(plane.to_earth(chain[i]));
        }
    }
    return out;
}

struct line_offset {
    double sideways = 0;  ///< metres to the line, positive where values are above
    detail::vec3 rise;    ///< direction in which values rise; 0 where the line has no place
    detail::vec3 here;
};

/// Nothing outside of the area, and where a distance is infinite.
std::optional<line_offset> offset_at(
    const detail::inner_fields& fields,
    double ratio,
    const std::optional<detail::inner_fields::place>& place
) {
    if (!place) {
        return std::nullopt;
    }
    const auto from = shortest_in(fields.paths[0], place->triangle, place->at);
    const auto to = shortest_in(fields.paths[1], place->triangle, place->at);
    const double off = detail::distance_pair{from.distance, to.distance}.weighted(ratio) - zero;
    if (!std::isfinite(off)) {
        return std::nullopt;
    }
    const auto here = fields.ground.plane.to_sphere(place->at);
    const auto rise =
        (1 - ratio) * direction_away(from.origin, here) - ratio * direction_away(to.origin, here);
    const double slope = std::sqrt(squared(rise));
    if (slope < 1e-2) {
        return line_offset{0, {}, here};  // both distances grow in one direction
    }
    return line_offset{off / slope, (1 / slope) * rise, here};
}

/// Follows a line between two of its positions.
class path_follower {
public:
    path_follower(const detail::inner_fields& fields, double ratio, metres tolerance)
        : fields_(fields), ratio_(ratio), tolerance_(tolerance.value()),
          unit_(fields.ground.plane.unit_metres()) {}

    [[nodiscard]] std::vector<plane_point> followed(const std::vector<plane_point>& chain) const {
        std::vector<plane_point> out{chain.front()};
        for (std::size_t i = 1; i < chain.size(); ++i) {
            follow(chain[i - 1], chain[i], 0, out);
        }
        return out;
    }

private:
    /// Appends what lies between a and b, and b: halves while the middle is off the line.
    void follow(plane_point a, plane_point b, int depth, std::vector<plane_point>& into) const {
        const double length = std::sqrt(dot(b - a, b - a)) * unit_;
        const auto middle = 0.5 * (a + b);
        if (depth < 12 && length > 2 * tolerance_) {
            if (const auto on = onto(middle, length)) {
                follow(a, *on, depth + 1, into);
                follow(*on, b, depth + 1, into);
                return;
            }
        }
        into.push_back(b);
    }

    /// The position of the line nearest to p, by Newton steps; nothing when p is near enough, or
    /// when there is none within `longest`.
    [[nodiscard]] std::optional<plane_point> onto(plane_point p, double longest) const {
        auto at = p;
        for (int k = 0; k < 8; ++k) {
            const auto off = offset_at(fields_, ratio_, fields_.find(at));
            if (!off || (k == 0 && std::abs(off->sideways) <= tolerance_ / 4)) {
                return std::nullopt;
            }
            if (std::abs(off->sideways) <= tolerance_ / 8) {
                const bool near = std::sqrt(dot(at - p, at - p)) * unit_ <= longest / 2;
                return near ? std::optional(at) : std::nullopt;
            }
            const double radians =
                off->sideways / fields_.ground.plane.sphere().metres_per_radian(off->here.z);
            at = fields_.ground.plane.project(normalized(off->here - radians * off->rise));
        }
        return std::nullopt;
    }

    const detail::inner_fields& fields_;
    double ratio_;
    double tolerance_;
    double unit_;
};

metres worst_of(
    const detail::inner_fields& fields, double ratio, const multi_line_string<lon_lat>& shape
) {
    double worst = 0;
    for (const auto& line : shape) {
        for (std::size_t i = 1; i < line.size(); ++i) {
            const auto& a = line[i - 1];
            const double east = std::remainder((line[i].lon - a.lon).value(), 360.0);
            for (const double t : {0.25, 0.5, 0.75}) {
                const lon_lat p{
                    longitude(std::remainder(a.lon.value() + t * east, 360.0)),
                    latitude(a.lat.value() + t * (line[i].lat - a.lat).value())};
                if (const auto off = offset_at(fields, ratio, fields.find(p))) {
                    worst = std::max(worst, std::abs(off->sideways));
                }
            }
        }
    }
    return metres(worst);
}

}  // namespace

std::vector<equi_ratio_line> inner_equi_ratio_lines(
    const inner_distance& between,
    const std::vector<double>& ratios,
    const inner_equi_ratio_options& options
) {
    assert(std::all_of(ratios.begin(), ratios.end(), [](double k) { return k > 0 && k < 1; }));
    const auto& fields = between.fields();
    assert(fields.paths.size() >= 2);
    const detail::cell_limits limits{
        options.widest_cell.value(), options.narrowest_cell.value(), options.tolerance.value()};
    const detail::inner_cells cells(fields, ratios, limits);
    std::vector<equi_ratio_line> out;
    for (const auto ratio : ratios) {
        auto& made = out.emplace_back();
        made.ratio = ratio;
        const path_follower follower(fields, ratio, options.tolerance);
        for (const auto& chain : ratio_tracer(cells, ratio).chains()) {
            if (chain.size() >= 2) {
                made.shape.push_back(
                    reduced(follower.followed(chain), fields.ground.plane, options.tolerance)
                );
            }
        }
        made.max_error = worst_of(fields, ratio, made.shape);
    }
    return out;
}

std::optional<double> ratio_at(const inner_distance& between, lon_lat p) {
    const double from = between.at(p, 0).distance.value();
    const double to = between.at(p, 1).distance.value();
    if (!std::isfinite(from) || !std::isfinite(to)) {
        return std::nullopt;
    }
    return from + to > 0 ? from / (from + to) : 0.0;
}

}  // namespace geo
