// SPDX-License-Identifier: Apache-2.0
#include "geo/network/quickest_flow.hpp"

#include "geo/network/time_layers.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>
#include <optional>
#include <set>

namespace geo {

namespace {

/// Rounds of adding the ways of a set that the cut names to those that a schedule may use.
constexpr int most_rounds = 6;

class scheduling {
public:
    scheduling(const flow_problem& problem, int layers)
        : problem_(problem), lists_(problem), layers_(layers) {}

    quickest_flow run() {
        split_sources();
        if (!problem_.sources.empty()) {
            std::vector<std::size_t> all(problem_.sources.size());
            for (std::size_t i = 0; i < all.size(); ++i) {
                all[i] = i;
            }
            for (const auto& source : problem_.sources) {
                for (auto v = source.node; away_.seconds[v] > 0;) {
                    used_.insert(away_.next[v]);
                    v = problem_.arcs[away_.next[v]].to;
                }
            }
            raise_bound(all);
            for (std::size_t i = 0; i < all.size(); ++i) {
                // Nobody is out before the last of those farthest away has come.
                const auto far = static_cast<double>(away_.seconds[problem_.sources[i].node]);
                if (far > bound_) {
                    raise_bound({i});
                }
            }
            schedule();
        }
        out_.lower_bound = std::chrono::seconds(static_cast<std::int64_t>(std::floor(bound_)));
        finish();
        return std::move(out_);
    }

private:
    /// Sources that are sinks are out at once; those that reach none are told.
    void split_sources() {
        away_ = distances_to_sinks(problem_, lists_);
        auto given = std::move(problem_.sources);
        problem_.sources.clear();
        for (std::size_t i = 0; i < given.size(); ++i) {
            const auto far = away_.seconds[given[i].node];
            if (far == never) {
                out_.unreached.push_back(i);
            } else if (far == 0) {
                flow_route stays;
                stays.source = i;
                stays.amount = static_cast<double>(given[i].amount);
                out_.routes.push_back(std::move(stays));
            } else {
                problem_.sources.push_back(given[i]);
                number_.push_back(i);
            }
        }
    }

    void raise_bound(const std::vector<std::size_t>& members) {
        auto made = bound_of(problem_, lists_, members);
        used_.insert(made.arcs.begin(), made.arcs.end());
        if (made.seconds > bound_) {
            bound_ = made.seconds;
            binding_ = members;
        }
    }

    void schedule() {
        for (int round = 0; round < most_rounds; ++round) {
            const auto before = used_.size();
            fit();
            if (used_.size() == before) {
                return;  // the cuts named no way that was not open already
            }
        }
    }

    /// The fewest layers that hold everything: first by what cuts say, then by halving.
    void fit() {
        const auto chains = chains_of(problem_, {used_.begin(), used_.end()});
        const auto ahead = chain_distances(problem_, chains);
        layer_clock clock;
        clock.begin = never;
        for (const auto& source : problem_.sources) {
            clock.begin = std::min(clock.begin, ahead[source.node]);
        }
        clock.step = std::max(
            step_for(chains),
            static_cast<std::int64_t>((bound_ - static_cast<double>(clock.begin)) / layers_)
        );
        std::int64_t failed = 0;
        std::optional<std::int64_t> fits;
        std::int64_t stride = 1;
        auto wanted = layers_for(clock);
        for (;;) {
            const auto flow = flow_through_layers(problem_, chains, clock, wanted);
            if (flow.fits) {
                fits = wanted;
                keep(flow, chains, ahead, clock, wanted);
            } else {
                failed = wanted;
                raise_bound(flow.too_few);
            }
            failed = std::max(failed, layers_for(clock) - 1);
            if (fits && *fits <= failed + 1) {
                return;
            }
            if (fits) {
                wanted = failed + (*fits - failed) / 2;
            } else {
                wanted = failed + stride;
                stride *= 2;
            }
        }
    }

    /// So long that rounding down what passes in a layer costs 1 % of the least capacity at most.
    static std::int64_t step_for(const std::vector<flow_chain>& chains) {
        std::int64_t least = never;
        for (const auto& chain : chains) {
            least = std::min(least, chain.capacity);
        }
        return std::max<std::int64_t>(1, 3600 * 100 / least);
    }

    [[nodiscard]] std::int64_t layers_for(const layer_clock& clock) const {
        const auto span = bound_ - static_cast<double>(clock.begin);
        return std::max<std::int64_t>(
            1, static_cast<std::int64_t>(std::ceil(span / static_cast<double>(clock.step)))
        );
    }

    void keep(
        const layered_flow& flow,
        const std::vector<flow_chain>& chains,
        const std::vector<std::int64_t>& ahead,
        const layer_clock& clock,
        std::int64_t layers
    ) {
        const auto duration = std::chrono::seconds(clock.begin + layers * clock.step);
        if (!kept_.empty() && duration >= out_.duration) {
            return;
        }
        out_.duration = duration;
        kept_.clear();
        struct sum {
            std::map<std::int64_t, std::int64_t> by_layer;  ///< of departure
            std::int64_t out = 0;
        };
        std::map<std::pair<std::size_t, std::vector<std::uint32_t>>, sum> ways;
        for (const auto& piece : flow.pieces) {
            auto& way = ways[{piece.source, piece.chains}];
            way.by_layer[piece.leaves] += piece.amount;
            way.out = std::max(way.out, piece.out);
        }
        for (const auto& [key, way] : ways) {
            auto& made = kept_.emplace_back();
            made.source = number_[key.first];
            for (const auto c : key.second) {
                made.arcs.insert(made.arcs.end(), chains[c].arcs.begin(), chains[c].arcs.end());
            }
            std::int64_t most = 0;
            for (const auto& [layer, amount] : way.by_layer) {
                most = std::max(most, amount);
                made.amount += static_cast<double>(amount) / 1000;
            }
            made.rate = static_cast<double>(most) * 3.6 / static_cast<double>(clock.step);
            const auto source = problem_.sources[key.first].node;
            const auto leaves = [&](std::int64_t layer) {
                return std::chrono::seconds(clock.begin + layer * clock.step - ahead[source]);
            };
            made.start = leaves(way.by_layer.begin()->first);
            made.last = leaves(way.by_layer.rbegin()->first + 1);
            made.finish = std::chrono::seconds(clock.begin + (way.out + 1) * clock.step);
        }
    }

    void finish() {
        for (const auto i : binding_) {
            out_.binding.push_back(number_[i]);
        }
        out_.routes.insert(out_.routes.end(), kept_.begin(), kept_.end());
        std::stable_sort(
            out_.routes.begin(),
            out_.routes.end(),
            [](const flow_route& a, const flow_route& b) {
                return std::pair(a.source, a.finish) < std::pair(b.source, b.finish);
            }
        );
    }

    flow_problem problem_;
    arc_lists lists_;
    int layers_;
    sink_distances away_;
    std::vector<std::size_t> number_;  ///< of the sources as given
    std::set<std::uint32_t> used_;
    double bound_ = 0;
    std::vector<std::size_t> binding_;
    std::vector<flow_route> kept_;
    quickest_flow out_;
};

}  // namespace

quickest_flow find_quickest_flow(
    const flow_problem& problem, const quickest_flow_options& options
) {
    assert(options.layers > 0);
    return scheduling(problem, options.layers).run();
}

}  // namespace geo
