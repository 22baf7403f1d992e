// SPDX-License-Identifier: Apache-2.0
#include "geo/measure/geodesic.hpp"
#include "geo/measure/grid_reference.hpp"
#include "planner/report/layer_maker.hpp"

#include <fmt/format.h>

#include <map>

namespace planner::detail {

using geo::attribute;
using geo::feature;
using geo::feature_table;

void layer_maker::add_zones() {
    auto& to = layer("zones");
    for (const auto& zone : plan_.zones) {
        common c;
        c.id = "zone-" + zone.id;
        c.binds = zone.binds.str();
        c.lies_on = zone.lies_on.str();
        c.weapon_class = zone.term.weapon_class;
        c.distance = zone.depth;
        c.when = zone.when;
        c.size = zone.count.size;
        c.max_error = zone.max_error;
        c.source = zone.term.cited.source;
        c.clause = zone.term.cited.clause;
        auto& made = add(to, c, zone.shape);
        made.attributes.insert(
            made.attributes.end(),
            {{"title", zone.term.title},
             {"rule", zone.term.text},
             {"depth_m", zone.term.depth.value()},
             {"width_is",
              std::string(zone.term.width == width_reading::total ? "total" : "per_side")},
             {"reference_line", zone.term.reference_line},
             {"measured_by", std::string(name(zone.term.rule))},
             {"space", std::string(name(zone.term.space))},
             {"systems", zone.systems},
             {"forbids", words_of(zone.term.forbids)},
             {"stretch", text_or_null(plain_stretch(zone.term))},
             {"caps", cap_texts(zone.term)},
             {"exceptions", exception_texts(zone.term)},
             {"beyond_border_km2", std::round(geo::in_square_kilometres(zone.beyond) * 1e3) / 1e3},
             {"certainty", zone.term.cited.certainty},
             {"settlements", static_cast<std::int64_t>(zone.count.settlements)},
             {"people", zone.count.people}}
        );
    }
}

std::vector<std::string> layer_maker::words_of(const std::vector<zone_ban>& bans) {
    std::vector<std::string> out;
    for (const auto ban : bans) {
        out.emplace_back(name(ban));
    }
    return out;
}

std::string layer_maker::plain_stretch(const zone_term& term) {
    const auto text = stretch_text(term);
    return text.empty() ? text : text.substr(1);
}

void layer_maker::add_exceptions() {
    auto& to = layer("exceptions");
    for (const auto& zone : plan_.zones) {
        for (const auto& one : zone.exceptions) {
            if (one.shape.empty()) {
                continue;
            }
            common c;
            c.id = fmt::format("exception-{}-{}", zone.id, one.number + 1);
            c.binds = zone.binds.str();
            c.lies_on = zone.lies_on.str();
            c.weapon_class = zone.term.weapon_class;
            c.distance = one.term.radius;
            c.when = zone.when;
            c.size = one.count.size;
            c.max_error = std::max(zone.max_error, one.max_error);
            c.source = zone.term.cited.source;
            c.clause = zone.term.cited.clause;
            auto& made = add(to, c, one.shape);
            made.attributes.insert(
                made.attributes.end(),
                {{"zone", zone.id},
                 {"kind", one.term.kind},
                 {"effect", one.term.cut ? "cut_out" : "marked"},
                 {"place", text_or_null(one.term.place + one.term.area)},
                 {"text", text_or_null(one.term.text)},
                 {"settlements", static_cast<std::int64_t>(one.count.settlements)},
                 {"people", one.count.people}}
            );
        }
    }
}

void layer_maker::add_phase_lines() {
    auto& to = layer("phase_lines");
    for (const auto& phase : plan_.phases) {
        if (phase.line.empty()) {
            continue;
        }
        common c;
        c.id = "phase-line-" + phase.term.id;
        c.binds = plan_.withdrawing.str();
        c.phase = phase.term.id;
        c.when = {phase.end, open_end()};
        c.length = geo::length(phase.line);
        c.max_error = phase.line_error;
        c.source = phase.term.cited.source;
        c.clause = phase.term.cited.clause;
        auto& made = add(to, c, phase.line);
        made.attributes.insert(
            made.attributes.end(),
            {{"title", "Line of " + phase.term.title},
             {"territory", phase.territory},
             {"progress", phase.progress_to},
             {"gate", phase.term.gate},
             {"verified", to_rfc3339(phase.verified)},
             {"certainty", phase.term.cited.certainty}}
        );
    }
}

instant layer_maker::held_until(const cut_off_part& part) const {
    for (const auto& phase : plan_.phases) {
        if (phase.term.id == part.left_in) {
            return phase.end;
        }
    }
    return open_end();
}

void layer_maker::add_transit() {
    auto& to = layer("transit");
    std::map<std::string, int> number;
    for (const auto& part : plan_.cut_off) {
        const auto n = ++number[part.phase];
        if (part.transit.shape.empty()) {
            continue;
        }
        common c;
        c.id = fmt::format("transit-{}-{}", part.phase, n);
        c.binds = plan_.withdrawing.str();
        c.phase = part.phase;
        for (const auto& phase : plan_.phases) {
            if (phase.term.id == part.phase) {
                c.when = {phase.end, held_until(part)};
            }
        }
        c.length = part.transit.length;
        c.source = "computed: the shortest way; roads are not looked at";
        auto& made = add(to, c, lines{part.transit.shape});
        made.attributes.insert(
            made.attributes.end(),
            {{"kind", "proposed_transit"},
             {"title", "Proposed transit of a cut-off part after " + part.phase},
             {"reaches", part.transit.reaches},
             {"by_land", part.transit.by_land},
             {"part_area_km2", area_of(part.size)},
             {"part_lon", part.inside.lon.value()},
             {"part_lat", part.inside.lat.value()}}
        );
    }
}

void layer_maker::add_vacated() {
    auto& to = layer("vacated");
    for (const auto& phase : plan_.phases) {
        common c;
        c.id = "vacated-" + phase.term.id;
        c.binds = plan_.withdrawing.str();
        c.lies_on = plan_.withdrawing.str();
        c.phase = phase.term.id;
        c.when = {phase.end, open_end()};
        c.size = phase.count.size;
        c.max_error = phase.line_error;
        c.source = phase.term.cited.source;
        c.clause = phase.term.cited.clause;
        auto& made = add(to, c, phase.vacated);
        made.attributes.insert(
            made.attributes.end(),
            {{"title", phase.term.title},
             {"territory", phase.territory},
             {"leaves_from", to_rfc3339(phase.start)},
             {"entry_rule",
              plan_.said.vacated ? attribute(std::string(name(plan_.said.vacated->entry)))
                                 : attribute()},
             {"settlements", static_cast<std::int64_t>(phase.count.settlements)},
             {"people", phase.count.people}}
        );
    }
}

void layer_maker::add_corridors() {
    auto& to = layer("corridors");
    for (const auto& one : plan_.corridors.routes) {
        if (!one.problem.empty()) {
            continue;
        }
        common c;
        c.id = one.id;
        c.binds = one.who.str();
        c.distance = one.per_side;
        c.phase = one.phase;
        c.when = {one.start, one.finish};
        c.length = one.length;
        c.source = one.cited.source;
        c.clause = one.cited.clause;
        if (one.per_side) {
            c.size = one.size;
            c.max_error = one.max_error;
        }
        auto& made = one.ground.empty()
                         ? add(to, c, geo::multi_line_string<geo::lon_lat>{one.shape})
                         : add(to, c, one.ground);
        const auto* movement = plan_.corridors.of_phase(one.phase);
        made.attributes.insert(
            made.attributes.end(),
            {{"title", one.title},
             {"purpose", one.purpose},
             {"from", one.from},
             {"to", one.to},
             {"schematic", one.schematic},
             {"width_is",
              one.per_side ? attribute(std::string(
                                 one.width_is == width_reading::total ? "total" : "per_side"
                             ))
                           : attribute()},
             {"vehicles", std::round(one.vehicles)},
             {"vehicles_an_hour", rounded(one.rate * 10, 1.0) / 10},
             {"driving_hours", rounded(static_cast<double>(one.travel.count()) / 36, 1.0) / 100},
             {"bottleneck", text_or_null(one.bottleneck)},
             {"verdict",
              movement != nullptr ? attribute(std::string(name(movement->verdict))) : attribute()},
             {"forces_assumed", movement != nullptr ? attribute(movement->assumed) : attribute()},
             {"passes", one.passes},
             {"people", one.people},
             {"facilities", one.facilities},
             {"meets", one.meets},
             {"notes", one.notes},
             {"certainty", one.cited.certainty}}
        );
    }
}

void layer_maker::add_presence() {
    auto& to = layer("presence");
    for (const auto& one : plan_.presence) {
        common c;
        c.id = one.id;
        c.phase = one.phase;
        c.when = one.when;
        c.size = one.count.size;
        if (one.line_length > geo::metres(0)) {
            c.length = one.line_length;
        }
        c.max_error = one.max_error;
        std::vector<std::string> rules;
        std::vector<std::string> reasons;
        for (const auto& reason : one.reasons) {
            rules.push_back(reason.rule);
            reasons.push_back(reason.text);
        }
        c.source = one.reasons.front().cited.source;
        c.clause = one.reasons.front().cited.clause;
        auto& made = add(to, c, one.shape);
        made.attributes.insert(
            made.attributes.end(),
            {{"kind", one.kind},
             {"severity", one.severity},
             {"name", one.name},
             {"rules", rules},
             {"reasons", reasons},
             {"certainty", one.reasons.front().cited.certainty},
             {"settlements", static_cast<std::int64_t>(one.count.settlements)},
             {"people", one.count.people}}
        );
    }
}

void layer_maker::add_posts() {
    auto& to = layer("posts");
    for (const auto& one : plan_.posts) {
        common c;
        c.id = one.id;
        c.lies_on = one.lies_on.str();
        c.distance = one.reach;
        c.phase = one.phases.empty() ? "" : one.phases.front();
        c.when = one.when;
        c.length = one.covers;
        auto& made = add(to, c, std::vector<geo::lon_lat>{one.position});
        made.attributes.insert(
            made.attributes.end(),
            {{"name", one.name},
             {"place", one.place},
             {"sector", text_or_null(one.sector)},
             {"severity", one.severity},
             {"kinds", one.kinds},
             {"phases", one.phases},
             {"sites", static_cast<std::int64_t>(one.sites)},
             {"reach_by", one.reach_by},
             {"hospital_minutes",
              one.hospital_minutes ? attribute(*one.hospital_minutes) : attribute()},
             {"mgrs", geo::mgrs(one.position)}}
        );
    }
}

void layer_maker::add_sectors() {
    auto& to = layer("sectors");
    for (const auto& one : plan_.sectors) {
        const auto* town =
            one.headquarters ? &plan_.ground.settlements[*one.headquarters] : nullptr;
        common c;
        c.id = one.id;
        c.when = always_;
        c.size = one.count.size;
        c.length = one.line_to - one.line_from;
        auto& made = add(to, c, one.shape);
        made.attributes.insert(
            made.attributes.end(),
            {{"name", one.name},
             {"headquarters", town != nullptr ? attribute(town->name) : attribute()},
             {"headquarters_mgrs",
              town != nullptr ? attribute(geo::mgrs(town->position)) : attribute()},
             {"line_from_km", length_of(one.line_from)},
             {"line_to_km", length_of(one.line_to)},
             {"text", one.text},
             {"posts", static_cast<std::int64_t>(one.posts)},
             {"settlements", static_cast<std::int64_t>(one.count.settlements)},
             {"people", one.count.people}}
        );
    }
}

}  // namespace planner::detail
