// SPDX-License-Identifier: Apache-2.0
#include "planner/sheets/plan_features.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace planner::detail {

namespace {

/// Letters of the basic Latin alphabet in capitals, others as they are.
std::string upper_case(std::string text) {
    for (auto& c : text) {
        if (c >= 'a' && c <= 'z') {
            c = static_cast<char>(c - 'a' + 'A');
        }
    }
    return text;
}

}  // namespace

void add(sheet& to, sheet_layer layer) {
    if (!layer.items.empty()) {
        to.layers.push_back(std::move(layer));
    }
}

void add_land(sheet& to, const map_source& from) {
    auto others = land_layer();
    auto subject = subject_land_layer();
    for (const auto& one : from.base.territories) {
        if (one.id == from.base.subject) {
            subject.items.push_back({.shape = one.area});
        } else {
            others.items.push_back(
                {.shape = one.area, .label = upper_case(one.name), .priority = 5e6}
            );
        }
    }
    if (from.base.territories.empty()) {
        for (const auto* part : {&from.plan.held, &from.plan.other_side}) {
            if (!part->empty()) {
                subject.items.push_back({.shape = *part});
            }
        }
    }
    add(to, std::move(others));
    add(to, std::move(subject));
}

sheet_layer districts(const map_source& from) {
    auto layer = district_layer();
    for (const auto& one : from.base.regions) {
        layer.items.push_back({.shape = one.area, .label = upper_case(one.name), .priority = 2.5e5}
        );
    }
    return layer;
}

namespace {

bool is_reserved(const map_content& plan, const std::string& territory) {
    return std::any_of(plan.reserved.begin(), plan.reserved.end(), [&](const auto& one) {
        return one.id == territory && !one.shape.empty();
    });
}

}  // namespace

void add_phases(sheet& to, const map_source& from) {
    const auto count = from.plan.phases.size();
    for (std::size_t i = 0; i < count; ++i) {
        const auto& phase = from.plan.phases[i];
        if (is_reserved(from.plan, phase.territory)) {
            continue;  // hatched as such
        }
        auto layer = phase_layer(i, count);
        layer.items.push_back({.shape = phase.vacated, .label = phase.title, .priority = 7.9e5});
        layer.legend = "Left in " + phase.title;
        layer.legend_heading.clear();
        layer.legend_order = 200 + static_cast<int>(i);
        add(to, std::move(layer));
    }
}

void add_zones(sheet& to, const map_source& from, const map_span& when) {
    auto exceptions = exception_layer();
    bool cut = false;
    bool marked = false;
    std::vector<std::string> drawn;
    for (const auto& zone : from.plan.zones) {
        if (std::find(drawn.begin(), drawn.end(), zone.term) != drawn.end()) {
            continue;
        }
        auto layer = zone_layer(static_cast<int>(drawn.size()), status_of_terms(from.plan));
        drawn.push_back(zone.term);
        std::string bound;
        for (const auto& other : from.plan.zones) {
            if (other.term != zone.term || other.when.until <= when.from ||
                other.when.from >= when.until) {
                continue;
            }
            layer.items.push_back({.shape = other.shape});
            for (const auto& part : other.cut_out) {
                exceptions.items.push_back({.shape = map_area{part}});
                cut = true;
            }
            for (const auto& part : other.marked) {
                exceptions.items.push_back({.shape = map_area{part}});
                marked = true;
            }
            if (bound.find(other.binds) == std::string::npos) {
                bound += (bound.empty() ? "" : " and ") + other.binds;
            }
        }
        layer.legend = fmt::format("{}, {}, binds {}", zone.title, zone.ground, bound);
        add(to, std::move(layer));
    }
    exceptions.legend = cut && marked ? "Exception, cut out of a zone or marked in it"
                        : cut         ? "Exception, cut out of a zone"
                                      : "Exception, marked in a zone";
    add(to, std::move(exceptions));
}

sheet_layer reserved_areas(const map_source& from) {
    auto layer = reserved_layer();
    for (const auto& one : from.plan.reserved) {
        layer.items.push_back(
            {.shape = one.shape, .label = "Reserved: " + one.name, .priority = 3e6}
        );
    }
    layer.legend = "Reserved area";
    return layer;
}

void add_waters_and_roads(sheet& to, const map_source& from) {
    auto rivers = river_layer();
    for (const auto& one : from.base.rivers) {
        rivers.items.push_back({.shape = one.shape, .label = one.name, .priority = 3e5});
    }
    add(to, std::move(rivers));
    auto roads = road_layer();
    for (const auto& one : from.base.roads) {
        if (!one.schematic) {
            roads.items.push_back({.shape = one.shape, .label = one.ref});
        }
    }
    add(to, std::move(roads));
}

}  // namespace planner::detail
