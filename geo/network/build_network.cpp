// SPDX-License-Identifier: Apache-2.0
#include "geo/network/build_network.hpp"

#include "geo/io/tidy.hpp"
#include "geo/measure/short_distance.hpp"
#include "geo/network/islands.hpp"
#include "geo/network/snap_ends.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <utility>

namespace geo {

namespace {

/// No signposted limit is higher (160 km/h: motorways E11 and E311, Abu Dhabi), none but `walk` is
/// below 5; what is beyond is a slip of the pen.
constexpr kilometres_per_hour least_speed(3);
constexpr kilometres_per_hour highest_speed(200);
/// distance_to_edge() is good up to here, and no road or ferry is straight for longer.
constexpr metres longest_edge = kilometres(2000);

class network_builder {
public:
    network_builder(road_table& table, const network_options& options)
        : table_(table), options_(options), book_(table.file, table.layer) {}

    built_network run() {
        judge_ways();
        if (options_.snap > metres(0)) {
            detail::snap_ends(table_, options_.snap, book_);
        }
        join_twins();
        cut();
        parts_.shape_start.push_back(static_cast<std::uint32_t>(parts_.shapes.size()));
        parts_.ways = std::move(table_.ways);
        built_network out;
        out.roads = road_network(std::move(parts_));
        tell_assumptions(out.roads);
        tell_islands(out.roads);
        out.found = std::move(table_.found);
        append(out.found, book_.finish());
        return out;
    }

private:
    void judge_ways();
    void join_twins();
    void cut();
    void cut_way(std::uint32_t number);
    void add_edge(std::uint32_t way, std::vector<std::uint32_t>& course);
    [[nodiscard]] road_node node_of(std::uint32_t position);
    void tell_assumptions(const road_network& roads);
    void tell_islands(const road_network& roads);
    void tell_traps(const road_network& roads, const road_islands& islands);

    road_table& table_;
    const network_options& options_;
    detail::finding_book book_;
    std::vector<std::uint32_t> uses_;
    std::vector<std::uint32_t> node_at_;  ///< node of each position, or `none`
    road_network::parts parts_;
    static constexpr std::uint32_t none = 0xFFFFFFFFU;
};

void network_builder::judge_ways() {
    for (auto& way : table_.ways) {
        assert(way.count >= 2 && way.first + way.count <= table_.chain.size());
        // Written so that what is no number is out of range.
        if (way.speed && !(*way.speed >= least_speed && *way.speed <= highest_speed)) {
            book_.add(
                finding_code::road_speed_unusable,
                severity::warning,
                fmt::format(
                    "a speed of {:g} km/h cannot be meant (usable: {:g} to {:g}); that of its "
                    "class, {} ({:g} km/h), is taken",
                    way.speed->value(),
                    least_speed.value(),
                    highest_speed.value(),
                    name(way.kind),
                    options_.speeds.of(way.kind).value()
                ),
                way.source_id,
                table_.positions[table_.chain[way.first]]
            );
            way.speed.reset();
        }
        if (way.weight_limit &&
            !(*way.weight_limit > tonnes(0) && std::isfinite(way.weight_limit->value()))) {
            book_.add(
                finding_code::road_value_unread,
                severity::warning,
                fmt::format(
                    "a weight limit of {:g} t cannot be meant; taken as not known",
                    way.weight_limit->value()
                ),
                way.source_id,
                table_.positions[table_.chain[way.first]]
            );
            way.weight_limit.reset();
        }
    }
}

/// Positions that follow one another at one place are one: a stretch of no length is no edge, but
/// what it holds together must stay so. The first of a chain of them takes the others' part.
void network_builder::join_twins() {
    std::vector<std::uint32_t> same(table_.positions.size());
    std::iota(same.begin(), same.end(), std::uint32_t{0});
    const auto find = [&](std::uint32_t n) {
        while (same[n] != n) {
            same[n] = same[same[n]];
            n = same[n];
        }
        return n;
    };
    bool any = false;
    for (const auto& way : table_.ways) {
        for (std::size_t i = way.first + 1; i < way.first + way.count; ++i) {
            const auto a = table_.chain[i - 1];
            const auto b = table_.chain[i];
            if (a != b && !(short_distance(table_.positions[a], table_.positions[b]) > metres(0))) {
                const auto one = find(a);
                const auto other = find(b);
                same[std::max(one, other)] = std::min(one, other);
                any = true;
            }
        }
    }
    if (any) {
        for (auto& position : table_.chain) {
            position = find(position);
        }
    }
}

void network_builder::cut() {
    uses_ = detail::uses_of(table_);
    node_at_.assign(table_.positions.size(), none);
    for (std::uint32_t number = 0; number < table_.ways.size(); ++number) {
        cut_way(number);
    }
}

road_node network_builder::node_of(std::uint32_t position) {
    auto& node = node_at_[position];
    if (node == none) {
        node = static_cast<std::uint32_t>(parts_.nodes.size());
        parts_.nodes.push_back(table_.positions[position]);
    }
    return road_node{node};
}

void network_builder::cut_way(std::uint32_t number) {
    const auto& way = table_.ways[number];
    std::vector<std::uint32_t> course;
    std::size_t repeated = 0;
    for (std::size_t i = way.first; i < way.first + way.count; ++i) {
        const auto position = table_.chain[i];
        if (!course.empty() && course.back() == position) {
            ++repeated;
            continue;
        }
        if (!course.empty() &&
            short_distance(table_.positions[course.back()], table_.positions[position]) >
                longest_edge) {
            book_.add(
                finding_code::road_left_out,
                severity::warning,
                fmt::format(
                    "runs straight for more than {:g} km; that stretch was left out",
                    in_kilometres(longest_edge)
                ),
                way.source_id,
                table_.positions[position]
            );
            add_edge(number, course);
            course.clear();
        }
        course.push_back(position);
        if (uses_[position] > 1 && course.size() > 1) {
            add_edge(number, course);
            course.assign(1, position);
        }
    }
    add_edge(number, course);
    if (repeated > 0) {
        book_.count(
            finding_code::road_position_repeated,
            "positions that repeat the one before were dropped; nothing else changed",
            way.source_id,
            table_.positions[table_.chain[way.first]]
        );
    }
}

void network_builder::add_edge(std::uint32_t way, std::vector<std::uint32_t>& course) {
    if (course.size() < 2) {
        return;
    }
    const auto& about = table_.ways[way];
    metres drawn{0};
    for (std::size_t i = 1; i < course.size(); ++i) {
        drawn += short_distance(table_.positions[course[i - 1]], table_.positions[course[i]]);
    }
    road_stretch edge;
    edge.from = node_of(course.front());
    edge.to = node_of(course.back());
    edge.drawn = drawn;
    edge.length = about.schematic ? options_.detour_factor * drawn : drawn;
    edge.speed_said = about.speed.has_value();
    edge.speed = about.speed.value_or(options_.speeds.of(about.kind));
    edge.time = time_over(edge.length, edge.speed);
    edge.way = way;
    edge.forward = about.direction != road_direction::backward;
    edge.backward = about.direction != road_direction::forward;
    parts_.edges.push_back(edge);
    parts_.shape_start.push_back(static_cast<std::uint32_t>(parts_.shapes.size()));
    for (const auto position : course) {
        parts_.shapes.push_back(table_.positions[position]);
    }
}

void network_builder::tell_assumptions(const road_network& roads) {
    std::array<metres, road_class_count> assumed{};
    metres all{0};
    metres schematic{0};
    for (std::uint32_t i = 0; i < roads.edge_count(); ++i) {
        const road_edge e{i};
        const auto& edge = roads.at(e);
        all += edge.length;
        if (!edge.speed_said) {
            assumed[static_cast<std::size_t>(roads.way(e).kind)] += edge.length;
        }
        if (roads.way(e).schematic) {
            schematic += edge.length;
        }
    }
    std::string classes;
    metres sum{0};
    for (std::size_t i = 0; i < road_class_count; ++i) {
        if (assumed[i] > metres(0)) {
            const auto kind = static_cast<road_class>(i);
            sum += assumed[i];
            classes += fmt::format(
                "{}{} {:g} km/h",
                classes.empty() ? "" : ", ",
                name(kind),
                options_.speeds.of(kind).value()
            );
        }
    }
    if (sum > metres(0)) {
        book_.add(
            finding_code::road_assumption,
            severity::note,
            fmt::format(
                "{:.0f} of {:.0f} km of road say no speed; that of their class is assumed: {}",
                in_kilometres(sum),
                in_kilometres(all),
                classes
            )
        );
    }
    if (schematic > metres(0)) {
        book_.add(
            finding_code::road_schematic,
            severity::warning,
            fmt::format(
                "{:.0f} of {:.0f} km of road are schematic, drawn from place to place: lengths "
                "and times are those of the straight lines times {:g}, and no course is known",
                in_kilometres(schematic),
                in_kilometres(all),
                options_.detour_factor
            )
        );
    }
    if (roads.empty()) {
        book_.add(
            finding_code::road_network_empty,
            severity::warning,
            "no road that vehicles may use; routes need roads"
        );
    }
}

void network_builder::tell_islands(const road_network& roads) {
    const auto islands = find_islands(roads);
    for (std::size_t i = 1; i < islands.islands.size(); ++i) {
        const auto& island = islands.islands[i];
        if (i > detail::finding_book::most_of_a_kind) {
            break;  // the longest; the sum follows
        }
        book_.add(
            finding_code::road_island,
            severity::note,
            fmt::format(
                "{}, {:.1f} km, not joined to the main network",
                island.edges == 1 ? "1 edge" : fmt::format("{} edges", island.edges),
                in_kilometres(island.length)
            ),
            roads.way(roads.edges_at(island.first).front()).source_id,
            roads.position(island.first)
        );
    }
    if (islands.islands.size() > 1) {
        metres apart{0};
        for (std::size_t i = 1; i < islands.islands.size(); ++i) {
            apart += islands.islands[i].length;
        }
        const auto& main = islands.islands.front();
        const auto pieces = islands.islands.size();
        const bool shattered = apart > main.length;
        book_.count(
            finding_code::road_island,
            fmt::format(
                "the network is in {} pieces, the largest of {} edges and {:.1f} km, the others "
                "of {:.1f} km together; roads that cross without a common position are not "
                "joined{}",
                pieces,
                main.edges,
                in_kilometres(main.length),
                in_kilometres(apart),
                shattered ? "; a larger snapping tolerance, or lines cut where they meet, may help"
                          : ""
            ),
            ""
        );
    }
    tell_traps(roads, islands);
}

void network_builder::tell_traps(const road_network& roads, const road_islands& islands) {
    for (const auto& trap : islands.traps) {
        book_.add(
            finding_code::road_one_way_trap,
            severity::note,
            trap.no_way_out
                ? fmt::format(
                      "one-way roads lead to {} nodes from which no road leads back", trap.nodes
                  )
                : fmt::format(
                      "one-way roads lead from {} nodes to which no road leads", trap.nodes
                  ),
            roads.way(roads.edges_at(trap.first).front()).source_id,
            roads.position(trap.first)
        );
    }
}

}  // namespace

built_network build_network(road_table table, const network_options& options) {
    assert(options.detour_factor >= 1);
    return network_builder(table, options).run();
}

}  // namespace geo
