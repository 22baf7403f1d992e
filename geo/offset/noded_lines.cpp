// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/noded_lines.hpp"

#include "geo/geometry/box.hpp"
#include "geo/offset/crossings.hpp"
#include "geo/offset/near_pairs.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <utility>

namespace geo::detail {

namespace {

/// Where two edges, straight in lon/lat, cross or touch; nothing when they only share an end.
std::optional<lon_lat> crossing(lon_lat a, lon_lat b, lon_lat c, lon_lat d) {
    const double ux = (b.lon - a.lon).value();
    const double uy = (b.lat - a.lat).value();
    const double vx = (d.lon - c.lon).value();
    const double vy = (d.lat - c.lat).value();
    const double area = ux * vy - uy * vx;
    if (area == 0) {
        return std::nullopt;
    }
    const double wx = (c.lon - a.lon).value();
    const double wy = (c.lat - a.lat).value();
    const double t = (wx * vy - wy * vx) / area;
    const double s = (wx * uy - wy * ux) / area;
    constexpr double slack = 1e-9;
    if (t < -slack || t > 1 + slack || s < -slack || s > 1 + slack) {
        return std::nullopt;
    }
    return lon_lat{longitude(a.lon.value() + t * ux), latitude(a.lat.value() + t * uy)};
}

/// The ends of two edges that lie on the other, where they run along each other.
void add_common(
    lon_lat a,
    lon_lat b,
    lon_lat c,
    lon_lat d,
    line_string<lon_lat>& on_first,
    line_string<lon_lat>& on_second
) {
    const auto lies_on = [](lon_lat p, lon_lat from, lon_lat to) {
        const double ux = (to.lon - from.lon).value();
        const double uy = (to.lat - from.lat).value();
        const double wx = (p.lon - from.lon).value();
        const double wy = (p.lat - from.lat).value();
        const double size = ux * ux + uy * uy;
        const double t = (wx * ux + wy * uy) / size;
        constexpr double slack = 1e-9;  // degrees: 0.1 mm
        return size > 0 && t > 0 && t < 1 && std::abs(wx * uy - wy * ux) <= slack * std::sqrt(size);
    };
    for (const auto p : {c, d}) {
        if (lies_on(p, a, b)) {
            on_first.push_back(p);
        }
    }
    for (const auto p : {a, b}) {
        if (lies_on(p, c, d)) {
            on_second.push_back(p);
        }
    }
}

}  // namespace

multi_line_string<lon_lat> first_ways(const multi_line_string<lon_lat>& lines) {
    using place = std::pair<double, double>;
    const auto key = [](lon_lat p) { return place(p.lon.value(), p.lat.value()); };
    std::set<std::pair<place, place>> seen;
    multi_line_string<lon_lat> out;
    for (const auto& line : lines) {
        bool goes_on = false;
        for (std::size_t i = 0; i + 1 < line.size(); ++i) {
            const auto a = key(line[i]);
            const auto b = key(line[i + 1]);
            if (!seen.emplace(std::min(a, b), std::max(a, b)).second) {
                goes_on = goes_on && line[i] == line[i + 1];
                continue;
            }
            if (!goes_on) {
                out.push_back({line[i]});
            }
            out.back().push_back(line[i + 1]);
            goes_on = true;
        }
        if (line.size() == 1) {
            out.push_back(line);
        }
    }
    return out;
}

multi_line_string<lon_lat> with_crossings(const multi_line_string<lon_lat>& lines) {
    const auto places = find_crossings({lines.begin(), lines.end()});
    std::vector<std::vector<std::pair<edge_place, lon_lat>>> added(lines.size());
    const auto ends = [&](edge_place e) {
        return std::pair(lines[e.chain][e.index], lines[e.chain][e.index + 1]);
    };
    std::vector<lon_lat_box> boxes(places.size());
    for (std::size_t i = 0; i < places.size(); ++i) {
        const auto [a, b] = ends(places[i]);
        boxes[i].add(a);
        boxes[i].add(b);
    }
    constexpr double slack = 1e-8;  // degrees; more than any rounding below
    for (const auto& pair : near_pairs(boxes, slack)) {
        const auto& first = places[pair.first];
        const auto& second = places[pair.second];
        const auto [a, b] = ends(first);
        const auto [c, d] = ends(second);
        line_string<lon_lat> on_first;
        line_string<lon_lat> on_second;
        add_common(a, b, c, d, on_first, on_second);
        if (on_first.empty() && on_second.empty()) {
            if (const auto found = crossing(a, b, c, d)) {
                on_first = on_second = {*found};
            }
        }
        for (const auto p : on_first) {
            added[first.chain].emplace_back(first, p);
        }
        for (const auto p : on_second) {
            added[second.chain].emplace_back(second, p);
        }
    }
    multi_line_string<lon_lat> out;
    for (std::size_t c = 0; c < lines.size(); ++c) {
        auto& made = out.emplace_back();
        std::stable_sort(added[c].begin(), added[c].end(), [](const auto& one, const auto& other) {
            return one.first.index < other.first.index;
        });
        auto next = added[c].begin();
        for (std::size_t i = 0; i < lines[c].size(); ++i) {
            const auto start = lines[c][i];
            made.push_back(start);
            line_string<lon_lat> extra;
            for (; next != added[c].end() && next->first.index == i; ++next) {
                if (next->second != start && next->second != lines[c][i + 1]) {
                    extra.push_back(next->second);
                }
            }
            std::sort(extra.begin(), extra.end(), [&](lon_lat p, lon_lat q) {
                const auto way = [&](lon_lat v) {
                    return std::abs((v.lon - start.lon).value()) +
                           std::abs((v.lat - start.lat).value());
                };
                return way(p) < way(q);
            });
            made.insert(made.end(), extra.begin(), extra.end());
        }
    }
    return out;
}

}  // namespace geo::detail
