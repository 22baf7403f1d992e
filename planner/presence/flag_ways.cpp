// SPDX-License-Identifier: Apache-2.0
#include "planner/model/number_text.hpp"
#include "planner/presence/rule_maker.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

namespace planner::detail {

namespace {

double hours(seconds t) {
    return static_cast<double>(t.count()) / 3600;
}

/// Rules about how people and forces pass: corridors, crossings, stranded.
class way_rules : rule_maker {
public:
    using rule_maker::rule_maker;

    void run() {
        for_each_rule([&](const std::string& where) {
            if (where == "corridors") {
                at_bottlenecks();
            } else if (where == "crossings") {
                at_crossings();
            } else if (where == "stranded") {
                where_stranded();
            }
        });
    }

private:
    /// The narrowest place of ways by road: one for all that pass it in a phase.
    void at_bottlenecks() {
        using place = std::tuple<std::string, double, double>;
        std::map<place, std::vector<const plan_route*>> by_place;
        std::vector<place> order;
        for (const auto& route : in_.what.corridors.routes) {
            if (!route.problem.empty() || !route.bottleneck_at || !is_wanted(route.purpose)) {
                continue;
            }
            const place key{
                route.phase, route.bottleneck_at->lon.value(), route.bottleneck_at->lat.value()};
            auto& at = by_place[key];
            if (at.empty()) {
                order.push_back(key);
            }
            at.push_back(&route);
        }
        for (const auto& key : order) {
            at_bottleneck(by_place.at(key));
        }
    }

    void at_bottleneck(const std::vector<const plan_route*>& routes) {
        const auto& first = *routes.front();
        double vehicles = 0;
        time_span when{first.start, first.finish};
        for (const auto* route : routes) {
            vehicles += route->vehicles;
            when.from = std::min(when.from, route->start);
            when.until = std::max(when.until, route->finish);
        }
        // How long all need is not known without a capacity: then it is flagged.
        const bool known = first.bottleneck_capacity > 0;
        const double passing = known ? vehicles / first.bottleneck_capacity : 0;
        if (known && rule().lasting && passing < hours(*rule().lasting)) {
            return;
        }
        auto& made = add(first.bottleneck.empty() ? first.title : first.bottleneck);
        made.position = first.bottleneck_at;
        made.place = fmt::format(
            "bottleneck-{:.4f}-{:.4f}",
            first.bottleneck_at->lon.value(),
            first.bottleneck_at->lat.value()
        );
        made.phase = first.phase;
        if (when.from < when.until) {
            made.when = when;
        }
        made.detail = made.name;
        if (known) {
            made.detail += fmt::format(
                ": about {} vehicles, {:.0f} h at {:.0f} an hour",
                people_text(vehicles),
                std::ceil(passing),
                first.bottleneck_capacity
            );
        }
        if (first.schematic) {
            made.detail +=
                "; the road is drawn from place to place, so where along it is not known";
        }
        std::string ids;
        for (const auto* route : routes) {
            ids += (ids.empty() ? "" : ", ") + route->id;
        }
        made.inputs.emplace_back("corridors", ids);
        made.inputs.emplace_back("vehicles", fmt::format("{:.0f}", vehicles));
        made.inputs.emplace_back(
            "capacity_an_hour", fmt::format("{:.0f}", first.bottleneck_capacity)
        );
        if (rule().lasting) {
            made.inputs.emplace_back("lasting", fmt::format("{:g} h", hours(*rule().lasting)));
        }
    }

    /// Exits of the withdrawing party; other crossings near the line where the rule says how near, all
    /// of either side where nobody withdraws.
    void at_crossings() {
        std::set<std::size_t> exits;
        for (const auto& exit : in_.what.exits) {
            const auto& place = in_.what.ground.crossings[exit.crossing];
            const auto* last = in_.last_phase_of(exit.territory);
            exits.insert(exit.crossing);
            if (last == nullptr || !is_wanted(place.kind) || !is_near_line(place.position)) {
                continue;
            }
            auto& made = at_crossing(place);
            made.phase = last->term.id;
            made.when.until = last->verified;
            made.inputs.emplace_back("exit_of", exit.territory);
        }
        for (std::size_t i = 0; i < in_.what.ground.crossings.size(); ++i) {
            const auto& place = in_.what.ground.crossings[i];
            const bool of_a_side = in_.sides.find(place.position).has_value();
            const bool looked_at =
                rule().within ? is_near_line(place.position) : in_.what.phases.empty() && of_a_side;
            if (looked_at && exits.count(i) == 0 && is_wanted(place.kind)) {
                (void)at_crossing(place);
            }
        }
    }

    presence_need& at_crossing(const crossing& place) {
        auto& made = add(place.name);
        made.position = place.position;
        made.place = "crossing-" + place.id.str();
        made.detail = place.name + " (" + place.kind + ")";
        made.inputs.emplace_back("crossing", place.id.str());
        (void)is_near_line(place.position, &made);
        return made;
    }

    /// Forces that no usable road leads to an exit, while their phase runs.
    void where_stranded() {
        for (const auto& pocket : in_.what.corridors.pockets) {
            auto& made =
                add(pocket.name.empty() ? "Forces without a way out" : "Forces near " + pocket.name
                );
            made.position = pocket.position;
            made.place = fmt::format(
                "stranded-{:.4f}-{:.4f}", pocket.position.lon.value(), pocket.position.lat.value()
            );
            made.phase = pocket.phase;
            made.when.until = open_end();
            for (const auto& phase : in_.what.phases) {
                if (phase.term.id == pocket.phase) {
                    made.when = {phase.start, phase.verified};
                }
            }
            made.detail = fmt::format(
                "{}, about {} vehicles: {}",
                made.name,
                people_text(std::ceil(pocket.vehicles)),
                pocket.reason
            );
            made.inputs.emplace_back("vehicles", fmt::format("{:.0f}", std::ceil(pocket.vehicles)));
        }
    }
};

}  // namespace

void flag_ways(const scene& in, std::vector<presence_need>& out) {
    way_rules(in, out).run();
}

}  // namespace planner::detail
