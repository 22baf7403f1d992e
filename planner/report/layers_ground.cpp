// SPDX-License-Identifier: Apache-2.0
#include "geo/measure/geodesic.hpp"
#include "geo/measure/grid_reference.hpp"
#include "planner/report/layer_maker.hpp"
#include "planner/report/protection_places.hpp"

namespace planner::detail {

using geo::attribute;
using geo::feature;
using geo::feature_table;

void layer_maker::add_lines() {
    auto& to = layer("lines");
    for (const auto& line : plan_.ground.lines) {
        const bool divides = line.id == plan_.contact_id;
        common c;
        c.id = "line-" + line.id.str();
        // A former line held until the line of contact of the theatre took its place.
        const bool former = line.kind == line_kind::former_line &&
                            plan_.contact_line() != nullptr &&
                            plan_.contact_line()->date > line.date;
        c.when = {line.date, former ? plan_.contact_line()->date : open_end()};
        c.date_basis = "observed";
        const auto& shape = divides ? plan_.contact : line.shape;
        c.length = geo::length(shape);
        c.source = line.source;
        auto& made = add(to, c, shape);
        made.attributes.insert(
            made.attributes.end(),
            {{"title", line.title},
             {"kind", std::string(name(line.kind))},
             {"status", std::string(name(line.status))},
             {"basis", std::string(name(line.basis))},
             {"date", to_rfc3339(line.date)},
             {"accuracy_m", line.accuracy.value()},
             {"left", tells_sides(line) ? attribute(line.left.str()) : attribute()},
             {"right", tells_sides(line) ? attribute(line.right.str()) : attribute()}}
        );
    }
    if (!plan_.border_held.empty()) {
        common c;
        c.id = "line-border-held";
        c.when = always_;
        c.length = geo::length(plan_.border_held);
        std::optional<geo::metres> accuracy;
        for (const auto& source : plan_.ground.sources) {
            if (source.layer == "territories") {
                c.source = source.source;
                accuracy = source.accuracy;
            }
        }
        auto& made = add(to, c, plan_.border_held);
        made.attributes.insert(
            made.attributes.end(),
            {{"title", "Recognised border along the area to be left"},
             {"kind", std::string(name(line_kind::recognised_border))},
             {"status", std::string(name(line_status::recognised))},
             {"basis", std::string(name(line_basis::agreed))},
             {"date", to_rfc3339(plan_.ground.as_of)},
             {"accuracy_m", accuracy ? attribute(accuracy->value()) : attribute()},
             {"left", attribute()},
             {"right", attribute()}}
        );
    }
}

bool layer_maker::tells_sides(const theatre_line& line) {
    return line.kind != line_kind::administrative && line.kind != line_kind::recognised_border;
}

void layer_maker::add_site(feature_table& to, const facility& place, const std::string& what) {
    common c;
    c.id = what + "-" + place.id.str();
    c.when = always_;
    c.source = place.source;
    auto& made = add(to, c, std::vector<geo::lon_lat>{place.position});
    made.attributes.insert(
        made.attributes.end(),
        {{"what", what},
         {"kind", place.kind},
         {"name", place.name},
         {"note", text_or_null(place.note)},
         {"certainty", text_or_null(place.certainty)},
         {"exit_for", attribute()},
         {"mgrs", geo::mgrs(place.position)}}
    );
}

void layer_maker::add_sites() {
    auto& to = layer("sites");
    for (const auto& place : plan_.ground.infrastructure) {
        add_site(to, place, "facility");
    }
    for (const auto& place : plan_.ground.sites) {
        add_site(to, place, "site");
    }
    for (const auto& place : plan_.ground.crossings) {
        common c;
        c.id = "crossing-" + place.id.str();
        c.when = always_;
        c.source = place.source;
        auto& made = add(to, c, std::vector<geo::lon_lat>{place.position});
        made.attributes.insert(
            made.attributes.end(),
            {{"what", "crossing"},
             {"kind", place.kind},
             {"name", place.name},
             {"note", text_or_null(place.note)},
             {"certainty", attribute()},
             {"exit_for", place.open ? text_or_null(place.exit_for.str()) : attribute()},
             {"mgrs", geo::mgrs(place.position)}}
        );
    }
}

void layer_maker::add_settlements() {
    auto& to = layer("settlements");
    for (const auto& story : plan_.stories) {
        const auto& place = plan_.ground.settlements[story.settlement];
        // Settlements far from anything the plan does would only weigh the file down.
        if (story.phase.empty() && story.zones.empty()) {
            continue;
        }
        common c;
        c.id = "settlement-" + place.id.str();
        c.phase = story.phase;
        c.when = always_;
        auto& made = add(to, c, std::vector<geo::lon_lat>{place.position});
        std::string zones;
        for (const auto& zone : story.zones) {
            zones += (zones.empty() ? "" : ", ") + zone;
        }
        made.attributes.insert(
            made.attributes.end(),
            {{"name", place.name},
             {"name_local", text_or_null(place.local_name)},
             {"class", place.kind},
             {"population", place.population},
             {"region", text_or_null(place.region.str())},
             {"held_by", text_or_null(story.held_by)},
             {"zones", text_or_null(zones)},
             {"reached",
              plan_.shielding.places.empty()
                  ? attribute()
                  : reach_texts(plan_, plan_.shielding.places[story.settlement])}}
        );
    }
}

void layer_maker::add_control() {
    auto& to = layer("control");
    if (plan_.contact_line() == nullptr) {
        return;
    }
    const auto add_side = [&](const party_id& who, const area& shape, const area_count& count) {
        common c;
        c.id = "control-" + who.str();
        c.lies_on = who.str();
        c.when = {plan_.contact_line()->date, open_end()};
        c.date_basis = "observed";
        c.size = count.size;
        c.source = plan_.contact_line()->source;
        auto& made = add(to, c, shape);
        made.attributes.insert(
            made.attributes.end(),
            {{"held_by", who.str()},
             {"territory_of", plan_.other.str()},
             {"settlements", static_cast<std::int64_t>(count.settlements)},
             {"people", count.people}}
        );
    };
    if (!plan_.other_side.empty()) {
        add_side(plan_.other, plan_.other_side, plan_.other_count);
    }
    add_side(plan_.withdrawing, plan_.held, plan_.held_count);
}

void layer_maker::add_turning_point(
    feature_table& to, const annex_line& line, std::size_t part, std::size_t i
) {
    const auto& point = line.parts[part][i];
    common c;
    c.id = point.id;
    c.phase = line.of.phase;
    c.when = line.of.when;
    c.max_error = line.of.max_error;
    c.source = line.of.source;
    c.clause = line.of.clause;
    auto& made = add(to, c, std::vector<geo::lon_lat>{point.position});
    const bool goes_on = !point.segment.empty();
    const bool has_place = !point.place.empty();
    made.attributes.insert(
        made.attributes.end(),
        {{"line", line.of.id},
         {"line_title", line.of.title},
         {"part", static_cast<std::int64_t>(part + 1)},
         {"sequence", static_cast<std::int64_t>(i + 1)},
         {"dms", point.dms_latitude + " " + point.dms_longitude},
         {"mgrs", point.mgrs},
         {"segment_to_next", text_or_null(point.segment)},
         {"distance_to_next_m",
          goes_on ? attribute(rounded(point.to_next.value() * 10, 1.0) / 10) : attribute()},
         {"azimuth_to_next_deg", goes_on ? attribute(point.azimuth.value()) : attribute()},
         {"nearest_place", text_or_null(point.place)},
         {"distance_from_place_m",
          has_place ? attribute(rounded(point.from_place.value(), 1.0)) : attribute()},
         {"bearing_from_place_deg", has_place ? attribute(point.bearing.value()) : attribute()},
         {"description", text_or_null(point.description)},
         {"accuracy_m", point.accuracy ? attribute(point.accuracy->value()) : attribute()},
         {"line_deviation_m", centimetres_of(line.deviation)},
         {"also_limits", line.of.also}}
    );
}

void layer_maker::add_turning_points() {
    auto& to = layer("turning_points");
    for (const auto& line : points_.lines) {
        for (std::size_t part = 0; part < line.parts.size(); ++part) {
            for (std::size_t i = 0; i < line.parts[part].size(); ++i) {
                add_turning_point(to, line, part, i);
            }
        }
    }
}

void layer_maker::add_reserved() {
    auto& to = layer("reserved");
    for (const auto& one : plan_.reserved) {
        common c;
        c.id = "reserved-" + one.area_of.id.str();
        c.when = always_;
        c.size = geo::area(one.area_of.area);
        c.source = one.area_of.legal_basis;
        c.clause = one.term.cited.clause;
        auto& made = add(to, c, one.area_of.area);
        made.attributes.insert(
            made.attributes.end(),
            {{"name", one.area_of.name},
             {"treatment", std::string(name(one.term.treatment))},
             {"note", text_or_null(one.term.text)}}
        );
    }
}

void layer_maker::add_protection() {
    auto& to = layer("protection");
    for (const auto& place : plan_.shielding.places) {
        if (!comes_first(plan_, place)) {
            continue;
        }
        common c;
        c.id = "protection-" + (place.is_facility ? plan_.ground.infrastructure[place.index].id
                                                  : plan_.ground.settlements[place.index].id)
                                   .str();
        c.when = always_;
        c.max_error = plan_.shielding.max_error;
        auto& made = add(to, c, std::vector<geo::lon_lat>{protected_position(plan_, place)});
        const auto distance = [](const exposure& seen) {
            return attribute(rounded(seen.nearest.value(), 1.0));
        };
        const auto held = held_at_start(plan_, place);
        made.attributes.insert(
            made.attributes.end(),
            {{"name", protected_name(plan_, place)},
             {"kind", protected_kind(plan_, place)},
             {"population",
              place.is_facility ? attribute() : attribute(protected_people(plan_, place))},
             {"held_by", text_or_null(held)},
             {"withdrawing_start_m", distance(place.from_withdrawing.front())},
             {"withdrawing_end_m", distance(place.from_withdrawing.back())},
             {"other_start_m", distance(place.from_other.front())},
             {"other_end_m", distance(place.from_other.back())},
             {"reached", reach_texts(plan_, place)}}
        );
    }
}

}  // namespace planner::detail
