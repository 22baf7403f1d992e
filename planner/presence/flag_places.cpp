// SPDX-License-Identifier: Apache-2.0
#include "geo/frame/local_frame.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/overlay/overlay.hpp"
#include "planner/model/number_text.hpp"
#include "planner/presence/rule_maker.hpp"
#include "planner/theatre/count.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace planner::detail {

namespace {

/// Smaller parts of land are islets, not enclaves.
constexpr geo::square_metres least_enclave(1e6);

class place_rules : rule_maker {
public:
    using rule_maker::rule_maker;

    void run() {
        for_each_rule([&](const std::string& where) {
            if (where == "zone_settlements") {
                in_zones();
            } else if (where == "vacated") {
                in_vacated();
            } else if (where == "infrastructure") {
                at_facilities(in_.what.ground.infrastructure);
            } else if (where == "sites") {
                at_facilities(in_.what.ground.sites);
            } else if (where == "storage") {
                at_facilities(in_.what.ground.sites);
                at_exceptions();
            } else if (where == "cut_off") {
                in_cut_off();
            } else if (where == "enclaves") {
                in_enclaves();
            } else if (where == "violations") {
                at_violations();
            }
        });
    }

private:
    /// A settlement in several zones is one need.
    void in_zones() {
        std::vector<area> shapes;
        for (const auto& zone : in_.what.zones) {
            shapes.push_back(zone.shape);
        }
        const place_index inside(shapes);
        for (const auto& place : in_.what.ground.settlements) {
            if (place.population < rule().people.value_or(0)) {
                continue;
            }
            std::string zones;
            time_span when{open_end(), in_.what.d_day};
            for (std::size_t z = 0; z < shapes.size(); ++z) {
                if (inside.in(z, place.position)) {
                    const auto& zone = in_.what.zones[z];
                    zones += (zones.empty() ? "" : ", ") + zone.id;
                    when.from = std::min(when.from, zone.when.from);
                    when.until = std::max(when.until, zone.when.until);
                }
            }
            if (zones.empty() || !is_near_line(place.position)) {
                continue;
            }
            auto& made = add(place.name);
            made.when = when;
            made.position = place.position;
            made.place = "settlement-" + place.id.str();
            made.people = place.population;
            made.detail = fmt::format(
                "{} ({} people by the register) in {}",
                place.name,
                people_text(place.population),
                zones
            );
            made.inputs.emplace_back("zones", zones);
            (void)is_near_line(place.position, &made);
        }
    }

    void in_vacated() {
        const auto& said = in_.what.said.vacated;
        const std::string entry(said ? planner::name(said->entry) : "");
        if (!rule().entry.empty() &&
            std::find(rule().entry.begin(), rule().entry.end(), entry) == rule().entry.end()) {
            return;
        }
        for (const auto& phase : in_.what.phases) {
            if (phase.vacated.empty() || phase.count.people < rule().people.value_or(0)) {
                continue;
            }
            auto& made = add("Area of " + phase.term.title);
            made.phase = phase.term.id;
            made.when.from = phase.end;
            made.shape = phase.vacated;
            made.shape_error = phase.line_error;
            made.people = phase.count.people;
            made.place = "vacated-" + phase.term.id;
            made.detail = fmt::format(
                "{}, {} with about {} people by the register{}",
                area_text(phase.count.size),
                counted(phase.count.settlements, "settlement", "settlements"),
                people_text(phase.count.people),
                entry.empty() ? "" : "; entry rule: " + entry
            );
            made.inputs.emplace_back("entry", entry.empty() ? "not said" : entry);
            made.inputs.emplace_back("settlements", std::to_string(phase.count.settlements));
            made.inputs.emplace_back("people", fmt::format("{:.0f}", phase.count.people));
        }
    }

    /// Those held by the withdrawing party; with a distance to the line in the rule, also those that
    /// near to it.
    void at_facilities(const std::vector<facility>& places) {
        const bool storage = rule().where == "storage";
        for (const auto& place : places) {
            if (!is_wanted(place.kind)) {
                continue;
            }
            const auto side = in_.sides.find(place.position);
            const bool held = side && *side == 0 && !in_.what.phases.empty();
            const bool wanted = held || (rule().within ? side && is_near_line(place.position)
                                                       : in_.what.phases.empty() && side);
            // Where arms are held is looked at wherever it is.
            if (!wanted && !storage) {
                continue;
            }
            auto& made = add(place.name);
            made.position = place.position;
            made.place = "place-" + place.id.str();
            made.phase = in_.phase_of(place.position);
            made.detail = place.name + (place.note.empty() ? "" : ": " + place.note);
            made.inputs.emplace_back("kind", place.kind);
            made.inputs.emplace_back("held_by", held_by(side));
            (void)is_near_line(place.position, &made);
        }
    }

    [[nodiscard]] std::string held_by(const std::optional<std::size_t>& side) const {
        return !side ? "neither" : (*side == 0 ? in_.what.withdrawing : in_.what.other).str();
    }

    /// Storage sites that a zone leaves room for.
    void at_exceptions() {
        for (const auto& zone : in_.what.zones) {
            for (const auto& one : zone.exceptions) {
                if (one.term.kind != "storage_site" || one.shape.empty()) {
                    continue;
                }
                auto& made =
                    add("Storage site" + (one.term.place.empty() ? "" : " at " + one.term.place) +
                        " in " + zone.term.title);
                made.when = zone.when;
                made.shape = one.shape;
                made.shape_error = one.max_error;
                made.place = fmt::format("storage-{}-{}", zone.term.id, one.number);
                const auto plane = geo::project(in_.chart, one.shape);
                made.position = in_.chart.unproject(geo::inner_position(plane.front()));
                made.detail = made.name;
                made.inputs.emplace_back("zone", zone.id);
            }
        }
    }

    void in_cut_off() {
        for (const auto& part : in_.what.cut_off) {
            const auto place = fmt::format(
                "cut-off-{:.3f}-{:.3f}", part.inside.lon.value(), part.inside.lat.value()
            );
            // Still cut off after a later phase: told once.
            if (std::any_of(out_.begin(), out_.end(), [&](const auto& one) {
                    return one.rule == rule_ && one.place == place;
                })) {
                continue;
            }
            auto& made = add(fmt::format(
                "Part of {} near {:.2f} E {:.2f} N",
                area_text(part.size),
                part.inside.lon.value(),
                part.inside.lat.value()
            ));
            made.shape = part.shape;
            made.position = part.inside;
            made.place = place;
            // Cut off once its phase's neighbours are left, until it is left itself.
            made.when.until = open_end();
            made.phase = in_.phase_of(part.inside);
            for (const auto& phase : in_.what.phases) {
                if (phase.term.id == part.phase) {
                    made.when.from = phase.end;
                }
                if (phase.term.id == made.phase) {
                    made.when.until = phase.verified;
                }
            }
            if (made.when.until <= made.when.from) {
                made.when.until = open_end();
            }
            made.detail = made.name + " has no way out of its own after phase " + part.phase;
            made.inputs.emplace_back("after_phase", part.phase);
            made.inputs.emplace_back("area", area_text(part.size));
        }
    }

    /// Holes in one side's land that the other side's land fills.
    void in_enclaves() {
        if (!in_.divides()) {
            return;
        }
        enclaves_in(in_.what.held, in_.what.other_side, in_.what.other);
        enclaves_in(in_.what.other_side, in_.what.held, in_.what.withdrawing);
    }

    void enclaves_in(const area& around, const area& within, const party_id& whose) {
        for (const auto& part : around) {
            for (const auto& hole : part.holes) {
                geo::polygon<geo::lon_lat> filled;
                filled.outer.assign(hole.rbegin(), hole.rend());
                const area whole(1, filled);
                if (geo::area(whole) < least_enclave) {
                    continue;
                }
                const auto shape = geo::unproject(
                    in_.chart,
                    geo::intersection(
                        geo::project(in_.chart, whole), geo::project(in_.chart, within)
                    )
                );
                const auto size = geo::area(shape);
                if (size < least_enclave) {
                    continue;
                }
                add_enclave(shape, size, whose);
            }
        }
    }

    void add_enclave(const area& shape, geo::square_metres size, const party_id& whose) {
        const auto inside =
            in_.chart.unproject(geo::inner_position(geo::project(in_.chart, shape).front()));
        const auto* place = in_.near.find(inside);
        auto& made =
            add("Land of the side of " + whose.str() + " surrounded by the other's" +
                (place != nullptr ? ", near " + place->name : ""));
        made.shape = shape;
        made.position = inside;
        made.place = fmt::format("enclave-{:.3f}-{:.3f}", inside.lon.value(), inside.lat.value());
        made.phase = in_.phase_of(inside);
        const auto* last = in_.last_phase_of("main");
        made.when.until = last != nullptr ? last->verified : open_end();
        made.detail = made.name + ", " + area_text(size);
        made.inputs.emplace_back("side", whose.str());
        made.inputs.emplace_back("area", area_text(size));
    }

    void at_violations() {
        for (const auto& one : in_.options.violations) {
            auto& made = add("Reported violation " + one.id);
            made.position = one.position;
            made.place = "violation-" + one.id;
            made.detail = one.id + (one.text.empty() ? "" : " (" + one.text + ")");
            made.inputs.emplace_back("report", one.id);
        }
    }
};

}  // namespace

void flag_places(const scene& in, std::vector<presence_need>& out) {
    place_rules(in, out).run();
}

}  // namespace planner::detail
