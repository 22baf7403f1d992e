// SPDX-License-Identifier: Apache-2.0
#include "geo/linework/bounded_zone.hpp"

#include "geo/base/error.hpp"
#include "geo/frame/local_frame.hpp"
#include "geo/geometry/box.hpp"
#include "geo/io/antimeridian.hpp"
#include "geo/linework/split.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/overlay/overlay.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace geo {

namespace {

/// Half the diagonal of a cell of the 7-decimal grid, twice: once cut, once given out.
constexpr metres rounding{0.016};

/// What is left of the tolerance for everything but the rounding of positions.
zone_options tighter(const zone_options& options) {
    auto out = options;
    out.tolerance = options.tolerance - rounding;
    return out;
}

multi_line_string<lon_lat> dense(
    const multi_line_string<lon_lat>& lines, const zone_options& options
) {
    multi_line_string<lon_lat> out;
    for (const auto& line : lines) {
        out.push_back(densify(line, options.edges, options.tolerance / 2));
    }
    return out;
}

/// A territory as a chart sees it, its edges true in both readings.
multi_polygon<lon_lat> dense(const multi_polygon<lon_lat>& territory, const zone_options& options) {
    return densify(territory, edge_reading::lonlat, options.tolerance / 2);
}

/// A territory cut by lines whose ends have been led on to its edge.
territory_sides cut(
    const multi_line_string<lon_lat>& lines,
    const multi_polygon<lon_lat>& territory,
    const local_frame& chart
) {
    auto attached = attach_ends(lines, territory, largest_end_gap);
    auto sides = split_territory(territory, attached.lines, chart);
    append(attached.found, std::move(sides.found));
    sides.found = std::move(attached.found);
    return sides;
}

void check_not_empty(const multi_polygon<east_north>& area, const char* what) {
    if (area.empty()) {
        throw input_error(std::string(what) + "; is it the territory that was meant?");
    }
}

const line_string<lon_lat>& only_part(const multi_line_string<lon_lat>& line, const char* which) {
    if (line.size() != 1) {
        throw input_error(
            std::string("the ") + which + " line has " + std::to_string(line.size()) +
            " parts; a zone between two lines needs one continuous part of each"
        );
    }
    if (line.front().size() < 2) {
        throw input_error(std::string("the ") + which + " line has no length");
    }
    for (const auto& p : line.front()) {
        if (!is_on_earth(p)) {
            throw input_error(
                std::string("the ") + which + " line has a position that is not on earth: " +
                std::to_string(p.lon.value()) + ", " + std::to_string(p.lat.value())
            );
        }
    }
    return line.front();
}

bool is_closed(const line_string<lon_lat>& line) {
    return line.front() == line.back() && line.size() > 3;
}

/// Appends positions with longitudes continued from the last one there.
void append_unwrapped(ring<lon_lat>& to, const line_string<lon_lat>& line) {
    for (auto p : line) {
        if (!to.empty()) {
            const double step = (p.lon - to.back().lon).value();
            p.lon = p.lon + degrees(360.0 * std::round(-step / 360.0));
        }
        if (to.empty() || p != to.back()) {
            to.push_back(p);
        }
    }
}

/// The same, along the geodesic from the last position.
void append_joint(ring<lon_lat>& to, lon_lat end, metres tolerance) {
    lon_lat start = to.back();
    start.lon = longitude(start.lon.value() - 360 * std::round(start.lon.value() / 360));
    if (start != end) {
        append_unwrapped(
            to, densify(line_string<lon_lat>{start, end}, edge_reading::geodesic, tolerance)
        );
    }
}

/// What lies in one of two areas only.
multi_polygon<east_north> symmetric_difference(
    const multi_polygon<east_north>& a, const multi_polygon<east_north>& b
) {
    if (a.empty()) {
        return b;
    }
    auto out = difference(a, b);
    const auto rest = difference(b, a);
    out.insert(out.end(), rest.begin(), rest.end());
    return unite(out);
}

/// The area that rings enclose an odd number of times.
multi_polygon<lon_lat> enclosed(const std::vector<ring<lon_lat>>& rings) {
    lon_lat_box box;
    for (const auto& one : rings) {
        box.add_all(one);
    }
    const auto chart = local_frame::chart(box);
    multi_polygon<east_north> out;
    for (const auto& one : rings) {
        out = symmetric_difference(out, repair(project(chart, multi_polygon<lon_lat>{{one, {}}})));
    }
    const auto area = unproject(chart, out);
    const auto pieces = cut_at_antimeridian(area);
    return pieces ? *pieces : area;
}

bool fits_better_reversed(const line_string<lon_lat>& one, const line_string<lon_lat>& other) {
    const auto apart = [](lon_lat a, lon_lat b) { return a == b ? metres(0) : distance(a, b); };
    return apart(one.front(), other.back()) + apart(one.back(), other.front()) <
           apart(one.front(), other.front()) + apart(one.back(), other.back());
}

/// `other` in the direction of `one`, and a finding when it had to be turned round.
line_string<lon_lat> alongside(
    const line_string<lon_lat>& one, line_string<lon_lat> other, findings& found
) {
    if (!is_closed(one) && fits_better_reversed(one, other)) {
        std::reverse(other.begin(), other.end());
        finding made;
        made.code = finding_code::line_direction_reversed;
        made.where.lon = other.front().lon.value();
        made.where.lat = other.front().lat.value();
        made.text = "the other line runs against the first and was turned round";
        found.push_back(std::move(made));
    }
    return other;
}

}  // namespace

bounded_zone zone_in_territory(
    const multi_line_string<lon_lat>& lines,
    metres distance,
    const multi_polygon<lon_lat>& territory,
    const zone_options& options
) {
    bounded_zone out{zone_about(lines, distance, tighter(options)), {}};
    const auto chart = local_frame::chart(box_of(territory));
    const auto inside =
        intersection(project(chart, out.made.area), project(chart, dense(territory, options)));
    check_not_empty(inside, "nothing of the zone lies in the territory");
    out.made.area = unproject(chart, inside);
    out.made.max_error = out.made.max_error + rounding;
    return out;
}

bounded_zone one_sided_zone_in_territory(
    const multi_line_string<lon_lat>& lines,
    metres distance,
    side which,
    const multi_polygon<lon_lat>& territory,
    const zone_options& options
) {
    const auto full = zone_about(lines, distance, tighter(options));
    const auto chart = local_frame::chart(box_of(territory));
    auto sides = cut(dense(lines, options), dense(territory, options), chart);
    const auto& land = which == side::left ? sides.left : sides.right;
    const auto inside = intersection(project(chart, full.area), project(chart, land));
    check_not_empty(inside, "nothing of the zone lies in the territory on that side");
    return {
        {unproject(chart, inside), std::max(full.max_error, options.tolerance / 2) + rounding},
        std::move(sides.found)};
}

bounded_zone zone_between(
    const multi_line_string<lon_lat>& one,
    const multi_line_string<lon_lat>& other,
    const zone_options& options
) {
    const auto& first = only_part(one, "first");
    const auto& last = only_part(other, "other");
    if (is_closed(first) != is_closed(last)) {
        throw input_error(
            "one line is closed and the other is not; between them nothing can be told inside"
        );
    }
    bounded_zone out;
    const metres gap = options.tolerance / 2;
    const auto a = densify(first, options.edges, gap);
    const auto b = densify(alongside(first, last, out.found), options.edges, gap);
    std::vector<ring<lon_lat>> rings(1);
    append_unwrapped(rings[0], a);
    if (is_closed(first)) {
        append_unwrapped(rings.emplace_back(), b);
        // On the same turn of the earth as the first.
        const double shift = 360 * std::round((rings[0][0].lon - rings[1][0].lon).value() / 360);
        for (auto& p : rings[1]) {
            p.lon = p.lon + degrees(shift);
        }
    } else {
        append_joint(rings[0], b.back(), gap);
        append_unwrapped(rings[0], line_string<lon_lat>(b.rbegin(), b.rend()));
        append_joint(rings[0], a.front(), gap);
        if (rings[0].front() != rings[0].back()) {
            rings[0].push_back(rings[0].front());
        }
    }
    out.made.area = enclosed(rings);
    if (out.made.area.empty()) {
        throw input_error("nothing lies between the two lines: are they the same?");
    }
    out.made.max_error = gap + rounding;
    return out;
}

bounded_zone zone_between_in_territory(
    const multi_line_string<lon_lat>& one,
    const multi_line_string<lon_lat>& other,
    const multi_polygon<lon_lat>& territory,
    const zone_options& options
) {
    bounded_zone out;
    auto turned = other;
    if (one.size() == 1 && other.size() == 1) {
        turned.front() = alongside(one.front(), other.front(), out.found);
    }
    const auto chart = local_frame::chart(box_of(territory));
    const auto land = dense(territory, options);
    auto here = cut(dense(one, options), land, chart);
    auto there = cut(dense(turned, options), land, chart);
    append(out.found, std::move(here.found));
    append(out.found, std::move(there.found));
    const auto between =
        symmetric_difference(project(chart, here.left), project(chart, there.left));
    check_not_empty(between, "nothing of the territory lies between the two lines");
    out.made = {unproject(chart, between), options.tolerance / 2 + rounding};
    return out;
}

}  // namespace geo
