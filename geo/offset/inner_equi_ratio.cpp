// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/inner_equi_ratio.hpp"

#include "geo/index/edge_index.hpp"
#include "geo/offset/crossing_links.hpp"
#include "geo/offset/inner_cells.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>

namespace geo {

namespace {

using detail::plane_point;

/// A crossing of the line with a piece of a cell's side, named by the piece's ends in order.
using crossing_key = std::pair<std::int32_t, std::int32_t>;

/// Where the difference of distances vanishes over an area, to their rounding: it counts as below.
constexpr double zero = 1e-4;

/// The line of one ratio, through cells.
class line_tracer {
public:
    line_tracer(const detail::inner_cells& cells, double ratio) : cells_(cells), ratio_(ratio) {
        for (const auto& cell : cells_.cells()) {
            trace(cell);
        }
    }

    /// Chains of crossings, each from its start on; the first again at the end of a ring.
    [[nodiscard]] std::vector<std::vector<plane_point>> chains() const {
        std::vector<std::vector<plane_point>> out;
        const std::vector<std::pair<crossing_key, crossing_key>> links(next_.begin(), next_.end());
        for (const auto& chain : detail::chain_up(links)) {
            auto& made = out.emplace_back();
            for (const auto& key : chain.sides) {
                made.push_back(crossings_.at(key));
            }
            if (chain.closed) {
                made.push_back(made.front());
            }
        }
        return out;
    }

private:
    [[nodiscard]] static bool is_above(double weighted) { return weighted > zero; }

    /// The line enters where values rise along the cell's sides walked counter-clockwise, and leaves
    /// where they fall, so that lower values stay on its left.
    void trace(const detail::inner_cells::cell& cell) {
        std::vector<std::int32_t> sides{cell.corners[0]};
        for (std::size_t i = 0; i < 3; ++i) {
            cells_.corners_between(cell.corners[i], cell.corners[(i + 1) % 3], sides);
        }
        std::vector<detail::cell_crossing<crossing_key>> around;
        for (std::size_t i = 0; i + 1 < sides.size(); ++i) {
            const bool a = is_above(cells_.distances(sides[i]).weighted(ratio_));
            const bool b = is_above(cells_.distances(sides[i + 1]).weighted(ratio_));
            if (a != b) {
                const crossing_key key = std::minmax(sides[i], sides[i + 1]);
                if (crossings_.find(key) == crossings_.end()) {
                    crossings_[key] = root(key, cell.triangle);
                }
                around.push_back({key, b});
            }
        }
        const auto middle_above = [&] {
            const auto middle =
                (1.0 / 3) * (cells_.position(cell.corners[0]) + cells_.position(cell.corners[1]) +
                             cells_.position(cell.corners[2]));
            return is_above(cells_.distances(cell.triangle, middle).weighted(ratio_));
        };
        detail::link_crossings(
            around,
            middle_above,
            [&](const crossing_key& from, const crossing_key& to) { next_[from] = to; }
        );
    }

    /// Where the value vanishes between two corners, to a centimetre: regula falsi with halving of
    /// the end that stays (Illinois).
    [[nodiscard]] plane_point root(const crossing_key& key, std::int32_t triangle) const {
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
    std::map<crossing_key, plane_point> crossings_;
    std::map<crossing_key, crossing_key> next_;
};

/// Douglas and Peucker's reduction; the first and last positions stay.
void reduce(
    const std::vector<plane_point>& chain,
    std::size_t first,
    std::size_t last,
    double tolerance,
    std::vector<bool>& keep
) {
    const auto along = chain[last] - chain[first];
    const double size = dot(along, along);
    double worst = 0;
    std::size_t at = first;
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
    if (worst > tolerance) {
        keep[at] = true;
        reduce(chain, first, at, tolerance, keep);
        reduce(chain, at, last, tolerance, keep);
    }
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
        keep[stops[i - 1]] = keep[stops[i]] = true;
        reduce(chain, stops[i - 1], stops[i], tolerance.value() / 2 / unit, keep);
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
class line_follower {
public:
    line_follower(const detail::inner_fields& fields, double ratio, metres tolerance)
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
        const line_follower follower(fields, ratio, options.tolerance);
        for (const auto& chain : line_tracer(cells, ratio).chains()) {
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
