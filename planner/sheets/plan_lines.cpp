// SPDX-License-Identifier: Apache-2.0
#include "geo/linework/compare_lines.hpp"
#include "planner/sheets/plan_features.hpp"

#include <algorithm>
#include <set>

/// Lines of a map sheet: ways out, borders and lines between forces, phase lines.
namespace planner::detail {

namespace {

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

std::string status_text(const map_line& line, const texts& say) {
    return line.status == "agreed"       ? say.text<"line_status.agreed">()
           : line.status == "claimed"    ? say.text<"line_status.claimed">()
           : line.status == "de_facto"   ? say.text<"line_status.de_facto">()
           : line.status == "recognised" ? say.text<"line_status.recognised">()
                                         : line.status;
}

std::string legend_of(const map_line& line, const texts& say) {
    return say.text<"legend.line">(
        with<"title">(line.title), with<"status">(status_text(line, say))
    );
}

sheet_line_status status_of(const map_line& line) {
    return line.status == "agreed" || line.status == "recognised" ? sheet_line_status::agreed
           : line.status == "claimed"                             ? sheet_line_status::provisional
                                                                  : sheet_line_status::de_facto;
}

sheet_layer contact_layer(const map_source& from, const map_line& line) {
    auto layer = contact_line_layer(status_of(line));
    layer.items.push_back({.shape = line.shape, .priority = 3e6});
    layer.legend = legend_of(line, from.say);
    if (line.left != line.right && !line.left.empty() && !line.right.empty()) {
        layer.legend = from.say.text<"legend.line_sides">(
            with<"line">(layer.legend),
            with<"left">(from.plan.party(line.left)),
            with<"right">(from.plan.party(line.right))
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

std::vector<const map_route*> all_routes(const map_source& from) {
    std::vector<const map_route*> out;
    for (const auto& one : from.plan.routes) {
        out.push_back(&one);
    }
    return out;
}

void add_routes(sheet& to, const map_source& from, const std::vector<const map_route*>& routes) {
    auto ground = corridor_ground_layer();
    ground.legend = from.say.text<"legend.corridor">();
    for (const auto* one : routes) {
        if (!one->ground.empty()) {
            ground.items.push_back({.shape = one->ground});
        }
    }
    add(to, std::move(ground));
    for (const bool schematic : {true, false}) {
        auto layer = corridor_layer(schematic);
        layer.legend =
            schematic ? from.say.text<"legend.way_schematic">() : from.say.text<"legend.way">();
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
        border.legend = land.find('(') == std::string::npos
                            ? from.say.text<"legend.border">(with<"name">(land))
                            : from.say.text<"legend.boundary">(with<"name">(land));
        add(to, std::move(border));
    }
    for (const auto& line : from.plan.lines) {
        if (line.id == from.plan.contact || line.kind != "former_line" || line.shape.empty()) {
            continue;
        }
        auto earlier = earlier_line_layer();
        earlier.items.push_back({.shape = line.shape});
        earlier.legend = legend_of(line, from.say);
        add(to, std::move(earlier));
    }
    const auto* line = from.plan.contact_line();
    if (line != nullptr && !line->shape.empty()) {
        add(to, contact_layer(from, *line));
    }
}

std::string phase_line_name(const map_source& from, const std::string& phase) {
    for (std::size_t i = 0; i < from.plan.phases.size(); ++i) {
        if (from.plan.phases[i].id == phase) {
            return from.say.text<"sheet.phase_line">(with<"n">(i + 1));
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
            {.shape = phase.line, .label = phase_line_name(from, phase.id), .priority = 4e6}
        );
    }
    layer.legend = status == sheet_line_status::agreed
                       ? from.say.text<"legend.phase_line_agreed">()
                       : from.say.text<"legend.phase_line_proposed">();
    add(to, std::move(at_target));
    add(to, std::move(layer));
}

sheet_line_status status_of_terms(const map_content& plan) {
    return plan.terms_status == "in force" || plan.terms_status == "ended"
               ? sheet_line_status::agreed
               : sheet_line_status::provisional;
}

}  // namespace planner::detail
