// SPDX-License-Identifier: Apache-2.0
#include "planner/corridors/demand.hpp"

#include "geo/geometry/box.hpp"
#include "geo/measure/geodesic.hpp"
#include "planner/theatre/nearest_place.hpp"
#include "planner/theatre/place_index.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace planner {

namespace {

constexpr double grid_positions = 300;
constexpr std::size_t most_places = 64;
constexpr double metres_a_degree = 111200;  // of latitude, to 0.5 %: only to choose a grid

struct standing {
    geo::lon_lat position;
    double vehicles = 0;
};

/// Positions inside an area on a grid; at least one.
std::vector<geo::lon_lat> grid_in(const area& shape, const place_index& inside) {
    std::vector<geo::lon_lat> out;
    const auto box = geo::box_of(shape);
    if (box.empty()) {
        return out;
    }
    auto step = std::sqrt(geo::area(shape).value() / grid_positions) / metres_a_degree;
    for (int tries = 0; out.empty() && tries < 6; ++tries, step /= 3) {
        const auto shrink = std::cos(box.centre().lat.value() * 3.14159265358979 / 180);
        for (double lat = box.south + step / 2; lat < box.north; lat += step) {
            for (double lon = box.west + step / shrink / 2; lon < box.east; lon += step / shrink) {
                const geo::lon_lat p{geo::longitude(lon), geo::latitude(lat)};
                if (inside.in(0, p)) {
                    out.push_back(p);
                }
            }
        }
    }
    if (out.empty()) {
        out.push_back(shape.front().outer.front());
    }
    return out;
}

std::vector<standing> spread(const plan& what, const plan_phase& phase) {
    const auto& term = what.corridors.term;
    const place_index inside({phase.vacated});
    const double all = term.vehicles_per_km2 * geo::in_square_kilometres(phase.count.size);
    double by_settlement = phase.count.people > 0 ? all * term.by_settlement : 0;
    std::vector<standing> out;
    for (const auto& place : what.ground.settlements) {
        if (by_settlement > 0 && place.population > 0 && inside.in(0, place.position)) {
            out.push_back({place.position, by_settlement * place.population / phase.count.people});
        }
    }
    if (out.empty()) {
        by_settlement = 0;
    }
    const auto grid = grid_in(phase.vacated, inside);
    for (const auto& p : grid) {
        out.push_back({p, (all - by_settlement) / static_cast<double>(grid.size())});
    }
    return out;
}

/// At the nearer end of a road that lies on one ground: where it stands is an assumption anyway.
geo::road_place at_end(const open_roads& open, geo::road_place place) {
    if (open.stretches(place.edge).size() == 1) {
        const auto& edge = open.roads().at(place.edge);
        place.share = place.share < 0.5 ? 0 : 1;
        place.position = open.roads().position(place.share == 0 ? edge.from : edge.to);
    }
    return place;
}

/// Puts together what is near until there are few enough places; the one with the most stays.
std::vector<gathering> gathered(std::vector<gathering> all) {
    for (double cell = 0.01; all.size() > most_places; cell *= 1.5) {
        std::map<std::pair<long, long>, gathering> cells;
        for (const auto& one : all) {
            const std::pair key(
                std::lround(one.place.position.lat.value() / cell),
                std::lround(one.place.position.lon.value() / cell)
            );
            auto [into, first] = cells.emplace(key, one);
            if (first) {
                continue;
            }
            const auto sum = into->second.vehicles + one.vehicles;
            if (one.vehicles > into->second.vehicles) {
                into->second = one;
            }
            into->second.vehicles = sum;
        }
        all.clear();
        for (const auto& [key, one] : cells) {
            all.push_back(one);
        }
    }
    return all;
}

std::vector<gathering> at_ends(const open_roads& open, std::vector<gathering> all) {
    std::map<std::pair<double, double>, gathering> places;
    for (auto& one : all) {
        one.place = at_end(open, one.place);
        const auto position = one.place.position;
        auto [into, first] =
            places.emplace(std::pair(position.lat.value(), position.lon.value()), one);
        if (first) {
            continue;
        }
        const auto sum = into->second.vehicles + one.vehicles;
        if (one.vehicles > into->second.vehicles) {
            into->second = one;
        }
        into->second.vehicles = sum;
    }
    std::vector<gathering> out;
    for (auto& [position, one] : places) {
        out.push_back(one);
    }
    return gathered(std::move(out));
}

}  // namespace

geo::metres road_reach(bool schematic) {
    // A schematic network has its nodes at towns some 40 km apart; in a drawn one 10 km is far.
    return geo::kilometres(schematic ? 60 : 10);
}

demand demand_of(
    const plan& what, const leaving& job, const open_roads& open, const place_finder& connect
) {
    demand out;
    std::vector<standing> all;
    out.assumed = what.ground.forces.empty();
    if (out.assumed && !job.zone) {
        all = spread(what, job.from);
    } else {
        const place_index inside({job.from.vacated});
        const auto is_meant = [&](const force& one) {
            return job.weapon_class == "any" || job.weapon_class == "forces" ||
                   one.weapon_class == "any" || one.weapon_class == job.weapon_class;
        };
        for (const auto& one : what.ground.forces) {
            if (one.party == job.who && one.vehicles > 0 && is_meant(one) &&
                inside.in(0, one.position)) {
                all.push_back({one.position, one.vehicles});
            }
        }
    }
    const nearest_place names(what.ground.settlements);
    // By place on the network: assumed ones at nodes, forces where they stand.
    std::map<std::pair<std::size_t, double>, gathering> places;
    std::map<std::string, road_pocket> off;
    for (const auto& one : all) {
        const auto reach = road_reach(open.roads().schematic());
        const auto place = connect(one.position, reach);
        if (!place) {
            const auto* near = names.find(one.position);
            const auto name = near != nullptr ? near->name : std::string();
            auto& pocket = off[name];
            if (pocket.vehicles < one.vehicles) {
                pocket.position = one.position;
            }
            pocket.phase = job.from.term.id;
            pocket.name = name;
            pocket.vehicles += one.vehicles;
            pocket.reason =
                fmt::format("no road that may be used within {:g} km", geo::in_kilometres(reach));
            continue;
        }
        auto& made = places[{geo::index(place->edge), place->share}];
        made.place = *place;
        if (one.vehicles > made.vehicles) {
            made.position = one.position;
        }
        made.vehicles += one.vehicles;
    }
    for (auto& [key, one] : places) {
        out.at.push_back(one);
    }
    for (auto& [key, one] : off) {
        out.off_road.push_back(one);
    }
    if (out.assumed) {
        out.at = at_ends(open, std::move(out.at));
    }
    return out;
}

}  // namespace planner
