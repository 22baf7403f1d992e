// SPDX-License-Identifier: Apache-2.0
#include "geo/linework/line_pieces.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

namespace geo::detail {

namespace {

/// Above a degree of any great circle or meridian of WGS 84 (111.69 km at a pole).
constexpr double metres_per_degree = 111700;
/// A circle about a pole is a parabola to 0.3 mm over 1 degree where it is shorter than 5 km.
constexpr double widest = 1;

/// Above the length of the edge.
double longest_way(lon_lat a, lon_lat b, edge_reading edges) {
    if (edges == edge_reading::geodesic) {
        return geodesic_metres(to_space(a), to_space(b)) * 1.001;
    }
    const bool over_equator = a.lat.value() * b.lat.value() < 0;
    const double lowest =
        over_equator ? 0 : std::min(std::abs(a.lat.value()), std::abs(b.lat.value()));
    const double widest_parallel = std::cos(lowest * std::numbers::pi / 180);
    return metres_per_degree *
           std::hypot(degrees_east(a, b) * widest_parallel, (b.lat - a.lat).value());
}

int pieces_needed(lon_lat a, lon_lat b, edge_reading edges, double longest) {
    double pieces = longest_way(a, b, edges) / longest;
    if (edges == edge_reading::lonlat) {
        pieces = std::max(pieces, std::abs(degrees_east(a, b)) / widest);
        // A spiral towards a pole leaves its parabola by 3 L turn^2 / 125 (the cubic term, at its
        // widest): 0.3 mm.
        const double turn = degrees_east(a, b) * std::numbers::pi / 180;
        constexpr double bend = 0.0125;
        pieces = std::max(pieces, std::cbrt(longest_way(a, b, edges) * turn * turn / bend));
    }
    return std::max(1, static_cast<int>(std::ceil(pieces)));
}

/// The bow of a geodesic of at most 5 km: upwards, L^2 / 8 R.
vec3 upward_bow(vec3 a, vec3 b) {
    const vec3 way = b - a;
    return (dot(up_at(b) - up_at(a), way) / 8) * up_at(0.5 * (a + b));
}

void add_edge(
    std::vector<line_piece>& out, lon_lat a, lon_lat b, edge_reading edges, double longest
) {
    const int count = pieces_needed(a, b, edges, longest);
    line_piece made = out.back();
    out.pop_back();
    made.to = made.from;
    const vec3 end = to_space(b);
    for (int k = 1; k <= count; ++k) {
        made.from = made.to;
        made.first = static_cast<double>(k - 1) / count;
        made.last = static_cast<double>(k) / count;
        made.to = k == count ? end : to_space(position_on_edge(a, b, made.last, edges));
        if (edges == edge_reading::geodesic) {
            made.bow = upward_bow(made.from, made.to);
        } else {
            const vec3 middle = to_space(position_on_edge(a, b, (k - 0.5) / count, edges));
            made.bow = middle - 0.5 * (made.from + made.to);
        }
        out.push_back(made);
    }
}

}  // namespace

double line_piece::nearest(vec3 p) const {
    const vec3 way = to - from;
    const double square = squared(way);
    if (square == 0) {
        return 0;
    }
    double t = std::clamp(dot(p - from, way) / square, 0.0, 1.0);
    for (int step = 0; step < 3; ++step) {
        const vec3 off = at(t) - p;
        const vec3 along = tangent(t);
        const double slope = squared(along) - 8 * dot(off, bow);
        if (slope < 0.25 * square) {
            break;  // beyond the centre of its curvature: an end or where it is
        }
        const double next = std::clamp(t - dot(off, along) / slope, 0.0, 1.0);
        const bool settled = std::abs(next - t) < 1e-9;
        t = next;
        if (settled) {
            break;
        }
    }
    return t;
}

double line_piece::sideways() const {
    const vec3 up = up_at(from);
    const vec3 flat = bow - dot(bow, up) * up;
    const vec3 way = to - from;
    const double square = squared(way);
    return square > 0 ? std::sqrt(squared(flat - (dot(flat, way) / square) * way)) : 0;
}

double line_piece::length() const {
    const double straight = geodesic_metres(from, to);
    const double aside = sideways();
    // A flat parabola's length: L + 8 h^2 / 3 L.
    return straight > 0 ? straight + 8 * aside * aside / (3 * straight) : 0;
}

std::vector<line_piece> pieces_of(
    const multi_line_string<lon_lat>& lines, edge_reading edges, double longest
) {
    assert(longest > 0 && longest <= 5000);
    std::vector<line_piece> out;
    for (std::size_t part = 0; part < lines.size(); ++part) {
        const auto& line = lines[part];
        const std::size_t before = out.size();
        vec3 here = line.empty() ? vec3{} : to_space(line.front());
        for (std::size_t i = 1; i < line.size(); ++i) {
            if (line[i] == line[i - 1]) {
                continue;
            }
            out.push_back(
                {here,
                 here,
                 {},
                 static_cast<std::uint32_t>(part),
                 static_cast<std::uint32_t>(i - 1),
                 0,
                 1}
            );
            add_edge(out, line[i - 1], line[i], edges, longest);
            here = out.back().to;
        }
        if (out.size() == before && !line.empty()) {
            out.push_back({here, here, {}, static_cast<std::uint32_t>(part), 0, 0, 1});
        }
    }
    return out;
}

piece_tree::piece_tree(std::vector<line_piece> pieces)
    : pieces_(std::move(pieces)),
      boxes_(make_box_tree(pieces_.size(), [this](std::size_t i, space_box& box) {
          const auto& one = pieces_[i];
          box.add(one.from);
          box.add(one.to);
          box.add(
              0.5 * (one.from + one.to) + 2.0 * one.bow
          );  // a parabola lies within its triangle
      })) {}

void piece_tree::look_at(search& state, std::uint32_t piece) const {
    const auto& one = pieces_[piece];
    const double t = one.nearest(state.p);
    const vec3 at = one.at(t);
    const double chord = std::sqrt(squared(at - state.p));
    if (chord > state.reach) {
        return;
    }
    const double found = geodesic_metres(at, state.p);
    if (found < state.best.distance || (found == state.best.distance && piece < state.best.piece)) {
        state.best = {piece, t, found};
        state.reach = chord + chord_slack(chord);
    }
}

void piece_tree::visit(search& state, std::size_t node, std::size_t first, std::size_t last) const {
    if (last - first <= box_tree_leaf) {
        for (auto i = first; i < last; ++i) {
            look_at(state, static_cast<std::uint32_t>(i));
        }
        return;
    }
    const auto middle = (first + last) / 2;
    const double left = boxes_[2 * node].square_distance(state.p);
    const double right = boxes_[2 * node + 1].square_distance(state.p);
    const auto go_left = [&] {
        if (left <= state.reach * state.reach) {
            visit(state, 2 * node, first, middle);
        }
    };
    const auto go_right = [&] {
        if (right <= state.reach * state.reach) {
            visit(state, 2 * node + 1, middle, last);
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

piece_tree::hit piece_tree::nearest(vec3 p, std::uint32_t start) const {
    assert(!pieces_.empty());
    search state{p, std::numeric_limits<double>::infinity(), {}};
    look_at(state, start < pieces_.size() ? start : 0);
    visit(state, 1, 0, pieces_.size());
    return state.best;
}

}  // namespace geo::detail
