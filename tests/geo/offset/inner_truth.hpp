// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/geo/offset/truth.hpp"

#include <limits>

/// Independent truth for paths inside an area: Dijkstra over the full visibility graph of all its
/// corners, lengths by GeographicLib; nothing of geo/offset. Edges are geodesics; who sees whom is
/// decided by directions in space: a metre off over 100 km.
namespace truth {

class paths_truth {
public:
    static constexpr double nowhere = std::numeric_limits<double>::infinity();

    paths_truth(const multi_polygon<lon_lat>& area, const std::vector<lon_lat>& sources)
        : area_(area), sources_(sources) {
        for_each_ring(area, [&](const ring<lon_lat>& chain) {
            for (std::size_t i = 0; i + 1 < chain.size(); ++i) {
                edges_.push_back({direction(chain[i]), direction(chain[i + 1])});
                corners_.push_back(chain[i]);
            }
        });
        const auto count = corners_.size();
        best_.assign(count, nowhere);
        for (std::size_t i = 0; i < count; ++i) {
            best_[i] = straight(corners_[i]);
        }
        std::vector<bool> done(count, false);
        for (std::size_t k = 0; k < count; ++k) {
            std::size_t next = count;
            for (std::size_t i = 0; i < count; ++i) {
                if (!done[i] && (next == count || best_[i] < best_[next])) {
                    next = i;
                }
            }
            done[next] = true;
            if (best_[next] == nowhere) {
                break;
            }
            for (std::size_t i = 0; i < count; ++i) {
                const double way = distance(corners_[next], corners_[i]).value();
                if (!done[i] && best_[next] + way < best_[i] &&
                    is_visible(corners_[next], corners_[i])) {
                    best_[i] = best_[next] + way;
                }
            }
        }
    }

    [[nodiscard]] double distance_to(lon_lat p) const {
        double out = straight(p);
        for (std::size_t i = 0; i < corners_.size(); ++i) {
            const double way = best_[i] + distance(corners_[i], p).value();
            if (way < out && is_visible(corners_[i], p)) {
                out = way;
            }
        }
        return out;
    }

    /// Where the geodesic from a to b crosses the area's edge, as fractions of it, to a metre in
    /// 100 km.
    [[nodiscard]] static std::vector<double> crossings(
        const multi_polygon<lon_lat>& area, lon_lat a, lon_lat b
    ) {
        std::vector<double> out;
        const auto u = direction(a);
        const auto v = direction(b);
        const auto n = cross(u, v);
        for_each_ring(area, [&](const ring<lon_lat>& chain) {
            for (std::size_t i = 0; i + 1 < chain.size(); ++i) {
                const double before = dot(n, direction(chain[i]));
                const double after = dot(n, direction(chain[i + 1]));
                if (before * after < 0) {
                    const auto m = cross(direction(chain[i]), direction(chain[i + 1]));
                    const double from = dot(m, u);
                    const double to = dot(m, v);
                    if (from * to < 0) {
                        out.push_back(from / (from - to));
                    }
                }
            }
        });
        return out;
    }

    [[nodiscard]] bool is_visible(lon_lat a, lon_lat b) const {
        const auto u = direction(a);
        const auto v = direction(b);
        const auto n = cross(u, v);
        bool is_edge = false;
        for (const auto& [c, d] : edges_) {
            const bool starts = same(c, u) || same(d, u);
            const bool ends = same(c, v) || same(d, v);
            is_edge = is_edge || (starts && ends);
            if (starts || ends) {
                continue;
            }
            // Through another corner, to 6 mm: paths go to that corner first.
            if (std::abs(dot(n, c)) < 1e-9 * std::sqrt(dot(n, n)) && dot(c, v) > dot(u, v) &&
                dot(c, u) > dot(u, v)) {
                return false;
            }
            const auto m = cross(c, d);
            if (dot(n, c) * dot(n, d) < 0 && dot(m, u) * dot(m, v) < 0 && dot(u, c) > 0) {
                return false;
            }
        }
        if (is_edge) {
            return true;
        }
        // No edge is crossed: the whole way is inside when one place of it is.
        for (const double t : {0.5, 0.31, 0.77}) {
            if (!is_inside(interpolate(a, b, t), area_)) {
                return false;
            }
        }
        return true;
    }

private:
    struct edge_in_space {
        vector3 a;
        vector3 b;
    };
    static vector3 cross(vector3 a, vector3 b) {
        return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
    }
    static double dot(vector3 a, vector3 b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
    static bool same(vector3 a, vector3 b) { return a.x == b.x && a.y == b.y && a.z == b.z; }

    [[nodiscard]] double straight(lon_lat p) const {
        double out = nowhere;
        for (const auto& source : sources_) {
            const double way = distance(source, p).value();
            if (way < out && is_visible(source, p)) {
                out = way;
            }
        }
        return out;
    }

    const multi_polygon<lon_lat>& area_;
    std::vector<lon_lat> sources_;
    std::vector<edge_in_space> edges_;
    std::vector<lon_lat> corners_;
    std::vector<double> best_;
};

}  // namespace truth
