// SPDX-License-Identifier: Apache-2.0
#include "geo/linework/split.hpp"

#include "geo/base/error.hpp"
#include "geo/frame/local_frame.hpp"
#include "geo/geometry/box.hpp"
#include "geo/index/edge_index.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/overlay/overlay.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <future>
#include <limits>
#include <map>
#include <optional>

namespace geo {

namespace {

enum class which { left, right };

/// The side of the line on which the inside of a counter-clockwise ring edge lies, if the edge
/// is a piece of the line.
std::optional<which> side_of_edge(const edge_index& lines, east_north a, east_north b) {
    const east_north middle{(a.east + b.east) / 2.0, (a.north + b.north) / 2.0};
    // Cut positions are rounded to the overlay's grid, so the middle of a piece of the line lies
    // within a few grid steps of it; the direction test refuses edges that only cross there.
    if (!lines.any_within(middle, 4.0 * overlay_grid)) {
        return std::nullopt;
    }
    const auto hit = lines.nearest(middle);
    const double ex = (b.east - a.east).value();
    const double ey = (b.north - a.north).value();
    const double lx = (hit->found.b.east - hit->found.a.east).value();
    const double ly = (hit->found.b.north - hit->found.a.north).value();
    const double edge_length = std::hypot(ex, ey);
    const double line_length = std::hypot(lx, ly);
    if (edge_length < 0.05 || line_length < 1e-6) {
        return std::nullopt;  // too short to have a direction on a 1 mm grid
    }
    const double cosine = (ex * lx + ey * ly) / (edge_length * line_length);
    if (std::abs(cosine) < 0.9) {
        return std::nullopt;
    }
    return cosine > 0 ? which::left : which::right;
}

std::string at_text(lon_lat p) {
    char text[64];
    std::snprintf(text, sizeof text, "lon %.5f lat %.5f", p.lon.value(), p.lat.value());
    return text;
}

/// Side of a face by the edges it shares with the line; none when it shares none.
std::optional<which> side_of_face(
    const edge_index& lines, const polygon<east_north>& face, const local_frame& frame
) {
    double left = 0;
    double right = 0;
    east_north last_left{};
    east_north last_right{};
    const auto weigh = [&](const ring<east_north>& chain) {
        for (std::size_t i = 1; i < chain.size(); ++i) {
            const auto side = side_of_edge(lines, chain[i - 1], chain[i]);
            if (!side) {
                continue;
            }
            const double length = std::hypot(
                (chain[i].east - chain[i - 1].east).value(),
                (chain[i].north - chain[i - 1].north).value()
            );
            (*side == which::left ? left : right) += length;
            (*side == which::left ? last_left : last_right) = chain[i];
        }
    };
    weigh(face.outer);
    for (const auto& hole : face.holes) {
        weigh(hole);
    }
    if (left == 0 && right == 0) {
        return std::nullopt;
    }
    if (left > 0 && right > 0 && std::min(left, right) > 1.0) {
        throw input_error(
            "the line does not divide the territory: the same part of it lies left of the line "
            "at " +
            at_text(frame.unproject(last_left)) + " and right of it at " +
            at_text(frame.unproject(last_right)) +
            "; an end may not reach the border or coast, or two parts run in opposite directions"
        );
    }
    return left > right ? which::left : which::right;
}

/// Least distance on the chart from the corners of a face to edges.
double distance_to(const edge_index& edges, const polygon<east_north>& face) {
    double least = std::numeric_limits<double>::infinity();
    for (const auto& p : face.outer) {
        if (const auto hit = edges.nearest(p)) {
            least = std::min(least, hit->distance.value());
        }
    }
    return least;
}

}  // namespace

territory_sides split_territory(
    const multi_polygon<lon_lat>& territory,
    const multi_line_string<lon_lat>& lines,
    const local_frame& frame
) {
    territory_sides out;
    const auto plane_territory = project(frame, territory);
    const auto plane_lines = project(frame, lines);
    multi_line_string<east_north> arrangement = plane_lines;
    for_each_ring(plane_territory, [&](const auto& chain) {
        arrangement.emplace_back(chain.begin(), chain.end());
    });
    const area_index inside(plane_territory);
    const edge_index line_edges(plane_lines);
    multi_polygon<east_north> left;
    multi_polygon<east_north> right;
    multi_polygon<east_north> loose;
    for (auto& face : faces(arrangement)) {
        if (!inside.contains(inner_position(face))) {
            continue;
        }
        const auto side = side_of_face(line_edges, face, frame);
        (!side ? loose : *side == which::left ? left : right).push_back(std::move(face));
    }
    if (left.empty() && right.empty()) {
        throw input_error(
            "the line does not divide the territory: it does not cross it from edge to edge"
        );
    }
    if (!loose.empty()) {
        const edge_index left_edges(left);
        const edge_index right_edges(right);
        double loose_area = 0;
        for (auto& face : loose) {
            loose_area += area(unproject(frame, multi_polygon<east_north>{face})).value();
            const bool to_left = distance_to(left_edges, face) <= distance_to(right_edges, face);
            (to_left ? left : right).push_back(std::move(face));
        }
        char text[160];
        std::snprintf(
            text,
            sizeof text,
            "%zu islands and exclaves (%.1f km2) that the line does not touch were put on the side "
            "of the land nearest to them",
            loose.size(),
            loose_area / 1e6
        );
        out.found.push_back({finding_code::area_unassigned, severity::note, {}, text});
    }
    auto right_sides = std::async(std::launch::async, [&] { return unite_faces(right); });
    out.left = unproject(frame, unite_faces(left));
    out.right = unproject(frame, right_sides.get());
    return out;
}

std::optional<lon_lat> find_crossing(const multi_line_string<lon_lat>& lines) {
    const auto box = box_of(lines);
    if (box.empty()) {
        return std::nullopt;
    }
    const auto chart = local_frame::chart(box);
    const auto plane = project(chart, lines);
    const edge_index edges(plane);
    const auto side = [](east_north a, east_north b, east_north p) {
        return (b.east - a.east).value() * (p.north - a.north).value() -
               (b.north - a.north).value() * (p.east - a.east).value();
    };
    for (const auto& line : plane) {
        for (std::size_t i = 1; i < line.size(); ++i) {
            const auto a = line[i - 1];
            const auto b = line[i];
            const east_north low{std::min(a.east, b.east), std::min(a.north, b.north)};
            const east_north high{std::max(a.east, b.east), std::max(a.north, b.north)};
            for (const auto& other : edges.touching(low, high)) {
                const double c = side(a, b, other.a);
                const double d = side(a, b, other.b);
                if (c * d < 0 && side(other.a, other.b, a) * side(other.a, other.b, b) < 0) {
                    const double t = c / (c - d);
                    return chart.unproject(
                        {other.a.east + (other.b.east - other.a.east) * t,
                         other.a.north + (other.b.north - other.a.north) * t}
                    );
                }
            }
        }
    }
    return std::nullopt;
}

shared_edges find_shared_edges(
    const multi_polygon<lon_lat>& territory, const multi_polygon<lon_lat>& other, metres tolerance
) {
    shared_edges out;
    const auto frame = local_frame::chart(box_of(territory));
    const edge_index others(project(frame, other));
    for_each_ring(territory, [&](const ring<lon_lat>& chain) {
        std::vector<bool> near(chain.size());
        for (std::size_t i = 0; i < chain.size(); ++i) {
            near[i] = others.any_within(frame.project(chain[i]), tolerance);
        }
        bool open_shared = false;
        bool open_own = false;
        for (std::size_t i = 1; i < chain.size(); ++i) {
            const bool shared = near[i - 1] && near[i];
            auto& lines = shared ? out.shared : out.own;
            bool& open = shared ? open_shared : open_own;
            if (!open) {
                lines.emplace_back().push_back(chain[i - 1]);
            }
            lines.back().push_back(chain[i]);
            open_shared = shared;
            open_own = !shared;
        }
    });
    out.shared = unproject(frame, join(project(frame, out.shared)));
    out.own = unproject(frame, join(project(frame, out.own)));
    return out;
}

attached_line attach_ends(
    const multi_line_string<lon_lat>& lines,
    const multi_polygon<lon_lat>& territory,
    metres reach,
    metres overshoot
) {
    attached_line out;
    const auto frame = local_frame::chart(box_of(territory));
    const auto plane = project(frame, territory);
    const edge_index edges(plane);
    const area_index inside(plane);
    // From the edge straight out: the way to it, of a millimetre or none, points anywhere. So far that
    // rounding does not bring it back, and no farther: there is nothing to see of it.
    const auto barely = std::min(overshoot, metres(0.1));
    const auto across = [&](const edge_index::hit& hit) -> std::optional<lon_lat> {
        const auto target = frame.unproject(hit.nearest);
        const double along = inverse(frame.unproject(hit.found.a), frame.unproject(hit.found.b))
                                 .azimuth_start.value();
        for (const double turn : {-90.0, 90.0}) {
            const auto beyond = destination(target, degrees(along + turn), barely);
            if (!inside.contains(frame.project(beyond))) {
                return beyond;
            }
        }
        return std::nullopt;  // land on both sides of the edge
    };
    const auto led_on = [&](lon_lat end) -> std::optional<lon_lat> {
        const auto p = frame.project(end);
        const auto hit = edges.nearest(p);
        const auto target = frame.unproject(hit->nearest);
        const auto link = inverse(end, target);
        if (!inside.contains(p)) {
            return std::nullopt;
        }
        if (link.length < metres(1)) {
            return across(*hit);  // there already
        }
        finding note{finding_code::line_end_extended, severity::note, {}, {}};
        note.where.lon = end.lon.value();
        note.where.lat = end.lat.value();
        char text[160];
        if (link.length > reach) {
            std::snprintf(
                text,
                sizeof text,
                "the line ends %.1f km from the territory's edge, farther than the %.1f km that "
                "ends "
                "are led on",
                in_kilometres(link.length),
                in_kilometres(reach)
            );
            note.code = finding_code::line_end_unattached;
            note.level = severity::error;
            note.text = text;
            out.found.push_back(note);
            return std::nullopt;
        }
        std::snprintf(
            text,
            sizeof text,
            "the line's end was led on %.0f m to the nearest border or coast",
            link.length.value()
        );
        note.text = text;
        out.found.push_back(note);
        return destination(target, link.azimuth_end, overshoot);
    };
    std::map<lon_lat, int> ends;
    for (const auto& line : lines) {
        if (!line.empty()) {
            ++ends[line.front()];
            ++ends[line.back()];
        }
    }
    const auto is_free = [&](lon_lat end) { return ends.at(end) == 1; };
    for (const auto& line : lines) {
        auto made = line;
        if (made.size() >= 2) {
            if (const auto start = is_free(line.front()) ? led_on(line.front()) : std::nullopt) {
                made.insert(made.begin(), *start);
            }
            if (const auto end = is_free(line.back()) ? led_on(line.back()) : std::nullopt) {
                made.push_back(*end);
            }
        }
        out.lines.push_back(std::move(made));
    }
    return out;
}

}  // namespace geo
