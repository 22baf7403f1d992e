// SPDX-License-Identifier: Apache-2.0
#include "planner/theatre/closed_roads.hpp"

#include "geo/measure/geodesic.hpp"

#include <algorithm>
#include <cmath>

namespace planner {

namespace {

bool comes_near(std::span<const geo::lon_lat> line, geo::lon_lat p, geo::metres reach) {
    for (std::size_t k = 1; k < line.size(); ++k) {
        if (geo::distance_to_edge(p, line[k - 1], line[k]).distance <= reach) {
            return true;
        }
    }
    return false;
}

}  // namespace

geo::lon_lat_box box_about(geo::lon_lat p, geo::metres reach) {
    // A degree of latitude is 110.6 km at least; wider by 1 % than needed.
    const double lat = reach.value() / 109500;
    const double lon =
        lat / std::max(0.01, std::cos((std::abs(p.lat.value()) + lat) * 3.14159265358979 / 180));
    return {p.lon.value() - lon, p.lat.value() - lat, p.lon.value() + lon, p.lat.value() + lat};
}

bool meets(const geo::lon_lat_box& box, std::span<const geo::lon_lat> line) {
    geo::lon_lat_box own;
    for (const auto& p : line) {
        own.add(p);
    }
    return own.west <= box.east && box.west <= own.east && own.south <= box.north &&
           box.south <= own.north;
}

closed_roads::closed_roads(const geo::road_network& roads, std::span<const closure> closures)
    : number_(roads.edge_count(), 0) {
    for (std::size_t c = 0; c < closures.size(); ++c) {
        const auto& one = closures[c];
        bool any = false;
        const auto box = one.position ? box_about(*one.position, one.reach) : geo::lon_lat_box{};
        for (std::size_t i = 0; i < roads.edge_count(); ++i) {
            const auto e = geo::road_edge(static_cast<std::uint32_t>(i));
            const auto& way = roads.way(e);
            const bool closes = one.position
                                    ? meets(box, roads.shape(e)) &&
                                          comes_near(roads.shape(e), *one.position, one.reach)
                                    : way.source_id == one.road || way.label == one.road;
            if (closes) {
                number_[i] = number_[i] != 0 ? number_[i] : static_cast<std::uint32_t>(c + 1);
                any = true;
            }
        }
        if (!any) {
            idle_.push_back(c);
        }
    }
}

std::optional<std::size_t> closed_roads::by(geo::road_edge e) const {
    const auto number = number_[index(e)];
    return number == 0 ? std::nullopt : std::optional<std::size_t>(number - 1);
}

}  // namespace planner
