// SPDX-License-Identifier: Apache-2.0
#include "planner/siting/cover.hpp"
#include "planner/siting/exact.hpp"
#include "planner/siting/reduce.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>

namespace planner {

namespace {

using index_list = std::vector<std::uint32_t>;

/// Elements that the same candidates cover, put together, with their weight.
struct weighted {
    std::vector<index_list> covers;
    std::vector<double> weight;
};

weighted merged(const cover_problem& problem, index_list& uncoverable) {
    weighted out;
    out.covers.resize(problem.covers.size());
    std::map<index_list, std::uint32_t> seen;
    const auto by_element = detail::candidates_of(problem);
    for (std::uint32_t e = 0; e < by_element.size(); ++e) {
        const double weight = problem.weight.empty() ? 1 : problem.weight[e];
        if (by_element[e].empty()) {
            uncoverable.push_back(e);
            continue;
        }
        const auto [at, is_new] =
            seen.emplace(by_element[e], static_cast<std::uint32_t>(out.weight.size()));
        if (is_new) {
            out.weight.push_back(0);
            for (const auto c : by_element[e]) {
                out.covers[c].push_back(at->second);
            }
        }
        out.weight[at->second] += weight;
    }
    return out;
}

class chooser {
public:
    chooser(const weighted& what, std::size_t places)
        : what_(what), places_(std::min(places, what.covers.size())),
          times_(what.weight.size(), 0) {}

    void greedy() {
        while (chosen_.size() < places_) {
            const auto best = best_gain();
            if (gain(best) <= 0) {
                return;
            }
            take(best);
        }
    }

    /// Exchanges one for another while that covers more.
    void exchange() {
        bool changed = true;
        while (changed) {
            changed = false;
            for (std::size_t i = 0; i < chosen_.size(); ++i) {
                const auto old = chosen_[i];
                count(old, -1);
                const auto other = best_gain();
                const bool better = gain(other) > gain(old) * (1 + 1e-12);
                chosen_[i] = better ? other : old;
                count(chosen_[i], 1);
                changed = changed || better;
            }
        }
    }

    [[nodiscard]] double covered() const {
        double sum = 0;
        for (std::size_t e = 0; e < times_.size(); ++e) {
            sum += times_[e] > 0 ? what_.weight[e] : 0;
        }
        return sum;
    }

    [[nodiscard]] index_list chosen() const {
        auto out = chosen_;
        std::sort(out.begin(), out.end());
        return out;
    }

private:
    void count(std::uint32_t c, int by) {
        for (const auto e : what_.covers[c]) {
            times_[e] += by;
        }
    }
    void take(std::uint32_t c) {
        chosen_.push_back(c);
        count(c, 1);
    }
    [[nodiscard]] double gain(std::uint32_t c) const {
        double sum = 0;
        for (const auto e : what_.covers[c]) {
            sum += times_[e] == 0 ? what_.weight[e] : 0;
        }
        return sum;
    }
    [[nodiscard]] std::uint32_t best_gain() const {
        std::uint32_t best = 0;
        double most = -1;
        for (std::uint32_t c = 0; c < what_.covers.size(); ++c) {
            const double value = gain(c);
            if (value > most) {
                most = value;
                best = c;
            }
        }
        return best;
    }

    const weighted& what_;
    std::size_t places_;
    std::vector<int> times_;
    index_list chosen_;
};

/// No choice of `places` covers more: for any part u of the weights kept back, what is not kept back
/// plus the best `places` candidates by what they get of u.
double upper_bound(const weighted& what, std::size_t places, double reached, int steps) {
    const double all = std::accumulate(what.weight.begin(), what.weight.end(), 0.0);
    double best = all;
    std::vector<double> kept = what.weight;
    std::vector<std::uint32_t> order(what.covers.size());
    std::vector<double> value(what.covers.size());
    double pace = 1;
    int since = 0;
    for (int step = 0; step < steps && best > reached * (1 + 1e-9); ++step) {
        for (std::size_t c = 0; c < value.size(); ++c) {
            value[c] = 0;
            for (const auto e : what.covers[c]) {
                value[c] += kept[e];
            }
        }
        std::iota(order.begin(), order.end(), 0U);
        const auto middle = order.begin() + static_cast<std::ptrdiff_t>(places);
        std::partial_sort(order.begin(), middle, order.end(), [&](auto a, auto b) {
            return value[a] != value[b] ? value[a] > value[b] : a < b;
        });
        double sum = all;
        std::vector<int> times(what.weight.size(), 0);
        for (const auto u : kept) {
            sum -= u;
        }
        for (auto at = order.begin(); at != middle; ++at) {
            sum += value[*at];
            for (const auto e : what.covers[*at]) {
                ++times[e];
            }
        }
        since = sum < best * (1 - 1e-9) ? 0 : since + 1;
        best = std::min(best, sum);
        if (since > 15) {
            pace /= 2;
            since = 0;
        }
        double norm = 0;
        for (const auto t : times) {
            norm += static_cast<double>((t - 1) * (t - 1));
        }
        if (norm <= 0) {
            break;
        }
        const double move = pace * (sum - reached) / norm;
        for (std::size_t e = 0; e < kept.size(); ++e) {
            kept[e] = std::clamp(kept[e] - move * (times[e] - 1), 0.0, what.weight[e]);
        }
    }
    return best * (1 + 1e-12);
}

void solve_exactly(
    const weighted& what, std::size_t places, const cover_options& options, cover_choice& into
) {
    detail::binary_program program;
    program.maximise = true;
    program.objective.assign(what.covers.size(), 0);
    program.is_integer.assign(what.covers.size(), true);
    const auto first = static_cast<std::uint32_t>(what.covers.size());
    program.rows.resize(what.weight.size() + 1);
    for (std::uint32_t e = 0; e < what.weight.size(); ++e) {
        program.objective.push_back(what.weight[e]);
        program.is_integer.push_back(false);
        program.rows[e].columns.push_back(first + e);
        program.rows[e].factors.push_back(-1);
    }
    auto& limit = program.rows.back();
    limit.sense = 'L';
    limit.right = static_cast<double>(places);
    for (std::uint32_t c = 0; c < first; ++c) {
        limit.columns.push_back(c);
        limit.factors.push_back(1);
        for (const auto e : what.covers[c]) {
            program.rows[e].columns.push_back(c);
            program.rows[e].factors.push_back(1);
        }
    }
    const auto answer = detail::solve(program, options.node_limit);
    index_list found;
    std::vector<bool> is_covered(what.weight.size(), false);
    for (std::uint32_t c = 0; c < first; ++c) {
        if (answer.taken[c]) {
            found.push_back(c);
            for (const auto e : what.covers[c]) {
                is_covered[e] = true;
            }
        }
    }
    double sum = 0;
    for (std::size_t e = 0; e < is_covered.size(); ++e) {
        sum += is_covered[e] ? what.weight[e] : 0;
    }
    if (sum > into.reached * (1 + 1e-12) && found.size() <= places) {
        into.chosen = std::move(found);
        into.reached = sum;
    }
    // Cbc's own tolerance on the objective.
    into.bound = std::max(into.reached, std::min(into.bound, answer.bound * (1 + 1e-9)));
    into.stopped = answer.stopped;
}

}  // namespace

cover_choice best_cover(
    const cover_problem& problem, std::size_t places, const cover_options& options
) {
    cover_choice out;
    const auto what = merged(problem, out.uncoverable);
    places = std::min(places, what.covers.size());
    if (places == 0 || what.weight.empty()) {
        out.proven = true;
        return out;
    }
    chooser choice(what, places);
    choice.greedy();
    out.greedy = choice.chosen().size();
    out.greedy_reached = choice.covered();
    choice.exchange();
    out.chosen = choice.chosen();
    out.reached = choice.covered();
    out.bound = upper_bound(what, places, out.reached, options.steps);
    const auto is_proven = [&] { return out.bound <= out.reached * (1 + 1e-6); };
    if (options.exact && !is_proven()) {
        solve_exactly(what, places, options, out);
    }
    out.proven = is_proven();
    return out;
}

}  // namespace planner
