// SPDX-License-Identifier: Apache-2.0
#include "geo/measure/geodesic.hpp"
#include "planner/presence/siting_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

namespace planner::detail {

namespace {

/// A junction of these is known on the ground, and by its roads.
bool has_rank(geo::road_class kind) {
    return kind <= geo::road_class::tertiary || kind == geo::road_class::road;
}

class candidate_maker {
public:
    candidate_maker(
        const scene& in, const std::vector<presence_need>& needs, const siting_ground& ground
    )
        : in_(in), needs_(needs), ground_(ground) {}

    std::vector<post_candidate> run(const std::vector<siting_element>& elements) {
        add_settlements();
        for (const auto& place : in_.what.ground.crossings) {
            add({"post-" + place.id.str(), place.name, "crossing", place.position});
        }
        if (ground_.roads != nullptr) {
            add_junctions(*ground_.roads);
        }
        add_sites(elements);
        add_line_places();
        return std::move(out_);
    }

private:
    void add(post_candidate one) {
        one.side = in_.sides.find(one.position).value_or(any_side);
        out_.push_back(std::move(one));
    }

    void add_settlements() {
        std::vector<const settlement*> towns;
        for (const auto& place : in_.what.ground.settlements) {
            towns.push_back(&place);
        }
        std::stable_sort(towns.begin(), towns.end(), [](const auto* a, const auto* b) {
            return a->population > b->population;
        });
        for (const auto* place : towns) {
            add({"post-" + place->id.str(), place->name, "settlement", place->position});
        }
    }

    /// Where three ends of roads of rank or more meet: in every square of `line_interval_km` the one
    /// of most, then of the best.
    void add_junctions(const geo::road_network& roads) {
        using rank = std::tuple<std::size_t, int, std::uint32_t>;  // of fewest, worst: greater
        std::map<std::pair<long, long>, rank> best;
        for (std::uint32_t n = 0; n < roads.node_count(); ++n) {
            std::size_t arms = 0;
            int classes = 0;
            for (const auto e : roads.edges_at(geo::road_node{n})) {
                const auto& way = roads.way(e);
                if (has_rank(way.kind) && !way.schematic) {
                    ++arms;
                    classes += static_cast<int>(way.kind);
                }
            }
            if (arms < 3) {
                continue;
            }
            const rank made{99 - std::min<std::size_t>(arms, 99), classes, n};
            const auto [at, is_new] =
                best.emplace(square_of(roads.position(geo::road_node{n})), made);
            if (!is_new && made < at->second) {
                at->second = made;
            }
        }
        std::set<std::uint32_t> nodes;
        for (const auto& [square, chosen] : best) {
            nodes.insert(std::get<2>(chosen));
        }
        for (const auto n : nodes) {
            add_junction(roads, geo::road_node{n});
        }
    }

    [[nodiscard]] std::pair<long, long> square_of(geo::lon_lat p) const {
        const double side = in_.typical("line_interval_km") / 111;  // degrees of latitude
        const double row = std::floor(p.lat.value() / side);
        const double wide = side / std::max(0.01, std::cos(row * side * 3.14159265358979 / 180));
        return {std::lround(row), std::lround(std::floor(p.lon.value() / wide))};
    }

    void add_junction(const geo::road_network& roads, geo::road_node n) {
        const auto p = roads.position(n);
        const geo::road_way* most = nullptr;
        for (const auto e : roads.edges_at(n)) {
            const auto& way = roads.way(e);
            if (!way.label.empty() && (most == nullptr || way.kind < most->kind)) {
                most = &way;
            }
        }
        add(
            {fmt::format("post-junction-{:.4f}-{:.4f}", p.lon.value(), p.lat.value()),
             "Junction on " + (most != nullptr ? most->label : "a road") + near_text(p),
             "junction",
             p}
        );
    }

    /// At flagged places themselves: whoever can go there can stand there.
    void add_sites(const std::vector<siting_element>& elements) {
        for (const auto& one : elements) {
            const auto& need = needs_[one.needs.front()];
            if (one.is_place() && in_.rules[need.rule].kind != "remote_only") {
                add({"post-at-" + need.place, "At " + need.name, "site", one.position});
            }
        }
    }

    /// Behind the line on both sides, where nothing else may be near; heights about them first.
    void add_line_places() {
        if (!in_.line) {
            return;
        }
        const bool sight = in_.options.sight || ground_.heights != nullptr;
        const double close = in_.typical("sight_close_m");
        const double interval = sight ? close : in_.typical("line_interval_km") * 1000;
        // Nearer than what can be seen in the closest ground.
        const double far = in_.typical("set_back_m");
        const geo::metres back(sight ? std::min(far, close / 2) : far);
        std::vector<post_candidate> places;
        for (std::size_t part = 0; part < in_.line->parts(); ++part) {
            const double length = in_.line->length_of(part).value();
            const auto count = static_cast<std::size_t>(std::ceil(length / interval));
            for (std::size_t i = 0; i <= count; ++i) {
                const geo::metres at(length * double(i) / double(std::max<std::size_t>(count, 1)));
                add_both_sides(part, at, back, places);
            }
        }
        for (auto& one : places) {
            add(std::move(one));
        }
    }

    void add_both_sides(
        std::size_t part, geo::metres at, geo::metres back, std::vector<post_candidate>& places
    ) {
        const auto place = in_.line->position_at(part, at);
        const auto km = geo::in_kilometres(in_.line->start_of(part) + at);
        for (const double turn : {-90.0, 90.0}) {
            const auto p =
                geo::destination(place.position, geo::degrees(place.azimuth.value() + turn), back);
            const auto side = in_.sides.find(p);
            if (in_.divides() && !side) {
                continue;
            }
            const auto where = fmt::format("{:.1f}-{}", km, turn < 0 ? "left" : "right");
            add_height(p, where);
            places.push_back(
                {"post-line-" + where,
                 fmt::format("Line at km {:.1f}", km) + near_text(p),
                 "line",
                 p}
            );
        }
    }

    /// The highest ground near a place behind the line, on its side.
    void add_height(geo::lon_lat p, const std::string& where) {
        if (ground_.heights == nullptr) {
            return;
        }
        const auto top = ground_.heights->highest_near(p, geo::metres(in_.typical("set_back_m")));
        if (top && in_.sides.find(*top) == in_.sides.find(p) &&
            heights_.insert({top->lon.value(), top->lat.value()}).second) {
            add({"post-height-" + where, "Height" + near_text(*top), "height", *top});
        }
    }

    [[nodiscard]] std::string near_text(geo::lon_lat p) const {
        const auto* place = in_.near.find(p);
        return place != nullptr ? ", near " + place->name : "";
    }

    const scene& in_;
    const std::vector<presence_need>& needs_;
    siting_ground ground_;
    std::set<std::pair<double, double>> heights_;
    std::vector<post_candidate> out_;
};

}  // namespace

std::vector<post_candidate> find_candidates(
    const scene& in,
    const std::vector<presence_need>& needs,
    const std::vector<siting_element>& elements,
    const siting_ground& ground
) {
    return candidate_maker(in, needs, ground).run(elements);
}

std::vector<geo::lon_lat> hospitals_of(const theatre& ground) {
    std::vector<geo::lon_lat> out;
    for (const auto* places : {&ground.infrastructure, &ground.sites}) {
        for (const auto& place : *places) {
            if (place.kind == "hospital") {
                out.push_back(place.position);
            }
        }
    }
    return out;
}

}  // namespace planner::detail
