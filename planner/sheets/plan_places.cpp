// SPDX-License-Identifier: Apache-2.0
#include "geo/linework/split.hpp"
#include "planner/sheets/plan_features.hpp"

#include <algorithm>

/// Sectors, posts and places of a map sheet.
namespace planner::detail {

namespace {

/// The divided land as the base map has it, or the part of it that the plan has.
const map_area& land_of(const map_source& from) {
    for (const auto& one : from.base.territories) {
        if (one.id == from.base.subject) {
            return one.area;
        }
    }
    return from.plan.other_side;
}

/// The edge of an area but where others have it: coast and border are lines of their own, and the
/// dashes of a line drawn twice run together.
map_lines edge_apart_from(const map_area& shape, const map_area& others) {
    constexpr geo::metres beside(300);  // what a sheet at 1:1 000 000 cannot show
    return geo::find_shared_edges(shape, others, beside).own;
}

}  // namespace

void add_sectors(sheet& to, const map_source& from, const std::string& without_name) {
    auto boundaries = sector_layer();
    auto names = sector_layer();
    names.id = "sector_names";
    names.strokes.clear();
    if (from.plan.sectors.size() > 1) {
        auto before = land_of(from);
        for (const auto& one : from.plan.sectors) {
            boundaries.items.push_back({.shape = edge_apart_from(one.shape, before)});
            before.insert(before.end(), one.shape.begin(), one.shape.end());
            names.items.push_back(
                {.shape = one.shape,
                 .label = one.id == without_name ? "" : one.name,
                 .priority = 6e5}
            );
        }
    }
    boundaries.legend = from.say.text<"legend.sector">();
    add(to, std::move(boundaries));
    add(to, std::move(names));
}

void add_posts(sheet& to, const map_source& from, const std::string& phase) {
    auto posts = post_layer();
    for (const auto& one : from.plan.posts) {
        if (!phase.empty() && !from.plan.stands_in(one, phase)) {
            continue;
        }
        posts.items.push_back({.shape = one.position});
    }
    posts.legend = !phase.empty()          ? from.say.text<"legend.post_in_phase">()
                   : from.plan.posts_given ? from.say.text<"legend.posts_given">()
                                           : from.say.text<"legend.post">();
    add(to, std::move(posts));
    auto offices = headquarters_layer();
    for (const auto& one : from.plan.sectors) {
        if (one.headquarters) {
            offices.items.push_back({.shape = one.headquarters->position, .priority = 5e6});
        }
    }
    offices.legend = from.say.text<"legend.headquarters">();
    add(to, std::move(offices));
}

sheet_layer exits(const map_source& from) {
    auto layer = exit_layer();
    for (const auto& one : from.plan.exits) {
        layer.items.push_back({.shape = one.position});
    }
    layer.legend = from.say.text<"legend.exit">();
    return layer;
}

sheet_layer facilities(const map_source& from) {
    auto layer = facility_layer();
    for (const auto& place : from.plan.facilities) {
        if (place.kind == "nuclear_plant" || place.kind == "dam") {
            layer.items.push_back({.shape = place.position, .label = place.name, .priority = 2e5});
        }
    }
    layer.legend = from.say.text<"legend.facility">();
    return layer;
}

sheet_layer settlements(const map_source& from, double least_people, bool local_names) {
    auto layer = settlement_layer();
    layer.legend = from.say.text<"legend.settlement">();
    const auto& all = from.base.settlements.empty() ? from.plan.settlements : from.base.settlements;
    for (const auto& place : all) {
        if (place.people < least_people) {
            continue;
        }
        auto item = settlement_item(place.position, place.name, place.people);
        if (local_names && place.local_name != place.name) {
            item.label_below = place.local_name;
        }
        layer.items.push_back(std::move(item));
    }
    return layer;
}

}  // namespace planner::detail
