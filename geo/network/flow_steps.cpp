// SPDX-License-Identifier: Apache-2.0
#include "geo/network/flow_steps.hpp"

#include <algorithm>
#include <queue>

namespace geo {

namespace {

using entry = std::pair<std::int64_t, std::uint32_t>;
using least_first = std::priority_queue<entry, std::vector<entry>, std::greater<>>;

void fill(
    std::vector<std::uint32_t>& begin,
    std::vector<std::uint32_t>& list,
    const flow_problem& problem,
    std::uint32_t flow_arc::*end
) {
    begin.assign(problem.nodes + 1, 0);
    for (const auto& arc : problem.arcs) {
        ++begin[arc.*end + 1];
    }
    for (std::size_t i = 1; i < begin.size(); ++i) {
        begin[i] += begin[i - 1];
    }
    list.resize(problem.arcs.size());
    auto place = begin;
    for (std::uint32_t a = 0; a < problem.arcs.size(); ++a) {
        list[place[problem.arcs[a].*end]++] = a;
    }
}

/// Augmentations along ways of least travel time in what earlier ones left over. All sources hang on
/// one super-source and all sinks on one super-sink, by arcs without limit that take no time.
class augmenting {
public:
    augmenting(
        const flow_problem& problem, const arc_lists& arcs, std::vector<std::uint32_t> starts
    )
        : problem_(problem), arcs_(arcs), starts_(std::move(starts)),
          end_(static_cast<std::uint32_t>(problem.nodes)), is_sink_(problem.nodes + 1, false),
          used_(problem.arcs.size(), false), flow_(problem.arcs.size(), 0),
          potential_(problem.nodes + 1, 0) {
        for (const auto sink : problem.sinks) {
            is_sink_[sink] = true;
        }
    }

    /// Travel time of the next way, or `never`.
    std::int64_t find() {
        distance_.assign(problem_.nodes + 1, never);
        by_.assign(problem_.nodes + 1, step{});
        least_first open;
        for (const auto v : starts_) {
            // Never below 0: no way back into a source is worth taking.
            distance_[v] = 0;
            open.push({0, v});
        }
        while (!open.empty()) {
            const auto [d, v] = open.top();
            open.pop();
            if (d > distance_[v]) {
                continue;
            }
            if (v == end_) {
                break;
            }
            relax(open, v, d);
        }
        const auto reached = distance_[end_];
        if (reached == never) {
            return never;
        }
        for (std::size_t v = 0; v < potential_.size(); ++v) {
            potential_[v] += std::min(distance_[v], reached);
        }
        return potential_[end_];
    }

    /// Sends as much as the way found takes; returns it.
    std::int64_t send() {
        const auto last = by_[end_].arc;
        std::int64_t least = never;
        for (auto v = last; by_[v].arc != none; v = tail(by_[v])) {
            least = std::min(least, room(by_[v]));
        }
        for (auto v = last; by_[v].arc != none; v = tail(by_[v])) {
            flow_[by_[v].arc] += by_[v].back ? -least : least;
            used_[by_[v].arc] = true;
        }
        return least;
    }

    [[nodiscard]] std::vector<std::uint32_t> used() const {
        std::vector<std::uint32_t> out;
        for (std::uint32_t a = 0; a < used_.size(); ++a) {
            if (used_[a]) {
                out.push_back(a);
            }
        }
        return out;
    }

private:
    static constexpr std::uint32_t none = UINT32_MAX;
    struct step {
        std::uint32_t arc = none;  ///< for the super-sink: the node before it
        bool back = false;
    };

    [[nodiscard]] std::uint32_t tail(const step& s) const {
        return s.back ? problem_.arcs[s.arc].to : problem_.arcs[s.arc].from;
    }
    [[nodiscard]] std::int64_t room(const step& s) const {
        return s.back ? flow_[s.arc] : problem_.arcs[s.arc].capacity - flow_[s.arc];
    }

    void relax(least_first& open, std::uint32_t v, std::int64_t d) {
        const auto reach = [&](std::uint32_t w, std::int64_t cost, step s) {
            const auto at = d + cost + potential_[v] - potential_[w];
            if (at < distance_[w]) {
                distance_[w] = at;
                by_[w] = s;
                open.push({at, w});
            }
        };
        if (is_sink_[v]) {
            reach(end_, 0, {v, false});
        }
        const auto visit = [&](std::uint32_t a, bool back) {
            const step s{a, back};
            if (room(s) > 0) {
                const auto& arc = problem_.arcs[a];
                reach(back ? arc.from : arc.to, (back ? -1 : 1) * arc.travel.count(), s);
            }
        };
        for (auto i = arcs_.out_begin[v]; i < arcs_.out_begin[v + 1]; ++i) {
            visit(arcs_.out[i], false);
        }
        for (auto i = arcs_.in_begin[v]; i < arcs_.in_begin[v + 1]; ++i) {
            visit(arcs_.in[i], true);
        }
    }

    const flow_problem& problem_;
    const arc_lists& arcs_;
    std::vector<std::uint32_t> starts_;
    std::uint32_t end_;
    std::vector<bool> is_sink_;
    std::vector<bool> used_;
    std::vector<std::int64_t> flow_;
    std::vector<std::int64_t> potential_;
    std::vector<std::int64_t> distance_;
    std::vector<step> by_;
};

}  // namespace

arc_lists::arc_lists(const flow_problem& problem) {
    fill(out_begin, out, problem, &flow_arc::from);
    fill(in_begin, in, problem, &flow_arc::to);
}

sink_distances distances_to_sinks(const flow_problem& problem, const arc_lists& arcs) {
    sink_distances made;
    made.seconds.assign(problem.nodes, never);
    made.next.assign(problem.nodes, UINT32_MAX);
    least_first open;
    for (const auto sink : problem.sinks) {
        made.seconds[sink] = 0;
        open.push({0, sink});
    }
    while (!open.empty()) {
        const auto [d, v] = open.top();
        open.pop();
        if (d > made.seconds[v]) {
            continue;
        }
        for (auto i = arcs.in_begin[v]; i < arcs.in_begin[v + 1]; ++i) {
            const auto& arc = problem.arcs[arcs.in[i]];
            const auto reach = d + arc.travel.count();
            if (reach < made.seconds[arc.from]) {
                made.seconds[arc.from] = reach;
                made.next[arc.from] = arcs.in[i];
                open.push({reach, arc.from});
            }
        }
    }
    return made;
}

set_bound bound_of(
    const flow_problem& problem, const arc_lists& arcs, const std::vector<std::size_t>& members
) {
    std::vector<std::uint32_t> starts;
    double amount = 0;
    for (const auto i : members) {
        starts.push_back(problem.sources[i].node);
        amount += static_cast<double>(problem.sources[i].amount);
    }
    for (const auto start : starts) {
        // What stands at a sink is out at once, and by this relaxation all the rest with it.
        if (std::find(problem.sinks.begin(), problem.sinks.end(), start) != problem.sinks.end()) {
            return {};
        }
    }
    augmenting work(problem, arcs, std::move(starts));
    const double wanted = amount * 1000 * 3600;  // thousandths an hour, times seconds
    double rate = 0;
    double spent = 0;
    for (;;) {
        const auto length = work.find();
        // What is out by T is the sum of rate x (T - length) over the ways shorter than T.
        if (length == never ||
            (rate > 0 && static_cast<double>(length) >= (wanted + spent) / rate)) {
            break;
        }
        const auto sent = static_cast<double>(work.send());
        rate += sent;
        spent += sent * static_cast<double>(length);
    }
    return {rate > 0 ? (wanted + spent) / rate : 0, work.used()};
}

}  // namespace geo
