// SPDX-License-Identifier: Apache-2.0
#include "geo/network/reach_finder.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace geo {

reach_finder::reach_finder(const road_network& roads, const arc_cost& cost, direction way)
    : roads_(roads), towards_(way == direction::to_places),
      arc_cost_(2 * roads.edge_count(), no_way), first_(roads.node_count() + 1, 0),
      cost_(roads.node_count(), no_way) {
    const auto foot = [&](road_arc a) {
        return index(towards_ ? roads.end_of(a) : roads.start_of(a));
    };
    const auto each = [&](const auto& act) {
        for (std::uint32_t e = 0; e < roads.edge_count(); ++e) {
            for (const bool backward : {false, true}) {
                act(road_arc{road_edge{e}, backward});
            }
        }
    };
    each([&](road_arc a) {
        const double value = roads.allows(a) ? cost(a) : no_way;
        arc_cost_[2 * index(a.edge) + (a.backward ? 1 : 0)] = value;
        first_[foot(a) + 1] += value < no_way ? 1 : 0;
    });
    for (std::size_t n = 1; n < first_.size(); ++n) {
        first_[n] += first_[n - 1];
    }
    arcs_.resize(first_.back());
    auto next = first_;
    each([&](road_arc a) {
        if (whole(a) < no_way) {
            const auto head = towards_ ? roads.start_of(a) : roads.end_of(a);
            arcs_[next[foot(a)]++] = {static_cast<std::uint32_t>(index(head)), whole(a)};
        }
    });
}

double reach_finder::stretch(const road_place& at, bool last, bool away) const {
    const double share = last ? 1 - at.share : at.share;
    if (share == 0) {
        return 0;  // of a closed road, too
    }
    return share * whole({at.edge, last != away});
}

void reach_finder::meet(std::uint32_t node, double cost) {
    if (cost > most_ || cost >= cost_[node]) {
        return;
    }
    if (cost_[node] == no_way) {
        met_.push_back(node);
    }
    cost_[node] = cost;
    heap_.emplace_back(cost, node);
    std::push_heap(heap_.begin(), heap_.end(), std::greater<>());
}

void reach_finder::search(std::span<const start> starts, double most) {
    for (const auto node : met_) {
        cost_[node] = no_way;
    }
    met_.clear();
    heap_.clear();
    most_ = most;
    starts_.assign(starts.begin(), starts.end());
    for (const auto& one : starts_) {
        const auto& edge = roads_.at(one.place.edge);
        meet(
            static_cast<std::uint32_t>(edge.from), one.cost + stretch(one.place, false, !towards_)
        );
        meet(static_cast<std::uint32_t>(edge.to), one.cost + stretch(one.place, true, !towards_));
    }
    while (!heap_.empty()) {
        std::pop_heap(heap_.begin(), heap_.end(), std::greater<>());
        const auto [cost, node] = heap_.back();
        heap_.pop_back();
        if (cost > cost_[node]) {
            continue;  // met again since, by a cheaper way
        }
        for (auto i = first_[node]; i < first_[node + 1]; ++i) {
            meet(arcs_[i].to, cost + arcs_[i].cost);
        }
    }
}

double reach_finder::cost(const road_place& there) const {
    const auto& edge = roads_.at(there.edge);
    double best = std::min(
        cost(edge.from) + stretch(there, false, towards_),
        cost(edge.to) + stretch(there, true, towards_)
    );
    for (const auto& one : starts_) {
        if (one.place.edge != there.edge) {
            continue;
        }
        const double step = (there.share - one.place.share) * (towards_ ? -1 : 1);
        const double along = step == 0 ? 0 : std::abs(step) * whole({there.edge, step < 0});
        best = std::min(best, one.cost + along);
    }
    return best <= most_ ? best : no_way;
}

}  // namespace geo
