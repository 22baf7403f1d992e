// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/rim_cover.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace geo::detail {

namespace {

/// Pieces in a row that look for their neighbours together.
constexpr std::size_t group = 8;

std::size_t index(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

class outliner {
public:
    explicit outliner(const rims& of)
        : rims_(of), reaches_(of.chord() * (1 + 1e-9)), done_(of.lines().vertices.size(), false),
          stamp_(of.lines().vertices.size(), -1) {}

    std::vector<part_of_rim> outline() {
        const std::size_t count = lines().pieces.size();
        for (std::size_t i = 0; i < count; i += group) {
            outline_group(i, std::min(count, i + group));
        }
        for (const auto v : lines().lone) {
            outline_lone(v);
        }
        return std::move(left_);
    }

private:
    [[nodiscard]] const line_arcs& lines() const { return rims_.lines(); }
    [[nodiscard]] vec3 vertex(std::int32_t v) const { return lines().vertices[index(v)]; }

    /// Pieces that follow each other look for their neighbours together.
    void outline_group(std::size_t first, std::size_t last) {
        vec3 sum;
        for (auto i = first; i < last; ++i) {
            sum = sum + lines().pieces[i].middle;
        }
        const vec3 middle = (1.0 / static_cast<double>(last - first)) * sum;
        double reach = 0;
        for (auto i = first; i < last; ++i) {
            const auto& piece = lines().pieces[i];
            reach = std::max(reach, std::sqrt(squared(piece.middle - middle)) + piece.reach);
        }
        found_.clear();
        lines().find_near(middle, reach + 2 * reaches_, found_);
        for (auto i = first; i < last; ++i) {
            outline_piece(static_cast<std::int32_t>(i));
        }
    }

    void outline_piece(std::int32_t i) {
        const auto& piece = lines().pieces[index(i)];
        const auto beside = static_cast<std::size_t>(
            std::lower_bound(found_.begin(), found_.end(), i) - found_.begin()
        );
        outline(2 * i, i, beside);
        outline(2 * i + 1, i, beside);
        for (const auto v : {piece.a, piece.b}) {
            if (!done_at(v) && rims_.after(rims_.circle(v)) >= 0) {
                outline(rims_.circle(v), -1, beside);
            }
        }
    }

    /// Circles are looked at with the first piece that ends there.
    bool done_at(std::int32_t v) {
        const bool done = done_[index(v)];
        done_[index(v)] = true;
        return done;
    }

    void outline_lone(std::int32_t v) {
        found_.clear();
        lines().find_near(vertex(v), 2 * reaches_, found_);
        outline(rims_.circle(v), -1, 0);
    }

    /// Adds what no piece near covers of a rim. `own`: the piece whose parallel it is. Looks at the
    /// pieces found from number `beside` on outward: those next to it along the line come first.
    void outline(std::int32_t rim, std::int32_t own, std::size_t beside) {
        auto arc = rims_.arc_of(rim);
        parts_.assign(1, {0, arc.end});
        bounded_ = arc.end;
        const std::int32_t centre = own < 0 ? rims_.centre(rim) : -1;
        // What covered the rest of the last rim of this kind likely covers much of this one.
        auto& last = last_[own < 0 ? 2 : index(rim % 2)];
        ++marks_;
        if (last >= 0 && take_piece(arc, last, own, centre)) {
            return;
        }
        const auto covers = [&](std::size_t k) {
            const auto j = found_[k];
            const auto& piece = lines().pieces[index(j)];
            const double most = arc.reach + reaches_ + piece.reach;
            if (j == last || squared(piece.middle - arc.middle) > most * most ||
                !take_piece(arc, j, own, centre)) {
                return false;
            }
            last = j;
            return true;
        };
        for (std::size_t up = beside, down = beside; up < found_.size() || down > 0;) {
            if ((up < found_.size() && covers(up++)) || (down > 0 && covers(--down))) {
                return;
            }
        }
        for (const auto v : lines().lone) {
            if (v != centre && take_disc(arc, v)) {
                return;
            }
        }
        for (const auto& part : parts_) {
            left_.push_back({rim, part});
        }
    }

    /// Takes away what is within the distance of a piece, but where the rim belongs to it: to piece
    /// `own`, or else to the vertex `centre`. True when nothing is left.
    bool take_piece(rim_arc& arc, std::int32_t j, std::int32_t own, std::int32_t centre) {
        const auto& piece = lines().pieces[index(j)];
        for (const auto v : {piece.a, piece.b}) {
            if (stamp_[index(v)] != marks_) {
                stamp_[index(v)] = marks_;
                const bool is_own = own < 0 ? v == centre : is_end(own, v);
                if (!is_own && take_disc(arc, v)) {
                    return true;
                }
            }
        }
        const bool is_own =
            own < 0 ? piece.a == centre || piece.b == centre : own == j || are_smooth(own, piece);
        return !is_own && take_band(arc, j);
    }

    [[nodiscard]] bool is_end(std::int32_t piece, std::int32_t v) const {
        const auto& one = lines().pieces[index(piece)];
        return one.a == v || one.b == v;
    }

    [[nodiscard]] bool are_smooth(std::int32_t own, const line_arc& other) const {
        const auto joined = [&](std::int32_t v) { return rims_.is_smooth(v) && is_end(own, v); };
        return joined(other.a) || joined(other.b);
    }

    /// Takes away what is within the distance of a vertex; true when nothing is left.
    bool take_disc(rim_arc& arc, std::int32_t v) {
        const double square = squared(vertex(v) - arc.middle);
        const double most = rims_.chord() + arc.reach;
        if (square >= most * most) {
            return false;
        }
        const double least = rims_.chord() - arc.reach;
        if (least > 0 && square < least * least * (1 - 1e-9)) {
            parts_.clear();
            return true;
        }
        gone_.assign(1, {parts_.front().from, parts_.back().to});
        keep_within(arc, seen_from(arc, vertex(v), rims_.chord()), rims_.circle(v), gone_);
        return take_gone(arc);
    }

    /// The same with what is beside a piece.
    bool take_band(rim_arc& arc, std::int32_t j) {
        const auto& piece = lines().pieces[index(j)];
        const double low = rims_.low(j);
        const double high = rims_.high(j);
        const double height = dot(piece.axis, arc.middle);
        if (height + arc.reach <= low || height - arc.reach >= high) {
            return false;
        }
        const double ahead = dot(piece.ahead, arc.middle);
        const double behind = dot(piece.behind, arc.middle);
        if (ahead + arc.reach <= 0 || behind + arc.reach <= 0) {
            return false;
        }
        gone_.assign(1, {parts_.front().from, parts_.back().to});
        if (height - arc.reach <= low) {
            keep_within(arc, seen_from(arc, {piece.axis, low}), 2 * j, gone_);
        }
        if (height + arc.reach >= high) {
            keep_within(arc, seen_from(arc, {-1.0 * piece.axis, -high}), 2 * j + 1, gone_);
        }
        if (ahead - arc.reach <= 0) {
            keep_within(arc, seen_from(arc, {piece.ahead, 0}), cut_end, gone_);
        }
        if (behind - arc.reach <= 0) {
            keep_within(arc, seen_from(arc, {piece.behind, 0}), cut_end, gone_);
        }
        return take_gone(arc);
    }

    /// What is left of an arc is near fewer others than all of it: bounds it anew when it shrank.
    bool take_gone(rim_arc& arc) {
        for (const auto& gone : gone_) {
            take_away(parts_, gone);
        }
        if (parts_.empty()) {
            return true;
        }
        const double from = parts_.front().from;
        const double to = parts_.back().to;
        if (to - from < 0.7 * bounded_ && to - from < 1.5) {
            bounded_ = to - from;
            arc.middle = position_on(arc, (from + to) / 2);
            arc.reach = (1 + 1e-9) * std::sqrt(std::max(
                                         squared(position_on(arc, from) - arc.middle),
                                         squared(position_on(arc, to) - arc.middle)
                                     ));
        }
        return false;
    }

    const rims& rims_;
    double reaches_;  ///< the distance straight through space, with a margin for what touches
    std::vector<bool> done_;  ///< by vertex: its circle is looked at
    std::vector<std::int32_t> stamp_;
    std::int32_t marks_ = 0;
    std::array<std::int32_t, 3> last_{-1, -1, -1};
    std::vector<std::int32_t> found_;  ///< pieces near those looked at
    std::vector<stretch> parts_;       ///< of the rim looked at
    double bounded_ = 4;               ///< the turn that its middle and reach were computed for
    std::vector<stretch> gone_;
    std::vector<part_of_rim> left_;
};

}  // namespace

std::vector<part_of_rim> uncovered_parts(const rims& of) {
    return outliner(of).outline();
}

}  // namespace geo::detail
