// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/network/flow_steps.hpp"

namespace geo {

/// The ways that a schedule may use: chains of arcs between the nodes where something happens.
struct flow_chain {
    std::uint32_t from = 0;  ///< node of the problem
    std::uint32_t to = 0;
    std::int64_t capacity = 0;
    std::int64_t travel = 0;          ///< seconds
    std::vector<std::uint32_t> arcs;  ///< of the problem, in order
};

/// Chains of the given arcs; nodes between two arcs only, neither source nor sink, disappear.
[[nodiscard]] std::vector<flow_chain> chains_of(
    const flow_problem& problem, const std::vector<std::uint32_t>& arcs
);

/// A maximum flow through layers of time, on clocks that run ahead at each node by its distance from
/// the sinks along the chains: layer k of a node is the time at which what passes there would be
/// out if it went straight on.
struct layered_flow {
    bool fits = false;                 ///< everything is out within the layers
    std::vector<std::size_t> too_few;  ///< else sources on the near side of the minimum cut
    struct piece {
        std::size_t source = 0;
        std::vector<std::uint32_t> chains;
        std::int64_t amount = 0;  ///< thousandths
        std::int64_t leaves = 0;  ///< layer, on the source's clock
        std::int64_t out = 0;     ///< layer, on the sinks' clock
    };
    std::vector<piece> pieces;  ///< when it fits
};

struct layer_clock {
    std::int64_t begin = 0;  ///< seconds: when layer 0 begins on the sinks' clock
    std::int64_t step = 1;   ///< seconds a layer
};

/// Requires  every source reaches a sink by the chains and is none itself.
/// Source    Boost.Graph (Y. Boykov, V. Kolmogorov, doi:10.1109/TPAMI.2004.60).
[[nodiscard]] layered_flow flow_through_layers(
    const flow_problem& problem,
    const std::vector<flow_chain>& chains,
    const layer_clock& clock,
    std::int64_t layers
);

/// Seconds from each node of the problem to the sinks by the chains.
[[nodiscard]] std::vector<std::int64_t> chain_distances(
    const flow_problem& problem, const std::vector<flow_chain>& chains
);

}  // namespace geo
