// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/sampling.hpp"

#include "geo/measure/geodesic.hpp"

#include <cmath>

namespace geo::detail {

namespace {

/// Longest piece, in radians (5 km), over which an edge is followed by its middle and its ends.
constexpr double longest_piece = 8e-4;

class sampler {
public:
    sampler(edge_reading edges, const conformal_sphere& sphere, double spacing)
        : edges_(edges), sphere_(sphere), walk_(sphere), spacing_(spacing) {}

    void start(lon_lat p) { out.push_back({walk_.to_sphere(p), true, false}); }

    /// From the last vertex.
    void add_edge(lon_lat a, lon_lat b) {
        const vec3 from = out.back().at;
        const vec3 to = walk_.to_sphere(b);
        double east = b.lon.value() - a.lon.value();
        east = east > 180 ? east - 360 : east < -180 ? east + 360 : east;
        const double north = b.lat.value() - a.lat.value();
        const double reach = edges_ == edge_reading::lonlat
                                 ? std::sqrt(east * east + north * north) * 0.0175
                                 : angle_between(from, to);
        if (reach * sphere_.most_metres_per_radian() <= spacing_) {
            out.push_back({to});
            return;
        }
        const int pieces = static_cast<int>(std::ceil(reach / longest_piece));
        vec3 start = from;
        for (int k = 1; k <= pieces; ++k) {
            const auto position = [&](double t) {
                if (edges_ == edge_reading::geodesic) {
                    return walk_.to_sphere(interpolate(a, b, t));
                }
                return walk_.to_sphere(
                    {longitude(a.lon.value() + t * east), latitude(a.lat.value() + t * north)}
                );
            };
            const vec3 end = k == pieces ? to : position(static_cast<double>(k) / pieces);
            add_piece(start, end, k == pieces, [&] { return position((k - 0.5) / pieces); });
            start = end;
        }
    }

    std::vector<line_sample> out;

private:
    template <class Middle>
    void add_piece(vec3 from, vec3 to, bool vertex, Middle&& middle_position) {
        const double length = angle_between(from, to) * sphere_.metres_per_radian(from.z);
        const int steps = static_cast<int>(std::ceil(length / spacing_));
        if (steps > 1) {
            const vec3 middle = edges_ == edge_reading::lonlat
                                    ? middle_position()
                                    : sphere_.geodesic_point(from, to, 0.5);
            const vec3 bow = 4.0 * (middle - 0.5 * (from + to));
            for (int k = 1; k < steps; ++k) {
                const double t = static_cast<double>(k) / steps;
                out.push_back({normalized((1 - t) * from + t * to + (t * (1 - t)) * bow), false});
            }
        }
        out.push_back({to, vertex});
    }

    edge_reading edges_;
    const conformal_sphere& sphere_;
    conformal_sphere::walk walk_;
    double spacing_;
};

}  // namespace

std::vector<line_sample> sample_lines(
    const multi_line_string<lon_lat>& lines,
    edge_reading edges,
    const conformal_sphere& sphere,
    metres spacing,
    const std::function<void(std::vector<line_sample>&)>& whenever_grown
) {
    sampler made(edges, sphere, spacing.value());
    std::size_t positions = 0;
    for (const auto& line : lines) {
        positions += line.size();
    }
    made.out.reserve(positions + positions / 4);
    constexpr std::size_t growth = 1024;
    std::size_t full = growth;
    for (const auto& line : lines) {
        if (line.empty()) {
            continue;
        }
        made.start(line.front());
        for (std::size_t i = 1; i < line.size(); ++i) {
            made.add_edge(line[i - 1], line[i]);
            if (whenever_grown && made.out.size() >= full) {
                whenever_grown(made.out);
                full = made.out.size() + growth;
            }
        }
    }
    return std::move(made.out);
}

}  // namespace geo::detail
