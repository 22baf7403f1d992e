// SPDX-License-Identifier: Apache-2.0
#include "geo/network/road_network.hpp"

#include "geo/measure/geodesic.hpp"
#include "geo/measure/short_distance.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace geo {

road_network::road_network(parts from) : held_(std::move(from)) {
    assert(held_.edges.empty() || held_.shape_start.size() == held_.edges.size() + 1);
    first_at_.assign(held_.nodes.size() + 1, 0);
    for (const auto& edge : held_.edges) {
        ++first_at_[index(edge.from) + 1];
        ++first_at_[index(edge.to) + 1];
        schematic_ = schematic_ || held_.ways[edge.way].schematic;
    }
    for (std::size_t i = 1; i < first_at_.size(); ++i) {
        first_at_[i] += first_at_[i - 1];
    }
    edges_at_.resize(2 * held_.edges.size());
    auto next = first_at_;
    for (std::uint32_t i = 0; i < held_.edges.size(); ++i) {
        edges_at_[next[index(held_.edges[i].from)]++] = road_edge{i};
        edges_at_[next[index(held_.edges[i].to)]++] = road_edge{i};
    }
    box_.add_all(held_.shapes);
}

std::span<const lon_lat> road_network::shape(road_edge e) const {
    const auto first = held_.shape_start[index(e)];
    const auto end = held_.shape_start[index(e) + 1];
    return std::span(held_.shapes).subspan(first, end - first);
}

std::span<const road_edge> road_network::edges_at(road_node n) const {
    const auto first = first_at_[index(n)];
    return std::span(edges_at_).subspan(first, first_at_[index(n) + 1] - first);
}

lon_lat road_network::position_at(road_edge e, double share) const {
    const auto line = shape(e);
    if (share <= 0) {
        return line.front();
    }
    if (share >= 1) {
        return line.back();
    }
    metres left = share * at(e).drawn;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const auto step = short_distance(line[i - 1], line[i]);
        if (left < step) {
            return interpolate(line[i - 1], line[i], left / step);
        }
        left -= step;
    }
    return line.back();
}

}  // namespace geo
