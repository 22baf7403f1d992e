// SPDX-License-Identifier: Apache-2.0
#include "planner/corridors/humanitarian.hpp"

#include "geo/base/error.hpp"
#include "geo/measure/geodesic.hpp"
#include "planner/corridors/route_shape.hpp"
#include "planner/model/names.hpp"
#include "planner/model/roles.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace planner {

namespace {

struct place_found {
    geo::lon_lat position;
    std::string name;
    std::optional<std::size_t> crossing;
};

/// By id, else by name: crossing, site, facility, settlement, in that order.
place_found find_place(const corridor_end& end, const theatre& ground, const std::string& at) {
    if (end.position) {
        return {
            *end.position,
            fmt::format("{:.4f} {:.4f}", end.position->lon.value(), end.position->lat.value()),
            {}};
    }
    std::vector<std::string> known;
    for (const bool by_name : {false, true}) {
        const auto is = [&](const auto& place) {
            known.push_back(by_name ? place.name : place.id.str());
            return known.back() == end.place;
        };
        for (std::size_t i = 0; i < ground.crossings.size(); ++i) {
            if (is(ground.crossings[i])) {
                return {ground.crossings[i].position, ground.crossings[i].name, i};
            }
        }
        for (const auto* list : {&ground.sites, &ground.infrastructure}) {
            for (const auto& place : *list) {
                if (is(place)) {
                    return {place.position, place.name, {}};
                }
            }
        }
        for (const auto& place : ground.settlements) {
            if (is(place)) {
                return {place.position, place.name, {}};
            }
        }
    }
    const auto near = nearest_word(end.place, known);
    throw geo::input_error(
        at + "'" + end.place + "' is no crossing, site, facility or settlement of theatre '" +
        ground.id + "'" + (near.empty() ? "" : "; did you mean '" + near + "'?")
    );
}

class way_for_people {
public:
    way_for_people(
        const plan& what,
        const open_roads& open,
        const geo::road_locator& locator,
        const geo::route_finder& finder,
        const geo::route_finder& any_way
    )
        : plan_(what), open_(open), locator_(locator), finder_(finder), any_way_(any_way) {}

    followed_route run(const humanitarian_term& term) {
        followed_route made;
        auto& route = made.route;
        const auto from = find_place(term.from, plan_.ground, term.at);
        const auto to = find_place(term.to, plan_.ground, term.at);
        route.id = "humanitarian-" + term.id;
        route.purpose = term.kind;
        route.title = term.title;
        route.from = from.name;
        route.to = to.name;
        route.crossing = to.crossing;
        route.cited = term.cited;
        route.start = plan_.at(term.start);
        route.finish = plan_.at(term.end);
        route.vehicles = term.vehicles.value_or(0);
        if (!term.text.empty()) {
            route.notes.push_back(term.text);
        }
        find_way(made, from, to);
        if (route.problem.empty()) {
            follow_roads(made, open_);
            judge_time(made);
            tell_ground(made);
            route.controls.push_back({to.position, "end", to.name});
            lay_ground(route, term.width, term.width_is, plan_.ground);
        }
        return made;
    }

private:
    void find_way(followed_route& made, const place_found& from, const place_found& to) const {
        const auto reach = road_reach(open_.roads().schematic());
        const auto usable = [&](geo::road_edge e) { return !open_.closed(e); };
        std::vector<geo::road_place> ends;
        for (const auto* one : {&from, &to}) {
            const auto place = locator_.connect(one->position, reach, usable);
            if (!place) {
                made.route.problem = fmt::format(
                    "no road that is open within {:g} km of {}",
                    geo::in_kilometres(reach),
                    one->name
                );
                return;
            }
            if (place->off_road > geo::metres(500)) {
                made.route.notes.push_back(fmt::format(
                    "{} lies {:.1f} km from the road",
                    one->name,
                    geo::in_kilometres(place->off_road)
                ));
            }
            ends.push_back(*place);
        }
        const double slower = plan_.corridors.term.detour_factor - 1;
        const geo::arc_cost open_cost = [&, slower](geo::road_arc arc) {
            return open_.closed(arc.edge)
                       ? geo::no_way
                       : open_.travel(arc.edge) * (1 + slower * open_.avoid(arc.edge));
        };
        const std::vector<geo::road_place> start{ends[0]};
        if (auto way = finder_.from(start, open_cost).route(ends[1])) {
            made.parts = std::move(way->parts);
            if (made.parts.empty()) {
                made.route.problem = "both ends are at the same place of the road network";
            }
            return;
        }
        const geo::arc_cost all = [&](geo::road_arc arc) { return open_.travel(arc.edge); };
        if (finder_.from(start, all).route(ends[1])) {
            made.route.problem = "every way is closed (layer closures)";
        } else if (any_way_.from(start, open_cost).route(ends[1])) {
            made.route.problem = "one-way roads lead the other way only";
        } else {
            made.route.problem = "no road leads from one to the other in this network";
        }
    }

    /// All of them between the hours, the slowest road on the way being the gate.
    void judge_time(followed_route& made) const {
        auto& route = made.route;
        double least = geo::no_way;
        for (const auto& part : made.parts) {
            const auto capacity = open_.capacity(part.arc.edge);
            if (capacity > 0 && capacity < least) {
                least = capacity;
                const auto& way = open_.roads().way(part.arc.edge);
                route.bottleneck = way.label.empty() ? std::string(geo::name(way.kind)) : way.label;
                route.bottleneck_at = open_.roads().position_at(part.arc.edge, 0.5);
            }
        }
        route.bottleneck_capacity = least < geo::no_way ? least : 0;
        route.rate = route.vehicles > 0 ? route.bottleneck_capacity : 0;
        auto takes = route.travel;
        if (route.vehicles > 0 && route.bottleneck_capacity > 0) {
            takes += seconds(std::llround(route.vehicles / route.bottleneck_capacity * 3600));
        }
        const auto done = after_moving(plan_, route.start, takes);
        if (done > route.finish) {
            route.notes.push_back(fmt::format(
                "does not fit into its time: {:.1f} hours of driving end at {}",
                static_cast<double>(takes.count()) / 3600,
                to_rfc3339(done)
            ));
        } else {
            route.notes.push_back(fmt::format(
                "fits into its time with {:.1f} hours to spare",
                static_cast<double>((route.finish - done).count()) / 3600
            ));
        }
    }

    void tell_ground(followed_route& made) const {
        const auto& kinds = open_.kinds();
        ground_kinds::set touched = 0;
        for (const auto& part : made.parts) {
            touched |= open_.ground(part.arc.edge, part.start, part.end);
        }
        const auto withdrawing = party_name(plan_.ground, plan_.withdrawing);
        const auto other = party_name(plan_.ground, plan_.other);
        std::vector<std::string> whose;
        ground_kinds::set held = kinds.held() | kinds.kept() | kinds.excluded();
        for (std::size_t i = 0; i < plan_.phases.size(); ++i) {
            held |= kinds.phase(i);
            if ((touched & kinds.phase(i)) != 0 && plan_.phases[i].start < made.route.finish &&
                made.route.start < plan_.phases[i].verified) {
                made.route.notes.push_back(
                    "crosses the area of phase '" + plan_.phases[i].term.id +
                    "' while it is being left"
                );
            }
        }
        if ((touched & held) != 0) {
            whose.push_back("land that " + withdrawing + " held at the start");
        }
        if ((touched & kinds.other()) != 0) {
            whose.push_back("land held by " + other);
        }
        if ((touched & kinds.own()) != 0) {
            whose.push_back("territory of " + withdrawing);
        }
        if ((touched & kinds.third()) != 0) {
            whose.push_back("other states");
        }
        std::string text;
        for (const auto& one : whose) {
            text += (text.empty() ? "crosses " : " and ") + one;
        }
        if (!text.empty()) {
            made.route.notes.push_back(text);
        }
        if ((touched & held) != 0 && (touched & kinds.other()) != 0) {
            made.route.notes.push_back("crosses the line of contact: both parties must agree to it"
            );
        }
    }

    const plan& plan_;
    const open_roads& open_;
    const geo::road_locator& locator_;
    const geo::route_finder& finder_;
    const geo::route_finder& any_way_;
};

}  // namespace

std::vector<followed_route> humanitarian_routes(
    const plan& what, const open_roads& open, const geo::road_locator& locator
) {
    std::vector<followed_route> out;
    if (what.said.humanitarian.empty()) {
        return out;
    }
    const geo::route_finder finder(open.roads());
    const geo::route_finder any_way(open.roads(), geo::one_way_roads::ignored);
    way_for_people ways(what, open, locator, finder, any_way);
    for (const auto& term : what.said.humanitarian) {
        out.push_back(ways.run(term));
    }
    return out;
}

}  // namespace planner
