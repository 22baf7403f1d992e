// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/shapes.hpp"
#include "geo/measure/geodesic.hpp"
#include "tests/support/places.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

/// Independent truth for zones: GeographicLib distances to every edge near enough to matter,
/// nothing of geo/offset.
namespace truth {

using namespace geo;
using support::at;

/// Longitudes and latitudes taken as metres of a plane, as find_invalidity() wants them.
inline multi_polygon<east_north> flat(const multi_polygon<lon_lat>& area) {
    return converted<east_north>(area, [](lon_lat p) {
        return east_north{metres(p.lon.value()), metres(p.lat.value())};
    });
}

struct vector3 {
    double x;
    double y;
    double z;
};

inline vector3 direction(lon_lat p) {
    const double lon = p.lon.value() * 0.017453292519943295;
    const double lat = p.lat.value() * 0.017453292519943295;
    return {std::cos(lat) * std::cos(lon), std::cos(lat) * std::sin(lon), std::sin(lat)};
}

/// Metres on a sphere between two directions: within 1 % of the geodesic.
inline double rough_distance(vector3 a, vector3 b) {
    const double chord = std::hypot(a.x - b.x, a.y - b.y, a.z - b.z);
    return 2 * 6371000.0 * std::asin(std::min(1.0, chord / 2));
}

class lines_truth {
public:
    lines_truth(const multi_line_string<lon_lat>& lines, edge_reading edges) {
        for (const auto& line : lines) {
            line_string<lon_lat> open;  // longitudes run on beyond 180 degrees
            for (const auto& p : line) {
                const double east =
                    open.empty() || edges == edge_reading::geodesic
                        ? p.lon.value()
                        : open.back().lon.value() +
                              std::remainder(p.lon.value() - open.back().lon.value(), 360.0);
                open.push_back(at(east, p.lat.value()));
            }
            lines_.push_back(densify(open, edges, metres(0.002)));
            for (const auto& p : lines_.back()) {
                directions_.push_back(direction(p));
            }
        }
    }

    /// Error     2 mm.
    [[nodiscard]] double distance_to(lon_lat p) const {
        struct edge {
            double least;
            const lon_lat* start;
            bool point;
        };
        std::vector<edge> edges;
        const auto q = direction(p);
        std::size_t k = 0;
        for (const auto& line : lines_) {
            for (std::size_t i = 0; i < line.size(); ++i, ++k) {
                const double near = rough_distance(directions_[k], q);
                if (i + 1 == line.size()) {
                    edges.push_back({near, &line[i], true});
                    continue;
                }
                const double length = rough_distance(directions_[k], directions_[k + 1]);
                const double other = rough_distance(directions_[k + 1], q);
                edges.push_back({std::max(0.0, std::min(near, other) - length / 2), &line[i], false}
                );
            }
        }
        std::sort(edges.begin(), edges.end(), [](const edge& a, const edge& b) {
            return a.least < b.least;
        });
        double best = 1e12;
        for (const auto& e : edges) {
            if (e.least * 0.98 > best) {
                break;
            }
            const double found = e.point
                                     ? distance(p, *e.start).value()
                                     : distance_to_edge(p, e.start[0], e.start[1]).distance.value();
            best = std::min(best, found);
        }
        return best;
    }

private:
    multi_line_string<lon_lat> lines_;
    std::vector<vector3> directions_;
};

inline bool is_inside(lon_lat p, const ring<lon_lat>& shape) {
    bool inside = false;
    for (std::size_t i = 0; i + 1 < shape.size(); ++i) {
        const auto a = shape[i];
        const auto b = shape[i + 1];
        if ((a.lat > p.lat) != (b.lat > p.lat) &&
            a.lon.value() + (p.lat - a.lat) / (b.lat - a.lat) * (b.lon - a.lon).value() >
                p.lon.value()) {
            inside = !inside;
        }
    }
    return inside;
}

inline bool is_inside(lon_lat p, const multi_polygon<lon_lat>& area) {
    return std::any_of(area.begin(), area.end(), [&](const polygon<lon_lat>& part) {
        return is_inside(p, part.outer) &&
               std::none_of(part.holes.begin(), part.holes.end(), [&](const auto& hole) {
                   return is_inside(p, hole);
               });
    });
}

/// An edge that cuts an area at the antimeridian or runs along a pole.
inline bool is_cut(lon_lat a, lon_lat b) {
    return (std::abs(a.lon.value()) == 180 && a.lon == b.lon) ||
           (std::abs(a.lat.value()) == 90 && a.lat == b.lat);
}

struct edge {
    lon_lat a;
    lon_lat b;
};

inline std::vector<edge> true_edges(const multi_polygon<lon_lat>& area) {
    std::vector<edge> out;
    for_each_ring(area, [&](const ring<lon_lat>& r) {
        for (std::size_t i = 0; i + 1 < r.size(); ++i) {
            if (!is_cut(r[i], r[i + 1])) {
                out.push_back({r[i], r[i + 1]});
            }
        }
    });
    return out;
}

struct range {
    double low = 1e12;
    double high = -1e12;
    void add(double v) {
        low = std::min(low, v);
        high = std::max(high, v);
    }
};

/// Distance minus `distance` on up to `most` edges, at five places of each in both readings.
inline range boundary_errors(
    const multi_polygon<lon_lat>& area, const lines_truth& lines, double distance, std::size_t most
) {
    auto edges = true_edges(area);
    std::mt19937 generator(5);
    std::shuffle(edges.begin(), edges.end(), generator);
    edges.resize(std::min(most, edges.size()));
    range out;
    for (const auto& [a, b] : edges) {
        for (const double t : {0.0, 0.2, 0.4, 0.5, 0.7}) {
            out.add(
                lines.distance_to(
                    at(a.lon.value() + t * (b.lon - a.lon).value(),
                       a.lat.value() + t * (b.lat - a.lat).value())
                ) -
                distance
            );
            out.add(lines.distance_to(interpolate(a, b, t)) - distance);
        }
    }
    return out;
}

inline std::size_t count_rings(const multi_polygon<lon_lat>& area) {
    std::size_t count = 0;
    for_each_ring(area, [&](const ring<lon_lat>&) { ++count; });
    return count;
}

/// A line made rough: each edge's middle pushed aside by a random share of its length (standard
/// deviation 0.58 times `roughness`), again and again.
inline line_string<lon_lat> roughened(
    line_string<lon_lat> line, int times, unsigned seed, double roughness = 0.3
) {
    std::mt19937_64 generator(seed);
    for (int k = 0; k < times; ++k) {
        line_string<lon_lat> next;
        for (std::size_t i = 0; i + 1 < line.size(); ++i) {
            const double east = (line[i + 1].lon - line[i].lon).value();
            const double north = (line[i + 1].lat - line[i].lat).value();
            const double cosine = std::cos(line[i].lat.value() * 0.017453292519943295);
            // Sum of uniforms: std::normal_distribution differs between libraries.
            double aside = -2;
            for (int u = 0; u < 4; ++u) {
                aside += static_cast<double>(generator() >> 11U) * 0x1p-53;
            }
            aside *= roughness;
            next.push_back(line[i]);
            next.push_back(
                at(line[i].lon.value() + east / 2 - aside * north / cosine,
                   line[i].lat.value() + north / 2 + aside * east * cosine)
            );
        }
        next.push_back(line.back());
        line = std::move(next);
    }
    return line;
}

}  // namespace truth
