// SPDX-License-Identifier: Apache-2.0
#include "planner/presence/drives.hpp"

#include "geo/measure/geodesic.hpp"
#include "planner/presence/patrol_roads.hpp"

#include <algorithm>
#include <cmath>

namespace planner::detail {

namespace {

double speed_of(const geo::road_stretch& road, double most) {
    return std::min(road.speed.value() / 3.6, most);
}

double fastest_of(const geo::road_network& roads, double most) {
    double out = 0;
    for (std::uint32_t i = 0; i < roads.edge_count(); ++i) {
        out = std::max(out, speed_of(roads.at(geo::road_edge{i}), most));
    }
    return out;
}

}  // namespace

drives::drives(const scene& in, const geo::road_network& all)
    : in_(in), off_road_most_(in.typical("off_road_km") * 1000),
      off_road_speed_(in.typical("off_road_speed_kmh") / 3.6),
      speed_most_(in.typical("road_speed_most_kmh") / 3.6), bars_(in),
      roads_(patrol_roads(all, in.what.ground, bars_)), fastest_(fastest_of(roads_, speed_most_)),
      near_(roads_), islands_(geo::find_islands(roads_)),
      from_(roads_, driving(), geo::reach_finder::direction::from_places),
      to_(roads_, driving(), geo::reach_finder::direction::to_places) {
    find_sides();
}

void drives::find_sides() {
    std::vector<bool> known(islands_.islands.size(), false);
    sides_.resize(known.size());
    for (std::uint32_t i = 0; i < roads_.edge_count(); ++i) {
        const geo::road_edge e{i};
        const auto on = island(e);
        if (!known[on]) {
            sides_[on] = in_.sides.find(roads_.position_at(e, 0.5));
            known[on] = sides_[on].has_value();  // it may begin on a bridge
        }
    }
}

geo::arc_cost drives::driving() const {
    return [this](geo::road_arc a) {
        const auto& road = roads_.at(a.edge);
        return road.length.value() / speed_of(road, speed_most_);
    };
}

double drives::walking(geo::metres way) const {
    return way.value() / off_road_speed_;
}

geo::metres drives::farthest(double drive_seconds) const {
    return geo::metres(drive_seconds * std::max(fastest_, off_road_speed_));
}

std::optional<double> drives::off_road(geo::lon_lat a, geo::lon_lat b) const {
    const auto way = geo::distance(a, b);
    if (way > off_road_most_ || bars_.between(a, b)) {
        return std::nullopt;
    }
    return walking(way);
}

std::optional<geo::road_place> drives::nearest(geo::lon_lat p, std::uint32_t longer_than) const {
    const auto side = in_.sides.find(p);
    const auto fits = [&](geo::road_edge e) {
        const auto on = island(e);
        return on < longer_than && (!side || !sides_[on] || sides_[on] == side);
    };
    const auto found = near_.connect(p, off_road_most_, fits);
    if (!found || !bars_.between(p, found->position)) {
        return found;
    }
    // Rare, and dear: by the nearest place of every road.
    return near_.connect(p, off_road_most_, [&](geo::road_edge e) {
        if (!fits(e)) {
            return false;
        }
        geo::edge_distance best;
        const auto line = roads_.shape(e);
        for (std::size_t k = 1; k < line.size(); ++k) {
            const auto at = geo::distance_to_edge(p, line[k - 1], line[k]);
            best = k == 1 || at.distance < best.distance ? at : best;
        }
        return !bars_.between(p, best.nearest);
    });
}

drives::access drives::access_of(geo::lon_lat p) const {
    access out;
    // Islands are numbered from the longest.
    auto longer_than = static_cast<std::uint32_t>(islands_.islands.size());
    while (longer_than > 0) {
        const auto found = nearest(p, longer_than);
        if (!found) {
            break;
        }
        out.push_back({*found, walking(found->off_road)});
        longer_than = island(found->edge);
    }
    return out;
}

double drives::cost_of(const geo::reach_finder& by, const access& to) {
    double best = geo::no_way;
    for (const auto& one : to) {
        best = std::min(best, by.cost(one.place) + one.cost);
    }
    return best;
}

void drives::leave(const access& from, double most) {
    leave_most_ = most;
    from_.search(from, most);
}

double drives::arrive(const access& to) const {
    const double drive = cost_of(from_, to);
    return drive <= leave_most_ ? drive : geo::no_way;
}

void drives::aim_at(const std::vector<geo::lon_lat>& goals, double most) {
    goals_ = goals;
    goal_most_ = most;
    access all;
    for (const auto& p : goals) {
        const auto own = access_of(p);
        all.insert(all.end(), own.begin(), own.end());
    }
    to_.search(all, most);
}

double drives::to_goal(geo::lon_lat p, const access& from) const {
    double best = cost_of(to_, from);
    for (const auto& goal : goals_) {
        if (const auto straight = off_road(p, goal)) {
            best = std::min(best, *straight);
        }
    }
    return best <= goal_most_ ? best : geo::no_way;
}

}  // namespace planner::detail
