// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/parallel_curves.hpp"

#include "geo/offset/arc_cover.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace geo::detail {

namespace {

constexpr double mean_radius = 6.371e6;  // metres, only to size allowances
/// Where a line turns so little that its two parallels part by less (1 cm), they follow each other.
constexpr double smooth_joint = 0.01 / mean_radius;
/// A corner computed from either of its circles: the same place within 2 mm, or there is no answer.
constexpr double same_place = 0.002 / mean_radius;

/// Pieces in a row that look for their neighbours together.
constexpr std::size_t group = 8;

std::size_t index(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

/// What is left of a rim.
struct part_of_rim {
    std::int32_t rim = 0;
    stretch where;
};

/// Numbers of rims: 2 k the right parallel of piece k, run along it; 2 k + 1 the left one, run
/// back; then the circles about the vertices. All have the line on their left.
class outliner {
public:
    outliner(const line_arcs& lines, const parallel_options& options)
        : lines_(lines), options_(options), circles_(2 * lines.pieces.size()),
          chord_(2 * std::sin(options.distance / 2)), reaches_(chord_ * (1 + 1e-9)),
          cosine_(std::cos(options.distance)), sine_(std::sin(options.distance)),
          smooth_(lines.vertices.size(), 0), start_(lines.vertices.size()),
          end_(lines.vertices.size()), after_(circles_ + lines.vertices.size(), -1),
          stamp_(lines.vertices.size(), -1) {
        low_.reserve(lines.pieces.size());
        high_.reserve(lines.pieces.size());
        for (const auto& piece : lines.pieces) {
            low_.push_back(piece.sine * cosine_ - piece.cosine * sine_);
            high_.push_back(piece.sine * cosine_ + piece.cosine * sine_);
        }
    }

    std::optional<std::vector<curve>> trace() {
        join_vertices();
        for (std::size_t i = 0; !failed_ && i < lines_.pieces.size(); i += group) {
            outline_group(i, std::min(lines_.pieces.size(), i + group));
        }
        for (const auto v : lines_.lone) {
            outline_lone(v);
        }
        if (failed_ || !link()) {
            return std::nullopt;
        }
        return curves();
    }

private:
    /// The way from a vertex along a piece; which rim arrives at the vertex on its left and which
    /// one leaves on its right.
    struct spoke {
        vec3 way;
        std::int32_t arrives = -1;
        std::int32_t leaves = -1;
    };

    [[nodiscard]] std::int32_t circle(std::int32_t v) const {
        return static_cast<std::int32_t>(circles_) + v;
    }
    [[nodiscard]] vec3 vertex(std::int32_t v) const { return lines_.vertices[index(v)]; }

    // -- What follows what where nothing else is near ---------------------------------------------

    void join_vertices() {
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

    void join(std::int32_t v, spoke* spokes, std::size_t count) {
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
            const bool straight =
                dot(s.way, t.way) < 0 && std::abs(sine) * options_.distance < smooth_joint;
            if (count > 1 && straight) {
                failed_ = failed_ || count > 2;
                smooth_[index(v)] = 1;
                after_[index(s.arrives)] = t.leaves;
            } else if (count == 1 || sine < 0) {
                start_[index(v)] = cross(up, s.way);
                end_[index(v)] = cross(t.way, up);
                after_[index(s.arrives)] = circle(v);
                after_[index(circle(v))] = t.leaves;
            }
        }
    }

    // -- What is left of each rim -----------------------------------------------------------------

    [[nodiscard]] half_space beside(std::int32_t rim) const {
        const auto& piece = lines_.pieces[index(rim / 2)];
        return rim % 2 == 0 ? half_space{piece.axis, low_[index(rim / 2)]}
                            : half_space{-1.0 * piece.axis, -high_[index(rim / 2)]};
    }

    [[nodiscard]] rim_arc arc_of(std::int32_t rim) const {
        if (index(rim) < circles_) {
            const auto& piece = lines_.pieces[index(rim / 2)];
            const auto of = beside(rim);
            const double radius = std::sqrt((1 - of.height) * (1 + of.height));
            return rim % 2 == 0 ? make_rim_arc(of, radius, piece.spoke_a, piece.spoke_b)
                                : make_rim_arc(of, radius, piece.spoke_b, piece.spoke_a);
        }
        const auto v = rim - static_cast<std::int32_t>(circles_);
        const half_space of{vertex(v), cosine_};
        if (after_[index(rim)] == rim) {
            const vec3 axis = std::abs(vertex(v).z) < 0.9 ? vec3{0, 0, 1} : vec3{1, 0, 0};
            const vec3 start = normalized(cross(axis, vertex(v)));
            return make_rim_arc(of, sine_, start, start, true);
        }
        return make_rim_arc(of, sine_, start_[index(v)], end_[index(v)]);
    }

    /// Pieces that follow each other look for their neighbours together.
    void outline_group(std::size_t first, std::size_t last) {
        vec3 sum;
        for (auto i = first; i < last; ++i) {
            sum = sum + lines_.pieces[i].middle;
        }
        const vec3 middle = (1.0 / static_cast<double>(last - first)) * sum;
        double reach = 0;
        for (auto i = first; i < last; ++i) {
            const auto& piece = lines_.pieces[i];
            reach = std::max(reach, std::sqrt(squared(piece.middle - middle)) + piece.reach);
        }
        found_.clear();
        lines_.find_near(middle, reach + 2 * reaches_, found_);
        for (auto i = first; !failed_ && i < last; ++i) {
            outline_piece(static_cast<std::int32_t>(i));
        }
    }

    void outline_piece(std::int32_t i) {
        const auto& piece = lines_.pieces[index(i)];
        const auto beside = static_cast<std::size_t>(
            std::lower_bound(found_.begin(), found_.end(), i) - found_.begin()
        );
        outline(2 * i, i, beside);
        outline(2 * i + 1, i, beside);
        for (const auto v : {piece.a, piece.b}) {
            if (!done_at(v) && after_[index(circle(v))] >= 0) {
                outline(circle(v), -1, beside);
            }
        }
    }

    /// Circles are looked at with the first piece that ends there.
    bool done_at(std::int32_t v) {
        const bool done = smooth_[index(v)] >= 2;
        smooth_[index(v)] = static_cast<std::uint8_t>(smooth_[index(v)] | 2U);
        return done;
    }

    void outline_lone(std::int32_t v) {
        found_.clear();
        lines_.find_near(vertex(v), 2 * reaches_, found_);
        outline(circle(v), -1, 0);
    }

    /// Adds what no piece near covers of a rim. `own`: the piece whose parallel it is. Looks at the
    /// pieces found from number `beside` on outward: those next to it along the line come first.
    void outline(std::int32_t rim, std::int32_t own, std::size_t beside) {
        auto arc = arc_of(rim);
        parts_.assign(1, {0, arc.end});
        bounded_ = arc.end;
        const std::int32_t centre = own < 0 ? rim - static_cast<std::int32_t>(circles_) : -1;
        // What covered the rest of the last rim of this kind likely covers much of this one.
        auto& last = last_[own < 0 ? 2 : index(rim % 2)];
        ++marks_;
        if (last >= 0 && take_piece(arc, last, own, centre)) {
            return;
        }
        const auto covers = [&](std::size_t k) {
            const auto j = found_[k];
            const auto& piece = lines_.pieces[index(j)];
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
        for (const auto v : lines_.lone) {
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
        const auto& piece = lines_.pieces[index(j)];
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
        const auto& one = lines_.pieces[index(piece)];
        return one.a == v || one.b == v;
    }

    [[nodiscard]] bool are_smooth(std::int32_t own, const line_arc& other) const {
        const auto joined = [&](std::int32_t v) {
            return (smooth_[index(v)] & 1U) != 0 && is_end(own, v);
        };
        return joined(other.a) || joined(other.b);
    }

    /// Takes away what is within the distance of a vertex; true when nothing is left.
    bool take_disc(rim_arc& arc, std::int32_t v) {
        const double square = squared(vertex(v) - arc.middle);
        const double most = chord_ + arc.reach;
        if (square >= most * most) {
            return false;
        }
        const double least = chord_ - arc.reach;
        if (least > 0 && square < least * least * (1 - 1e-9)) {
            parts_.clear();
            return true;
        }
        gone_.assign(1, {parts_.front().from, parts_.back().to});
        keep_within(arc, seen_from(arc, vertex(v), chord_), circle(v), gone_);
        return take_gone(arc);
    }

    /// The same with what is beside a piece.
    bool take_band(rim_arc& arc, std::int32_t j) {
        const auto& piece = lines_.pieces[index(j)];
        const double low = low_[index(j)];
        const double high = high_[index(j)];
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

    // -- Which stretch follows which --------------------------------------------------------------

    [[nodiscard]] static bool starts_before(const part_of_rim& s, const part_of_rim& t) {
        return s.rim != t.rim ? s.rim < t.rim : s.where.from_rim < t.where.from_rim;
    }

    /// False when a stretch has no follower, or not the only one, or one elsewhere.
    bool link() {
        std::sort(left_.begin(), left_.end(), starts_before);
        std::vector<bool> used(left_.size(), false);
        follower_.resize(left_.size());
        for (std::size_t i = 0; i < left_.size(); ++i) {
            const auto& part = left_[i];
            part_of_rim wanted;
            double apart = same_place;
            if (part.where.to_rim == own_end) {
                wanted.rim = after_[index(part.rim)];
                wanted.where.from_rim = own_end;
                apart = smooth_joint * 1.01;
            } else {
                wanted.rim = part.where.to_rim;
                wanted.where.from_rim = part.rim;
            }
            if (wanted.rim < 0) {
                return false;
            }
            const auto found = std::lower_bound(left_.begin(), left_.end(), wanted, starts_before);
            const auto number = static_cast<std::size_t>(found - left_.begin());
            if (found == left_.end() || starts_before(wanted, *found) || used[number]) {
                return false;
            }
            const vec3 here = position_on(arc_of(part.rim), part.where.to);
            const vec3 there = position_on(arc_of(found->rim), found->where.from);
            if (squared(here - there) > apart * apart) {
                return false;
            }
            used[number] = true;
            follower_[i] = number;
        }
        return true;
    }

    // -- Points -----------------------------------------------------------------------------------

    [[nodiscard]] std::vector<curve> curves() const {
        std::vector<curve> out;
        std::vector<bool> done(left_.size(), false);
        for (std::size_t i = 0; i < left_.size(); ++i) {
            if (done[i]) {
                continue;
            }
            curve made;
            made.reserve(most_points(i));
            for (std::size_t k = i; !done[k]; k = follower_[k]) {
                done[k] = true;
                add_points(left_[k], made);
            }
            if (made.size() > 2 && !is_speck(made)) {
                out.push_back(std::move(made));
            }
        }
        return out;
    }

    /// About how many points the curve with this stretch needs, and hardly more than that.
    [[nodiscard]] std::size_t most_points(std::size_t first) const {
        double count = 1;
        auto k = first;
        do {
            const auto& part = left_[k];
            const bool about = index(part.rim) >= circles_;
            // A quarter turn is pi / 2; the step between points 4 sqrt(gap / distance).
            count += 1.1 + (about ? 0.45 * (part.where.to - part.where.from) *
                                        std::sqrt(options_.distance / options_.gap)
                                  : 0.0);
            k = follower_[k];
        } while (k != first);
        return static_cast<std::size_t>(count);
    }

    void add_points(const part_of_rim& part, curve& out) const {
        const auto arc = arc_of(part.rim);
        out.push_back({position_on(arc, part.where.from), part.rim});
        const double from = angle_of(part.where.from);
        const double way = angle_of(part.where.to) - from;
        if (index(part.rim) < circles_) {
            add_along(arc, from, way, part.rim, out);
        } else {
            add_about(arc, from, way, part.rim, out);
        }
    }

    /// Between two points of a parallel an edge runs on the great circle, or, straight in lon/lat, to
    /// the right of it by tan(latitude) sin(azimuth) (1 + cos(azimuth)^2) length^2 / 8 (boundary.cpp);
    /// the parallel itself to the left by height / radius length^2 / 8.
    void add_along(const rim_arc& arc, double from, double way, std::int32_t rim, curve& out)
        const {
        const vec3 p = arc.middle;
        const double across2 = p.x * p.x + p.y * p.y + 1e-6;
        const vec3 ahead = cross(arc.of.axis, p);
        const double sine = (p.x * ahead.y - p.y * ahead.x) / std::sqrt(across2 * squared(ahead));
        const double bow = p.z / std::sqrt(across2) * sine * (2 - sine * sine);
        const double bend = arc.of.height / arc.radius;
        const double worst = std::max(std::abs(bend), std::abs(bend + bow) + 0.03 * std::abs(bow));
        const double step = std::sqrt(7 * options_.gap / (worst + 1e-9));
        const int count = static_cast<int>(std::ceil(way * arc.radius / step));
        for (int k = 1; k < count; ++k) {
            const double t = from + way * k / count;
            out.push_back(
                {arc.of.height * arc.of.axis + (arc.radius * std::cos(t)) * arc.u +
                     (arc.radius * std::sin(t)) * arc.v,
                 rim}
            );
        }
    }

    /// From the arc to a point outside of it by the gap, from there to others, and back, such that
    /// no chord comes more than the gap inside; all of it smaller where the arc needs less.
    void add_about(const rim_arc& arc, double from, double way, std::int32_t rim, curve& out)
        const {
        const double d = options_.distance;
        const double gap = options_.gap;
        const double touch = std::acos((d - gap) / d);
        const double step = std::acos((d - gap) / (d + gap));
        if (way <= 2 * touch) {
            return;
        }
        const double ends = 2 * (touch + step);
        const int count = std::max(1, 1 + static_cast<int>(std::ceil((way - ends) / (2 * step))));
        const double share = way / (ends + (count - 1) * 2 * step);
        const double radius = d + gap * share * share;
        const double sine = std::sin(radius);
        const vec3 centre = std::cos(radius) * arc.of.axis;
        const double first = from + share * (touch + step);
        double c = std::cos(first);
        double s = std::sin(first);
        const double turn_cosine = std::cos(2 * step * share);
        const double turn_sine = std::sin(2 * step * share);
        for (int k = 0; k < count; ++k) {
            out.push_back({centre + (sine * c) * arc.u + (sine * s) * arc.v, rim});
            const double next = c * turn_cosine - s * turn_sine;
            s = s * turn_cosine + c * turn_sine;
            c = next;
        }
    }

    /// A hole so small that it may be left out.
    [[nodiscard]] bool is_speck(const curve& made) const {
        const double most = options_.least_hole * options_.least_hole;
        return made.size() < 64 && std::all_of(made.begin(), made.end(), [&](const auto& p) {
                   return squared(p.at - made.front().at) < most;
               });
    }

    const line_arcs& lines_;
    parallel_options options_;
    std::size_t circles_;  ///< the number of the first circle
    double chord_;
    double reaches_;  ///< the same with a margin, for what might touch
    double cosine_;
    double sine_;
    std::vector<double> low_;  ///< by piece: heights of its right and left parallel
    std::vector<double> high_;
    std::vector<std::uint8_t> smooth_;  ///< by vertex: bit 1, a smooth joint; bit 2, looked at
    std::vector<vec3> start_;           ///< by vertex: where its arc starts and ends
    std::vector<vec3> end_;
    std::vector<std::int32_t> after_;  ///< by rim: which follows at its own end; -1: it is covered
    std::vector<std::int32_t> stamp_;
    std::int32_t marks_ = 0;
    std::array<std::int32_t, 3> last_{-1, -1, -1};
    std::vector<std::int32_t> found_;  ///< pieces near those looked at
    std::vector<stretch> parts_;       ///< of the rim looked at
    double bounded_ = 4;               ///< the turn that its middle and reach were computed for
    std::vector<stretch> gone_;
    std::vector<part_of_rim> left_;
    std::vector<std::size_t> follower_;
    bool failed_ = false;
};

}  // namespace

std::optional<std::vector<curve>> parallel_curves(
    const line_arcs& lines, const parallel_options& options
) {
    return outliner(lines, options).trace();
}

}  // namespace geo::detail
