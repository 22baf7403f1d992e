// SPDX-License-Identifier: Apache-2.0
#include "geo/linework/derive_line.hpp"

#include "geo/base/error.hpp"
#include "geo/frame/local_frame.hpp"
#include "geo/geometry/box.hpp"
#include "geo/geometry/signed_area.hpp"
#include "geo/linework/border_ground.hpp"
#include "geo/linework/border_walk.hpp"
#include "geo/linework/control_area.hpp"
#include "geo/linework/line_choice.hpp"
#include "geo/linework/line_ends.hpp"
#include "geo/linework/near_edge.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/overlay/overlay.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace geo {

namespace {

using detail::border_ground;
using detail::closed_path;
using detail::line_candidate;
using detail::linework_finding;

/// Degrees around the territory within which control areas are taken as they are; what goes on
/// beyond is cut there, so that areas on other continents do not bend the plane.
constexpr double surroundings = 1.0;
/// Largest error of scale on the plane: of a cap of a quarter of the earth's circumference.
constexpr double worst_scale_error = 0.2;
/// Both readings of the parts' edges agree within this (half of the 0.5 m that zones are true to).
constexpr metres edge_tolerance{0.25};
/// Positions this near (3 mm) to the edge between their neighbours are on it: they come back from
/// the overlay's grid of 1 mm.
constexpr double on_edge_degrees = 3e-8;

bool meet(const lon_lat_box& a, const lon_lat_box& b) {
    return !a.empty() && !b.empty() && a.west <= b.east && b.west <= a.east && a.south <= b.north &&
           b.south <= a.north;
}

bool within(const lon_lat_box& a, const lon_lat_box& b) {
    return a.west >= b.west && a.east <= b.east && a.south >= b.south && a.north <= b.north;
}

lon_lat_box grown(lon_lat_box box, double by) {
    return {
        std::max(-180.0, box.west - by),
        std::max(-89.0, box.south - by),
        std::min(180.0, box.east + by),
        std::min(89.0, box.north + by)};
}

polygon<lon_lat> rectangle(const lon_lat_box& box) {
    const auto corner = [](double lon, double lat) {
        return lon_lat{longitude(lon), latitude(lat)};
    };
    return {
        {corner(box.west, box.south),
         corner(box.east, box.south),
         corner(box.east, box.north),
         corner(box.west, box.north),
         corner(box.west, box.south)},
        {}};
}

void check(const derive_line_options& options) {
    const auto refuse = [](const char* what, metres value) {
        throw input_error(fmt::format("{} of {} m cannot be used", what, value.value()));
    };
    if (!is_finite(options.close_gaps) || options.close_gaps < metres(0)) {
        refuse("a width of slits", options.close_gaps);
    }
    if (!is_finite(options.min_separation) || options.min_separation < metres(1)) {
        refuse("a separation", options.min_separation);
    }
    if (!is_finite(options.min_length) || options.min_length < metres(0)) {
        refuse("a least length", options.min_length);
    }
    if (!is_finite(options.overshoot) || options.overshoot <= metres(0)) {
        refuse("an overshoot", options.overshoot);
    }
}

/// Control areas near the territory, those that go far beyond cut; the order stays.
struct near_areas {
    multi_polygon<lon_lat> taken;
    multi_polygon<lon_lat> far;
};

near_areas cut_to_surroundings(
    const multi_polygon<lon_lat>& control, const lon_lat_box& territory
) {
    near_areas out;
    const auto around = grown(territory, surroundings);
    for (const auto& part : control) {
        const auto box = box_of({part});
        if (!meet(box, territory)) {
            out.far.push_back(part);
        } else if (within(box, around)) {
            out.taken.push_back(part);
        } else {
            const auto chart = local_frame::chart(around);
            auto cut = unproject(
                chart, intersection(project(chart, {part}), project(chart, {rectangle(around)}))
            );
            out.taken.insert(out.taken.end(), cut.begin(), cut.end());
        }
    }
    return out;
}

/// Fills the holes that are inland water.
void fill_water(
    multi_polygon<east_north>& territory,
    const local_frame& frame,
    square_metres limit,
    findings& found
) {
    std::size_t filled = 0;
    square_metres total;
    square_metres most;
    east_north where{};
    for (auto& part : territory) {
        std::erase_if(part.holes, [&](const auto& hole) {
            const double scale = frame.scale(hole.front());
            const auto size = square_metres(std::abs(signed_area(hole))) / (scale * scale);
            if (size >= limit) {
                return false;
            }
            ++filled;
            total += size;
            if (size > most) {
                most = size;
                where = hole.front();
            }
            return true;
        });
    }
    if (filled > 0) {
        found.push_back(linework_finding(
            finding_code::area_hole_filled,
            severity::note,
            fmt::format(
                "{} holes of the territory smaller than {:.0f} km2 ({:.1f} km2 together) were "
                "taken as inland water, whose shore is no coast; the largest ({:.1f} km2) here",
                filled,
                in_square_kilometres(limit),
                in_square_kilometres(total),
                in_square_kilometres(most)
            ),
            frame.unproject(where)
        ));
    }
}

/// The rings of an area, turned so that the area lies on the right.
std::vector<closed_path> paths_around(const multi_polygon<east_north>& area) {
    std::vector<closed_path> out;
    for_each_ring(area, [&](ring<east_north> chain) {
        std::reverse(chain.begin(), chain.end());
        out.emplace_back(std::move(chain));
    });
    return out;
}

/// Without the positions that lie on the edge between their neighbours: they were added to keep
/// the edge straight on the plane.
line_string<lon_lat> without_added(const line_string<lon_lat>& line) {
    line_string<lon_lat> out;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (i > 0 && i + 1 < line.size()) {
            const auto& a = out.back();
            const auto& b = line[i + 1];
            const double dx = (b.lon - a.lon).value();
            const double dy = (b.lat - a.lat).value();
            const double px = (line[i].lon - a.lon).value();
            const double py = (line[i].lat - a.lat).value();
            const double size = std::hypot(dx, dy);
            const double along = (px * dx + py * dy) / (size * size);
            if (size > 0 && along > 0 && along < 1 &&
                std::abs(px * dy - py * dx) / size < on_edge_degrees) {
                continue;
            }
        }
        out.push_back(line[i]);
    }
    return out;
}

line_part finished(const line_candidate& from, const local_frame& frame) {
    line_part out;
    out.closed = from.where.whole;
    out.shape = densify(
        without_added(unproject(frame, from.whole())), edge_reading::lonlat, edge_tolerance
    );
    if (out.closed) {
        out.shape.back() = out.shape.front();
    }
    out.length = length(out.shape);
    out.kept = out.closed       ? out.length
               : from.near_edge ? metres(0)
                                : detail::ground_length(frame, from.kept);
    return out;
}

/// One finding for each end of a part that was led on.
void tell_ends(const line_candidate& from, const border_ground& ground, findings& found) {
    const auto tell = [&](east_north end, const detail::lead& way) {
        line_string<east_north> whole{end};
        whole.insert(whole.end(), way.shape.begin(), way.shape.end());
        found.push_back(linework_finding(
            finding_code::line_end_extended,
            severity::note,
            fmt::format(
                "the line's end was led on {:.0f} m to border or coast, {}",
                detail::ground_length(ground.frame(), whole).value(),
                way.kind == detail::lead_kind::followed ? "along the control area's edge"
                                                        : "straight to the nearest place"
            ),
            ground.frame().unproject(end)
        ));
    };
    if (!from.where.whole && !from.near_edge) {
        tell(from.kept.front(), from.before);
        tell(from.kept.back(), from.after);
    }
}

}  // namespace

derived_line derive_line(
    const multi_polygon<lon_lat>& control,
    const multi_polygon<lon_lat>& territory,
    const derive_line_options& options
) {
    check(options);
    const auto territory_box = box_of(territory);
    if (territory_box.empty()) {
        throw input_error("the territory holds no area");
    }
    if (box_of(control).empty()) {
        throw input_error("there is no control area");
    }
    derived_line out;
    const auto near = cut_to_surroundings(control, territory_box);
    if (near.taken.empty()) {
        throw input_error("no control area reaches into the territory");
    }
    const auto frame = local_frame::conformal(box_of(near.taken), worst_scale_error);
    auto plane_territory = detail::project_dense(frame, territory);
    fill_water(plane_territory, frame, options.inland_water, out.found);
    const border_ground ground(frame, std::move(plane_territory));

    // Areas on the far side of the earth have no place on the plane: they come as empty ones.
    auto all = near.taken;
    all.insert(all.end(), near.far.begin(), near.far.end());
    auto plane = detail::project_dense(frame, near.taken);
    plane.resize(all.size());
    const auto areas = detail::take_reaching(all, std::move(plane), ground, out.found);
    if (areas.empty()) {
        throw input_error("no control area reaches into the territory");
    }
    const auto united = detail::unite_closing_slits(areas, options.close_gaps, ground, out.found);
    const auto paths = paths_around(united);
    auto candidates = detail::lead_on(paths, ground, options.min_separation, options.overshoot);
    auto near_edge = detail::near_edge_stretches(paths, candidates, ground, options.overshoot);
    candidates.insert(candidates.end(), near_edge.begin(), near_edge.end());
    candidates = detail::choose_parts(
        std::move(candidates), ground, options.min_separation, options.min_length, out.found
    );
    std::stable_sort(candidates.begin(), candidates.end(), [&](const auto& a, const auto& b) {
        return detail::ground_length(frame, a.whole()) > detail::ground_length(frame, b.whole());
    });
    for (const auto& one : candidates) {
        out.parts.push_back(finished(one, frame));
        tell_ends(one, ground, out.found);
    }
    if (out.parts.empty()) {
        out.found.push_back(
            {finding_code::line_too_short,
             severity::warning,
             {},
             "no part of the control areas' edge lies inside the territory farther from border and "
             "coast than the separation: there is no line"}
        );
    }
    return out;
}

}  // namespace geo
