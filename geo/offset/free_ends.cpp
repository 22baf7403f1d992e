// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/free_ends.hpp"

#include "geo/measure/geodesic.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

namespace geo::detail {

namespace {

/// WGS 84: NIMA TR8350.2 (2000), table 3.1.
constexpr double flattening = 1 / 298.257223563;
constexpr double e2 = flattening * (2 - flattening);

/// One name for one place.
lon_lat place(lon_lat p) {
    if (std::abs(p.lat.value()) == 90) {
        return {longitude(0), p.lat};
    }
    return p.lon.value() == -180 ? lon_lat{longitude(180), p.lat} : p;
}

struct leaving {
    int edges = 0;
    lon_lat next;
    bool is_start = false;
};
using by_place = std::map<lon_lat, leaving>;

/// How many edges end at each place, and where the last of them comes from.
by_place edges_at(const multi_line_string<lon_lat>& lines) {
    by_place out;
    const auto note = [&](lon_lat at, lon_lat next, bool is_start) {
        auto& here = out[place(at)];
        here = {here.edges + 1, next, is_start};
    };
    for (const auto& line : lines) {
        for (std::size_t i = 0; i + 1 < line.size(); ++i) {
            if (place(line[i]) != place(line[i + 1])) {
                note(line[i], line[i + 1], true);
                note(line[i + 1], line[i], false);
            }
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
    const double ratio = (1 - e2 * sine * sine) / (1 - e2);
    return degrees(std::atan2(east * cosine * ratio, north) * 180 / std::numbers::pi);
}

std::vector<free_end> free_ends_of(
    const multi_line_string<lon_lat>& lines,
    const multi_line_string<lon_lat>& given,
    edge_reading edges
) {
    const auto own = edges_at(given);
    std::vector<free_end> out;
    for (const auto& [at, here] : edges_at(lines)) {
        if (here.edges != 1) {
            continue;
        }
        const auto whole = own.find(at);
        const auto next =
            whole != own.end() && whole->second.edges == 1 ? whole->second.next : here.next;
        const double back = azimuth_of_edge(at, next, edges).value();
        out.push_back({at, degrees(std::remainder(back + 180, 360.0)), here.is_start});
    }
    return out;
}

}  // namespace geo::detail
