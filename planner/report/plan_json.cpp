// SPDX-License-Identifier: Apache-2.0
#include "planner/report/plan_json.hpp"

#include "geo/measure/geodesic.hpp"
#include "planner/model/ground_text.hpp"
#include "planner/model/json_shapes.hpp"
#include "planner/model/roles.hpp"
#include "planner/report/corridor_json.hpp"
#include "planner/report/monitoring_json.hpp"
#include "planner/report/presence_json.hpp"
#include "planner/report/protection_json.hpp"
#include "planner/report/status_json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>

namespace planner {

namespace {

using json = nlohmann::ordered_json;

json to_json(const geo::finding& item) {
    json out{
        {"code", geo::name(item.code)}, {"severity", geo::name(item.level)}, {"text", item.text}};
    if (!item.where.file.empty()) {
        // Only the name: where the user keeps the file is no part of the plan.
        out["file"] = item.where.file.substr(item.where.file.find_last_of('/') + 1);
    }
    if (!item.where.layer.empty()) {
        out["layer"] = item.where.layer;
    }
    if (!item.where.feature.empty()) {
        out["feature"] = item.where.feature;
    }
    if (item.where.lon && item.where.lat) {
        out["lon"] = std::round(*item.where.lon * 1e6) / 1e6;
        out["lat"] = std::round(*item.where.lat * 1e6) / 1e6;
    }
    return out;
}

json to_json(const schedule_row& row) {
    return {
        {"id", row.id},
        {"kind", row.kind},
        {"offset", to_offset_text(row.offset)},
        {"when", to_rfc3339(row.when)},
        {"deadline", row.deadline ? json(to_rfc3339(*row.deadline)) : json()},
        {"who", row.who},
        {"action", row.action},
        {"where", row.where},
        {"verification", row.verification},
        {"verified_by", row.verified_by},
        {"follows", row.follows},
        {"moved", row.moved},
        {"cited", to_json(row.cited)}};
}

json to_json(const plan_phase& phase) {
    json regions = json::array();
    for (const auto& one : phase.by_region) {
        regions.push_back(to_json(one));
    }
    return {
        {"id", phase.term.id},
        {"title", phase.term.title},
        {"territory", phase.territory},
        {"start", to_rfc3339(phase.start)},
        {"end", to_rfc3339(phase.end)},
        {"verified", to_rfc3339(phase.verified)},
        {"gate", phase.term.gate},
        {"progress_from", phase.progress_from},
        {"progress_to", phase.progress_to},
        {"vacated", to_json(phase.count)},
        {"by_region", std::move(regions)},
        {"still_held", to_json(phase.still_held)},
        {"line_length_km", km(geo::length(phase.line))},
        {"line_max_error_m", std::round(phase.line_error.value() * 100) / 100},
        {"cited", to_json(phase.term.cited)}};
}

json to_json(const zone_cap& cap) {
    return {
        {"what", cap.what},
        {"most", cap.most},
        {"per", name(cap.per)},
        {"text", cap.text},
        {"certainty", cap.certainty}};
}

json to_json(const zone_exception& one) {
    return {
        {"kind", one.kind},
        {"area", one.area},
        {"place", one.place},
        {"centre", one.centre ? json{one.centre->lon.value(), one.centre->lat.value()} : json()},
        {"radius_m", one.radius ? json(one.radius->value()) : json()},
        {"effect",
         !one.has_ground() ? "text"
         : one.cut         ? "cut_out"
                           : "marked"},
        {"text", one.text}};
}

json to_json(const plan_exception& one) {
    auto out = to_json(one.term);
    out["contains"] = to_json(one.count);
    return out;
}

/// Those of the terms, with what they hold where they have ground.
json exceptions_of(const plan_zone& zone) {
    json out = json::array();
    auto laid = zone.exceptions.begin();
    for (std::size_t i = 0; i < zone.term.exceptions.size(); ++i) {
        const bool has = laid != zone.exceptions.end() && laid->number == i;
        out.push_back(has ? to_json(*laid++) : to_json(zone.term.exceptions[i]));
    }
    return out;
}

json words_of(const std::vector<zone_ban>& bans) {
    json out = json::array();
    for (const auto ban : bans) {
        out.push_back(name(ban));
    }
    return out;
}

json to_json(const cap_total& one) {
    return {
        {"party", one.party.str()},
        {"what", one.what},
        {"most", one.most},
        {"from", to_rfc3339(one.when.from)},
        {"until", to_rfc3339(one.when.until)},
        {"zones", one.zones}};
}

template <class Items>
json list_of_zone_parts(const Items& items) {
    json out = json::array();
    for (const auto& item : items) {
        out.push_back(to_json(item));
    }
    return out;
}

json to_json(const plan_zone& zone) {
    return {
        {"id", zone.id},
        {"term", zone.term.id},
        {"rule", name(zone.term.rule)},
        {"space", name(zone.term.space)},
        {"systems", zone.systems},
        {"caps", list_of_zone_parts(zone.term.caps)},
        {"forbids", words_of(zone.term.forbids)},
        {"stretch", stretch_text(zone.term).empty() ? "" : stretch_text(zone.term).substr(1)},
        {"exceptions", exceptions_of(zone)},
        {"inspect", zone.term.inspect},
        {"beyond_border_km2", std::round(geo::in_square_kilometres(zone.beyond) * 1000) / 1000},
        {"title", zone.term.title},
        {"binds", zone.binds.str()},
        {"lies_on", zone.lies_on.str()},
        {"weapon_class", zone.term.weapon_class},
        {"depth_m", zone.term.depth.value()},
        {"width_is", zone.term.width == width_reading::total ? "total" : "per_side"},
        {"distance_m", zone.depth.value()},
        {"reference_line", zone.term.reference_line},
        {"valid_from", to_rfc3339(zone.when.from)},
        {"valid_to", to_rfc3339(zone.when.until)},
        {"max_error_m", std::round(zone.max_error.value() * 1000) / 1000},
        {"contains", to_json(zone.count)},
        {"cited", to_json(zone.term.cited)}};
}

json to_json(const layer_source& source) {
    json out{
        {"layer", source.layer},
        {"file", source.file},
        {"source", source.source},
        {"licence", source.licence},
        {"attribution", source.attribution},
        {"note", source.note}};
    if (source.accuracy) {
        out["accuracy_m"] = source.accuracy->value();
    }
    return out;
}

template <class Items>
json to_list(const Items& items) {
    json out = json::array();
    for (const auto& item : items) {
        out.push_back(to_json(item));
    }
    return out;
}

json parties_of(const plan& what) {
    json out = json::array();
    for (const auto& one : what.ground.parties) {
        json roles = json::array();
        for (const auto& [role, id] : what.ground.roles) {
            if (id == one.id) {
                roles.push_back(role);
            }
        }
        out.push_back({{"id", one.id.str()}, {"name", one.name}, {"roles", std::move(roles)}});
    }
    return out;
}

json lines_of(const plan& what) {
    json out = json::array();
    for (const auto& line : what.ground.lines) {
        out.push_back(
            {{"id", line.id.str()},
             {"title", line.title},
             {"kind", name(line.kind)},
             {"status", name(line.status)},
             {"basis", name(line.basis)},
             {"date", to_rfc3339(line.date)},
             {"accuracy_m", line.accuracy.value()},
             {"length_km", km(geo::length(line.id == what.contact_id ? what.contact : line.shape))},
             {"source", line.source}}
        );
    }
    return out;
}

json milestones_of(const plan& what) {
    json out = json::array();
    for (const auto& one : what.said.milestones) {
        out.push_back(
            {{"id", one.id},
             {"title", one.title},
             {"when", one.when},
             {"then", one.then},
             {"who", one.who},
             {"cited", to_json(one.cited)}}
        );
    }
    return out;
}

json reserved_of(const plan& what) {
    json out = json::array();
    for (const auto& one : what.reserved) {
        out.push_back(
            {{"id", one.area_of.id.str()},
             {"name", one.area_of.name},
             {"legal_basis", one.area_of.legal_basis},
             {"treatment", name(one.term.treatment)},
             {"held", to_json(one.count)},
             {"note", one.term.text}}
        );
    }
    return out;
}

json exits_of(const plan& what) {
    json out = json::array();
    for (const auto& exit : what.exits) {
        const auto& place = what.ground.crossings[exit.crossing];
        out.push_back(
            {{"id", place.id.str()},
             {"name", place.name},
             {"kind", place.kind},
             {"territory", exit.territory},
             {"lon", place.position.lon.value()},
             {"lat", place.position.lat.value()}}
        );
    }
    return out;
}

}  // namespace

std::string to_json(const plan& what) {
    json out{
        {"format", "armistice-plan/1"},
        {"plan_id", what.id},
        {"plan_version", what.version},
        {"d_day", to_rfc3339(what.d_day)},
        {"date_basis", what.date_basis},
        {"time_zone", what.ground.time_zone},
        {"theatre",
         {{"id", what.ground.id},
          {"title", what.ground.title},
          {"as_of", to_rfc3339(what.ground.as_of)},
          {"note", what.ground.note}}},
        {"terms",
         {{"id", what.said.id},
          {"title", what.said.title},
          {"summary", what.said.summary},
          {"legal_reference", what.said.legal_reference},
          {"source", what.said.source},
          {"status", name(what.said.status)}}},
        {"parties", parties_of(what)},
        {"withdrawing_party", what.withdrawing.str()},
        {"other_party", what.other.str()},
        {"schedule", to_list(what.schedule)},
        {"held_at_start", to_json(what.held_count)},
        {"area_gap", what.area_gap},
        {"lines", lines_of(what)},
        {"phases", to_list(what.phases)},
        {"zones", to_list(what.zones)},
        {"cap_totals", to_list(what.caps)},
        {"milestones", milestones_of(what)},
        {"reserved", reserved_of(what)},
        {"exits", exits_of(what)},
        {"second_stage", what.said.second_stage},
        {"findings", to_list(what.found)},
        {"sources", to_list(what.ground.sources)}};
    for (std::size_t i = 0; i < what.zones.size(); ++i) {
        const auto& zone = what.zones[i];
        out["zones"][i]["ground"] =
            zone.term.rule == zone_rule::distance
                ? fmt::format("{:g} km per side", geo::in_kilometres(zone.depth))
                : titled_ground(what, zone.term, zone.depth);
    }
    add_corridors(out, what);
    add_status(out, what);
    add_protection(out, what);
    add_presence(out, what);
    add_monitoring(out, what);
    return out.dump(1, ' ', false, json::error_handler_t::replace) + "\n";
}

}  // namespace planner
