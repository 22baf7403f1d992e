// SPDX-License-Identifier: Apache-2.0
#include "planner/report/layers.hpp"

#include "geo/measure/geodesic.hpp"
#include "geo/measure/grid_reference.hpp"
#include "planner/model/roles.hpp"
#include "planner/report/protection_places.hpp"

#include <fmt/format.h>

#include <cmath>
#include <map>

namespace planner {

namespace {

using geo::attribute;
using geo::feature;
using geo::feature_table;

double rounded(double value, double step) {
    return std::round(value / step) * step;
}

/// Figures are printed no finer than they are known: areas to 0.001 km2, lengths to 1 m.
attribute area_of(geo::square_metres size) {
    return rounded(geo::in_square_kilometres(size) * 1000, 1.0) / 1000;
}
attribute length_of(geo::metres size) {
    return rounded(size.value(), 1.0) / 1000;
}
attribute centimetres_of(geo::metres size) {
    return rounded(size.value() * 100, 1.0) / 100;
}

attribute text_or_null(const std::string& text) {
    return text.empty() ? attribute() : attribute(text);
}

/// The properties that every feature has.
struct common {
    std::string id;
    std::string binds;
    std::string lies_on;
    std::string weapon_class;
    std::optional<geo::metres> distance;
    std::string phase;
    time_span when;
    std::optional<geo::square_metres> size;
    std::optional<geo::metres> length;
    std::optional<geo::metres> max_error;
    std::string source;
    std::string clause;
    std::string date_basis{};  ///< instead of the plan's
};

class layer_maker {
public:
    layer_maker(const plan& what, const annex& points) : plan_(what), points_(points) {
        always_.from = plan_.d_day;
    }

    std::vector<feature_table> run() {
        add_lines();
        add_zones();
        add_exceptions();
        add_phase_lines();
        add_vacated();
        add_transit();
        add_corridors();
        add_presence();
        add_posts();
        add_sectors();
        add_sites();
        add_settlements();
        add_protection();
        add_control();
        add_turning_points();
        add_reserved();
        std::erase_if(out_, [](const feature_table& layer) { return layer.features.empty(); });
        return std::move(out_);
    }

private:
    feature_table& layer(const std::string& name) {
        out_.push_back({name, {}});
        return out_.back();
    }

    feature& add(feature_table& to, const common& c, geo::geometry shape) {
        auto& made = to.features.emplace_back();
        made.id = c.id;
        made.shape = std::move(shape);
        const auto optional_length = [](const std::optional<geo::metres>& value) {
            return value ? length_of(*value) : attribute();
        };
        made.attributes = {
            {"plan_id", plan_.id},
            {"plan_version", plan_.version},
            {"binds", text_or_null(c.binds)},
            {"lies_on", text_or_null(c.lies_on)},
            {"weapon_class", text_or_null(c.weapon_class)},
            {"distance_m", c.distance ? attribute(c.distance->value()) : attribute()},
            {"phase", text_or_null(c.phase)},
            {"valid_from", to_rfc3339(c.when.from)},
            {"valid_to", to_rfc3339(c.when.until)},
            {"date_basis", c.date_basis.empty() ? plan_.date_basis : c.date_basis},
            {"area_km2", c.size ? area_of(*c.size) : attribute()},
            {"length_km", optional_length(c.length)},
            {"max_error_m", c.max_error ? centimetres_of(*c.max_error) : attribute()},
            {"source", text_or_null(c.source)},
            {"clause", text_or_null(c.clause)}};
        return made;
    }

    void add_lines() {
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

    /// Who holds which side is a matter of lines between forces, not of borders and limits.
    [[nodiscard]] static bool tells_sides(const theatre_line& line) {
        return line.kind != line_kind::administrative && line.kind != line_kind::recognised_border;
    }

    void add_zones() {
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
                 {"beyond_border_km2",
                  std::round(geo::in_square_kilometres(zone.beyond) * 1e3) / 1e3},
                 {"certainty", zone.term.cited.certainty},
                 {"settlements", static_cast<std::int64_t>(zone.count.settlements)},
                 {"people", zone.count.people}}
            );
        }
    }

    static std::vector<std::string> words_of(const std::vector<zone_ban>& bans) {
        std::vector<std::string> out;
        for (const auto ban : bans) {
            out.emplace_back(name(ban));
        }
        return out;
    }

    static std::string plain_stretch(const zone_term& term) {
        const auto text = stretch_text(term);
        return text.empty() ? text : text.substr(1);
    }

    void add_exceptions() {
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

    void add_phase_lines() {
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

    /// Where a part that is cut off lies, it is held until the end of the phase that leaves it.
    [[nodiscard]] instant held_until(const cut_off_part& part) const {
        for (const auto& phase : plan_.phases) {
            if (phase.term.id == part.left_in) {
                return phase.end;
            }
        }
        return open_end();
    }

    /// Ways proposed for parts that have none of their own: lines without a width, not corridors
    /// along roads.
    void add_transit() {
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

    void add_vacated() {
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

    /// Routes that have no way have no feature: they are told in plan.json and the report.
    void add_corridors() {
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
                 {"driving_hours",
                  rounded(static_cast<double>(one.travel.count()) / 36, 1.0) / 100},
                 {"bottleneck", text_or_null(one.bottleneck)},
                 {"verdict",
                  movement != nullptr ? attribute(std::string(name(movement->verdict)))
                                      : attribute()},
                 {"forces_assumed",
                  movement != nullptr ? attribute(movement->assumed) : attribute()},
                 {"passes", one.passes},
                 {"people", one.people},
                 {"facilities", one.facilities},
                 {"meets", one.meets},
                 {"notes", one.notes},
                 {"certainty", one.cited.certainty}}
            );
        }
    }

    void add_presence() {
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

    void add_posts() {
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

    void add_sectors() {
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

    void add_site(feature_table& to, const facility& place, const std::string& what) {
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

    void add_sites() {
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

    /// Cities and facilities; all places are in protection.csv.
    void add_protection() {
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

    void add_settlements() {
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

    void add_control() {
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

    void add_turning_point(
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

    void add_turning_points() {
        auto& to = layer("turning_points");
        for (const auto& line : points_.lines) {
            for (std::size_t part = 0; part < line.parts.size(); ++part) {
                for (std::size_t i = 0; i < line.parts[part].size(); ++i) {
                    add_turning_point(to, line, part, i);
                }
            }
        }
    }

    void add_reserved() {
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

    const plan& plan_;
    const annex& points_;
    time_span always_;
    std::vector<feature_table> out_;
};

}  // namespace

std::vector<feature_table> plan_layers(const plan& what, const annex& points) {
    return layer_maker(what, points).run();
}

std::vector<feature_table> plan_layers(const plan& what) {
    return plan_layers(what, make_annex(what));
}

}  // namespace planner
