// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/box.hpp"
#include "geo/offset/equi_ratio.hpp"
#include "tests/geo/offset/truth.hpp"
#include "tests/support/random.hpp"

#include <functional>
#include <optional>

/// Independent truth for lines between two lines: signs of functions of GeographicLib distances,
/// nothing of geo/offset, and no division by slopes.
namespace truth {

using support::share;

/// Zero on the line; true to 4 mm.
using function = std::function<double(lon_lat)>;

/// GeographicLib distance to the nearest of many geodesic edges and points.
class edges_truth {
public:
    explicit edges_truth(const multi_line_string<lon_lat>& lines) {
        for (const auto& line : lines) {
            for (std::size_t i = 0; i < line.size(); ++i) {
                if (i + 1 < line.size() || line.size() == 1) {
                    const auto a = line[i];
                    const auto b = line.size() == 1 ? a : line[i + 1];
                    edges_.push_back(
                        {a, b, direction(a), direction(b), 1.01 * distance(a, b).value() / 2}
                    );
                }
            }
        }
        least_.resize(edges_.size());
    }

    [[nodiscard]] double distance_to(lon_lat p) const {
        const auto q = direction(p);
        std::size_t first = 0;
        for (std::size_t i = 0; i < edges_.size(); ++i) {
            const auto& e = edges_[i];
            const double near = std::min(rough_distance(e.from, q), rough_distance(e.to, q)) * 0.99;
            least_[i] = std::max(0.0, near - e.half);
            first = least_[i] < least_[first] ? i : first;
        }
        double best = distance_to_edge(p, edges_[first].a, edges_[first].b).distance.value();
        for (std::size_t i = 0; i < edges_.size(); ++i) {
            if (i != first && least_[i] < best) {
                best =
                    std::min(best, distance_to_edge(p, edges_[i].a, edges_[i].b).distance.value());
            }
        }
        return best;
    }

private:
    struct known_edge {
        lon_lat a;
        lon_lat b;
        vector3 from;
        vector3 to;
        double half;  ///< metres, rounded up
    };
    std::vector<known_edge> edges_;
    mutable std::vector<double> least_;
};

class two_lines {
public:
    two_lines(const multi_line_string<lon_lat>& from, const multi_line_string<lon_lat>& to)
        : from_(from), to_(to) {}

    [[nodiscard]] function ratio(double k) const {
        return [=, this](lon_lat p) {
            return (1 - k) * from_.distance_to(p) - k * to_.distance_to(p);
        };
    }
    [[nodiscard]] function within(metres d) const {
        return [=, this](lon_lat p) {
            const double a = from_.distance_to(p);
            return std::max(a - d.value(), (a - to_.distance_to(p)) / 2);
        };
    }

private:
    edges_truth from_;
    edges_truth to_;
};

/// Whether a line comes within a distance of a position: the function changes its sign between the
/// position and a circle about it.
inline bool comes_within(const function& f, lon_lat p, double radius) {
    constexpr double noise = 0.004;
    const double here = f(p);
    if (std::abs(here) <= noise) {
        return true;
    }
    // The value changes by at most a metre a metre.
    if (std::abs(here) > radius + noise) {
        return false;
    }
    for (const int directions : {4, 32, 256}) {
        for (int i = 0; i < directions; ++i) {
            const double v = f(destination(p, degrees(360.0 * i / directions), metres(radius)));
            if ((v > 0) != (here > 0) || std::abs(v) <= noise) {
                return true;
            }
        }
    }
    return false;
}

/// A random position of a shape's edges, by number of edges, each read in a random way.
inline lon_lat any_position(const multi_line_string<lon_lat>& shape, std::mt19937_64& generator) {
    std::size_t edges = 0;
    for (const auto& line : shape) {
        edges += line.size() - 1;
    }
    auto which = generator() % edges;
    for (const auto& line : shape) {
        if (which < line.size() - 1) {
            const double t = share(generator);
            const auto a = line[which];
            const auto b = line[which + 1];
            return generator() % 2 == 0 ? interpolate(a, b, t)
                                        : at(a.lon.value() + t * (b.lon - a.lon).value(),
                                             a.lat.value() + t * (b.lat - a.lat).value());
        }
        which -= line.size() - 1;
    }
    return shape.front().front();
}

/// Where a random segment through a box meets the line, to 0.1 m. The value changes by at most a
/// metre a metre, so that a step of its size skips nothing; shorter steps than 20 m are not made.
/// Where it changes by less than least_line_slope there is no line.
inline std::vector<lon_lat> any_crossings(
    const function& f, const lon_lat_box& box, std::mt19937_64& generator
) {
    const auto any = [&] {
        return at(
            box.west + share(generator) * (box.east - box.west),
            box.south + share(generator) * (box.north - box.south)
        );
    };
    const auto a = any();
    const auto b = any();
    const auto on = [&](double t) {
        return at(
            a.lon.value() + t * (b.lon - a.lon).value(), a.lat.value() + t * (b.lat - a.lat).value()
        );
    };
    // Straight in lon/lat runs at most 1 % faster than at an end, but by the cosines of both.
    const double length = 1.05 * distance(a, b).value();
    std::vector<lon_lat> out;
    double before = f(a);
    for (double t = 0; t < 1;) {
        const double next = std::min(1.0, t + std::max(20.0, std::abs(before)) / length);
        const double here = f(on(next));
        if ((before > 0) != (here > 0)) {
            double low = t;
            double high = next;
            while (distance(on(low), on(high)) > metres(0.1)) {
                const double middle = (low + high) / 2;
                ((f(on(middle)) > 0) == (before > 0) ? low : high) = middle;
            }
            // Ten metres on either side.
            const double least = 4 * least_line_slope * 10;
            if (std::abs(f(on(low - 10 / length))) > least &&
                std::abs(f(on(high + 10 / length))) > least) {
                out.push_back(on(low));
            }
        }
        before = here;
        t = next;
    }
    return out;
}

/// Metres from a position to the edges of a shape, by a tangent plane: for small distances.
inline double distance_to_shape(lon_lat p, const multi_line_string<lon_lat>& shape) {
    const double cosine = std::cos(p.lat.value() * 0.017453292519943295);
    const auto flat = [&](lon_lat q) {
        return vector3{
            std::remainder((q.lon - p.lon).value(), 360.0) * 111320 * cosine,
            (q.lat - p.lat).value() * 111200,
            0};
    };
    double best = 1e12;
    for (const auto& line : shape) {
        for (std::size_t i = 1; i < line.size(); ++i) {
            const auto a = flat(line[i - 1]);
            const auto b = flat(line[i]);
            const double x = b.x - a.x;
            const double y = b.y - a.y;
            const double size = x * x + y * y;
            const double t = size > 0 ? std::clamp(-(a.x * x + a.y * y) / size, 0.0, 1.0) : 0;
            best = std::min(best, std::hypot(a.x + t * x, a.y + t * y));
        }
    }
    return best;
}

/// First position at which edges of two shapes cross and `counts` says so.
inline std::optional<lon_lat> find_crossing(
    const multi_line_string<lon_lat>& one,
    const multi_line_string<lon_lat>& other,
    const std::function<bool(lon_lat)>& counts
) {
    const auto turn = [](lon_lat p, lon_lat q, lon_lat r) {
        return (q.lon - p.lon).value() * (r.lat - p.lat).value() -
               (q.lat - p.lat).value() * (r.lon - p.lon).value();
    };
    for (const auto& line : one) {
        for (std::size_t i = 1; i < line.size(); ++i) {
            const auto a = line[i - 1];
            const auto b = line[i];
            lon_lat_box about;
            about.add(a);
            about.add(b);
            for (const auto& next : other) {
                for (std::size_t j = 1; j < next.size(); ++j) {
                    const auto c = next[j - 1];
                    const auto d = next[j];
                    if (std::max(c.lon, d.lon).value() < about.west ||
                        std::min(c.lon, d.lon).value() > about.east ||
                        std::max(c.lat, d.lat).value() < about.south ||
                        std::min(c.lat, d.lat).value() > about.north) {
                        continue;
                    }
                    const double first = turn(a, b, c);
                    const double last = turn(a, b, d);
                    if (first * last >= 0 || turn(c, d, a) * turn(c, d, b) >= 0) {
                        continue;
                    }
                    const double t = first / (first - last);
                    const auto p =
                        at(c.lon.value() + t * (d.lon - c.lon).value(),
                           c.lat.value() + t * (d.lat - c.lat).value());
                    if (counts(p)) {
                        return p;
                    }
                }
            }
        }
    }
    return std::nullopt;
}

}  // namespace truth
