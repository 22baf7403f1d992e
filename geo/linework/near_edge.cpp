// SPDX-License-Identifier: Apache-2.0
#include "geo/linework/near_edge.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace geo::detail {

namespace {

/// Where a path meets the territory's edge.
struct edge_passage {
    double way = 0;
    border_ground::place at;
    east_north position;
};

/// All passages on a stretch of a path, in order.
std::vector<edge_passage> passages(
    const closed_path& path, double from, double to, const border_ground& ground
) {
    std::vector<edge_passage> out;
    const auto line = path.stretch(from, to);
    double way = from;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const double size = plane_distance(line[i - 1], line[i]).value();
        double after = -1;
        while (const auto met = ground.first_crossing(line[i - 1], line[i], after)) {
            const auto position = between(line[i - 1], line[i], met->fraction);
            out.push_back({way + size * met->fraction, met->at, position});
            after = met->fraction;
        }
        way += size;
    }
    return out;
}

/// A lead that only runs from the passage to beyond the edge.
lead short_lead(const edge_passage& at, east_north inside, metres overshoot) {
    const double way = plane_distance(inside, at.position).value();
    const auto end = way > 0 ? between(inside, at.position, 1 + overshoot.value() / way) : inside;
    return {lead_kind::followed, {end}, at.at, at.position, inside};
}

bool meets(const edge_index& leads, const line_string<east_north>& line) {
    for (std::size_t i = 1; i < line.size(); ++i) {
        const auto& a = line[i - 1];
        const auto& b = line[i];
        const east_north low{std::min(a.east, b.east), std::min(a.north, b.north)};
        const east_north high{std::max(a.east, b.east), std::max(a.north, b.north)};
        for (const auto& edge : leads.touching(low, high)) {
            if (meeting(a, b, edge.a, edge.b)) {
                return true;
            }
        }
    }
    return false;
}

/// Stretches without a kept place, from `from` to `to`, that enter and leave the territory.
void collect(
    const closed_path& path,
    std::pair<double, double> gap,
    const border_ground& ground,
    metres overshoot,
    std::vector<line_candidate>& out
) {
    // Shorter stays are touches.
    constexpr double least = 1.0;
    auto met = passages(path, gap.first, gap.second, ground);
    if (!met.empty() && gap.second - gap.first >= path.length()) {
        met.push_back(met.front());  // the path is all gap: its start is no end
        met.back().way += path.length();
    }
    for (std::size_t i = 1; i < met.size(); ++i) {
        const double from = met[i - 1].way;
        const double to = met[i].way;
        if (to - from < least || !ground.contains(path.at((from + to) / 2))) {
            continue;
        }
        line_candidate made;
        made.near_edge = true;
        made.where = {from, to, false};
        made.kept = path.stretch(from, to);
        made.kept.front() = met[i - 1].position;
        made.kept.back() = met[i].position;
        made.before = short_lead(met[i - 1], made.kept[1], overshoot);
        made.after = short_lead(met[i], made.kept[made.kept.size() - 2], overshoot);
        out.push_back(std::move(made));
    }
}

/// The stretches of each path between those that are kept.
std::vector<std::vector<std::pair<double, double>>> gaps(
    const std::vector<closed_path>& paths, const std::vector<line_candidate>& led
) {
    std::vector<std::vector<kept_stretch>> kept(paths.size());
    for (const auto& one : led) {
        kept[one.path].push_back(one.where);
    }
    std::vector<std::vector<std::pair<double, double>>> out(paths.size());
    for (std::size_t p = 0; p < paths.size(); ++p) {
        if (kept[p].empty()) {
            out[p].push_back({0, paths[p].length()});
            continue;
        }
        for (std::size_t i = 0; i < kept[p].size() && !kept[p][i].whole; ++i) {
            const bool last = i + 1 == kept[p].size();
            const double next = last ? kept[p][0].from + paths[p].length() : kept[p][i + 1].from;
            out[p].push_back({kept[p][i].to, next});
        }
    }
    return out;
}

}  // namespace

std::vector<line_candidate> near_edge_stretches(
    const std::vector<closed_path>& paths,
    const std::vector<line_candidate>& led,
    const border_ground& ground,
    metres overshoot
) {
    multi_line_string<east_north> straight;
    for (const auto& one : led) {
        if (one.where.whole) {
            continue;
        }
        if (one.before.kind == lead_kind::straight) {
            straight.push_back({one.kept.front(), one.before.landing_position});
        }
        if (one.after.kind == lead_kind::straight) {
            straight.push_back({one.kept.back(), one.after.landing_position});
        }
    }
    const edge_index leads(straight);
    const auto between_kept = gaps(paths, led);
    std::vector<line_candidate> out;
    for (std::size_t p = 0; p < paths.size(); ++p) {
        for (const auto& gap : between_kept[p]) {
            const auto before = out.size();
            collect(paths[p], gap, ground, overshoot, out);
            for (std::size_t i = before; i < out.size(); ++i) {
                out[i].path = p;
            }
        }
    }
    std::erase_if(out, [&](const auto& one) { return meets(leads, one.kept); });
    return out;
}

bool reaches_deep(const ring<east_north>& outline, const border_ground& ground, metres separation) {
    struct cell {
        east_north centre;
        double half;
    };
    const multi_polygon<east_north> shape{{outline, {}}};
    const edge_index edges(shape);
    const area_index inside(shape);
    auto low = outline.front();
    auto high = outline.front();
    for (const auto& p : outline) {
        low = {std::min(low.east, p.east), std::min(low.north, p.north)};
        high = {std::max(high.east, p.east), std::max(high.north, p.north)};
    }
    const double side = std::max((high.east - low.east).value(), (high.north - low.north).value());
    std::vector<cell> waiting{{between(low, high, 0.5), side / 2}};
    while (!waiting.empty()) {
        const auto [centre, half] = waiting.back();
        waiting.pop_back();
        const double corner = half * std::sqrt(2.0);
        const double deep = (ground.distance(centre) - separation).value();
        if (deep + corner <= 0) {
            continue;
        }
        const bool within = inside.contains(centre);
        if (within && deep > 0) {
            return true;
        }
        if ((!within && edges.nearest(centre)->distance.value() > corner) ||
            half < separation.value() / 8) {
            continue;
        }
        for (const double x : {-0.5, 0.5}) {
            for (const double y : {-0.5, 0.5}) {
                waiting.push_back(
                    {{centre.east + metres(x * half), centre.north + metres(y * half)}, half / 2}
                );
            }
        }
    }
    return false;
}

}  // namespace geo::detail
