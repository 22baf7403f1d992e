// SPDX-License-Identifier: Apache-2.0
#include "planner/model/plan_edges.hpp"

#include "planner/model/input_mark.hpp"

#include <algorithm>
#include <set>

namespace planner {

namespace {

known_edge edge_of_line(const plan& made, const std::string& id) {
    const bool is_input = id.starts_with(input_mark);
    const auto* line = made.ground.find_line(line_id(is_input ? id.substr(input_mark.size()) : id));
    if (line == nullptr) {
        return {"given", geo::metres(0)};
    }
    const bool agreed = line->basis == line_basis::agreed;
    return {std::string(name(line->basis)), agreed ? geo::metres(0) : line->accuracy};
}

/// Does a role of the terms mean the party, or anybody?
bool means(const plan& made, const std::string& role, const party_id& who) {
    const auto found = made.ground.roles.find(role);
    return role.empty() || party_id(role) == who ||
           (found != made.ground.roles.end() && found->second == who);
}

/// The lines of a term and, where it counts from the edge of another zone, of that one.
void add_measured_from(
    const plan& made, const zone_term& term, const plan_zone& zone, std::set<std::string>& to
) {
    const bool binds_one = made.ground.find_party(zone.binds) != nullptr;
    for (const auto& one : term.reference_lines) {
        if (!binds_one || means(made, one.role, zone.binds)) {
            to.insert(one.line);
        }
    }
    if (!term.other_line.empty()) {
        to.insert(term.other_line);
    }
    for (const auto& inner : made.said.zones) {
        if (!term.from_zone.empty() && inner.id == term.from_zone && inner.id != term.id) {
            add_measured_from(made, inner, zone, to);
        }
    }
}

}  // namespace

known_edge edge_of(const plan& made, const plan_zone& zone) {
    std::set<std::string> measured_from;
    add_measured_from(made, zone.term, zone, measured_from);
    // A zone cut to a side ends at the line of contact when it names no line of its own.
    if (measured_from.empty() && made.ground.find_party(zone.lies_on) != nullptr &&
        made.contact_line() != nullptr) {
        measured_from.insert(made.contact_id.str());
    }
    known_edge out{zone.term.rule == zone_rule::outward ? "border" : "drawn", geo::metres(0)};
    bool first = true;
    for (const auto& id : measured_from) {
        const auto edge = edge_of_line(made, id);
        if (first || edge.accuracy > out.accuracy) {
            out = edge;
            first = false;
        }
    }
    return out;
}

known_edge edge_of_withdrawal(const plan& made) {
    return made.contact_line() != nullptr ? edge_of_line(made, made.contact_id.str())
                                          : known_edge{"drawn", geo::metres(0)};
}

}  // namespace planner
