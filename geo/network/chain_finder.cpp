// SPDX-License-Identifier: Apache-2.0
#include "geo/network/chain_finder.hpp"

#include "geo/measure/geodesic.hpp"

#include <algorithm>
#include <tuple>

namespace geo::detail {

namespace {

std::span<const lon_lat> positions_of(
    std::span<const lon_lat> positions, std::uint32_t first, std::uint32_t end, std::uint32_t most
) {
    const auto edges = std::min(most, end - first - 1);
    return positions.subspan(first, edges + std::size_t{1});
}

}  // namespace

std::vector<chain_finder::run> chain_finder::runs_of(std::span<const std::uint32_t> starts) {
    std::vector<run> out;
    for (std::uint32_t chain = 0; chain + 1 < starts.size(); ++chain) {
        for (auto at = starts[chain]; at + 1 < starts[chain + 1]; at += run_length) {
            out.push_back({chain, at - starts[chain]});
        }
    }
    return out;
}

std::vector<space_index::bounds> chain_finder::bounds_of(
    std::span<const lon_lat> positions,
    std::span<const std::uint32_t> starts,
    const std::vector<run>& runs
) {
    std::vector<space_index::bounds> out;
    out.reserve(runs.size());
    for (const auto& one : runs) {
        out.push_back(space_index::about(positions_of(
            positions, starts[one.chain] + one.first, starts[one.chain + 1], run_length
        )));
    }
    return out;
}

chain_finder::chain_finder(
    std::span<const lon_lat> positions, std::span<const std::uint32_t> starts
)
    : positions_(positions), starts_(starts), runs_(runs_of(starts)),
      index_(bounds_of(positions, starts, runs_)) {}

std::span<const lon_lat> chain_finder::line_of(const run& item) const {
    return positions_of(
        positions_, starts_[item.chain] + item.first, starts_[item.chain + 1], run_length
    );
}

std::optional<chain_finder::hit> chain_finder::nearest(
    lon_lat p, metres reach, const filter& usable
) const {
    std::optional<hit> best;
    index_.nearest_first(p, reach, [&](std::uint32_t entry, metres at_least) {
        if (best && at_least > best->distance) {
            return false;
        }
        const auto& item = runs_[entry];
        const auto line = line_of(item);
        for (std::uint32_t i = 0; i + 1 < line.size(); ++i) {
            const auto edge = item.first + i;
            if (usable && !usable(item.chain, edge)) {
                continue;
            }
            const auto found = distance_to_edge(p, line[i], line[i + 1]);
            const auto order = std::tie(found.distance, item.chain, edge);
            if (found.distance <= reach &&
                (!best || order < std::tie(best->distance, best->chain, best->edge))) {
                best = hit{item.chain, edge, found.fraction, found.nearest, found.distance};
            }
        }
        return true;
    });
    return best;
}

}  // namespace geo::detail
