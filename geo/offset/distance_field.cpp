// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/distance_field.hpp"

#include "geo/measure/geodesic.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numbers>

namespace geo {

namespace {

using vector = std::array<double, 3>;

/// WGS 84, NIMA TR8350.2 tables 3.1 and 3.3.
constexpr double semi_major_axis = 6378137.0;
constexpr double eccentricity_squared = 6.69437999014e-3;
constexpr double rad = std::numbers::pi / 180.0;
/// Longer edges are cut so that their chord runs at most 0.2 m below the ground (L^2 / 8 R).
constexpr double longest_chord = 3000.0;

vector to_geocentric(lon_lat p) {
    const double sine = std::sin(p.lat.value() * rad);
    const double cosine = std::cos(p.lat.value() * rad);
    const double n = semi_major_axis / std::sqrt(1 - eccentricity_squared * sine * sine);
    return {
        n * cosine * std::cos(p.lon.value() * rad),
        n * cosine * std::sin(p.lon.value() * rad),
        n * (1 - eccentricity_squared) * sine};
}

vector minus(const vector& a, const vector& b) {
    return {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
}
double dot(const vector& a, const vector& b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

struct chord {
    vector a;
    vector b;
    std::uint32_t edge;  ///< of the input, which may have been cut into several chords
    double first = 0;    ///< where on the edge it begins and ends, by length
    double last = 1;
};

/// Where on the chord the nearest position lies, 0 at a, 1 at b.
double foot(const vector& p, const chord& edge) {
    const auto along = minus(edge.b, edge.a);
    const double size = dot(along, along);
    return size > 0 ? std::clamp(dot(minus(p, edge.a), along) / size, 0.0, 1.0) : 0.0;
}

double square_distance(const vector& p, const chord& edge) {
    const double t = foot(p, edge);
    const vector off{
        p[0] - edge.a[0] - t * (edge.b[0] - edge.a[0]),
        p[1] - edge.a[1] - t * (edge.b[1] - edge.a[1]),
        p[2] - edge.a[2] - t * (edge.b[2] - edge.a[2])};
    return dot(off, off);
}

struct bounds {
    vector low{1e300, 1e300, 1e300};
    vector high{-1e300, -1e300, -1e300};

    void add(const vector& p) {
        for (std::size_t i = 0; i < 3; ++i) {
            low[i] = std::min(low[i], p[i]);
            high[i] = std::max(high[i], p[i]);
        }
    }
    [[nodiscard]] double square_distance(const vector& p) const {
        double sum = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            const double off = std::max({low[i] - p[i], 0.0, p[i] - high[i]});
            sum += off * off;
        }
        return sum;
    }
};

}  // namespace

/// A binary tree of boxes over runs of chords. Chords stay in the order of their chains, which
/// keeps neighbours together better than any sorting of them would.
struct distance_field::tree {
    struct edge {
        lon_lat a;
        lon_lat b;
    };
    static constexpr std::size_t leaf = 4;

    std::vector<edge> edges;
    std::vector<chord> chords;
    std::vector<bounds> boxes;  ///< node 1 is the root, 2 n and 2 n + 1 its halves
    double sphere_radius = 0;

    void add(lon_lat a, lon_lat b) {
        const auto number = static_cast<std::uint32_t>(edges.size());
        edges.push_back({a, b});
        const double size = a == b ? 0 : distance(a, b).value();
        const auto pieces = static_cast<int>(size / longest_chord) + 1;
        auto from = to_geocentric(a);
        for (int i = 1; i <= pieces; ++i) {
            const auto to =
                to_geocentric(i == pieces ? b : interpolate(a, b, static_cast<double>(i) / pieces));
            chords.push_back(
                {from,
                 to,
                 number,
                 static_cast<double>(i - 1) / static_cast<double>(pieces),
                 static_cast<double>(i) / static_cast<double>(pieces)}
            );
            from = to;
        }
    }

    void build() {
        assert(!chords.empty());
        vector sum{};
        for (const auto& one : chords) {
            for (std::size_t i = 0; i < 3; ++i) {
                sum[i] += one.a[i];
            }
        }
        const double size = std::sqrt(dot(sum, sum));
        const double sine = size > 0 ? sum[2] / size : 0;
        sphere_radius = semi_major_axis * std::sqrt(1 - eccentricity_squared) /
                        (1 - eccentricity_squared * sine * sine);
        std::size_t nodes = 2;
        while (nodes < 2 * (chords.size() / leaf + 1)) {
            nodes *= 2;
        }
        boxes.assign(2 * nodes, {});
        fill(1, 0, chords.size());
    }

    void fill(std::size_t node, std::size_t first, std::size_t last) {
        if (last - first > leaf) {
            const auto middle = (first + last) / 2;
            fill(2 * node, first, middle);
            fill(2 * node + 1, middle, last);
            for (const auto child : {2 * node, 2 * node + 1}) {
                boxes[node].add(boxes[child].low);
                boxes[node].add(boxes[child].high);
            }
            return;
        }
        for (auto i = first; i < last; ++i) {
            boxes[node].add(chords[i].a);
            boxes[node].add(chords[i].b);
        }
    }

    /// Calls for every chord that may be nearer than `limit(best so far)`.
    template <class Use>
    void visit(
        const vector& p,
        std::size_t node,
        std::size_t first,
        std::size_t last,
        double& limit,
        Use&& use
    ) const {
        if (last - first <= leaf) {
            for (auto i = first; i < last; ++i) {
                use(chords[i], square_distance(p, chords[i]));
            }
            return;
        }
        const auto middle = (first + last) / 2;
        const double left = boxes[2 * node].square_distance(p);
        const double right = boxes[2 * node + 1].square_distance(p);
        const auto go_left = [&] {
            if (left <= limit) {
                visit(p, 2 * node, first, middle, limit, use);
            }
        };
        const auto go_right = [&] {
            if (right <= limit) {
                visit(p, 2 * node + 1, middle, last, limit, use);
            }
        };
        if (left <= right) {
            go_left();
            go_right();
        } else {
            go_right();
            go_left();
        }
    }

    [[nodiscard]] double nearest_square(const vector& p) const {
        double limit = std::numeric_limits<double>::infinity();
        visit(p, 1, 0, chords.size(), limit, [&](const chord&, double square) {
            limit = std::min(limit, square);
        });
        return limit;
    }

    [[nodiscard]] double arc(double square_chord) const {
        const double half = std::sqrt(square_chord) / 2;
        return 2 * sphere_radius * std::asin(std::min(1.0, half / sphere_radius));
    }
};

distance_field::distance_field(
    const multi_line_string<lon_lat>& lines, const std::vector<lon_lat>& points
) {
    auto made = std::make_unique<tree>();
    for (const auto& line : lines) {
        if (line.size() == 1) {
            made->add(line.front(), line.front());
        }
        for (std::size_t i = 1; i < line.size(); ++i) {
            made->add(line[i - 1], line[i]);
        }
    }
    for (const auto& point : points) {
        made->add(point, point);
    }
    made->build();
    tree_ = std::move(made);
}

distance_field::distance_field(distance_field&&) noexcept = default;
distance_field& distance_field::operator=(distance_field&&) noexcept = default;
distance_field::~distance_field() = default;

metres distance_field::quick(lon_lat p) const {
    return metres(tree_->arc(tree_->nearest_square(to_geocentric(p))));
}

distance_field::cone distance_field::directions(lon_lat p, metres reach) const {
    const auto here = to_geocentric(p);
    const double near = std::sqrt(tree_->nearest_square(here));
    const double r = reach.value();
    cone out;
    out.nearest = metres(tree_->arc(near * near));
    const vector east{-std::sin(p.lon.value() * rad), std::cos(p.lon.value() * rad), 0};
    const vector north{
        -std::sin(p.lat.value() * rad) * std::cos(p.lon.value() * rad),
        -std::sin(p.lat.value() * rad) * std::sin(p.lon.value() * rad),
        std::cos(p.lat.value() * rad)};
    struct direction {
        double east;
        double north;
        double extra;  ///< how far it turns while p moves within the reach
    };
    thread_local std::vector<direction> found;
    found.clear();
    bool narrow = true;
    const auto add = [&](const vector& away, bool turns) {
        const double x = dot(away, east);
        const double y = dot(away, north);
        const double size = std::hypot(x, y);
        if (size <= r * 1.001 + 1) {
            narrow = false;
            return;
        }
        found.push_back({x / size, y / size, turns ? std::asin(std::min(1.0, r / size)) : 0.0});
    };
    double limit = near + 2 * r;
    limit = limit * limit;
    tree_->visit(here, 1, 0, tree_->chords.size(), limit, [&](const chord& one, double square) {
        if (square > limit || !narrow) {
            return;
        }
        const auto along = minus(one.b, one.a);
        const double length = std::sqrt(dot(along, along));
        const auto from_a = minus(here, one.a);
        const double t = length > 0 ? dot(from_a, along) / length : 0;
        if (length == 0 || t < r) {
            add(from_a, true);
        }
        if (length > 0 && t > length - r) {
            add(minus(here, one.b), true);
        }
        if (length > 0 && t > -r && t < length + r) {
            const double part = t / length;
            add({from_a[0] - part * along[0],
                 from_a[1] - part * along[1],
                 from_a[2] - part * along[2]},
                false);
        }
    });
    double x = 0;
    double y = 0;
    for (const auto& one : found) {
        x += one.east;
        y += one.north;
    }
    const double size = std::hypot(x, y);
    if (!narrow || size < 1e-9) {
        out.spread = std::numbers::pi;
        return out;
    }
    out.east = x / size;
    out.north = y / size;
    for (const auto& one : found) {
        const double cosine = std::clamp(one.east * out.east + one.north * out.north, -1.0, 1.0);
        out.spread = std::max(out.spread, std::acos(cosine) + one.extra);
    }
    out.spread = std::min(std::numbers::pi, out.spread + 0.01);
    return out;
}

distance_field::answer distance_field::exact(lon_lat p) const {
    const auto here = to_geocentric(p);
    const double best = std::sqrt(tree_->nearest_square(here));
    // Whatever is nearer on the ground is not farther in space than this. A ground distance s has
    // the chord s - s^3 / 24 R^2 with the radius R of its direction; the radii of the ellipsoid
    // differ by at most 1 % (6335 to 6400 km). 0.3 m for chords that run below the ground.
    constexpr double spread = 0.01;
    const double reach =
        best + 0.3 + best * best * best * 2 * spread / (24 * semi_major_axis * semi_major_axis);
    double limit = reach * reach;
    answer found{metres(std::numeric_limits<double>::infinity()), p, degrees(0)};
    std::uint32_t last = std::numeric_limits<std::uint32_t>::max();
    tree_->visit(here, 1, 0, tree_->chords.size(), limit, [&](const chord& one, double square) {
        if (square > limit || one.edge == last) {
            return;
        }
        last = one.edge;
        const auto& edge = tree_->edges[one.edge];
        const double guess = one.first + foot(here, one) * (one.last - one.first);
        const auto measured = distance_to_edge(p, edge.a, edge.b, std::clamp(guess, 0.0, 1.0));
        if (measured.distance < found.distance) {
            found.distance = measured.distance;
            found.nearest = measured.nearest;
        }
    });
    found.azimuth_away = inverse(found.nearest, p).azimuth_end;
    return found;
}

}  // namespace geo
