// SPDX-License-Identifier: Apache-2.0
#include "planner/siting/bits.hpp"
#include "planner/siting/cover.hpp"
#include "planner/siting/exact.hpp"
#include "planner/siting/reduce.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>

namespace planner {

namespace {

using detail::bits;
using detail::cover_part;
using index_list = std::vector<std::uint32_t>;

/// Rounding in a sum of some thousand numbers below 1.
constexpr double bound_slack = 1e-6;

std::vector<bits> sets_of(const std::vector<index_list>& covers, std::size_t elements) {
    std::vector<bits> out;
    out.reserve(covers.size());
    for (const auto& list : covers) {
        auto& made = out.emplace_back(elements);
        for (const auto e : list) {
            made.add(e);
        }
    }
    return out;
}

/// The candidate that covers most of what is left, again and again; of equal ones the first.
index_list greedy(const std::vector<bits>& sets, bits left) {
    index_list out;
    std::vector<std::size_t> gain(sets.size());
    for (std::size_t c = 0; c < sets.size(); ++c) {
        gain[c] = sets[c].common(left);
    }
    while (true) {
        // Gains only shrink: those above the best one so far are looked at again.
        std::size_t best = sets.size();
        for (std::size_t c = 0; c < sets.size(); ++c) {
            if (best == sets.size() ? gain[c] > 0 : gain[c] > gain[best]) {
                gain[c] = sets[c].common(left);
                if (gain[c] > 0 && (best == sets.size() || gain[c] > gain[best])) {
                    best = c;
                }
            }
        }
        if (best == sets.size()) {
            return out;
        }
        out.push_back(static_cast<std::uint32_t>(best));
        left.subtract(sets[best]);
    }
}

/// How often each element is covered, kept up to date while candidates come and go.
class improver {
public:
    improver(const cover_part& part, index_list start)
        : part_(part), chosen_(std::move(start)), times_(part.elements, 0),
          coverers_(part.elements) {
        for (std::uint32_t c = 0; c < part.covers.size(); ++c) {
            for (const auto e : part.covers[c]) {
                coverers_[e].push_back(c);
            }
        }
        for (const auto c : chosen_) {
            count(c, 1);
        }
    }

    index_list run() {
        do {
            drop_needless();
        } while (replace_two());
        prefer_early();
        std::sort(chosen_.begin(), chosen_.end());
        return std::move(chosen_);
    }

private:
    void count(std::uint32_t c, int by) {
        for (const auto e : part_.covers[c]) {
            times_[e] += by;
        }
    }

    /// Later candidates first, so that earlier ones stay.
    void drop_needless() {
        std::sort(chosen_.begin(), chosen_.end(), std::greater<>());
        std::erase_if(chosen_, [&](std::uint32_t c) {
            const auto& covers = part_.covers[c];
            const bool needless =
                std::all_of(covers.begin(), covers.end(), [&](auto e) { return times_[e] > 1; });
            if (needless) {
                count(c, -1);
            }
            return needless;
        });
    }

    /// What would be left uncovered without the candidates taken off.
    void bare(const index_list& covers, index_list& out) const {
        for (const auto e : covers) {
            if (times_[e] == 0) {
                out.push_back(e);
            }
        }
    }

    /// The first candidate that covers all of `left`.
    [[nodiscard]] std::optional<std::uint32_t> one_for(const index_list& left) const {
        for (const auto c : coverers_[left.front()]) {
            const auto& covers = part_.covers[c];
            if (std::all_of(left.begin(), left.end(), [&](auto e) {
                    return std::binary_search(covers.begin(), covers.end(), e);
                })) {
                return c;
            }
        }
        return std::nullopt;
    }

    /// Of each chosen candidate an element that no other chosen one covers. Requires that none is needless.
    [[nodiscard]] index_list own_elements() const {
        index_list out;
        for (const auto c : chosen_) {
            const auto& covers = part_.covers[c];
            out.push_back(*std::find_if(covers.begin(), covers.end(), [&](auto e) {
                return times_[e] == 1;
            }));
        }
        return out;
    }

    /// Other candidates that cover all of `left`.
    [[nodiscard]] index_list others_for(const index_list& left, std::uint32_t old) const {
        index_list out;
        for (const auto c : coverers_[left.front()]) {
            const auto& covers = part_.covers[c];
            if (c != old && std::includes(covers.begin(), covers.end(), left.begin(), left.end())) {
                out.push_back(c);
            }
        }
        return out;
    }

    /// Two that one can replace: it covers what is only the first one's, and what is only the second one's.
    bool replace_two() {
        const auto own = own_elements();
        for (std::size_t i = 0; i < chosen_.size(); ++i) {
            count(chosen_[i], -1);
            index_list bare_of_first;
            bare(part_.covers[chosen_[i]], bare_of_first);
            const auto others = others_for(bare_of_first, chosen_[i]);
            for (std::size_t j = i + 1; j < chosen_.size(); ++j) {
                if (std::none_of(others.begin(), others.end(), [&](auto c) {
                        const auto& covers = part_.covers[c];
                        return std::binary_search(covers.begin(), covers.end(), own[j]);
                    })) {
                    continue;
                }
                count(chosen_[j], -1);
                index_list left;
                bare(part_.covers[chosen_[i]], left);
                bare(part_.covers[chosen_[j]], left);
                const auto one = left.empty() ? std::nullopt : one_for(left);
                if (one) {
                    chosen_.erase(chosen_.begin() + static_cast<std::ptrdiff_t>(j));
                    chosen_[i] = *one;
                    count(*one, 1);
                    return true;
                }
                count(chosen_[j], 1);
            }
            count(chosen_[i], 1);
        }
        return false;
    }

    /// Each by the earliest candidate that does as well.
    void prefer_early() {
        for (auto& c : chosen_) {
            count(c, -1);
            index_list left;
            bare(part_.covers[c], left);
            const auto one = left.empty() ? std::nullopt : one_for(left);
            if (one && *one < c) {
                c = *one;
            }
            count(c, 1);
        }
    }

    const cover_part& part_;
    index_list chosen_;
    std::vector<int> times_;
    std::vector<index_list> coverers_;
};

/// Best Lagrangian bound that the subgradient method finds, and a cover made on the way.
struct bound_and_cover {
    double bound = 0;
    index_list cover;
};

bound_and_cover lagrange(const cover_part& part, index_list start, int steps) {
    std::vector<double> price(part.elements, 0);
    for (const auto& covers : part.covers) {
        for (const auto e : covers) {
            price[e] = std::max(price[e], 1.0 / static_cast<double>(covers.size()));
        }
    }
    bound_and_cover out{0, std::move(start)};
    std::vector<int> times(part.elements);
    double pace = 1.0;
    int since = 0;
    for (int step = 0; step < steps; ++step) {
        double value = 0;
        std::fill(times.begin(), times.end(), 0);
        for (const auto p : price) {
            value += p;
        }
        for (const auto& covers : part.covers) {
            double rest = 1;
            for (const auto e : covers) {
                rest -= price[e];
            }
            if (rest < 0) {
                value += rest;
                for (const auto e : covers) {
                    ++times[e];
                }
            }
        }
        since = value > out.bound + bound_slack ? 0 : since + 1;
        out.bound = std::max(out.bound, value);
        const auto best = static_cast<double>(out.cover.size());
        if (std::ceil(out.bound - bound_slack) >= best) {
            break;
        }
        if (since > 15) {
            pace /= 2;
            since = 0;
        }
        double norm = 0;
        for (const auto t : times) {
            norm += static_cast<double>((1 - t) * (1 - t));
        }
        if (norm <= 0) {
            break;
        }
        const double move = pace * (best - value) / norm;
        for (std::size_t e = 0; e < price.size(); ++e) {
            price[e] = std::max(0.0, price[e] + move * (1 - times[e]));
        }
    }
    return out;
}

/// The same as a program for the exact search, the best cover known so far in hand.
void solve_exactly(
    const cover_part& part,
    const cover_options& options,
    index_list& cover,
    double& bound,
    cover_choice& into
) {
    detail::binary_program program;
    program.objective.assign(part.covers.size(), 1.0);
    program.is_integer.assign(part.covers.size(), true);
    program.rows.resize(part.elements);
    for (std::uint32_t c = 0; c < part.covers.size(); ++c) {
        for (const auto e : part.covers[c]) {
            program.rows[e].columns.push_back(c);
            program.rows[e].factors.push_back(1);
        }
    }
    for (auto& row : program.rows) {
        row.right = 1;
    }
    const auto answer = detail::solve(program, options.node_limit);
    index_list found;
    for (std::uint32_t c = 0; c < answer.taken.size(); ++c) {
        if (answer.taken[c]) {
            found.push_back(c);
        }
    }
    bits left(part.elements);
    for (std::size_t e = 0; e < part.elements; ++e) {
        left.add(e);
    }
    for (const auto c : found) {
        for (const auto e : part.covers[c]) {
            left.remove(e);
        }
    }
    if (left.empty() && found.size() < cover.size()) {
        cover = std::move(found);
    }
    bound = std::max(bound, std::ceil(answer.bound - bound_slack));
    if (!answer.stopped.empty()) {
        into.stopped = answer.stopped;
    }
}

void add_part(const cover_part& part, const cover_options& options, cover_choice& into) {
    const auto sets = sets_of(part.covers, part.elements);
    bits all(part.elements);
    for (std::size_t e = 0; e < part.elements; ++e) {
        all.add(e);
    }
    auto cover = improver(part, greedy(sets, all)).run();
    auto found = lagrange(part, std::move(cover), options.steps);
    double bound = std::ceil(found.bound - bound_slack);
    if (options.exact && bound < static_cast<double>(found.cover.size())) {
        solve_exactly(part, options, found.cover, bound, into);
    }
    into.bound += bound;
    for (const auto c : found.cover) {
        into.chosen.push_back(part.names[c]);
    }
}

/// Greedy and improved over the whole: now and then better than part by part.
struct plain_cover {
    std::size_t greedy = 0;
    index_list improved;
};

plain_cover cover_plainly(const cover_problem& problem) {
    cover_part whole;
    whole.covers = problem.covers;
    whole.elements = problem.elements;
    bits all(problem.elements);
    for (std::size_t e = 0; e < problem.elements; ++e) {
        all.add(e);
    }
    plain_cover out;
    auto first = greedy(sets_of(problem.covers, problem.elements), all);
    out.greedy = first.size();
    out.improved = improver(whole, std::move(first)).run();
    return out;
}

}  // namespace

cover_choice smallest_cover(const cover_problem& problem, const cover_options& options) {
    cover_choice out;
    const auto small = detail::reduce(problem);
    out.uncoverable = small.uncoverable;
    out.chosen = small.forced;
    out.bound = static_cast<double>(small.forced.size());
    for (const auto& part : small.parts) {
        add_part(part, options, out);
    }
    auto plain = cover_plainly(problem);
    out.greedy = plain.greedy;
    out.greedy_reached = static_cast<double>(plain.greedy);
    if (plain.improved.size() < out.chosen.size()) {
        out.chosen = std::move(plain.improved);
    }
    std::sort(out.chosen.begin(), out.chosen.end());
    out.reached = static_cast<double>(out.chosen.size());
    out.proven = out.bound >= out.reached;
    return out;
}

}  // namespace planner
