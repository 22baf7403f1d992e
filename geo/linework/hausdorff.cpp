// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/linework/compare_input.hpp"
#include "geo/linework/compare_lines.hpp"
#include "geo/linework/line_pieces.hpp"
#include "geo/measure/geodesic.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <queue>

namespace geo {

namespace {

using detail::geodesic_metres;
using detail::line_piece;
using detail::piece_tree;
using detail::vec3;

/// Mean radius; only in bounds that have room.
constexpr double radius = 6.371e6;

/// Above the error of geodesic_metres: 2 cm at 1,000 km, growing with the fifth power of it
/// (tests/geo/linework/ground_test.cpp).
double pair_error(double distance) {
    const double share = distance / 1e6;
    return 1e-6 + 0.03 * share * share * share * share * share;
}

/// Two times 1 mm: how far the pieces of either line can be from it.
constexpr double piece_error = 0.002;

/// A position on the first line and what is nearest to it.
struct probe {
    double t = 0;  ///< on its piece
    vec3 at;
    piece_tree::hit hit;
};

struct bounded_stretch {
    std::uint32_t piece = 0;
    probe start;
    probe end;
    double bound = 0;

    friend bool operator<(const bounded_stretch& x, const bounded_stretch& y) {
        // The queue gives the largest first; equal ones in the order of the line.
        return x.bound != y.bound   ? x.bound < y.bound
               : x.piece != y.piece ? x.piece > y.piece
                                    : x.start.t > y.start.t;
    }
};

class farthest_search {
public:
    farthest_search(const piece_tree& to, const std::vector<line_piece>& from, double tolerance)
        : to_(to), from_(from), tolerance_(tolerance) {}

    directed_distance run() {
        probe last;
        std::vector<probe> ends;
        ends.reserve(2 * from_.size());
        for (const auto& piece : from_) {
            const bool goes_on = !ends.empty() && squared(last.at - piece.from) == 0;
            ends.push_back(goes_on ? last : ask(piece, 0, last.hit.piece));
            ends.back().t = 0;
            last = ask(piece, 1, ends.back().hit.piece);
            ends.push_back(last);
        }
        take_best(ends);
        for (std::uint32_t i = 0; i < from_.size(); ++i) {
            consider({i, ends[2 * std::size_t{i}], ends[2 * std::size_t{i} + 1], 0});
        }
        halve();
        return answer();
    }

private:
    probe ask(const line_piece& piece, double t, std::uint32_t start) const {
        const vec3 at = piece.at(t);
        return {t, at, to_.nearest(at, start)};
    }

    void take_best(const std::vector<probe>& ends) {
        for (std::size_t i = 0; i < ends.size(); ++i) {
            take(ends[i], static_cast<std::uint32_t>(i / 2));
        }
    }

    void take(const probe& one, std::uint32_t piece) {
        if (!found_ || one.hit.distance > best_.hit.distance) {
            best_ = one;
            best_piece_ = piece;
            found_ = true;
        }
    }

    /// How far the stretch, which need not be straight, and an edge of the other line can bow out
    /// of the geodesics of their ends, and what the ground's curvature takes from convexity.
    [[nodiscard]] double bend(
        const bounded_stretch& one, double size, double reach, std::uint32_t other
    ) const {
        const double share = one.end.t - one.start.t;
        const double own = from_[one.piece].sideways() * share * share;
        const double curvature = size * size * (reach + size) / (4 * radius * radius);
        return own + 2 * to_.pieces()[other].sideways() + curvature;
    }

    [[nodiscard]] double bound(const bounded_stretch& one) const {
        const double size = geodesic_metres(one.start.at, one.end.at) * (1 + 1e-6);
        const double a = one.start.hit.distance;
        const double b = one.end.hit.distance;
        const double lipschitz = (a + b + size) / 2;
        double least = lipschitz;
        const auto against = [&](std::uint32_t other, double near, vec3 far_end) {
            const auto& piece = to_.pieces()[other];
            const double far_distance = geodesic_metres(piece.at(piece.nearest(far_end)), far_end);
            const double most = std::max(near, far_distance);
            least = std::min(least, most + bend(one, size, most, other));
        };
        against(one.start.hit.piece, a, one.end.at);
        against(one.end.hit.piece, b, one.start.at);
        return least;
    }

    [[nodiscard]] double limit() const {
        const double best = best_.hit.distance;
        return best + std::max(tolerance_ - 2 * pair_error(best) - piece_error, tolerance_ / 4);
    }

    void consider(bounded_stretch one) {
        one.bound = bound(one);
        if (one.bound > limit()) {
            queue_.push(one);
        } else {
            left_ = std::max(left_, one.bound);
        }
    }

    void halve() {
        while (!queue_.empty() && queue_.top().bound > limit()) {
            const bounded_stretch one = queue_.top();
            queue_.pop();
            const auto& piece = from_[one.piece];
            const probe middle = ask(piece, (one.start.t + one.end.t) / 2, one.start.hit.piece);
            take(middle, one.piece);
            consider({one.piece, one.start, middle, 0});
            consider({one.piece, middle, one.end, 0});
        }
        if (!queue_.empty()) {
            left_ = std::max(left_, queue_.top().bound);
        }
    }

    [[nodiscard]] directed_distance answer() const {
        const auto at = detail::to_ground(best_.at);
        const auto& near = to_.pieces()[best_.hit.piece];
        const auto nearest = detail::to_ground(near.at(best_.hit.t));
        const metres exact = distance(at, nearest);
        const double found = best_.hit.distance;
        const double error = std::max(left_ - found, 0.0) + 2 * pair_error(found) + piece_error;
        return {exact, metres(error), at, nearest};
    }

    const piece_tree& to_;
    const std::vector<line_piece>& from_;
    double tolerance_;
    std::priority_queue<bounded_stretch> queue_;
    probe best_;
    std::uint32_t best_piece_ = 0;
    bool found_ = false;
    double left_ = 0;
};

directed_distance search(const piece_tree& from, const piece_tree& to, metres tolerance) {
    const auto found = farthest_search(to, from.pieces(), tolerance.value()).run();
    if (found.distance > kilometres(5000)) {
        throw input_error(
            "the lines are more than 5,000 km apart: compare lines of one place (is one of them in "
            "another reference system, or are its coordinates swapped?)"
        );
    }
    return found;
}

}  // namespace

directed_distance directed_hausdorff(
    const multi_line_string<lon_lat>& from,
    const multi_line_string<lon_lat>& to,
    const compare_options& options
) {
    detail::require_comparable(options);
    return search(
        piece_tree(detail::comparable_pieces(from, options, "first")),
        piece_tree(detail::comparable_pieces(to, options, "second")),
        options.tolerance
    );
}

hausdorff_result hausdorff_distance(
    const multi_line_string<lon_lat>& a,
    const multi_line_string<lon_lat>& b,
    const compare_options& options
) {
    detail::require_comparable(options);
    const piece_tree pieces_a(detail::comparable_pieces(a, options, "first"));
    const piece_tree pieces_b(detail::comparable_pieces(b, options, "second"));
    return {
        search(pieces_a, pieces_b, options.tolerance),
        search(pieces_b, pieces_a, options.tolerance)};
}

}  // namespace geo
