// SPDX-License-Identifier: Apache-2.0
#include "geo/linework/line_measure.hpp"

#include "geo/base/error.hpp"
#include "geo/linework/position_key.hpp"
#include "geo/measure/geodesic.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace geo {

using detail::line_piece;
using detail::vec3;

namespace {

std::vector<line_piece> checked_pieces(const multi_line_string<lon_lat>& line, edge_reading edges) {
    detail::require_on_earth(line);
    auto pieces = detail::pieces_of(line, edges);
    if (pieces.empty()) {
        throw input_error("the line has no position: nothing can be measured along it");
    }
    return pieces;
}

/// How much longer than evenly the first half of a piece is: s(t) = S (t + skew t (1 - t)).
double skew(const line_piece& piece) {
    const vec3 way = piece.to - piece.from;
    const double square = squared(way);
    return square > 0 ? 4 * dot(piece.bow, way) / square : 0;
}

degrees azimuth_of(const line_piece& piece, double t) {
    const auto axes = detail::compass_at(piece.at(t));
    const vec3 way = piece.tangent(t);
    if (squared(way) == 0) {
        return degrees(0);
    }
    return degrees(std::atan2(dot(way, axes.east), dot(way, axes.north)) * 180 / std::numbers::pi);
}

}  // namespace

line_measure::line_measure(const multi_line_string<lon_lat>& line, edge_reading edges)
    : line_(line), edges_(edges), tree_(checked_pieces(line, edges)) {
    double sum = 0;
    const auto& pieces = tree_.pieces();
    reached_.reserve(pieces.size() + 1);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        while (first_piece_.size() <= pieces[i].part) {
            first_piece_.push_back(i);
        }
        reached_.push_back(sum);
        sum += pieces[i].length();
    }
    reached_.push_back(sum);
    first_piece_.resize(line_.size() + 1, pieces.size());
}

metres line_measure::start_of(std::size_t part) const {
    return metres(reached_[first_piece_.at(part)]);
}

metres line_measure::length_of(std::size_t part) const {
    return metres(reached_[first_piece_.at(part + 1)] - reached_[first_piece_.at(part)]);
}

line_measure::place line_measure::place_on(std::size_t number, double t) const {
    const auto& piece = tree_.pieces()[number];
    const auto& part = line_[piece.part];
    const lon_lat end = part[std::min<std::size_t>(piece.edge + 1, part.size() - 1)];
    return {
        detail::position_on_edge(part[piece.edge], end, piece.fraction(t), edges_),
        azimuth_of(piece, t),
        piece.part,
        piece.edge};
}

double line_measure::along(std::size_t number, double t) const {
    const double whole = reached_[number + 1] - reached_[number];
    return reached_[number] + whole * (t + skew(tree_.pieces()[number]) * t * (1 - t));
}

line_measure::place line_measure::position_at(metres chainage) const {
    const double wanted = std::clamp(chainage.value(), 0.0, reached_.back());
    // The first piece that ends at the chainage or beyond it.
    const auto end = std::lower_bound(reached_.begin() + 1, reached_.end(), wanted);
    const auto number = static_cast<std::size_t>(end - reached_.begin()) - 1;
    const double whole = reached_[number + 1] - reached_[number];
    if (whole == 0) {
        return place_on(number, 0);
    }
    const double share = (wanted - reached_[number]) / whole;
    const double bend = skew(tree_.pieces()[number]);
    double t = share;
    for (int step = 0; step < 3; ++step) {
        t -= (t + bend * t * (1 - t) - share) / (1 + bend * (1 - 2 * t));
    }
    return place_on(number, std::clamp(t, 0.0, 1.0));
}

line_measure::place line_measure::position_at(std::size_t part, metres way) const {
    if (first_piece_.at(part) == first_piece_.at(part + 1)) {
        throw input_error(
            "part " + std::to_string(part) + " of the line is empty: it has no position"
        );
    }
    if (way <= metres(0)) {
        return place_on(first_piece_[part], 0);
    }
    if (way >= length_of(part)) {
        return place_on(first_piece_[part + 1] - 1, 1);
    }
    return position_at(start_of(part) + way);
}

const line_piece* line_measure::neighbour(std::size_t number, bool next) const {
    const auto& pieces = tree_.pieces();
    const auto part = pieces[number].part;
    const std::size_t first = first_piece_[part];
    const std::size_t last = first_piece_[part + 1] - 1;
    if (number != (next ? last : first)) {
        return &pieces[next ? number + 1 : number - 1];
    }
    const auto& line = line_[part];
    const bool closed =
        first != last && detail::position_key(line.front()) == detail::position_key(line.back());
    return closed ? &pieces[next ? first : last] : nullptr;
}

bool line_measure::is_left(std::size_t number, double t, vec3 p) const {
    const auto& piece = tree_.pieces()[number];
    const vec3 here = piece.at(t);
    const vec3 up = detail::up_at(here);
    const auto left_of = [&](vec3 way) {
        const double size = std::sqrt(squared(way));
        return size > 0 ? (1 / size) * cross(up, way) : vec3{};
    };
    vec3 left = left_of(piece.tangent(t));
    if (t == 0 || t == 1) {
        if (const auto* other = neighbour(number, t == 1)) {
            left = left + left_of(other->tangent(t == 1 ? 0 : 1));
        }
    }
    return dot(left, p - here) >= 0;
}

line_measure::foot line_measure::chainage_of(lon_lat p) const {
    if (!is_on_earth(p)) {
        throw input_error("the position asked about is not on earth");
    }
    const vec3 at = detail::to_space(p);
    const auto hit = tree_.nearest(at);
    const auto found = place_on(hit.piece, hit.t);
    const metres away = distance(p, found.position);
    return {
        metres(along(hit.piece, hit.t)),
        is_left(hit.piece, hit.t, at) ? away : -away,
        found.position,
        found.azimuth,
        found.part};
}

}  // namespace geo
