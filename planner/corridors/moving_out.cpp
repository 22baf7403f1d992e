// SPDX-License-Identifier: Apache-2.0
#include "planner/corridors/moving_out.hpp"

#include "geo/geometry/box.hpp"
#include "geo/network/flow_steps.hpp"
#include "planner/corridors/joined_routes.hpp"
#include "planner/corridors/road_flow.hpp"
#include "planner/model/number_text.hpp"
#include "planner/theatre/nearest_place.hpp"
#include "planner/theatre/place_index.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace planner {

namespace {

/// A crossing stands within this distance of the road that leads to it (planner/plan/ways_out.hpp has
/// the same for the area it is an exit of).
constexpr geo::metres crossing_reach(5000);

class phase_moving {
public:
    phase_moving(
        const plan& what,
        const leaving& job,
        const open_roads& open,
        const geo::road_locator& locator
    )
        : plan_(what), job_(job), phase_(job.from), open_(open), locator_(locator),
          names_(what.ground.settlements) {}

    moved_phase run() {
        auto& movement = out_.movement;
        movement.phase = phase_.term.id;
        movement.territory = phase_.territory;
        movement.deadline = phase_.end;
        road_flow network(open_, job_.allowed);
        if (job_.zone) {
            add_ends_outside(network);
        } else {
            find_exits(network);
        }
        take_demand(network);
        if (!problem_.sources.empty() || !job_.zone) {
            solve(network);
        }
        return std::move(out_);
    }

private:
    /// Nodes of roads that may be used and lie outside of the zone.
    void add_ends_outside(const road_flow& network) {
        const place_index inside({phase_.vacated});
        for (std::uint32_t i = 0; i < open_.roads().edge_count(); ++i) {
            const auto e = geo::road_edge(i);
            if (!network.usable(e)) {
                continue;
            }
            const auto& edge = open_.roads().at(e);
            for (const bool last : {false, true}) {
                const double share = last ? 1 : 0;
                const auto n = last ? edge.to : edge.from;
                const auto position = open_.roads().position(n);
                if ((open_.ground(e, std::abs(share - 1e-6), share) & ~job_.allowed) == 0 &&
                    !inside.in(0, position)) {
                    ends_.emplace(*network.node_of(n), road_end{{}, "outside the zone", position});
                }
            }
        }
    }

    void find_exits(road_flow& network) {
        std::vector<std::string> apart;
        for (const auto& exit : plan_.exits) {
            const auto& place = plan_.ground.crossings[exit.crossing];
            if (exit.territory != phase_.territory || place.kind == "rail" ||
                (place.kind == "ferry" && !plan_.corridors.term.capacity.contains("ferry"))) {
                continue;
            }
            const auto at = network.connect(locator_, place.position, crossing_reach);
            if (!at) {
                apart.push_back(place.name);
                continue;
            }
            const auto node = network.node_at(*at);
            ends_.emplace(node, road_end{exit.crossing, place.name, place.position});
        }
        if (phase_.territory == "main" && !plan_.kept.empty()) {
            add_ends_in(network, open_.kinds().kept(), plan_.kept, "the land that is kept");
        }
        const auto* own = plan_.ground.find_party(plan_.withdrawing);
        const auto* land = own != nullptr ? plan_.ground.find_territory(own->territory) : nullptr;
        if (ends_.empty() && land != nullptr) {
            add_ends_in(network, open_.kinds().own(), land->area, "the border, unnamed");
            unnamed_ = !ends_.empty();
        }
        if (!apart.empty()) {
            std::string list;
            for (const auto& one : apart) {
                list += (list.empty() ? "" : ", ") + one;
            }
            tell(fmt::format(
                "phase '{}': no road that may be used leads within {:g} km of these exits: {}",
                phase_.term.id,
                geo::in_kilometres(crossing_reach),
                list
            ));
        }
    }

    /// Nodes of usable roads that lie in an area, where roads come into it.
    void add_ends_in(
        const road_flow& network, ground_kinds::set kind, const area& shape, const std::string& name
    ) {
        const place_index inside({shape});
        for (std::uint32_t i = 0; i < open_.roads().edge_count(); ++i) {
            const auto e = geo::road_edge(i);
            if ((open_.ground(e) & kind) == 0 || !network.usable(e)) {
                continue;
            }
            for (const auto n : {open_.roads().at(e).from, open_.roads().at(e).to}) {
                const auto position = open_.roads().position(n);
                if (inside.in(0, position)) {
                    ends_.emplace(*network.node_of(n), road_end{{}, name, position});
                }
            }
        }
    }

    void take_demand(road_flow& network) {
        auto wanted = demand_of(plan_, job_, open_, [&](geo::lon_lat p, geo::metres reach) {
            return network.connect(locator_, p, reach);
        });
        out_.movement.assumed = wanted.assumed;
        out_.pockets = std::move(wanted.off_road);
        for (auto& one : wanted.at) {
            const auto node = network.node_at(one.place);
            const auto amount = std::max<std::int64_t>(1, std::llround(one.vehicles));
            const auto same = std::find_if(
                problem_.sources.begin(),
                problem_.sources.end(),
                [&](const auto& source) { return source.node == node; }
            );
            if (same != problem_.sources.end()) {
                same->amount += amount;
                continue;
            }
            problem_.sources.push_back({node, amount});
            stands_.push_back(one);
        }
        for (const auto& [node, end] : ends_) {
            problem_.sinks.push_back(node);
        }
    }

    void solve(road_flow& network) {
        network.build(problem_);
        const auto found = open_to_all(network);
        auto made = geo::find_quickest_flow(found.problem);
        auto arcs = found.arcs;
        settle(made);
        if (found.arcs.size() < problem_.arcs.size() &&
            out_.movement.verdict == movement_verdict::infeasible) {
            const auto late = out_.movement.out;
            auto all = geo::find_quickest_flow(problem_);
            if (all.duration < made.duration) {
                made = std::move(all);
                arcs.clear();
                for (std::uint32_t a = 0; a < problem_.arcs.size(); ++a) {
                    arcs.push_back(a);
                }
                settle(made);
                tell(fmt::format(
                    "phase '{}': columns pass by large settlements and nuclear plants although "
                    "ways "
                    "round them exist, as those alone take until {}",
                    phase_.term.id,
                    to_rfc3339(late)
                ));
            }
        }
        tell_unreached(network, made);
        for (auto& route : made.routes) {
            for (auto& a : route.arcs) {
                a = arcs[a];
            }
        }
        out_.routes = joined_routes(
            {plan_, phase_, job_.who, open_, network, problem_, ends_, stands_, made, names_}
        );
    }

    /// The problem without roads past places to avoid, but for those on the best way out of somebody:
    /// there the stretch past such a place counts `detour_factor` times its length.
    struct preferred {
        geo::flow_problem problem;
        std::vector<std::uint32_t> arcs;  ///< of the whole problem
    };
    [[nodiscard]] preferred open_to_all(const road_flow& network) const {
        auto longer = problem_;
        for (std::uint32_t a = 0; a < longer.arcs.size(); ++a) {
            const auto more = (plan_.corridors.term.detour_factor - 1) * network.avoid(a);
            auto& travel = longer.arcs[a].travel;
            travel =
                std::chrono::seconds(std::llround(static_cast<double>(travel.count()) * (1 + more))
                );
        }
        const auto away = geo::distances_to_sinks(longer, geo::arc_lists(longer));
        std::vector<bool> needed(problem_.arcs.size(), false);
        for (const auto& source : problem_.sources) {
            if (away.seconds[source.node] == geo::never) {
                continue;
            }
            for (auto v = source.node; away.seconds[v] > 0;) {
                needed[away.next[v]] = true;
                v = problem_.arcs[away.next[v]].to;
            }
        }
        preferred out;
        out.problem = problem_;
        out.problem.arcs.clear();
        for (std::uint32_t a = 0; a < problem_.arcs.size(); ++a) {
            if (needed[a] || network.avoid(a) == 0) {
                out.problem.arcs.push_back(problem_.arcs[a]);
                out.arcs.push_back(a);
            }
        }
        return out;
    }

    void settle(const geo::quickest_flow& made) {
        auto& movement = out_.movement;
        movement.vehicles = 0;
        for (std::size_t i = 0; i < problem_.sources.size(); ++i) {
            if (std::find(made.unreached.begin(), made.unreached.end(), i) ==
                made.unreached.end()) {
                movement.vehicles += static_cast<double>(problem_.sources[i].amount);
            }
        }
        movement.needed = made.duration;
        movement.bound = made.lower_bound;
        movement.out = after_moving(plan_, phase_.start, made.duration);
        movement.out_bound = after_moving(plan_, phase_.start, made.lower_bound);
        movement.margin = phase_.end - movement.out;
        movement.verdict = movement.vehicles <= 0            ? movement_verdict::nothing_to_move
                           : movement.out <= phase_.end      ? movement_verdict::feasible
                           : movement.out_bound > phase_.end ? movement_verdict::infeasible
                                                             : movement_verdict::open;
        movement.tight.clear();
        if (made.binding.size() < problem_.sources.size()) {
            for (const auto i : made.binding) {
                movement.tight.push_back(name_at(stands_[i].position));
            }
            std::sort(movement.tight.begin(), movement.tight.end());
            movement.tight.erase(
                std::unique(movement.tight.begin(), movement.tight.end()), movement.tight.end()
            );
        }
    }

    void tell_unreached(road_flow& network, const geo::quickest_flow& made) {
        if (!made.unreached.empty()) {
            auto any_way = problem_;
            network.build(any_way, road_flow::direction::ignored);
            const auto away = geo::distances_to_sinks(any_way, geo::arc_lists(any_way));
            for (const auto i : made.unreached) {
                road_pocket pocket;
                pocket.phase = phase_.term.id;
                pocket.vehicles = static_cast<double>(problem_.sources[i].amount);
                pocket.position = stands_[i].position;
                pocket.name = name_at(pocket.position);
                pocket.reason =
                    away.seconds[problem_.sources[i].node] != geo::never
                        ? "one-way roads lead in only; they would have to be used against their "
                          "direction"
                    : ends_.empty() ? "no exit that a road which may be used leads to"
                                    : "no road that may be used leads on to an exit";
                out_.pockets.push_back(std::move(pocket));
            }
            network.build(problem_);
        }
        for (const auto& pocket : out_.pockets) {
            geo::finding item;
            item.code = geo::finding_code::plan_no_exit;
            item.level = geo::severity::warning;
            item.where.lon = pocket.position.lon.value();
            item.where.lat = pocket.position.lat.value();
            item.text = fmt::format(
                "phase '{}': {} near {} need another way out: {}",
                pocket.phase,
                counted(
                    static_cast<std::size_t>(std::ceil(pocket.vehicles)), "vehicle", "vehicles"
                ),
                pocket.name.empty() ? "this place" : pocket.name,
                pocket.reason
            );
            out_.found.push_back(std::move(item));
        }
        if (unnamed_) {
            tell(fmt::format(
                "phase '{}': the theatre names no road crossing for it; columns leave wherever a "
                "road "
                "crosses the border",
                phase_.term.id
            ));
        }
    }

    [[nodiscard]] std::string name_at(geo::lon_lat p) const {
        const auto* near = names_.find(p);
        return near != nullptr ? near->name
                               : fmt::format("{:.3f} {:.3f}", p.lon.value(), p.lat.value());
    }

    void tell(std::string text) {
        geo::finding item;
        item.code = geo::finding_code::plan_no_network;
        item.level = geo::severity::note;
        item.text = std::move(text);
        out_.found.push_back(std::move(item));
    }

    const plan& plan_;
    const leaving& job_;
    const plan_phase& phase_;
    const open_roads& open_;
    const geo::road_locator& locator_;
    nearest_place names_;
    std::map<std::uint32_t, road_end> ends_;
    bool unnamed_ = false;
    std::vector<gathering> stands_;
    geo::flow_problem problem_;
    moved_phase out_;
};

/// Its own state's land, water, what is still held and not reserved; nothing of what has been handed over
/// or of the other party unless the terms grant it. A reserved area is left by its own ground.
ground_kinds::set allowed_ground(const plan& what, std::size_t number, const ground_kinds& kinds) {
    const auto granted = [&](std::string_view name) {
        const auto& list = what.corridors.term.transit;
        return std::find(list.begin(), list.end(), name) != list.end();
    };
    const auto& phase = what.phases[number];
    const bool main = phase.territory == "main";
    auto out = kinds.own() | kinds.water();
    if (main) {
        out |= kinds.kept();
    }
    if (granted("other")) {
        out |= kinds.other();
    }
    for (std::size_t i = 0; i < what.phases.size(); ++i) {
        const auto& one = what.phases[i];
        const bool ours = one.territory == phase.territory && i >= number;
        const bool theirs =
            one.territory == "main" ? i < number && granted("vacated") : granted(one.territory);
        if (ours || theirs) {
            out |= kinds.phase(i);
        }
    }
    for (const auto& one : what.reserved) {
        if (one.term.treatment == reserved_treatment::excluded && granted(one.area_of.id.str())) {
            out |= kinds.excluded();
        }
    }
    return out;
}

}  // namespace

instant after_moving(const plan& what, instant start, seconds moving) {
    const auto& hours = what.corridors.term.hours;
    if (!hours) {
        return start + moving;
    }
    // Columns halt where they are outside the hours, so nothing but the clock changes.
    for (int day = 0; day < 40000; ++day) {
        const auto opens =
            std::max(start, at_time_of_day(start, day, hours->from, what.ground.time_zone));
        const auto closes = at_time_of_day(start, day, hours->until, what.ground.time_zone);
        if (closes <= opens) {
            continue;
        }
        if (moving <= closes - opens) {
            return opens + moving;
        }
        moving -= closes - opens;
    }
    return open_end();
}

moved_phase move_out(
    const plan& what, std::size_t phase, const open_roads& open, const geo::road_locator& locator
) {
    leaving job;
    job.from = what.phases[phase];
    job.who = what.withdrawing;
    job.allowed = allowed_ground(what, phase, open.kinds());
    return phase_moving(what, job, open, locator).run();
}

moved_phase leave_zone(
    const plan& what,
    const plan_zone& zone,
    const open_roads& open,
    const geo::road_locator& locator
) {
    leaving job;
    job.from.term.id = zone.id;
    job.from.term.title = zone.term.title;
    job.from.territory = "zone";
    job.from.start = what.d_day;
    job.from.end = zone.when.from;
    job.from.vacated = zone.shape;
    job.from.count = zone.count;
    job.who = what.other;
    job.allowed = open.kinds().other() | open.kinds().water();
    job.zone = true;
    job.weapon_class = zone.term.weapon_class;
    return phase_moving(what, job, open, locator).run();
}

}  // namespace planner
