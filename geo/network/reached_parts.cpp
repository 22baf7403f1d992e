// SPDX-License-Identifier: Apache-2.0
#include "geo/network/route_query.hpp"
#include "geo/network/shortest_paths.hpp"

#include <algorithm>
#include <map>

namespace geo {

namespace {

struct stretch {
    double from = 0;
    double to = 0;
    bool backward = false;
};

/// Stretches that touch or overlap become one; those of no length go.
void add_joined(std::vector<route_part>& out, road_edge e, std::vector<stretch> stretches) {
    std::erase_if(stretches, [](const stretch& s) { return !(s.from < s.to); });
    std::sort(stretches.begin(), stretches.end(), [](const stretch& a, const stretch& b) {
        return a.from < b.from || (a.from == b.from && a.to < b.to);
    });
    bool open = false;
    for (const auto& s : stretches) {
        if (open && s.from <= out.back().end) {
            out.back().end = std::max(out.back().end, s.to);
        } else {
            out.push_back({{e, s.backward}, s.from, s.to});
            open = true;
        }
    }
}

}  // namespace

std::vector<route_part> route_tree::within(double most) const {
    std::map<road_edge, std::vector<std::size_t>> places;
    for (std::size_t i = 0; i < asked_->places.size(); ++i) {
        places[asked_->places[i].edge].push_back(i);
    }
    // How much of an edge can be travelled for what is left.
    const auto share = [&](road_arc a, double spent) {
        if (spent > most || spent == no_way || !asked_->allows(a)) {
            return 0.0;
        }
        const double whole = asked_->cost(a);
        if (whole == no_way) {
            return 0.0;
        }
        return whole <= most - spent ? 1.0 : (most - spent) / whole;
    };
    std::vector<route_part> out;
    for (std::uint32_t i = 0; i < asked_->roads->edge_count(); ++i) {
        const road_edge e{i};
        const auto& edge = asked_->roads->at(e);
        // Travelled from a node outward, or towards it: the other direction of the same edge.
        const road_arc by_first{e, asked_->inward};
        const road_arc by_last{e, !asked_->inward};
        std::vector<stretch> stretches{
            {0, share(by_first, cost(edge.from)), by_first.backward},
            {1 - share(by_last, cost(edge.to)), 1, by_last.backward}};
        if (const auto own = places.find(e); own != places.end()) {
            for (const auto number : own->second) {
                const double at = asked_->places[number].share;
                const road_arc up{e, asked_->inward};
                const road_arc down{e, !asked_->inward};
                stretches.push_back({at, std::min(1.0, at + share(up, 0)), up.backward});
                stretches.push_back({std::max(0.0, at - share(down, 0)), at, down.backward});
            }
        }
        add_joined(out, e, std::move(stretches));
    }
    return out;
}

}  // namespace geo
