// SPDX-License-Identifier: Apache-2.0
#include "geo/linework/spikes.hpp"

#include "geo/base/error.hpp"
#include "geo/linework/edge_gap.hpp"
#include "geo/linework/line_findings.hpp"
#include "geo/linework/position_key.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace geo {

namespace {

using detail::ground_vertex;

constexpr std::size_t none = std::numeric_limits<std::size_t>::max();
/// How much longer than wide a spike is at least.
constexpr double slenderness = 3;
/// Metres within which positions may be one, written with 7 decimals.
constexpr double grid = 0.01;

/// One part as a linked chain, from which spikes are cut.
class spike_cutter {
public:
    spike_cutter(
        const line_string<lon_lat>& line,
        std::size_t part,
        const spike_options& options,
        bool may_close
    )
        : part_(part), options_(options) {
        take_positions(line);
        closed_ = may_close && vertices_.size() > 3 &&
                  detail::position_key(vertices_.front().position) ==
                      detail::position_key(vertices_.back().position);
        if (closed_) {
            vertices_.pop_back();
        }
        const std::size_t count = vertices_.size();
        previous_.resize(count);
        next_.resize(count);
        for (std::size_t i = 0; i < count; ++i) {
            previous_[i] = i > 0 ? i - 1 : closed_ ? count - 1 : none;
            next_[i] = i + 1 < count ? i + 1 : closed_ ? 0 : none;
        }
        left_.assign(count, true);
        alive_ = count;
    }

    void run(cleaned_lines& out) {
        // A cut can make a spike of what lies before it: again until a walk finds none. Each cut
        // takes a position away.
        for (bool cut_any = true; cut_any;) {
            cut_any = false;
            for (std::size_t at = 0; at < vertices_.size();) {
                const bool cut_here = left_[at] && cut_at(at, out);
                cut_any = cut_any || cut_here;
                at = cut_here ? again_ : at + 1;
            }
        }
        finish(out);
    }

    /// True for a ring of which nothing is left that encloses anything.
    [[nodiscard]] bool has_collapsed() const { return closed_ && alive_ < 3; }
    [[nodiscard]] std::size_t repeated() const { return repeated_; }
    [[nodiscard]] lon_lat first_repeated() const { return first_repeated_; }

private:
    /// One of the two ways from the tip.
    struct way {
        bool forward = false;
        std::size_t base = none;  ///< the last position that lies beside the other way
        double length = 0;        ///< from the tip to it
        std::size_t steps = 0;
    };

    void take_positions(const line_string<lon_lat>& line) {
        for (const auto& p : line) {
            if (!vertices_.empty() &&
                detail::position_key(vertices_.back().position) == detail::position_key(p)) {
                first_repeated_ = repeated_ == 0 ? p : first_repeated_;
                ++repeated_;
                continue;
            }
            vertices_.emplace_back(p);
        }
    }

    [[nodiscard]] std::size_t after(std::size_t i, bool forward) const {
        return forward ? next_[i] : previous_[i];
    }
    [[nodiscard]] double size(std::size_t a, std::size_t b) const {
        const double quick = detail::geodesic_metres(vertices_[a].at, vertices_[b].at);
        constexpr double exact_below = 1e5;  // as edge_length(), of places known in space
        return quick < exact_below
                   ? quick
                   : detail::edge_length(vertices_[a].position, vertices_[b].position);
    }
    [[nodiscard]] double gap(std::size_t p, std::size_t a, std::size_t b) const {
        return detail::gap_to_edge(vertices_[p], vertices_[a], vertices_[b], options_.edges);
    }

    /// Takes the next position of one way when it lies beside the other.
    bool advance(way& one, const way& other, double& widest) const {
        const std::size_t p = after(one.base, one.forward);
        if (p == none || one.steps + other.steps + 2 > alive_) {
            return false;
        }
        const std::size_t next = after(other.base, other.forward);
        const double found = gap(p, other.base, next == none ? other.base : next);
        if (found > std::max(options_.width.value(), grid)) {
            return false;
        }
        widest = std::max(widest, found);
        one.length += size(one.base, p);
        one.base = p;
        ++one.steps;
        return true;
    }

    /// No way back: the tip is the nearest position of either edge to the other's end, and too far.
    [[nodiscard]] bool is_blunt(std::size_t tip) const {
        const auto back = vertices_[previous_[tip]].at - vertices_[tip].at;
        const auto on = vertices_[next_[tip]].at - vertices_[tip].at;
        const double width = options_.width.value() + grid;
        // Only of edges that are short: long ones bend by their reading.
        constexpr double straight = 1e6;
        return dot(back, on) < 0 && squared(back) > width * width && squared(on) > width * width &&
               squared(back) < straight && squared(on) < straight;
    }

    bool cut_at(std::size_t tip, cleaned_lines& out) {
        if (alive_ < 3 || previous_[tip] == none || next_[tip] == none) {
            return false;
        }
        if (is_blunt(tip)) {
            return false;
        }
        way back{false, tip, 0, 0};
        way on{true, tip, 0, 0};
        way best_back = back;
        way best_on = on;
        double widest = 0;
        double best_widest = 0;
        for (;;) {
            const std::size_t p = after(back.base, false);
            const std::size_t q = after(on.base, true);
            const double to_p = p == none ? 0 : back.length + size(back.base, p);
            const double to_q = q == none ? 0 : on.length + size(on.base, q);
            const bool back_first = q == none || (p != none && to_p <= to_q);
            const bool moved = back_first ? advance(back, on, widest) || advance(on, back, widest)
                                          : advance(on, back, widest) || advance(back, on, widest);
            if (!moved) {
                break;
            }
            if (std::max(back.length, on.length) >= slenderness * widest) {
                best_back = back;
                best_on = on;
                best_widest = widest;
            }
        }
        if (best_back.steps + best_on.steps == 0) {
            return false;
        }
        cut(tip, best_back, best_on, best_widest, out);
        return true;
    }

    [[nodiscard]] double length_between(std::size_t from, std::size_t to) const {
        double sum = 0;
        std::size_t i = from;
        do {
            sum += size(i, next_[i]);
            i = next_[i];
        } while (i != to);
        return sum;
    }

    void cut(std::size_t tip, way back, way on, double widest, cleaned_lines& out) {
        const bool back_ends = after(back.base, false) == none;
        const bool on_ends = after(on.base, true) == none;
        std::size_t first = back.base;  // the positions kept on either side of the cut
        std::size_t last = on.base;
        if (back_ends && on_ends) {
            last = none;  // all of it: the way out is kept
            first = tip;
        } else if (back.steps > 0 && (back_ends || (back.length > on.length && !on_ends))) {
            last = next_[on.base];
        } else {
            first = previous_[back.base];
        }
        const std::size_t stop = last == none ? on.base : last;
        double change = -length_between(first, stop);
        if (last != none) {
            change += first == last ? 0 : size(first, last);
        }
        report(tip, change, widest, out);
        for (std::size_t i = next_[first]; i != last && i != none;) {
            const std::size_t following = next_[i];
            drop(i);
            i = following;
        }
        next_[first] = last;
        if (last != none) {
            previous_[last] = first;
        }
        again_ = std::min(first, last);
    }

    void drop(std::size_t i) {
        left_[i] = false;
        --alive_;
    }

    void report(std::size_t tip, double change, double widest, cleaned_lines& out) const {
        const auto p = vertices_[tip].position;
        out.repairs.push_back({finding_code::line_spike_removed, part_, p, metres(change)});
        out.found.push_back(detail::line_finding(
            finding_code::line_spike_removed,
            severity::note,
            part_,
            p,
            fmt::format(
                "a spike with its tip here, at most {:.2f} m wide, was removed; the line is {:.1f} "
                "m "
                "shorter",
                widest,
                -change
            )
        ));
    }

    void finish(cleaned_lines& out) {
        line_string<lon_lat> made;
        std::size_t start = 0;
        while (start < left_.size() && !left_[start]) {
            ++start;
        }
        double rest = 0;
        for (std::size_t i = start; i < left_.size();) {
            made.push_back(vertices_[i].position);
            const std::size_t following = next_[i];
            if (following == none) {
                break;
            }
            rest += size(i, following);
            if (following == start) {
                made.push_back(made.front());
                break;
            }
            i = following;
        }
        if (made.size() >= (closed_ ? 4U : 2U)) {
            out.lines.push_back(std::move(made));
            return;
        }
        if (rest > 0) {
            out.repairs.push_back({finding_code::line_too_short, part_, made.front(), metres(-rest)}
            );
        }
        finding note{
            finding_code::line_too_short,
            severity::note,
            {},
            fmt::format("a part was left out: {} different positions remained of it", made.size())};
        note.where.feature = fmt::format("#{}", part_);
        out.found.push_back(std::move(note));
    }

    std::size_t part_;
    const spike_options& options_;
    std::vector<ground_vertex> vertices_;
    std::vector<std::size_t> previous_;
    std::vector<std::size_t> next_;
    std::vector<bool> left_;
    std::size_t alive_ = 0;
    std::size_t again_ = none;  ///< where to look next after a cut
    bool closed_ = false;
    std::size_t repeated_ = 0;
    lon_lat first_repeated_;
};

}  // namespace

cleaned_lines remove_spikes(const multi_line_string<lon_lat>& lines, const spike_options& options) {
    detail::require_on_earth(lines);
    if (!is_finite(options.width) || options.width < metres(0) || options.width > kilometres(1)) {
        throw input_error("the width of spikes must be 0 to 1 km");
    }
    cleaned_lines out;
    for (std::size_t part = 0; part < lines.size(); ++part) {
        cleaned_lines cleaned;
        spike_cutter cutter(lines[part], part, options, true);
        cutter.run(cleaned);
        if (cutter.has_collapsed()) {
            cleaned = {};
            spike_cutter(lines[part], part, options, false).run(cleaned);
        }
        if (cutter.repeated() > 0) {
            out.found.push_back(detail::line_finding(
                finding_code::line_duplicate_position,
                severity::note,
                part,
                cutter.first_repeated(),
                fmt::format("{} repeated positions were removed, the first here", cutter.repeated())
            ));
        }
        out.lines.insert(out.lines.end(), cleaned.lines.begin(), cleaned.lines.end());
        out.repairs.insert(out.repairs.end(), cleaned.repairs.begin(), cleaned.repairs.end());
        append(out.found, std::move(cleaned.found));
    }
    return out;
}

}  // namespace geo
