// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/network/quickest_flow.hpp"

namespace geo {

/// Arcs by the node they leave, and by the node they enter.
struct arc_lists {
    explicit arc_lists(const flow_problem& problem);
    std::vector<std::uint32_t> out_begin;  ///< nodes + 1
    std::vector<std::uint32_t> out;
    std::vector<std::uint32_t> in_begin;
    std::vector<std::uint32_t> in;
};

inline constexpr std::int64_t never = INT64_MAX;

/// Seconds from each node to the nearest sink; `never` where there is no way. `next` is the arc that a
/// shortest way takes from the node.
struct sink_distances {
    std::vector<std::int64_t> seconds;
    std::vector<std::uint32_t> next;
};
[[nodiscard]] sink_distances distances_to_sinks(const flow_problem& problem, const arc_lists& arcs);

/// How soon the sum of the amounts of `members` can be out if it lay with them as they like: never
/// later than it takes with each its own amount.
struct set_bound {
    double seconds = 0;
    std::vector<std::uint32_t> arcs;  ///< those that the flow uses, each once, ascending
};

/// Requires  every member reaches a sink.
/// Source    L. R. Ford, D. R. Fulkerson, Constructing maximal dynamic flows from static flows,
///           Operations Research 6 (1958) 419-433.
[[nodiscard]] set_bound bound_of(
    const flow_problem& problem, const arc_lists& arcs, const std::vector<std::size_t>& members
);

}  // namespace geo
