// SPDX-License-Identifier: Apache-2.0
// Quickest flows over grids of roads of 900 to 250,000 nodes: 40 places that leave by two gates. Counters: how far
// the schedule is above the bound that no schedule can beat, and the ways it uses.
#include "geo/network/quickest_flow.hpp"

#include <benchmark/benchmark.h>

namespace {

geo::flow_problem grid(std::uint32_t side) {
    geo::flow_problem made;
    made.nodes = std::size_t{side} * side + 1;
    // About 30 km/h and 130 vehicles an hour; roads of unequal length, so that ways differ.
    const auto road = [&](std::uint32_t a, std::uint32_t b) {
        const std::chrono::seconds travel(120 + (a * 37 + b * 101) % 240);
        made.arcs.push_back({a, b, 130000, travel});
        made.arcs.push_back({b, a, 130000, travel});
    };
    for (std::uint32_t y = 0; y < side; ++y) {
        for (std::uint32_t x = 0; x < side; ++x) {
            const auto v = y * side + x;
            if (x + 1 < side) {
                road(v, v + 1);
            }
            if (y + 1 < side) {
                road(v, v + side);
            }
        }
    }
    const auto gate = side * side;
    road(side / 4 * side + side - 1, gate);
    road(3 * (side / 4) * side + side - 1, gate);
    made.sinks = {gate};
    for (std::uint32_t i = 0; i < 40; ++i) {
        made.sources.push_back(
            {(i * 7919 % side) * side + i * 104729 % (side - 2), 50 + 10 * (i % 7)}
        );
    }
    return made;
}

void quickest(benchmark::State& state) {
    const auto problem = grid(static_cast<std::uint32_t>(state.range(0)));
    geo::quickest_flow made;
    for (auto _ : state) {
        made = geo::find_quickest_flow(problem);
        benchmark::DoNotOptimize(made);
    }
    state.counters["nodes"] = static_cast<double>(problem.nodes);
    state.counters["gap_percent"] = 100 * (static_cast<double>(made.duration.count()) /
                                               static_cast<double>(made.lower_bound.count()) -
                                           1);
    state.counters["ways"] = static_cast<double>(made.routes.size());
}

BENCHMARK(quickest)->Arg(30)->Arg(100)->Arg(200)->Arg(500)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
