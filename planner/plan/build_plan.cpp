// SPDX-License-Identifier: Apache-2.0
#include "planner/plan/build_plan.hpp"

#include "geo/base/error.hpp"
#include "geo/geometry/box.hpp"
#include "geo/index/edge_index.hpp"
#include "geo/linework/split.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/overlay/overlay.hpp"
#include "planner/model/names.hpp"
#include "planner/model/roles.hpp"
#include "planner/phases/withdrawal.hpp"
#include "planner/plan/schedule.hpp"
#include "planner/presence/presence.hpp"
#include "planner/theatre/count.hpp"
#include "planner/theatre/divide.hpp"
#include "planner/theatre/place_index.hpp"
#include "planner/zones/cap_totals.hpp"
#include "planner/zones/zones.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace planner {

namespace {

/// A crossing stands within this distance of the area it is an exit of.
constexpr geo::metres exit_reach(5000);
/// Cut-off parts smaller than this without a settlement are islets: told as one sum.
constexpr double islet_km2 = 30;
/// A line on the border leaves slivers beside it: less than this in the mean along the line, twice
/// what lines and zones are computed to (0.5 m), is nothing.
constexpr geo::metres least_held_width(1);
/// Parts must add up to the whole within this fraction.
constexpr double accepted_area_gap = 1e-4;

void note(
    plan& into,
    geo::finding_code code,
    geo::severity level,
    std::string text,
    std::optional<geo::lon_lat> where = {}
) {
    geo::finding made;
    made.code = code;
    made.level = level;
    made.text = std::move(text);
    if (where) {
        made.where.lon = where->lon.value();
        made.where.lat = where->lat.value();
    }
    into.found.push_back(std::move(made));
}

instant choose_d_day(const theatre& ground, const terms& said, const plan_options& options) {
    if (options.d_day) {
        return *options.d_day;
    }
    // By days: terms and theatres often know no more.
    if (said.effective && *said.effective + std::chrono::days(1) > ground.as_of) {
        return *said.effective;
    }
    if (!said.effective && ground.default_d_day) {
        return *ground.default_d_day;
    }
    throw geo::input_error(
        said.effective ? "the terms took effect on " + to_rfc3339(*said.effective) +
                             ", before the theatre's date " + to_rfc3339(ground.as_of) +
                             "; say when they begin here with --d-day TIME"
                       : "neither the terms nor the theatre give a D-day; say it with --d-day TIME"
    );
}

const reserved_term* term_for(const terms& said, const reserved_id& id) {
    const reserved_term* general = nullptr;
    for (const auto& one : said.reserved) {
        if (one.area == id.str()) {
            return &one;
        }
        if (one.area == "*") {
            general = &one;
        }
    }
    return general;
}

class plan_builder {
public:
    plan_builder(theatre ground, terms said, const plan_options& options) {
        made_.d_day = choose_d_day(ground, said, options);
        made_.date_basis = said.effective && !options.d_day ? "fixed" : "earliest";
        inputs_ = read_given_inputs(said, options.inputs, ground);
        made_.ground = std::move(ground);
        made_.said = std::move(said);
        made_.id = made_.ground.id + "--" + made_.said.id;
    }

    plan run() {
        geo::append(made_.found, made_.ground.found);
        choose_parties();
        divide();
        if (made_.said.withdrawal) {
            refuse_spacing();
            withdraw();
            check_ways_out();
            check_sum();
        }
        lay_zones();
        made_.presence = flag_presence(made_, *chart_);
        made_.schedule = make_schedule(made_);
        tell_stories();
        note_assumptions();
        return std::move(made_);
    }

private:
    void choose_parties() {
        if (made_.d_day < made_.ground.as_of) {
            note(
                made_,
                geo::finding_code::plan_uncertain_figure,
                geo::severity::warning,
                "D-day " + to_rfc3339(made_.d_day) + " lies before the date of the theatre, " +
                    to_rfc3339(made_.ground.as_of)
            );
        }
        made_.contact_id = choose_line();
        const auto* line = made_.contact_line();
        if (line == nullptr) {
            std::vector<std::string> known;
            for (const auto& one : made_.ground.lines) {
                known.push_back(one.id.str());
            }
            const auto at = made_.said.withdrawal ? made_.said.withdrawal->place_of("from") : "";
            throw geo::input_error(
                at + unknown_name("line", made_.contact_id.str(), made_.ground.id, known)
            );
        }
        made_.withdrawing = choose_withdrawing(*line);
        if (line->left != made_.withdrawing && line->right != made_.withdrawing) {
            throw geo::input_error(
                "line '" + made_.contact_id.str() + "' has '" + line->left.str() +
                "' on its left and '" + line->right.str() +
                "' on its right; the party to leave, '" + made_.withdrawing.str() +
                "', must be one of them"
            );
        }
        made_.other = line->left == made_.withdrawing ? line->right : line->left;
        for (const auto& id : {made_.withdrawing, made_.other}) {
            if (made_.said.withdrawal &&
                made_.ground.find_territory(made_.ground.find_party(id)->territory) == nullptr) {
                throw geo::input_error(
                    "party '" + id.str() +
                    "' has no territory in this theatre, so nothing can be withdrawn from or to "
                    "it; "
                    "add [layers.territories] and the party's key 'territory'"
                );
            }
        }
    }

    /// The line that divides the parties: that of the withdrawal, else the first that zones are
    /// measured from and the theatre has, else the line of contact, else the theatre's first.
    [[nodiscard]] line_id choose_line() const {
        if (made_.said.withdrawal) {
            return line_id(made_.said.withdrawal->from);
        }
        for (const auto& zone : made_.said.zones) {
            for (const auto& one : zone.reference_lines) {
                // An input that is not given may be the theatre's own line of that id.
                constexpr std::string_view mark = "input:";
                const auto id =
                    one.line.starts_with(mark) ? one.line.substr(mark.size()) : one.line;
                const auto* line = made_.ground.find_line(line_id(id));
                if (line != nullptr && line->left != line->right) {
                    return line->id;
                }
            }
        }
        const line_id contact("contact");
        if (made_.ground.find_line(contact) == nullptr && !made_.ground.lines.empty()) {
            return made_.ground.lines.front().id;
        }
        return contact;
    }

    /// Without a withdrawal nobody leaves: then the word only orders the two parties of the line,
    /// by the roles `withdrawing` or `b` where the theatre has them.
    [[nodiscard]] party_id choose_withdrawing(const theatre_line& line) const {
        if (made_.said.withdrawal) {
            try {
                return party_in_role(made_.ground, made_.said.withdrawal->party);
            } catch (const geo::input_error& problem) {
                throw geo::input_error(made_.said.withdrawal->place_of("party") + problem.what());
            }
        }
        for (const auto* role : {"withdrawing", "b"}) {
            const auto found = made_.ground.roles.find(role);
            if (found != made_.ground.roles.end() &&
                (found->second == line.left || found->second == line.right)) {
                return found->second;
            }
        }
        return line.right;
    }

    void divide() {
        if (!made_.said.withdrawal) {
            divide_if_possible();
            return;
        }
        auto divided = divide_territory(made_.ground, *made_.contact_line(), made_.other);
        take(divided);
        const auto held = geo::area(made_.held).value();
        if (held < least_held_width.value() * geo::length(made_.contact).value()) {
            throw geo::input_error(
                "line '" + made_.contact_id.str() + "' leaves nothing of the territory of '" +
                made_.other.str() + "' on the side of '" + made_.withdrawing.str() +
                "': nothing is held there, so there is no withdrawal to plan"
            );
        }
        find_land_border();
        made_.held_count = count_in(made_.held, made_.ground);
        made_.other_count = count_in(made_.other_side, made_.ground);
    }

    void take(divided_territory& divided) {
        chart_.emplace(divided.chart);
        made_.contact = std::move(divided.line);
        made_.held = std::move(divided.held_by_other);
        made_.other_side = std::move(divided.held_by_owner);
        geo::append(made_.found, std::move(divided.found));
    }

    /// Zones need no line that divides one party's land: it may run along the border, or through
    /// the land of both.
    void divide_if_possible() {
        const auto& line = *made_.contact_line();
        geo::lon_lat_box box;
        for (const auto& who : {made_.other, made_.withdrawing}) {
            const auto* party = made_.ground.find_party(who);
            const auto* land =
                party != nullptr ? made_.ground.find_territory(party->territory) : nullptr;
            if (land != nullptr) {
                for (const auto& part : land->area) {
                    box.add_all(part.outer);
                }
            }
        }
        for (const auto& part : line.shape) {
            box.add_all(part);
        }
        chart_.emplace(geo::local_frame::chart(box));
        zone_ground ground(made_, *chart_, {});
        const auto& sides = ground.sides(made_.contact_id.str(), "");
        geo::append(made_.found, ground.take_findings());
        made_.contact = sides.line;
        if (!sides.divides) {
            return;
        }
        const bool other_left = line.left == made_.other;
        const auto* party = made_.ground.find_party(made_.other);
        const auto* land =
            party != nullptr ? made_.ground.find_territory(party->territory) : nullptr;
        made_.other_side = other_left ? sides.left : sides.right;
        made_.held = other_left ? sides.right : sides.left;
        if (land != nullptr) {
            const auto across = ground.cut(made_.held, land->area);
            made_.held_count = count_in(across, made_.ground);
            made_.other_count = count_in(made_.other_side, made_.ground);
            find_land_border();
        }
    }

    void find_land_border() {
        area neighbours;
        const auto own = made_.ground.find_party(made_.other)->territory;
        for (const auto& one : made_.ground.territories) {
            if (one.id != own) {
                neighbours.insert(neighbours.end(), one.area.begin(), one.area.end());
            }
        }
        made_.land_border = geo::find_shared_edges(
                                made_.ground.find_territory(own)->area, neighbours, geo::metres(100)
        )
                                .shared;
    }

    /// Crossings by which the withdrawing party can leave the held area.
    void find_exits() {
        const auto& chart = *chart_;
        const geo::edge_index edge(geo::project(chart, made_.held));
        const place_index inside({made_.held});
        for (std::size_t i = 0; i < made_.ground.crossings.size(); ++i) {
            const auto& place = made_.ground.crossings[i];
            if (!place.open || place.exit_for != made_.withdrawing) {
                continue;
            }
            const auto hit = edge.nearest(chart.project(place.position));
            if (inside.in(0, place.position) ||
                geo::distance(place.position, chart.unproject(hit->nearest)) <= exit_reach) {
                made_.exits.push_back(
                    {i, is_part_of_main(place.territory) ? "main" : place.territory}
                );
            }
        }
    }

    [[nodiscard]] bool is_part_of_main(const std::string& exit_territory) const {
        if (exit_territory == "main") {
            return true;
        }
        const auto* term = term_for(made_.said, reserved_id(exit_territory));
        return term == nullptr || term->treatment == reserved_treatment::included;
    }

    /// Terms that name a reserved area the theatre lacks would leave another one unreserved.
    void check_reserved() {
        for (const auto& term : made_.said.reserved) {
            std::vector<std::string> known;
            bool found = term.area == "*";
            for (const auto& one : made_.ground.reserved) {
                known.push_back(one.id.str());
                found = found || one.id.str() == term.area;
            }
            if (!found) {
                throw geo::input_error(
                    term.at + unknown_name("reserved area", term.area, made_.ground.id, known)
                );
            }
        }
        for (const auto& one : made_.ground.reserved) {
            if (term_for(made_.said, one.id) == nullptr) {
                note(
                    made_,
                    geo::finding_code::plan_reserved_unsaid,
                    geo::severity::warning,
                    "the terms say nothing of the reserved area '" + one.id.str() +
                        "'; it is left with the rest, as if they said treatment = \"included\""
                );
            }
        }
    }

    void refuse_spacing() const {
        const auto& said = *made_.said.withdrawal;
        if (said.spacing != phase_spacing::equal_progress || said.to != "border") {
            throw geo::input_error(
                made_.said.file + ": [withdrawal]: spacing = \"" + std::string(name(said.spacing)) +
                "\" to '" + said.to +
                "' is read but not laid out by this version; write spacing = \"equal_progress\" "
                "and to = \"border\""
            );
        }
    }

    void withdraw() {
        check_reserved();
        find_exits();
        const auto& said = *made_.said.withdrawal;
        const auto* own =
            made_.ground.find_territory(made_.ground.find_party(made_.withdrawing)->territory);
        std::vector<geo::lon_lat> exits;
        for (const auto& exit : made_.exits) {
            if (exit.territory == "main") {
                exits.push_back(made_.ground.crossings[exit.crossing].position);
            }
        }
        std::vector<reserved_area> apart;
        std::vector<const reserved_term*> apart_terms;
        for (const auto& one : made_.ground.reserved) {
            const auto* term = term_for(made_.said, one.id);
            if (term != nullptr && term->treatment != reserved_treatment::included) {
                apart.push_back(one);
                apart_terms.push_back(term);
            } else {
                made_.reserved.push_back(
                    {one, term != nullptr ? *term : reserved_term{}, {}, {}, {}}
                );
                made_.reserved.back().term.treatment = reserved_treatment::included;
            }
        }
        auto result = plan_withdrawal(
            {*chart_,
             made_.contact,
             made_.held,
             own->area,
             exits,
             apart,
             said.phases.size(),
             said.distances}
        );
        geo::append(made_.found, std::move(result.found));
        made_.border_held = result.border;
        for (std::size_t i = 0; i < said.phases.size(); ++i) {
            add_phase(said.phases[i], "main", result.steps[i]);
        }
        for (std::size_t i = 0; i < apart.size(); ++i) {
            plan_reserved kept{
                apart[i], *apart_terms[i], result.reserved[i].held, result.reserved[i].neck, {}};
            kept.count = count_in(kept.held, made_.ground);
            if (kept.term.treatment == reserved_treatment::last_phase && !kept.held.empty()) {
                withdrawal_step step;
                step.vacated = kept.held;
                auto term = kept.term.phase;
                if (apart.size() > 1) {
                    term.id += "-" + kept.area_of.id.str();
                }
                term.title += ": " + kept.area_of.name;
                add_phase(term, kept.area_of.id.str(), step);
            }
            made_.reserved.push_back(std::move(kept));
        }
    }

    void add_phase(const phase_term& term, const std::string& territory, withdrawal_step& step) {
        plan_phase phase;
        phase.term = term;
        phase.territory = territory;
        phase.progress_from = step.progress_from;
        phase.progress_to = step.progress_to;
        phase.start = made_.d_day + term.start;
        phase.end = made_.d_day + term.end;
        phase.verified = made_.d_day + term.verified;
        phase.vacated = std::move(step.vacated);
        phase.line = std::move(step.line);
        phase.line_error = step.line_error;
        phase.count = count_in(phase.vacated, made_.ground);
        phase.by_region = count_by_region(phase.vacated, made_.ground);
        made_.phases.push_back(std::move(phase));
    }

    /// After each phase, what is still held must reach an exit of its own.
    void check_ways_out() {
        // All of it: reserved areas may lie on the border, too.
        const auto own = made_.ground.find_party(made_.withdrawing)->territory;
        const auto border = geo::find_shared_edges(
                                made_.held, made_.ground.find_territory(own)->area, geo::metres(100)
        )
                                .shared;
        for (std::size_t i = 0; i < made_.phases.size(); ++i) {
            area still;
            area_count left;
            for (std::size_t j = i + 1; j < made_.phases.size(); ++j) {
                const auto& later = made_.phases[j];
                still.insert(still.end(), later.vacated.begin(), later.vacated.end());
                left.size += later.count.size;
                left.settlements += later.count.settlements;
                left.people += later.count.people;
            }
            for (const auto& one : made_.reserved) {
                if (one.term.treatment == reserved_treatment::excluded) {
                    still.insert(still.end(), one.held.begin(), one.held.end());
                    left.size += one.count.size;
                    left.settlements += one.count.settlements;
                    left.people += one.count.people;
                }
            }
            made_.phases[i].still_held = left;
            std::vector<geo::lon_lat> exits;
            for (const auto& exit : made_.exits) {
                exits.push_back(made_.ground.crossings[exit.crossing].position);
            }
            std::size_t islets = 0;
            geo::square_metres islet_area;
            for (auto& part : find_cut_off(still, border, exits, exit_reach)) {
                part.phase = made_.phases[i].term.id;
                if (is_islet(part)) {
                    ++islets;
                    islet_area += part.size;
                    continue;
                }
                note(
                    made_,
                    geo::finding_code::plan_no_exit,
                    geo::severity::warning,
                    fmt::format(
                        "after phase '{}' a part of {:.1f} km2 still held has no way out of its "
                        "own: "
                        "neither the land border nor an open exit; a transit corridor is needed",
                        part.phase,
                        geo::in_square_kilometres(part.size)
                    ),
                    part.inside
                );
                made_.cut_off.push_back(std::move(part));
            }
            if (islets > 0) {
                note(
                    made_,
                    geo::finding_code::plan_no_exit,
                    geo::severity::note,
                    fmt::format(
                        "after phase '{}' {} islets without a settlement ({:.1f} km2 in all) are "
                        "still held; forces there leave by water",
                        made_.phases[i].term.id,
                        islets,
                        geo::in_square_kilometres(islet_area)
                    )
                );
            }
        }
    }

    /// A small part with no settlement within its size.
    [[nodiscard]] bool is_islet(const cut_off_part& part) const {
        if (geo::in_square_kilometres(part.size) > islet_km2) {
            return false;
        }
        const geo::metres reach(std::sqrt(part.size.value()));
        return std::none_of(
            made_.ground.settlements.begin(),
            made_.ground.settlements.end(),
            [&](const settlement& place) {
                return std::abs((place.position.lat - part.inside.lat).value()) < 0.2 &&
                       geo::distance(place.position, part.inside) < reach;
            }
        );
    }

    void check_sum() {
        geo::square_metres sum;
        for (const auto& phase : made_.phases) {
            sum += phase.count.size;
        }
        for (const auto& one : made_.reserved) {
            if (one.term.treatment == reserved_treatment::excluded) {
                sum += one.count.size;
            }
        }
        made_.area_gap = std::abs(sum / made_.held_count.size - 1);
        if (made_.area_gap > accepted_area_gap) {
            throw geo::geometry_error(fmt::format(
                "the areas of the phases add up to {:.3f} km2, not to the {:.3f} km2 held",
                geo::in_square_kilometres(sum),
                geo::in_square_kilometres(made_.held_count.size)
            ));
        }
    }

    void lay_zones() {
        zone_ground ground(made_, *chart_, std::move(inputs_));
        made_.zones = planner::lay_zones(made_, ground, made_.found);
        made_.caps = largest_caps(made_.zones);
        refuse_nothing();
        for (const auto& rule : made_.said.rules) {
            note(
                made_,
                geo::finding_code::plan_rule_without_zone,
                geo::severity::note,
                "rule '" + rule.id +
                    "' holds everywhere, so it has no area; it is carried through "
                    "the schedule"
            );
        }
    }

    /// Terms with zones of which none can be laid for want of inputs make no plan: its map would be
    /// empty and its schedule speak of zones that nobody has seen.
    void refuse_nothing() const {
        const auto& said = made_.said;
        if (!made_.zones.empty() || !made_.phases.empty() || said.zones.empty()) {
            return;
        }
        std::string missing;
        for (const auto& item : made_.found) {
            if (item.code == geo::finding_code::plan_input_missing) {
                missing += "\n  " + item.text;
            }
        }
        if (!missing.empty()) {
            throw geo::input_error(
                said.file + ": none of its zones can be laid, because inputs are missing:" + missing
            );
        }
    }

    void tell_stories() {
        std::vector<area> phase_areas;
        for (const auto& phase : made_.phases) {
            phase_areas.push_back(phase.vacated);
        }
        std::vector<area> zone_areas;
        for (const auto& zone : made_.zones) {
            zone_areas.push_back(zone.shape);
        }
        const place_index sides({made_.held, made_.other_side});
        const place_index phases(phase_areas);
        const place_index zones(zone_areas);
        for (std::size_t i = 0; i < made_.ground.settlements.size(); ++i) {
            const auto position = made_.ground.settlements[i].position;
            settlement_story story;
            story.settlement = i;
            if (const auto side = sides.find(position)) {
                story.held_by = (*side == 0 ? made_.withdrawing : made_.other).str();
            }
            if (const auto phase = phases.find(position)) {
                story.phase = made_.phases[*phase].term.id;
            }
            for (std::size_t z = 0; z < made_.zones.size(); ++z) {
                if (zones.in(z, position)) {
                    story.zones.push_back(made_.zones[z].id);
                }
            }
            made_.stories.push_back(std::move(story));
        }
    }

    void note_assumption(const std::string& what, const citation& cited) {
        if (cited.certainty == "S") {
            return;
        }
        note(
            made_,
            cited.certainty == "assumption" ? geo::finding_code::plan_assumption
                                            : geo::finding_code::plan_uncertain_figure,
            geo::severity::note,
            what + " rests on " +
                (cited.certainty == "assumption" ? "an assumption"
                                                 : "memory, not on a text that was read") +
                ": " + cited.source
        );
    }

    void note_assumptions() {
        for (const auto& zone : made_.said.zones) {
            note_assumption("zone '" + zone.id + "'", zone.cited);
        }
        for (const auto& phase : made_.phases) {
            note_assumption("phase '" + phase.term.id + "'", phase.term.cited);
        }
        for (const auto& duty : made_.said.obligations) {
            note_assumption("obligation '" + duty.id + "'", duty.cited);
        }
        for (const auto& rule : made_.said.presence) {
            note_assumption("presence rule '" + rule.id + "'", rule.cited);
        }
        note(
            made_,
            geo::finding_code::plan_step_left_out,
            geo::severity::note,
            "corridors along roads are not computed by this version; no corridor layer is written"
        );
    }

    plan made_;
    std::optional<geo::local_frame> chart_;
    given_inputs inputs_;
};

}  // namespace

plan build_plan(theatre ground, terms said, const plan_options& options) {
    return plan_builder(std::move(ground), std::move(said), options).run();
}

}  // namespace planner
