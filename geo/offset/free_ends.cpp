// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/free_ends.hpp"

#include "geo/geometry/ellipsoid.hpp"
#include "geo/measure/geodesic.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <optional>

namespace geo::detail {

namespace {

/// One name for one place.
lon_lat place(lon_lat p) {
    if (std::abs(p.lat.value()) == 90) {
        return {longitude(0), p.lat};
    }
    return p.lon.value() == -180 ? lon_lat{longitude(180), p.lat} : p;
}

/// Nearer positions are one site of a line's (side_sites.cpp), and an edge between them no direction.
constexpr metres one_site{1.0};

using by_place = std::map<lon_lat, int>;

by_place edges_at(const multi_line_string<lon_lat>& lines) {
    by_place out;
    for (const auto& line : lines) {
        for (std::size_t i = 0; i + 1 < line.size(); ++i) {
            if (place(line[i]) != place(line[i + 1])) {
                ++out[place(line[i])];
                ++out[place(line[i + 1])];
            }
        }
    }
    return out;
}

/// From the end of a line to its first position not at the same site, else to its other end.
template <class Iterator>
lon_lat next_site(Iterator first, Iterator last) {
    auto next = first + 1;
    while (next + 1 != last && distance(*first, *next) < one_site) {
        ++next;
    }
    return *next;
}

/// The ends of lines, and where each of them comes from; two at one place are none.
std::map<lon_lat, std::optional<free_end>> ends_of(
    const multi_line_string<lon_lat>& lines, edge_reading edges
) {
    std::map<lon_lat, std::optional<free_end>> out;
    const auto add = [&](lon_lat at, lon_lat next, bool is_start) {
        std::optional<free_end> made;
        if (place(at) != place(next)) {
            const double back = azimuth_of_edge(at, next, edges).value();
            made = free_end{at, degrees(std::remainder(back + 180, 360.0)), is_start};
        }
        const auto [known, is_new] = out.emplace(place(at), made);
        if (!is_new) {
            known->second.reset();
        }
    };
    for (const auto& line : lines) {
        if (line.size() > 1) {
            add(line.front(), next_site(line.begin(), line.end()), true);
            add(line.back(), next_site(line.rbegin(), line.rend()), false);
        }
    }
    return out;
}

}  // namespace

degrees azimuth_of_edge(lon_lat from, lon_lat to, edge_reading edges) {
    const double phi = from.lat.value() * std::numbers::pi / 180;
    const double cosine = std::cos(phi);
    if (edges == edge_reading::geodesic || cosine < 1e-9) {
        return inverse(from, to).azimuth_start;
    }
    const double east = std::remainder((to.lon - from.lon).value(), 360.0);
    const double north = (to.lat - from.lat).value();
    // Radii of curvature: N cos(phi) along the parallel, M along the meridian; N / M = (1 - e2 sin2) / (1 - e2).
    const double sine = std::sin(phi);
    const double ratio = (1 - wgs84::e2 * sine * sine) / (1 - wgs84::e2);
    return degrees(std::atan2(east * cosine * ratio, north) * 180 / std::numbers::pi);
}

std::vector<free_end> free_ends_of(
    const multi_line_string<lon_lat>& lines,
    const multi_line_string<lon_lat>& given,
    edge_reading edges
) {
    const auto count = edges_at(lines);
    const auto own = ends_of(given, edges);
    std::vector<free_end> out;
    for (const auto& [at, end] : ends_of(lines, edges)) {
        if (!end || count.at(at) != 1) {
            continue;
        }
        const auto whole = own.find(at);
        out.push_back(whole != own.end() && whole->second ? *whole->second : *end);
    }
    return out;
}

}  // namespace geo::detail
