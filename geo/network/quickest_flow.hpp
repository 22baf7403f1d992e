// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

/// Flows over time: how soon can given amounts leave their sources by arcs that let so many units
/// pass an hour and take so long to travel?
namespace geo {

/// One direction of a road. Two directions are two arcs.
struct flow_arc {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    std::int64_t capacity = 0;      ///< thousandths of a unit an hour; > 0
    std::chrono::seconds travel{};  ///< >= 1 s
};

struct flow_source {
    std::uint32_t node = 0;
    std::int64_t amount = 0;  ///< units; > 0
};

struct flow_problem {
    std::size_t nodes = 0;
    std::vector<flow_arc> arcs;
    std::vector<flow_source> sources;  ///< each node at most once
    std::vector<std::uint32_t> sinks;  ///< all units are out once at any of them
};

/// The units of one source that go one way.
struct flow_route {
    std::size_t source = 0;           ///< index among the sources
    std::vector<std::uint32_t> arcs;  ///< in the order travelled; empty when the source is a sink
    double amount = 0;                ///< units
    double rate = 0;                  ///< units an hour, the most at any time
    std::chrono::seconds start{};     ///< the first departure
    std::chrono::seconds last{};      ///< the last departure
    std::chrono::seconds finish{};    ///< the last arrival at the sink
};

struct quickest_flow {
    std::chrono::seconds duration{};     ///< all units of the reached sources are out, as scheduled
    std::chrono::seconds lower_bound{};  ///< no schedule at all is shorter
    std::vector<std::size_t> binding;    ///< sources that set the bound, by themselves
    std::vector<flow_route> routes;      ///< by source, then by finish
    std::vector<std::size_t> unreached;  ///< sources from which no sink can be reached
};

struct quickest_flow_options {
    /// Layers of time between the first possible arrival and the bound: more give a shorter schedule,
    /// up to the optimum, at a cost in proportion.
    int layers = 96;
};

/// A schedule by which all leave, nearly as short as any, and a proof of how near.
///
/// How       The bound is exact for sets of sources: for a set, the quickest flow of their sum is
///           found by least-cost augmentations (Ford and Fulkerson 1958), and a duration is enough if
///           and only if it is for every set (Klinz; Hoppe and Tardos 2000, doi:10.1287/moor.25.1.36).
///           The schedule is a maximum flow through layers of time, on clocks that run ahead at each
///           node by its distance from the sinks, so that nothing is rounded along shortest ways;
///           where it does not fit, the minimum cut names the next set for the bound.
/// Error     none in the schedule: travel times are never shortened and capacities never exceeded.
///           `duration - lower_bound` bounds what could be gained. Tests: within 4 % of the optimum on
///           random small networks, where it is found by trying all sets.
/// Cost      a few augmentation runs over the arcs that can be reached, then maximum flows over
///           (arcs of the ways used) x (layers).
[[nodiscard]] quickest_flow find_quickest_flow(
    const flow_problem& problem, const quickest_flow_options& options = {}
);

}  // namespace geo
