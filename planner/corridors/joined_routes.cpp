// SPDX-License-Identifier: Apache-2.0
#include "planner/corridors/joined_routes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace planner {

namespace {

/// Ways that a corridor is made of: the longest, and those that join it.
struct bundle {
    std::vector<std::uint32_t> arcs;
    std::vector<const geo::flow_route*> ways;
    double vehicles = 0;
};

bool ends_with(const std::vector<std::uint32_t>& whole, const std::vector<std::uint32_t>& end) {
    return end.size() <= whole.size() && std::equal(end.rbegin(), end.rend(), whole.rbegin());
}

class joining {
public:
    explicit joining(const joining_input& input) : in_(input) {}

    std::vector<followed_route> run() {
        bundle_ways();
        use_of_arcs();
        std::vector<followed_route> out;
        for (const auto& one : bundles_) {
            out.push_back(corridor(one, out.size() + 1));
        }
        return out;
    }

private:
    void bundle_ways() {
        std::vector<const geo::flow_route*> ways;
        for (const auto& way : in_.flow.routes) {
            if (!way.arcs.empty()) {
                ways.push_back(&way);
            }
        }
        std::stable_sort(ways.begin(), ways.end(), [](const auto* a, const auto* b) {
            return a->arcs.size() > b->arcs.size();
        });
        for (const auto* way : ways) {
            bundle* into = nullptr;
            for (auto& one : bundles_) {
                if (ends_with(one.arcs, way->arcs) &&
                    (into == nullptr || one.vehicles > into->vehicles)) {
                    into = &one;
                }
            }
            if (into == nullptr) {
                into = &bundles_.emplace_back();
                into->arcs = way->arcs;
            }
            into->ways.push_back(way);
            into->vehicles += way->amount;
        }
    }

    void use_of_arcs() {
        for (const auto& way : in_.flow.routes) {
            for (const auto a : way.arcs) {
                load_[a] += way.amount;
            }
        }
        for (const auto& [a, vehicles] : load_) {
            into_[in_.problem.arcs[a].to].insert(in_.problem.arcs[a].from);
            out_of_[in_.problem.arcs[a].from].insert(in_.problem.arcs[a].to);
        }
    }

    [[nodiscard]] followed_route corridor(const bundle& one, std::size_t number) const {
        followed_route made;
        for (const auto a : one.arcs) {
            made.parts.push_back(in_.network.part(a));
        }
        auto& route = made.route;
        route.id = fmt::format("corridor-{}-{}", in_.phase.term.id, number);
        route.purpose = in_.phase.territory == "zone" ? "zone" : "withdrawal";
        route.phase = in_.phase.term.id;
        route.who = in_.who;
        const auto& end = in_.ends.at(in_.problem.arcs[one.arcs.back()].to);
        route.from = name_at(in_.stands[one.ways.front()->source].position);
        route.to = end.name;
        route.crossing = end.crossing;
        route.title = route.from + " - " + route.to;
        route.cited = in_.what.corridors.term.cited;
        set_times(route, one);
        set_bottleneck(route, one);
        add_controls(route, one, end);
        follow_roads(made, in_.open);
        return made;
    }

    void set_times(plan_route& route, const bundle& one) const {
        auto first = one.ways.front()->start;
        auto last = one.ways.front()->finish;
        for (const auto* way : one.ways) {
            first = std::min(first, way->start);
            last = std::max(last, way->finish);
            route.rate += way->rate;
            if (way != one.ways.front() && way->source != one.ways.front()->source) {
                route.notes.push_back(fmt::format(
                    "{:.0f} vehicles join at {}",
                    way->amount,
                    name_at(in_.stands[way->source].position)
                ));
            }
        }
        route.vehicles = one.vehicles;
        route.start = after_moving(in_.what, in_.phase.start, first);
        route.finish = after_moving(in_.what, in_.phase.start, last);
    }

    /// Of its roads the one that is used most of what it can take.
    void set_bottleneck(plan_route& route, const bundle& one) const {
        double most = -1;
        for (const auto a : one.arcs) {
            const auto capacity = static_cast<double>(in_.problem.arcs[a].capacity) / 1000;
            const auto use = load_.at(a) / capacity;
            if (use > most) {
                most = use;
                const auto& part = in_.network.part(a);
                const auto& way = in_.open.roads().way(part.arc.edge);
                const auto where =
                    in_.open.roads().position_at(part.arc.edge, (part.start + part.end) / 2);
                route.bottleneck = fmt::format(
                    "{} near {}",
                    way.label.empty() ? std::string(geo::name(way.kind)) : way.label,
                    name_at(where)
                );
                route.bottleneck_capacity = capacity;
                route.bottleneck_at = where;
            }
        }
        for (const auto a : one.arcs) {
            route.rate =
                std::min(route.rate, static_cast<double>(in_.problem.arcs[a].capacity) / 1000);
        }
    }

    void add_controls(plan_route& route, const bundle& one, const road_end& end) const {
        for (std::size_t i = 0; i + 1 < one.arcs.size(); ++i) {
            const auto node = in_.problem.arcs[one.arcs[i]].to;
            const auto& part = in_.network.part(one.arcs[i]);
            const auto joins = into_.find(node);
            const auto parts = out_of_.find(node);
            const bool join = joins != into_.end() && joins->second.size() > 1;
            const bool split = parts != out_of_.end() && parts->second.size() > 1;
            if (!join && !split) {
                continue;
            }
            const auto where = in_.open.roads().position_at(part.arc.edge, part.end);
            route.controls.push_back({where, join ? "ways join" : "ways part", name_at(where)});
        }
        route.controls.push_back({end.position, "crossing", end.name});
    }

    [[nodiscard]] std::string name_at(geo::lon_lat p) const {
        const auto* near = in_.names.find(p);
        return near != nullptr ? near->name
                               : fmt::format("{:.3f} {:.3f}", p.lon.value(), p.lat.value());
    }

    const joining_input& in_;
    std::vector<bundle> bundles_;
    std::map<std::uint32_t, double> load_;  ///< vehicles of the phase on each arc
    std::map<std::uint32_t, std::set<std::uint32_t>> into_;
    std::map<std::uint32_t, std::set<std::uint32_t>> out_of_;
};

}  // namespace

void follow_roads(followed_route& made, const open_roads& open) {
    auto& route = made.route;
    route.shape = geo::course(open.roads(), made.parts);
    route.length = geo::metres(0);
    double takes = 0;
    for (const auto& part : made.parts) {
        const auto share = std::abs(part.end - part.start);
        route.length += share * open.roads().at(part.arc.edge).length;
        takes += share * open.travel(part.arc.edge);
        route.schematic = route.schematic || open.roads().way(part.arc.edge).schematic;
    }
    route.travel = seconds(std::llround(takes));
}

std::vector<followed_route> joined_routes(const joining_input& input) {
    return joining(input).run();
}

}  // namespace planner
