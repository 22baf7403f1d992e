// SPDX-License-Identifier: Apache-2.0
#include "planner/terms/read_common.hpp"
#include "planner/terms/read_zones.hpp"

#include <fmt/format.h>

namespace planner::reading {

namespace {

const zone_term* find_zone(const terms& in, const std::string& id) {
    for (const auto& one : in.zones) {
        if (one.id == id) {
            return &one;
        }
    }
    return nullptr;
}

std::vector<std::string> named_by(const zone_term& zone) {
    auto out = zone.not_in;
    if (!zone.from_zone.empty()) {
        out.push_back(zone.from_zone);
    }
    return out;
}

bool leads_to(const terms& in, const zone_term& zone, const std::string& goal, std::size_t depth) {
    for (const auto& id : named_by(zone)) {
        const auto* next = find_zone(in, id);
        if (id == goal ||
            (next != nullptr && depth < in.zones.size() && leads_to(in, *next, goal, depth + 1))) {
            return true;
        }
    }
    return false;
}

void check_names(const config_table& table, const zone_term& zone, const terms& in) {
    std::vector<std::string> known;
    for (const auto& one : in.zones) {
        known.push_back(one.id);
    }
    for (const auto& id : named_by(zone)) {
        const auto* key = id == zone.from_zone ? "from_zone" : "not_in";
        if (find_zone(in, id) == nullptr) {
            table.fail(key, not_known("zone", id, known));
        }
        if (leads_to(in, zone, zone.id, 0)) {
            table.fail(key, "zones refer to each other in a circle, so none can be laid");
        }
    }
}

bool overlap(const term_span& a, const term_span& b) {
    return (!a.until || b.from < *a.until) && (!b.until || a.from < *b.until);
}

bool share_word(const zone_term& a, const zone_term& b) {
    return std::any_of(a.weapon_classes.begin(), a.weapon_classes.end(), [&](const auto& word) {
        return std::find(b.weapon_classes.begin(), b.weapon_classes.end(), word) !=
               b.weapon_classes.end();
    });
}

bool same_lines(const zone_term& a, const zone_term& b) {
    return a.reference_lines.size() == b.reference_lines.size() &&
           std::equal(
               a.reference_lines.begin(),
               a.reference_lines.end(),
               b.reference_lines.begin(),
               [](const line_for_role& x, const line_for_role& y) {
                   return x.role == y.role && x.line == y.line;
               }
           );
}

/// Is all ground of `inner` that of `outer`, as written? Only what needs no geometry to tell.
bool covers(const zone_term& outer, const zone_term& inner) {
    if (outer.stretch && stretch_text(outer) != stretch_text(inner)) {
        return false;
    }
    if (!same_lines(outer, inner) || outer.lies_on != inner.lies_on ||
        outer.extent != inner.extent || !outer.not_in.empty()) {
        return false;
    }
    if (outer.rule == zone_rule::distance &&
        (inner.rule == zone_rule::distance ||
         (inner.rule == zone_rule::band && inner.from_zone.empty()))) {
        return inner.depth_per_side() <= outer.depth_per_side();
    }
    return outer.rule == inner.rule && outer.depth_per_side() == inner.depth_per_side() &&
           outer.from_depth == inner.from_depth && outer.from_zone == inner.from_zone &&
           outer.other_line == inner.other_line && outer.border_of == inner.border_of &&
           outer.of == inner.of && outer.centres == inner.centres && outer.ring == inner.ring &&
           outer.centres_input == inner.centres_input && outer.place == inner.place &&
           outer.area == inner.area && outer.route == inner.route;
}

/// `line 14`, where a zone begins.
std::string line_of(const zone_term& zone) {
    const auto place = zone.at.find("id");
    if (place == zone.at.end()) {
        return "above";
    }
    // file:line: [zones] id:
    const auto to = place->second.find(": [");
    const auto from = place->second.rfind(':', to - 1);
    return to == std::string::npos ? "above"
                                   : "line " + place->second.substr(from + 1, to - from - 1);
}

/// Two zones for one party, class and time: one forbids what the other allows on the same ground,
/// or they allow different numbers of it.
void check_pair(const config_table& table, const zone_term& first, const zone_term& second) {
    const bool same_party =
        first.binds == second.binds || first.binds == "both" || second.binds == "both";
    if (!same_party || first.space != second.space || !overlap(first.when, second.when) ||
        !share_word(first, second)) {
        return;
    }
    const auto allows = [](const zone_term& zone) {
        return std::any_of(zone.caps.begin(), zone.caps.end(), [](const zone_cap& cap) {
            return cap.most > 0;
        });
    };
    const auto refuse = [&](const std::string& how) {
        table.fail(
            "id",
            fmt::format(
                "zone '{}' contradicts zone '{}' ({}): {}, for the same party, weapons and time; "
                "change the dates, the ground (from_depth, not_in) or one of them",
                second.id,
                first.id,
                line_of(first),
                how
            )
        );
    };
    const auto forbids_what_allows = [&](const zone_term& ban, const zone_term& allowance) {
        return ban.keeps_out() && ban.caps.empty() && ban.exceptions.empty() && allows(allowance) &&
               covers(ban, allowance);
    };
    if (forbids_what_allows(first, second)) {
        refuse("the other allows none on this ground, this one allows some");
    }
    if (forbids_what_allows(second, first)) {
        refuse("this one allows none on ground on which the other allows some");
    }
    if (!covers(first, second) || !covers(second, first)) {
        return;
    }
    for (const auto& a : first.caps) {
        for (const auto& b : second.caps) {
            if (a.what == b.what && a.per == b.per && a.most != b.most) {
                refuse(
                    fmt::format("{:g} and {:g} of '{}' on the same ground", a.most, b.most, a.what)
                );
            }
        }
    }
}

}  // namespace

void check_zones(const std::vector<config_table>& tables, const terms& read) {
    for (std::size_t i = 0; i < read.zones.size(); ++i) {
        check_names(tables[i], read.zones[i], read);
        for (std::size_t j = 0; j < i; ++j) {
            check_pair(tables[i], read.zones[j], read.zones[i]);
        }
    }
}

}  // namespace planner::reading
