// SPDX-License-Identifier: Apache-2.0
#include "geo/network/road_locator.hpp"

#include "geo/measure/short_distance.hpp"
#include "geo/network/chain_finder.hpp"

#include <algorithm>
#include <cassert>

namespace geo {

road_place place_of(const road_network& roads, road_node node) {
    assert(!roads.edges_at(node).empty());
    const auto edge = roads.edges_at(node).front();
    return {edge, roads.at(edge).from == node ? 0.0 : 1.0, roads.position(node), metres(0)};
}

struct road_locator::held {
    explicit held(const road_network& of)
        : roads(of), starts(starts_of(of)), finder(positions_of(of), starts) {}

    static std::vector<std::uint32_t> starts_of(const road_network& of) {
        std::vector<std::uint32_t> out{0};
        out.reserve(of.edge_count() + 1);
        for (std::uint32_t i = 0; i < of.edge_count(); ++i) {
            const auto count = of.shape(road_edge{i}).size();
            out.push_back(out.back() + static_cast<std::uint32_t>(count));
        }
        return out;
    }
    /// The shapes stand one after another in the network.
    std::span<const lon_lat> positions_of(const road_network& of) const {
        return of.empty() ? std::span<const lon_lat>{}
                          : std::span(of.shape(road_edge{0}).data(), starts.back());
    }

    const road_network& roads;
    std::vector<std::uint32_t> starts;
    detail::chain_finder finder;
};

road_locator::road_locator(const road_network& roads) : held_(std::make_unique<held>(roads)) {}
road_locator::road_locator(road_locator&&) noexcept = default;
road_locator& road_locator::operator=(road_locator&&) noexcept = default;
road_locator::~road_locator() = default;

std::optional<road_place> road_locator::connect(
    lon_lat position, metres reach, const edge_filter& usable
) const {
    detail::chain_finder::filter chains;
    if (usable) {
        chains = [&](std::uint32_t chain, std::uint32_t) { return usable(road_edge{chain}); };
    }
    const auto found = held_->finder.nearest(position, reach, chains);
    if (!found) {
        return std::nullopt;
    }
    const road_edge edge{found->chain};
    const auto line = held_->roads.shape(edge);
    metres before{0};
    for (std::size_t i = 0; i < found->edge; ++i) {
        before += short_distance(line[i], line[i + 1]);
    }
    const auto step = short_distance(line[found->edge], line[found->edge + 1]);
    const double share = (before + found->fraction * step) / held_->roads.at(edge).drawn;
    return road_place{edge, std::clamp(share, 0.0, 1.0), found->nearest, found->distance};
}

}  // namespace geo
