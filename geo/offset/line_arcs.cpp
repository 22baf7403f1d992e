// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/line_arcs.hpp"

#include "geo/base/index_of.hpp"
#include "geo/measure/geodesic.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <compare>
#include <tuple>

namespace geo::detail {

namespace {

/// Longest piece, in radians (10 km): an arc fits it to 1 mm in middle latitudes.
constexpr double longest_arc = 1.6e-3;
/// Shorter ones (100 m) leave the great circle by 1 mm at most up to 80 degrees of latitude.
constexpr double shortest_bent = 1.5e-5;
/// Below a tenth of a millimetre an edge has no direction that could be told from rounding.
constexpr double shortest_piece = 1.6e-11;
/// Pieces this short (2 km) fit a hundred times better than those of 10 km: not measured.
constexpr double shortest_measured = 3.2e-4;
/// Cosine of the latitude along which an edge may run; nearer to a pole is left to others.
constexpr double least_latitude_cosine = 0.17;

/// No position of an arc over a chord of half-length `half_chord` is farther from that chord.
double bulge(double half_chord, double tangent) {
    return half_chord * half_chord * (0.5 + 0.6 * std::abs(tangent));
}

class piece_maker {
public:
    piece_maker(edge_reading edges, const conformal_sphere& sphere)
        : edges_(edges), sphere_(sphere), walk_(sphere) {}

    std::optional<line_arcs> make(const multi_line_string<lon_lat>& lines) {
        number_positions(lines);
        add_edges(lines);
        if (failed_) {
            return std::nullopt;
        }
        made_.boxes = make_box_tree(made_.pieces.size(), [&](std::size_t i, space_box& box) {
            const auto& piece = made_.pieces[i];
            space_box one;
            one.add(made_.vertices[index_of(piece.a)]);
            one.add(made_.vertices[index_of(piece.b)]);
            one.widen(bulge(piece.reach, piece.sine / piece.cosine));
            box.add(one.low);
            box.add(one.high);
        });
        return std::move(made_);
    }

private:
    void number_positions(const multi_line_string<lon_lat>& lines) {
        std::size_t count = 0;
        for (const auto& line : lines) {
            count += line.size();
        }
        std::vector<vec3> places;
        places.reserve(count);
        made_.vertices.reserve(count);
        for (const auto& line : lines) {
            for (const auto& p : line) {
                places.push_back(walk_.to_sphere(p));
            }
        }
        std::vector<std::uint32_t> order(places.size());
        for (std::uint32_t i = 0; i < order.size(); ++i) {
            order[i] = i;
        }
        const auto key = [&](std::uint32_t i) {
            const vec3 p = places[i];
            return std::tuple(p.x, p.y, p.z, i);
        };
        std::sort(order.begin(), order.end(), [&](std::uint32_t i, std::uint32_t j) {
            return key(i) < key(j);
        });
        // Of positions in one place the first gives the number, so that numbers follow the lines.
        std::vector<std::uint32_t> first(places.size());
        for (std::size_t i = 0; i < order.size(); ++i) {
            const bool same = i > 0 && squared(places[order[i]] - places[order[i - 1]]) == 0;
            first[order[i]] = same ? first[order[i - 1]] : order[i];
        }
        number_.resize(places.size());
        for (std::size_t i = 0; i < places.size(); ++i) {
            if (first[i] == i) {
                number_[i] = static_cast<std::int32_t>(made_.vertices.size());
                made_.vertices.push_back(places[i]);
            } else {
                number_[i] = number_[first[i]];
            }
        }
    }

    void add_edges(const multi_line_string<lon_lat>& lines) {
        struct edge {
            std::int32_t low;
            std::int32_t high;
            std::uint32_t order;
            auto operator<=>(const edge&) const = default;
        };
        std::vector<edge> seen;
        seen.reserve(number_.size());
        std::size_t at = 0;
        for (const auto& line : lines) {
            for (std::size_t i = 0; i < line.size(); ++i, ++at) {
                if (i > 0 && number_[at] != number_[at - 1]) {
                    const auto [low, high] = std::minmax(number_[at - 1], number_[at]);
                    seen.push_back({low, high, static_cast<std::uint32_t>(at)});
                }
            }
        }
        std::sort(seen.begin(), seen.end());
        std::vector<bool> wanted(number_.size(), false);
        std::vector<bool> used(made_.vertices.size(), false);
        for (std::size_t i = 0; i < seen.size(); ++i) {
            wanted[seen[i].order] =
                i == 0 || seen[i].low != seen[i - 1].low || seen[i].high != seen[i - 1].high;
            used[index_of(seen[i].low)] = used[index_of(seen[i].high)] = true;
        }
        for (std::size_t v = 0; v < used.size(); ++v) {
            if (!used[v]) {
                made_.lone.push_back(static_cast<std::int32_t>(v));
            }
        }
        made_.pieces.reserve(static_cast<std::size_t>(std::count(wanted.begin(), wanted.end(), true)
        ));
        at = 0;
        for (const auto& line : lines) {
            for (std::size_t i = 0; i < line.size(); ++i, ++at) {
                if (wanted[at]) {
                    add_edge(line[i - 1], line[i], number_[at - 1], number_[at]);
                }
            }
        }
    }

    void add_edge(lon_lat p, lon_lat q, std::int32_t a, std::int32_t b) {
        double east = q.lon.value() - p.lon.value();
        east = east > 180 ? east - 360 : east < -180 ? east + 360 : east;
        const double north = q.lat.value() - p.lat.value();
        const vec3 from = made_.vertices[index_of(a)];
        const vec3 to = made_.vertices[index_of(b)];
        const double reach = edges_ == edge_reading::lonlat
                                 ? std::sqrt(east * east + north * north) * 0.0175
                                 : angle_between(from, to);
        const auto position = [&](double t) {
            if (edges_ == edge_reading::geodesic) {
                return t == 0.5 && reach < longest_arc ? sphere_.geodesic_point(from, to, 0.5)
                                                       : walk_.to_sphere(interpolate(p, q, t));
            }
            return walk_.to_sphere(
                {longitude(p.lon.value() + t * east), latitude(p.lat.value() + t * north)}
            );
        };
        if (reach > 1.5) {
            failed_ = true;
            return;
        }
        const int parts = std::max(1, static_cast<int>(std::ceil(reach / longest_arc)));
        std::int32_t start = a;
        for (int k = 0; k < parts; ++k) {
            std::int32_t end = b;
            if (k + 1 < parts) {
                end = static_cast<std::int32_t>(made_.vertices.size());
                made_.vertices.push_back(position((k + 1.0) / parts));
            }
            const vec3 quarter =
                reach / parts > shortest_measured ? position((k + 0.25) / parts) : vec3{};
            add_piece(start, end, position((k + 0.5) / parts), quarter);
            start = end;
        }
    }

    /// Through a, b and the middle of the edge; `quarter` is where it should pass, if not zero.
    void add_piece(std::int32_t a, std::int32_t b, vec3 middle, vec3 quarter) {
        const vec3 from = made_.vertices[index_of(a)];
        const vec3 to = made_.vertices[index_of(b)];
        const double length2 = squared(to - from);
        if (length2 < shortest_piece * shortest_piece) {
            failed_ = true;
            return;
        }
        const vec3 normal = normalized(cross(from, to - from));
        // The circle leans out of the plane of the great circle by an angle with this sine.
        double sine = 0;
        double cosine = 1;
        if (length2 > shortest_bent * shortest_bent) {
            const double bow = dot(middle, normal);
            const double flat = length2 / 8 - bow * bow / 2;
            const double size = std::sqrt(bow * bow + flat * flat);
            sine = bow / size;
            cosine = flat / size;
        }
        if (cosine < least_latitude_cosine) {
            failed_ = true;
            return;
        }
        line_arc out;
        out.a = a;
        out.b = b;
        out.axis = normalized(cosine * normal - sine * normalized(from + to));
        out.sine = (dot(out.axis, from) + dot(out.axis, to)) / 2;
        out.cosine = std::sqrt((1 - out.sine) * (1 + out.sine));
        out.ahead = cross(out.axis, normalized(from - dot(from, out.axis) * out.axis));
        out.behind = cross(normalized(to - dot(to, out.axis) * out.axis), out.axis);
        out.middle = 0.5 * (from + to);
        const double chord = std::sqrt(length2);
        out.reach = 0.5 * chord + bulge(0.5 * chord, out.sine / out.cosine);
        made_.pieces.push_back(out);
        if (squared(quarter) > 0) {
            const double off = std::asin(dot(out.axis, quarter)) - std::asin(out.sine);
            made_.error =
                std::max(made_.error, 1.1 * std::abs(off) * sphere_.most_metres_per_radian());
        }
    }

    edge_reading edges_;
    const conformal_sphere& sphere_;
    conformal_sphere::walk walk_;
    std::vector<std::int32_t> number_;  ///< by position: its vertex
    line_arcs made_;
    bool failed_ = false;
};

}  // namespace

std::optional<line_arcs> make_pieces(
    const multi_line_string<lon_lat>& lines, edge_reading edges, const conformal_sphere& sphere
) {
    return piece_maker(edges, sphere).make(lines);
}

void line_arcs::find_near(vec3 p, double radius, std::vector<std::int32_t>& out) const {
    struct span {
        std::size_t node;
        std::size_t first;
        std::size_t last;
    };
    std::array<span, 128> stack;
    std::size_t depth = 0;
    if (!pieces.empty()) {
        stack[depth++] = {1, 0, pieces.size()};
    }
    while (depth > 0) {
        const auto [node, first, last] = stack[--depth];
        if (boxes[node].square_distance(p) > radius * radius) {
            continue;
        }
        if (last - first > box_tree_leaf) {
            const auto middle = (first + last) / 2;
            stack[depth++] = {2 * node + 1, middle, last};
            stack[depth++] = {2 * node, first, middle};
            continue;
        }
        for (auto i = first; i < last; ++i) {
            const double most = radius + pieces[i].reach;
            if (squared(pieces[i].middle - p) <= most * most) {
                out.push_back(static_cast<std::int32_t>(i));
            }
        }
    }
}

}  // namespace geo::detail
