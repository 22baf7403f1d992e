// SPDX-License-Identifier: Apache-2.0
#include "planner/presence/patrol_roads.hpp"

#include "geo/measure/short_distance.hpp"
#include "geo/network/shortest_paths.hpp"
#include "planner/theatre/closed_roads.hpp"

#include <algorithm>

namespace planner::detail {

namespace {

/// Roads end so far before what bars them: each end lies plainly on one side.
constexpr geo::metres set_back(20);

/// Parts of an edge that are left, as shares of its length.
struct part {
    double from = 0;
    double until = 1;
};

class road_cutter {
public:
    road_cutter(const geo::road_network& all, const theatre& ground, const barrier& bars)
        : all_(all), closed_(all, ground.closures), bars_(bars) {}

    geo::road_network run() {
        made_.ways = all_.ways();
        made_.nodes.reserve(all_.node_count());
        for (std::uint32_t n = 0; n < all_.node_count(); ++n) {
            made_.nodes.push_back(all_.position(geo::road_node{n}));
        }
        made_.shape_start.push_back(0);
        for (std::uint32_t i = 0; i < all_.edge_count(); ++i) {
            const geo::road_edge e{i};
            if (closed_.by(e) || all_.way(e).kind == geo::road_class::ferry) {
                continue;
            }
            geo::lon_lat_box box;
            box.add_all(all_.shape(e));
            if (!bars_.may_end(box)) {
                add(e, {});
                continue;
            }
            for (const auto& one : parts_of(e)) {
                add(e, one);
            }
        }
        return geo::road_network(std::move(made_));
    }

private:
    [[nodiscard]] std::vector<part> parts_of(geo::road_edge e) const {
        const auto line = all_.shape(e);
        const auto whole = all_.at(e).drawn;
        const double back = set_back / whole;
        std::vector<part> out;
        double begin = 0;
        geo::metres along(0);
        for (std::size_t k = 1; k < line.size(); ++k) {
            const auto piece = geo::short_distance(line[k - 1], line[k]);
            for (const auto fraction : bars_.ends(line[k - 1], line[k])) {
                const double at = (along + fraction * piece) / whole;
                if (at - back > begin) {
                    out.push_back({begin, at - back});
                }
                begin = std::max(begin, at + back);
            }
            along += piece;
        }
        if (begin < 1) {
            out.push_back({begin, 1});
        }
        return out;
    }

    void add(geo::road_edge e, part kept) {
        auto edge = all_.at(e);
        const double share = kept.until - kept.from;
        if (share < 1) {
            const geo::route_part drawn{{e, false}, kept.from, kept.until};
            const auto shape = geo::course(all_, {&drawn, 1});
            if (shape.size() < 2) {
                return;
            }
            made_.shapes.insert(made_.shapes.end(), shape.begin(), shape.end());
            edge.from = kept.from > 0 ? new_node(shape.front()) : edge.from;
            edge.to = kept.until < 1 ? new_node(shape.back()) : edge.to;
            edge.drawn = share * edge.drawn;
            edge.length = share * edge.length;
            edge.time = share * edge.time;
        } else {
            const auto shape = all_.shape(e);
            made_.shapes.insert(made_.shapes.end(), shape.begin(), shape.end());
        }
        made_.edges.push_back(edge);
        made_.shape_start.push_back(static_cast<std::uint32_t>(made_.shapes.size()));
    }

    geo::road_node new_node(geo::lon_lat p) {
        made_.nodes.push_back(p);
        return geo::road_node{static_cast<std::uint32_t>(made_.nodes.size() - 1)};
    }

    const geo::road_network& all_;
    closed_roads closed_;
    const barrier& bars_;
    geo::road_network::parts made_;
};

}  // namespace

geo::road_network patrol_roads(
    const geo::road_network& all, const theatre& ground, const barrier& bars
) {
    return road_cutter(all, ground, bars).run();
}

}  // namespace planner::detail
