// SPDX-License-Identifier: Apache-2.0
#include "geo/linework/merge.hpp"

#include "geo/base/error.hpp"
#include "geo/linework/ground.hpp"
#include "geo/linework/line_findings.hpp"
#include "geo/linework/merge_ends.hpp"
#include "geo/linework/merge_stretches.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace geo {

namespace {

using detail::end_link;

struct step {
    std::size_t stretch = 0;
    bool reversed = false;
};

/// The chain of stretches through `start`, in the direction of `start`.
std::vector<step> follow(std::size_t start, const std::vector<end_link>& links, bool& closed) {
    // Ends are numbered 2 s (front) and 2 s + 1 (back).
    std::vector<step> before;
    std::size_t enter = 2 * start;
    closed = false;
    while (links[enter].other != detail::unlinked) {
        const std::size_t other = links[enter].other;
        if (other / 2 == start) {
            closed = true;
            break;
        }
        before.push_back({other / 2, other % 2 == 0});
        enter = other ^ 1U;
    }
    std::vector<step> chain;
    if (!closed) {
        chain.assign(before.rbegin(), before.rend());
    }
    chain.push_back({start, false});
    std::size_t leave = 2 * start + 1;
    while (links[leave].other != detail::unlinked && links[leave].other / 2 != start) {
        const std::size_t other = links[leave].other;
        chain.push_back({other / 2, other % 2 == 1});
        leave = other ^ 1U;
    }
    return chain;
}

class assembler {
public:
    assembler(
        const multi_line_string<lon_lat>& parts,
        const std::vector<detail::line_stretch>& stretches,
        merged_lines& out
    )
        : parts_(parts), stretches_(stretches), out_(out) {}

    void add(std::vector<step> chain, bool closed, merge_direction direction) {
        orient(chain, direction);
        merged_line made;
        for (const auto& one : chain) {
            made.from.push_back({stretches_[one.stretch].part, one.reversed});
            add_stretch(made.shape, one);
        }
        made.closed = closed;
        if (closed) {
            // A chain of one closed stretch has its last position already.
            connect(made.shape, made.shape.front(), stretches_[chain.front().stretch].part);
            if (made.shape.back() != made.shape.front()) {
                made.shape.push_back(made.shape.front());
            }
        }
        out_.lines.push_back(std::move(made));
    }

private:
    void orient(std::vector<step>& chain, merge_direction direction) const {
        if (direction == merge_direction::first_part) {
            return;  // the chain was followed from its first part, in its direction
        }
        double forward = 0;
        double backward = 0;
        for (const auto& one : chain) {
            (one.reversed ? backward : forward) += stretches_[one.stretch].length;
        }
        // Sums of equal lengths in another order must not decide.
        if (backward > forward * (1 + 1e-9)) {
            std::reverse(chain.begin(), chain.end());
            for (auto& one : chain) {
                one.reversed = !one.reversed;
            }
        }
    }

    void add_stretch(line_string<lon_lat>& shape, const step& one) {
        const auto& stretch = stretches_[one.stretch];
        const auto& part = parts_[stretch.part];
        const std::size_t count = stretch.last - stretch.first + 1;
        for (std::size_t k = 0; k < count; ++k) {
            const auto p = part[one.reversed ? stretch.last - k : stretch.first + k];
            if (shape.empty()) {
                shape.push_back(p);
                continue;
            }
            if (k == 0) {
                connect(shape, p, stretch.part);
            }
            if (detail::position_key(shape.back()) != detail::position_key(p)) {
                shape.push_back(p);
            }
        }
    }

    /// Reports the gap that an edge to p closes, if there is one.
    void connect(const line_string<lon_lat>& shape, lon_lat p, std::size_t part) {
        if (detail::position_key(shape.back()) == detail::position_key(p)) {
            return;
        }
        const metres gap(detail::edge_length(shape.back(), p));
        out_.repairs.push_back({finding_code::line_gap_closed, part, p, gap});
        out_.found.push_back(detail::line_finding(
            finding_code::line_gap_closed,
            severity::note,
            part,
            p,
            fmt::format("a gap of {:.2f} m between two ends was closed", gap.value())
        ));
    }

    const multi_line_string<lon_lat>& parts_;
    const std::vector<detail::line_stretch>& stretches_;
    merged_lines& out_;
};

}  // namespace

merged_lines merge_lines(const multi_line_string<lon_lat>& parts, const merge_options& options) {
    detail::require_on_earth(parts);
    if (!is_finite(options.snap) || options.snap < metres(0) || options.snap > kilometres(10)) {
        throw input_error("the snap tolerance must be 0 to 10 km");
    }
    merged_lines out;
    const auto stretches = detail::unique_stretches(parts, out.repairs, out.found);
    const auto links = detail::link_ends(parts, stretches, options.snap, out.found);
    assembler made(parts, stretches, out);
    std::vector<bool> used(stretches.size());
    for (std::size_t start = 0; start < stretches.size(); ++start) {
        if (used[start]) {
            continue;
        }
        bool closed = stretches[start].closed;
        auto chain = closed ? std::vector<step>{{start, false}} : follow(start, links, closed);
        for (const auto& one : chain) {
            used[one.stretch] = true;
        }
        made.add(std::move(chain), closed, options.direction);
    }
    return out;
}

}  // namespace geo
