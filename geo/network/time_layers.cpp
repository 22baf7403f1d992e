// SPDX-License-Identifier: Apache-2.0
#include "geo/network/time_layers.hpp"

// g++ 12 believes that Boost's edge iterators, an optional inside, are used before they are set.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/boykov_kolmogorov_max_flow.hpp>
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

#include <algorithm>
#include <map>
#include <queue>

namespace geo {

namespace {

using traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
struct node_data {
    boost::default_color_type colour = boost::white_color;
    std::int64_t distance = 0;
    traits::edge_descriptor before{};
};
struct arc_data {
    std::int64_t capacity = 0;
    std::int64_t residual = 0;
    traits::edge_descriptor back{};
    std::uint32_t chain = UINT32_MAX;
};
using graph =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, node_data, arc_data>;
using vertex = graph::vertex_descriptor;

constexpr std::int64_t rounded_up(std::int64_t a, std::int64_t b) {
    return a >= 0 ? (a + b - 1) / b : 0;
}

/// The layered graph: a super-source, one vertex a source for its amount, the layers of every node
/// that a chain touches, and a super-sink.
class layering {
public:
    layering(
        const flow_problem& problem,
        const std::vector<flow_chain>& chains,
        const layer_clock& clock,
        std::int64_t layers
    )
        : problem_(problem), chains_(chains), clock_(clock), layers_(layers) {
        number_nodes();
        const auto count =
            2 + problem.sources.size() + place_.size() * static_cast<std::size_t>(layers);
        for (std::size_t i = 0; i < count; ++i) {
            boost::add_vertex(made_);
        }
        add_sources();
        add_chains();
        for (const auto sink : problem.sinks) {
            if (const auto found = place_.find(sink); found != place_.end()) {
                for (std::int64_t k = 0; k < layers_; ++k) {
                    add(at(found->second, k), end, unlimited, UINT32_MAX);
                }
            }
        }
    }

    layered_flow run() {
        const auto sent = boost::boykov_kolmogorov_max_flow(
            made_,
            boost::get(&arc_data::capacity, made_),
            boost::get(&arc_data::residual, made_),
            boost::get(&arc_data::back, made_),
            boost::get(&node_data::before, made_),
            boost::get(&node_data::colour, made_),
            boost::get(&node_data::distance, made_),
            boost::get(boost::vertex_index, made_),
            start,
            end
        );
        layered_flow out;
        out.fits = sent == wanted_;
        for (std::size_t i = 0; i < problem_.sources.size(); ++i) {
            if (!out.fits && made_[2 + i].colour == boost::black_color) {
                out.too_few.push_back(i);
            }
        }
        if (out.fits) {
            take_apart(out);
        }
        return out;
    }

private:
    static constexpr vertex start = 0;
    static constexpr vertex end = 1;
    static constexpr std::int64_t unlimited = INT64_MAX / 4;

    void number_nodes() {
        for (const auto& chain : chains_) {
            for (const auto node : {chain.from, chain.to}) {
                place_.emplace(node, 0);
            }
        }
        std::size_t next = 0;
        for (auto& [node, place] : place_) {
            place = next++;
        }
        ahead_ = chain_distances(problem_, chains_);
    }

    [[nodiscard]] vertex at(std::size_t place, std::int64_t layer) const {
        return 2 + problem_.sources.size() + place * static_cast<std::size_t>(layers_) +
               static_cast<std::size_t>(layer);
    }

    void add(vertex from, vertex to, std::int64_t capacity, std::uint32_t chain) {
        const auto there = boost::add_edge(from, to, made_).first;
        const auto back = boost::add_edge(to, from, made_).first;
        made_[there].capacity = capacity;
        made_[there].chain = chain;
        made_[there].back = back;
        made_[back].back = there;
    }

    void add_sources() {
        for (std::size_t i = 0; i < problem_.sources.size(); ++i) {
            const auto& source = problem_.sources[i];
            const auto amount = source.amount * 1000;
            wanted_ += amount;
            add(start, 2 + i, amount, UINT32_MAX);
            // Nothing leaves before time 0, which on this clock is the time of the way out.
            for (auto k = rounded_up(ahead_[source.node] - clock_.begin, clock_.step); k < layers_;
                 ++k) {
                add(2 + i, at(place_.at(source.node), k), unlimited, UINT32_MAX);
            }
        }
    }

    void add_chains() {
        for (std::uint32_t c = 0; c < chains_.size(); ++c) {
            const auto& chain = chains_[c];
            if (ahead_[chain.to] == never || ahead_[chain.from] == never) {
                continue;
            }
            const auto late = chain.travel + ahead_[chain.to] - ahead_[chain.from];
            const auto shift = rounded_up(late, clock_.step);
            const auto room = chain.capacity * clock_.step / 3600;
            for (std::int64_t k = 0; k + shift < layers_; ++k) {
                add(at(place_.at(chain.from), k), at(place_.at(chain.to), k + shift), room, c);
            }
        }
    }

    [[nodiscard]] std::int64_t layer_of(vertex v) const {
        return static_cast<std::int64_t>(
            (v - 2 - problem_.sources.size()) % static_cast<std::size_t>(layers_)
        );
    }

    /// The flow as ways of constant amount, the largest arc first at every turn. No cycles: every
    /// arc takes time, if not on these clocks then around any cycle.
    void take_apart(layered_flow& out) {
        for (std::size_t i = 0; i < problem_.sources.size(); ++i) {
            const auto [begin, stop] = boost::out_edges(2 + i, made_);
            for (auto e = begin; e != stop; ++e) {
                if (boost::target(*e, made_) == start) {
                    continue;
                }
                while (flow(*e) > 0) {
                    out.pieces.push_back(follow(i, *e));
                }
            }
        }
    }

    [[nodiscard]] std::int64_t flow(traits::edge_descriptor e) const {
        return made_[e].capacity - made_[e].residual;
    }

    layered_flow::piece follow(std::size_t source, traits::edge_descriptor first) {
        layered_flow::piece made;
        made.source = source;
        std::vector<traits::edge_descriptor> way{first};
        auto v = boost::target(first, made_);
        made.leaves = layer_of(v);
        made.amount = flow(first);
        while (v != end) {
            traits::edge_descriptor best{};
            std::int64_t most = 0;
            const auto [begin, stop] = boost::out_edges(v, made_);
            for (auto e = begin; e != stop; ++e) {
                if (flow(*e) > most) {
                    most = flow(*e);
                    best = *e;
                }
            }
            made.out = layer_of(v);
            if (made_[best].chain != UINT32_MAX) {
                made.chains.push_back(made_[best].chain);
            }
            made.amount = std::min(made.amount, most);
            way.push_back(best);
            v = boost::target(best, made_);
        }
        for (const auto e : way) {
            made_[e].residual += made.amount;
        }
        return made;
    }

    const flow_problem& problem_;
    const std::vector<flow_chain>& chains_;
    layer_clock clock_;
    std::int64_t layers_;
    std::map<std::uint32_t, std::size_t> place_;  ///< of nodes that chains touch
    std::vector<std::int64_t> ahead_;
    std::int64_t wanted_ = 0;
    graph made_;
};

}  // namespace

std::vector<flow_chain> chains_of(
    const flow_problem& problem, const std::vector<std::uint32_t>& arcs
) {
    std::vector<std::uint32_t> in(problem.nodes, 0);
    std::vector<std::uint32_t> out(problem.nodes, 0);
    std::vector<std::uint32_t> leaves_by(problem.nodes, UINT32_MAX);
    for (const auto a : arcs) {
        ++in[problem.arcs[a].to];
        ++out[problem.arcs[a].from];
        leaves_by[problem.arcs[a].from] = a;
    }
    std::vector<bool> kept(problem.nodes, false);
    for (const auto& source : problem.sources) {
        kept[source.node] = true;
    }
    for (const auto sink : problem.sinks) {
        kept[sink] = true;
    }
    const auto passes = [&](std::uint32_t v) { return !kept[v] && in[v] == 1 && out[v] == 1; };
    std::vector<flow_chain> made;
    for (const auto a : arcs) {
        if (passes(problem.arcs[a].from)) {
            continue;
        }
        auto& chain = made.emplace_back();
        chain.from = problem.arcs[a].from;
        chain.capacity = problem.arcs[a].capacity;
        for (auto next = a;; next = leaves_by[chain.to]) {
            const auto& arc = problem.arcs[next];
            chain.arcs.push_back(next);
            chain.capacity = std::min(chain.capacity, arc.capacity);
            chain.travel += arc.travel.count();
            chain.to = arc.to;
            if (!passes(arc.to)) {
                break;
            }
        }
    }
    return made;
}

std::vector<std::int64_t> chain_distances(
    const flow_problem& problem, const std::vector<flow_chain>& chains
) {
    std::map<std::uint32_t, std::vector<std::uint32_t>> into;
    for (std::uint32_t c = 0; c < chains.size(); ++c) {
        into[chains[c].to].push_back(c);
    }
    std::vector<std::int64_t> made(problem.nodes, never);
    using entry = std::pair<std::int64_t, std::uint32_t>;
    std::priority_queue<entry, std::vector<entry>, std::greater<>> open;
    for (const auto sink : problem.sinks) {
        made[sink] = 0;
        open.push({0, sink});
    }
    while (!open.empty()) {
        const auto [d, v] = open.top();
        open.pop();
        if (d > made[v]) {
            continue;
        }
        for (const auto c : into[v]) {
            const auto reach = d + chains[c].travel;
            if (reach < made[chains[c].from]) {
                made[chains[c].from] = reach;
                open.push({reach, chains[c].from});
            }
        }
    }
    return made;
}

layered_flow flow_through_layers(
    const flow_problem& problem,
    const std::vector<flow_chain>& chains,
    const layer_clock& clock,
    std::int64_t layers
) {
    return layering(problem, chains, clock, layers).run();
}

}  // namespace geo
