// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/halves.hpp"

#include "geo/measure/geodesic.hpp"
#include "geo/offset/vec3.hpp"
#include "geo/units/radians.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace geo::detail {

namespace {

constexpr double longest_uncut = 0.047;  // radians: 300 km

vec3 direction(lon_lat p) {
    const double lon = p.lon.value() * rad;
    const double lat = p.lat.value() * rad;
    return {std::cos(lat) * std::cos(lon), std::cos(lat) * std::sin(lon), std::sin(lat)};
}

/// Positions with long edges cut.
line_string<lon_lat> cut(const line_string<lon_lat>& line, edge_reading edges) {
    line_string<lon_lat> out;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (i > 0) {
            const auto a = line[i - 1];
            const auto b = line[i];
            double east = b.lon.value() - a.lon.value();
            east = east > 180 ? east - 360 : east < -180 ? east + 360 : east;
            const double north = b.lat.value() - a.lat.value();
            const double way = edges == edge_reading::lonlat
                                   ? std::hypot(east, north) * rad
                                   : angle_between(direction(a), direction(b));
            const int pieces = static_cast<int>(std::ceil(way / longest_uncut));
            for (int k = 1; k < pieces; ++k) {
                const double t = static_cast<double>(k) / pieces;
                if (edges == edge_reading::geodesic) {
                    out.push_back(interpolate(a, b, t));
                    continue;
                }
                double lon = a.lon.value() + t * east;
                lon = lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon;
                out.push_back({longitude(lon), latitude(a.lat.value() + t * north)});
            }
        }
        out.push_back(line[i]);
    }
    return out;
}

/// An edge, or a lone position, seen as one place.
vec3 place_of(const line_string<lon_lat>& line, std::size_t edge) {
    return line.size() == 1 ? direction(line[0])
                            : 0.5 * (direction(line[edge]) + direction(line[edge + 1]));
}

std::size_t edges_in(const line_string<lon_lat>& line) {
    return std::max<std::size_t>(1, line.size() - 1);
}

double along(vec3 p, int axis) {
    return axis == 0 ? p.x : axis == 1 ? p.y : p.z;
}

int widest_axis(const std::vector<vec3>& places) {
    int best = 0;
    double widest = -1;
    for (int axis = 0; axis < 3; ++axis) {
        const auto [low, high] =
            std::minmax_element(places.begin(), places.end(), [&](vec3 a, vec3 b) {
                return along(a, axis) < along(b, axis);
            });
        const double width = along(*high, axis) - along(*low, axis);
        if (width > widest) {
            widest = width;
            best = axis;
        }
    }
    return best;
}

}  // namespace

std::optional<std::pair<multi_line_string<lon_lat>, multi_line_string<lon_lat>>> halves_of(
    const multi_line_string<lon_lat>& lines, edge_reading edges
) {
    multi_line_string<lon_lat> pieces;
    std::vector<vec3> places;
    for (const auto& line : lines) {
        if (line.empty()) {
            continue;
        }
        pieces.push_back(cut(line, edges));
        for (std::size_t e = 0; e < edges_in(pieces.back()); ++e) {
            places.push_back(place_of(pieces.back(), e));
        }
    }
    if (places.size() < 2) {
        return std::nullopt;
    }
    const int axis = widest_axis(places);
    // Ranks, not values: of edges in one place on the axis the first half goes one way.
    std::vector<std::size_t> order(places.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        order[i] = i;
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return along(places[a], axis) < along(places[b], axis);
    });
    std::vector<bool> high(places.size(), false);
    for (std::size_t i = order.size() / 2; i < order.size(); ++i) {
        high[order[i]] = true;
    }
    std::array<multi_line_string<lon_lat>, 2> out;
    std::size_t number = 0;
    for (const auto& line : pieces) {
        int last = -1;
        for (std::size_t e = 0; e < edges_in(line); ++e, ++number) {
            const int side = high[number] ? 1 : 0;
            auto& part = out[static_cast<std::size_t>(side)];
            if (side != last) {
                part.push_back({line[e]});
                last = side;
            }
            if (line.size() > 1) {
                part.back().push_back(line[e + 1]);
            }
        }
    }
    return std::pair{std::move(out[0]), std::move(out[1])};
}

}  // namespace geo::detail
