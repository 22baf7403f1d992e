// SPDX-License-Identifier: Apache-2.0
#include "planner/sheets/plan_features.hpp"

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

std::string party_text(const map_source& from, const std::string& who) {
    return who == "both" ? from.say.text<"word.both_parties">() : from.plan.party(who);
}

/// At most two: each side of a line has its own.
std::string joined_parties(const std::vector<std::string>& names, const texts& say) {
    std::string out;
    for (const auto& one : names) {
        out = out.empty() ? one
                          : say.text<"legend.zone_parties">(with<"one">(out), with<"other">(one));
    }
    return out;
}

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
        layer.legend = from.say.text<"legend.left_in">(with<"phase">(phase.title));
        layer.legend_order = 200 + static_cast<int>(i);
        add(to, std::move(layer));
    }
}

void add_zones(sheet& to, const map_source& from, const map_span& when) {
    const auto& say = from.say;
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
        std::vector<std::string> bound;
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
            auto party = party_text(from, other.binds);
            if (std::find(bound.begin(), bound.end(), party) == bound.end()) {
                bound.push_back(std::move(party));
            }
        }
        layer.legend = say.text<"legend.zone">(
            with<"title">(zone.title),
            with<"ground">(zone.ground),
            with<"parties">(joined_parties(bound, say))
        );
        add(to, std::move(layer));
    }
    exceptions.legend = cut && marked ? say.text<"legend.exception_both">()
                        : cut         ? say.text<"legend.exception_cut">()
                                      : say.text<"legend.exception_marked">();
    add(to, std::move(exceptions));
}

sheet_layer reserved_areas(const map_source& from) {
    auto layer = reserved_layer();
    for (const auto& one : from.plan.reserved) {
        layer.items.push_back(
            {.shape = one.shape,
             .label = from.say.text<"sheet.reserved">(with<"name">(one.name)),
             .priority = 3e6}
        );
    }
    layer.legend = from.say.text<"legend.reserved">();
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
