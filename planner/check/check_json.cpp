// SPDX-License-Identifier: Apache-2.0
#include "geo/measure/geodesic.hpp"
#include "planner/check/check_report.hpp"
#include "planner/model/json_shapes.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>

namespace planner {

namespace {

using json = nlohmann::json;

json works_json(const works_count& works) {
    return {
        {"roads", works.roads},
        {"road_km", km(works.road_length)},
        {"crossings", works.crossings},
        {"facilities", works.facilities}};
}

json side_json(const side_count& side) {
    json out = to_json(side.count);
    out["party"] = side.party.str();
    out["parts"] = side.parts;
    out["coast_km"] = km(side.coast);
    out["pockets"] = json::array();
    for (const auto& one : side.pockets) {
        json row = to_json(one.count);
        row["inside"] = to_json(one.inside);
        row["near"] = one.near;
        row["enclosed"] = one.enclosed;
        out["pockets"].push_back(std::move(row));
    }
    out["facilities"] = side.facilities;
    out["crossings"] = side.crossings;
    out["regions"] = json::array();
    for (const auto& one : side.regions) {
        json row(to_json(one));
        row["works"] = works_json(side.works_in(one.region));
        out["regions"].push_back(std::move(row));
    }
    out["works"] = works_json(side.works);
    return out;
}

}  // namespace

std::string to_json(const line_check& done, const theatre& ground) {
    json out{
        {"format", "armistice-check/1"},
        {"proposal", done.what.name},
        {"theatre", ground.id},
        {"owner", done.owner.str()},
        {"other", done.other.str()},
        {"holds", done.holds()},
        {"simple", done.simple},
        {"divides", done.divides},
        {"follows_border", done.follows_border},
        {"length_km", km(done.length)},
        {"parts", done.what.lines.size()},
        {"tolerance_m", done.tolerance.value()},
        {"accuracy_m", done.what.accuracy.value()},
        {"border_accuracy_m", done.border_accuracy.value()},
        {"left_outside_km2", km2(done.left_outside)},
        {"stretches", json::array()},
        {"distances", json::array()},
        {"changes", json::array()},
        {"reserved", json::array()},
        {"is_area", done.what.is_area()},
        {"beyond_km2", km2(done.beyond)},
        {"cut", json::array()},
        {"roads_cut", done.roads_cut},
        {"border_corrections", json::array()},
        {"territories", json::array()},
        {"findings", json::array()}};
    for (const auto& [where, start, end] : done.stretches) {
        out["stretches"].push_back(
            {{"kind", std::string(geo::name(where.kind))},
             {"part", where.part},
             {"from_km", std::round(where.from.value() * 1000) / 1e6},
             {"to_km", std::round(where.to.value() * 1000) / 1e6},
             {"start", to_json(where.start)},
             {"end", to_json(where.end)},
             {"start_near", start},
             {"end_near", end},
             {"farthest_m", std::round(where.farthest.value())},
             {"farthest_at", to_json(where.farthest_at)}}
        );
    }
    for (const auto& one : done.distances) {
        json row{
            {"line", one.line},
            {"title", one.title},
            {"kind", std::string(name(one.kind))},
            {"status", std::string(name(one.status))},
            {"along_km", km(one.along)},
            {"there_m", std::round(one.largest.value() * 10) / 10},
            {"there_at", to_json(one.largest_at)},
            {"back_m", std::round(one.largest_back.value() * 10) / 10},
            {"back_at", to_json(one.largest_back_at)},
            {"error_m", std::ceil(one.error.value() * 100) / 100}};
        if (one.leash) {
            row["frechet_m"] = std::round(one.leash->value() * 10) / 10;
            row["frechet_error_m"] = std::ceil(one.leash_error.value() * 100) / 100;
        }
        out["distances"].push_back(std::move(row));
    }
    if (done.owner_side && done.other_side) {
        out["sides"] = json::array({side_json(*done.owner_side), side_json(*done.other_side)});
    }
    for (const auto& one : done.changes) {
        json row = to_json(one.count);
        row["from"] = one.from.str();
        row["to"] = one.to.str();
        out["changes"].push_back(std::move(row));
    }
    for (const auto& one : done.reserved) {
        out["reserved"].push_back(
            {{"name", one.name},
             {"legal_basis", one.legal_basis},
             {"owner_side_km2", km2(one.owner_side)},
             {"other_side_km2", km2(one.other_side)},
             {"line_km", km(one.line)}}
        );
    }
    for (const auto& one : done.cut) {
        out["cut"].push_back(
            {{"kind", one.kind},
             {"facility", one.facility},
             {"serves", one.serves},
             {"from", one.from.str()},
             {"to", one.to.str()},
             {"source", one.source}}
        );
    }
    for (const auto& one : done.corrections) {
        out["border_corrections"].push_back(
            {{"name", one.name},
             {"source", one.source},
             {"common_error", one.wrong},
             {"undetermined", one.undetermined},
             {"on_owner_side", one.on_owner_side},
             {"on_other_side", one.on_other_side}}
        );
    }
    for (const auto& one : done.touched) {
        out["territories"].push_back(
            {{"name", one.name},
             {"party", one.party.empty() ? json() : json(one.party.str())},
             {"line_km", km(one.line)},
             {"area_km2", km2(one.size)}}
        );
    }
    for (const auto& one : done.found) {
        out["findings"].push_back(json(brief_json(one)));
    }
    return out.dump(1) + "\n";
}

std::vector<geo::feature_table> to_layers(const line_check& done) {
    std::vector<geo::feature_table> out{{"stretches", {}}, {"sides", {}}};
    const auto shapes = done.shapes_of_stretches();
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        const auto& [where, start, end] = done.stretches[i];
        auto& item = out[0].features.emplace_back();
        item.id = fmt::format("stretch-{}", i + 1);
        item.shape = geo::multi_line_string<geo::lon_lat>{shapes[i]};
        item.attributes = {
            {"kind", std::string(geo::name(where.kind))},
            {"from_km", km(where.from)},
            {"to_km", km(where.to)},
            {"start_near", start},
            {"end_near", end},
            {"farthest_m", std::round(where.farthest.value())}};
    }
    const auto add = [&](const std::string& id, const area& shape, const area_count& count) {
        auto& item = out[1].features.emplace_back();
        item.id = id;
        item.shape = shape;
        item.attributes = {
            {"area_km2", km2(count.size)},
            {"settlements", static_cast<std::int64_t>(count.settlements)},
            {"people", count.people}};
    };
    if (done.owner_side && done.other_side) {
        add("side-" + done.owner.str(), done.owner_side->shape, done.owner_side->count);
        add("side-" + done.other.str(), done.other_side->shape, done.other_side->count);
    }
    for (const auto& one : done.changes) {
        add("from-" + one.from.str() + "-to-" + one.to.str(), one.shape, one.count);
    }
    return out;
}

}  // namespace planner
