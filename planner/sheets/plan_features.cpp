// SPDX-License-Identifier: Apache-2.0
#include "planner/sheets/plan_features.hpp"

#include "geo/linework/compare_lines.hpp"
#include "geo/linework/split.hpp"
#include "planner/model/land_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

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

/// Territories may be drawn up to a ceasefire line, as in Korea: that is no border.
bool is_the_line(const map_lines& border, const map_content& plan) {
    const auto* line = plan.contact_line();
    if (border.empty() || line == nullptr || line->shape.empty()) {
        return false;
    }
    const auto near = std::max(geo::metres(1000), line->accuracy);
    return geo::directed_hausdorff(border, line->shape).distance < near;
}

const map_lines& border_of(const map_source& from) {
    return from.base.land_border;
}

std::string status_text(const map_line& line) {
    return line.status == "de_facto" ? "de facto" : line.status;
}

sheet_line_status status_of(const map_line& line) {
    return line.status == "agreed" || line.status == "recognised" ? sheet_line_status::agreed
           : line.status == "claimed"                             ? sheet_line_status::provisional
                                                                  : sheet_line_status::de_facto;
}

sheet_layer contact_layer(const map_content& plan, const map_line& line) {
    auto layer = contact_line_layer(status_of(line));
    layer.items.push_back({.shape = line.shape, .priority = 3e6});
    layer.legend = fmt::format("{} ({})", line.title, status_text(line));
    if (line.left != line.right && !line.left.empty() && !line.right.empty()) {
        layer.legend += fmt::format(
            "; violet on the side of {}, green on that of {}",
            plan.party(line.left),
            plan.party(line.right)
        );
    }
    return layer;
}

/// The stretches of a way that nothing drawn before has.
map_lines new_stretches(
    const map_lines& shape,
    std::set<std::pair<std::pair<double, double>, std::pair<double, double>>>& drawn
) {
    map_lines parts;
    for (const auto& line : shape) {
        bool goes_on = false;
        for (std::size_t i = 1; i < line.size(); ++i) {
            const auto a = line[i - 1];
            const auto b = line[i];
            const std::pair here(a.lon.value(), a.lat.value());
            const std::pair there(b.lon.value(), b.lat.value());
            if (!drawn.insert({std::min(here, there), std::max(here, there)}).second) {
                goes_on = false;
                continue;
            }
            if (!goes_on) {
                parts.push_back({a});
            }
            parts.back().push_back(b);
            goes_on = true;
        }
    }
    return parts;
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

std::vector<const map_route*> all_routes(const map_source& from) {
    std::vector<const map_route*> out;
    for (const auto& one : from.plan.routes) {
        out.push_back(&one);
    }
    return out;
}

void add_routes(sheet& to, const std::vector<const map_route*>& routes) {
    auto ground = corridor_ground_layer();
    for (const auto* one : routes) {
        if (!one->ground.empty()) {
            ground.items.push_back({.shape = one->ground});
        }
    }
    add(to, std::move(ground));
    for (const bool schematic : {true, false}) {
        auto layer = corridor_layer(schematic);
        std::set<std::pair<std::pair<double, double>, std::pair<double, double>>> drawn;
        for (const auto* one : routes) {
            if (one->schematic != schematic) {
                continue;
            }
            auto parts = new_stretches(one->shape, drawn);
            if (!parts.empty()) {
                layer.items.push_back({.shape = std::move(parts)});
            }
        }
        add(to, std::move(layer));
    }
}

void add_border_and_lines(sheet& to, const map_source& from) {
    if (!border_of(from).empty() && !is_the_line(border_of(from), from.plan)) {
        auto border = recognised_border_layer();
        border.items.push_back({.shape = border_of(from)});
        std::string land = from.plan.party(from.plan.other);
        for (const auto& one : from.base.territories) {
            land = one.id == from.base.subject ? one.name : land;
        }
        // A name that tells its own status, in brackets, is not called recognised by us.
        const auto named = land_text(land);
        border.legend = named.starts_with("recognised") ? "Recognised border of " + land
                                                        : "Boundary of the " + named;
        add(to, std::move(border));
    }
    for (const auto& line : from.plan.lines) {
        if (line.id == from.plan.contact || line.kind != "former_line" || line.shape.empty()) {
            continue;
        }
        auto earlier = earlier_line_layer();
        earlier.items.push_back({.shape = line.shape});
        earlier.legend = line.title + " (" + status_text(line) + ")";
        add(to, std::move(earlier));
    }
    const auto* line = from.plan.contact_line();
    if (line != nullptr && !line->shape.empty()) {
        add(to, contact_layer(from.plan, *line));
    }
}

std::string phase_line_name(const map_content& plan, const std::string& phase) {
    for (std::size_t i = 0; i < plan.phases.size(); ++i) {
        if (plan.phases[i].id == phase) {
            return fmt::format("PL {}", i + 1);
        }
    }
    return "";
}

void add_phase_lines(sheet& to, const map_source& from, const std::vector<std::string>& only) {
    const auto status = status_of_terms(from.plan);
    auto layer = phase_line_layer(status);
    auto at_target = phase_line_at_border_layer();
    for (const auto& phase : from.plan.phases) {
        const bool wanted =
            only.empty() || std::find(only.begin(), only.end(), phase.id) != only.end();
        if (phase.line.empty() || !wanted) {
            continue;
        }
        auto& into = phase.reaches_target ? at_target : layer;
        into.items.push_back(
            {.shape = phase.line, .label = phase_line_name(from.plan, phase.id), .priority = 4e6}
        );
    }
    layer.legend = fmt::format(
        "Phase line (PL), reached at the end of its phase ({})",
        status == sheet_line_status::agreed ? "agreed" : "proposed"
    );
    add(to, std::move(at_target));
    add(to, std::move(layer));
}

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
    boundaries.legend = "Boundary of a sector";
    add(to, std::move(boundaries));
    add(to, std::move(names));
}

void add_posts(sheet& to, const map_source& from, const std::string& phase) {
    auto posts = post_layer();
    for (const auto& one : from.plan.posts) {
        if (!phase.empty() &&
            std::find(one.phases.begin(), one.phases.end(), phase) == one.phases.end()) {
            continue;
        }
        posts.items.push_back({.shape = one.position});
    }
    posts.legend = !phase.empty()          ? "Post with a task in this phase"
                   : from.plan.posts_given ? "Post (number as given)"
                                           : "Post";
    add(to, std::move(posts));
    auto offices = headquarters_layer();
    for (const auto& one : from.plan.sectors) {
        if (one.headquarters) {
            offices.items.push_back({.shape = one.headquarters->position, .priority = 5e6});
        }
    }
    offices.legend = "Headquarters of a sector";
    add(to, std::move(offices));
}

sheet_layer exits(const map_source& from) {
    auto layer = exit_layer();
    for (const auto& one : from.plan.exits) {
        layer.items.push_back({.shape = one.position});
    }
    layer.legend = "Named exit (crossing)";
    return layer;
}

sheet_layer facilities(const map_source& from) {
    auto layer = facility_layer();
    for (const auto& place : from.plan.facilities) {
        if (place.kind == "nuclear_plant" || place.kind == "dam") {
            layer.items.push_back({.shape = place.position, .label = place.name, .priority = 2e5});
        }
    }
    layer.legend = "Nuclear plant or dam";
    return layer;
}

sheet_layer settlements(const map_source& from, double least_people, bool local_names) {
    auto layer = settlement_layer();
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

sheet_line_status status_of_terms(const map_content& plan) {
    return plan.terms_status == "in force" || plan.terms_status == "ended"
               ? sheet_line_status::agreed
               : sheet_line_status::provisional;
}

}  // namespace planner::detail
