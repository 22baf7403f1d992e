// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/rims.hpp"

#include <algorithm>
#include <cmath>

namespace geo::detail {

rims::rims(const line_arcs& lines, double distance)
    : lines_(lines), distance_(distance), circles_(2 * lines.pieces.size()),
      chord_(2 * std::sin(distance / 2)), cosine_(std::cos(distance)), sine_(std::sin(distance)),
      smooth_(lines.vertices.size(), false), start_(lines.vertices.size()),
      end_(lines.vertices.size()), after_(circles_ + lines.vertices.size(), -1) {
    low_.reserve(lines.pieces.size());
    high_.reserve(lines.pieces.size());
    for (const auto& piece : lines.pieces) {
        low_.push_back(piece.sine * cosine_ - piece.cosine * sine_);
        high_.push_back(piece.sine * cosine_ + piece.cosine * sine_);
    }
    join_vertices();
}

void rims::join_vertices() {
    std::vector<std::uint32_t> first(lines_.vertices.size() + 1, 0);
    for (const auto& piece : lines_.pieces) {
        ++first[index(piece.a) + 1];
        ++first[index(piece.b) + 1];
    }
    for (std::size_t v = 1; v < first.size(); ++v) {
        first[v] += first[v - 1];
    }
    std::vector<spoke> spokes(first.back());
    auto next = first;
    for (std::size_t k = 0; k < lines_.pieces.size(); ++k) {
        const auto& piece = lines_.pieces[k];
        const auto right = static_cast<std::int32_t>(2 * k);
        spokes[next[index(piece.a)]++] = {piece.ahead, right + 1, right};
        spokes[next[index(piece.b)]++] = {piece.behind, right, right + 1};
    }
    for (std::size_t v = 0; v < lines_.vertices.size(); ++v) {
        const auto count = first[v + 1] - first[v];
        if (count == 0) {
            after_[circles_ + v] = circle(static_cast<std::int32_t>(v));
        } else {
            join(static_cast<std::int32_t>(v), spokes.data() + first[v], count);
        }
    }
}

void rims::join(std::int32_t v, spoke* spokes, std::size_t count) {
    const vec3 up = vertex(v);
    if (count > 2) {
        const vec3 u = spokes[0].way;
        const vec3 w = cross(up, u);
        const auto turn = [&](const spoke& s) {
            const double found = turn_of(dot(s.way, u), dot(s.way, w));
            return found > 3.9999999 ? 0.0 : found;
        };
        std::sort(spokes, spokes + count, [&](const spoke& s, const spoke& t) {
            const double a = turn(s);
            const double b = turn(t);
            return a != b ? a < b : s.arrives < t.arrives;
        });
    }
    for (std::size_t k = 0; k < count; ++k) {
        const auto& s = spokes[k];
        const auto& t = spokes[(k + 1) % count];
        const double sine = dot(up, cross(s.way, t.way));
        const bool straight = dot(s.way, t.way) < 0 && std::abs(sine) * distance_ < smooth_joint;
        if (count > 1 && straight) {
            sound_ = sound_ && count <= 2;
            smooth_[index(v)] = true;
            after_[index(s.arrives)] = t.leaves;
        } else if (count == 1 || sine < 0) {
            start_[index(v)] = cross(up, s.way);
            end_[index(v)] = cross(t.way, up);
            after_[index(s.arrives)] = circle(v);
            after_[index(circle(v))] = t.leaves;
        }
    }
}

rim_arc rims::arc_of(std::int32_t rim) const {
    if (is_parallel(rim)) {
        const auto& piece = lines_.pieces[index(rim / 2)];
        const half_space of = rim % 2 == 0 ? half_space{piece.axis, low(rim / 2)}
                                           : half_space{-1.0 * piece.axis, -high(rim / 2)};
        const double radius = std::sqrt((1 - of.height) * (1 + of.height));
        return rim % 2 == 0 ? make_rim_arc(of, radius, piece.spoke_a(), piece.spoke_b())
                            : make_rim_arc(of, radius, piece.spoke_b(), piece.spoke_a());
    }
    const auto v = centre(rim);
    const half_space of{vertex(v), cosine_};
    if (after_[index(rim)] == rim) {
        const vec3 axis = std::abs(vertex(v).z) < 0.9 ? vec3{0, 0, 1} : vec3{1, 0, 0};
        const vec3 start = normalized(cross(axis, vertex(v)));
        return make_rim_arc(of, sine_, start, start, true);
    }
    return make_rim_arc(of, sine_, start_[index(v)], end_[index(v)]);
}

}  // namespace geo::detail
