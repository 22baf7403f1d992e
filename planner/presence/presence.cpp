// SPDX-License-Identifier: Apache-2.0
#include "planner/presence/presence.hpp"

#include "geo/offset/zone.hpp"
#include "geo/overlay/overlay.hpp"
#include "planner/model/number_text.hpp"
#include "planner/theatre/count.hpp"
#include "planner/theatre/place_index.hpp"

#include <fmt/format.h>

#include <memory>

namespace planner {

namespace {

/// What the rules ask about the plan so far.
class flagging {
public:
    flagging(const plan& so_far, const geo::local_frame& chart)
        : plan_(so_far), chart_(chart), in_held_({so_far.held}) {
        std::vector<area> phases;
        for (const auto& phase : plan_.phases) {
            phases.push_back(phase.vacated);
        }
        phases_ = std::make_unique<place_index>(phases);
        land_ = geo::project(chart_, plan_.held);
        const auto rest = geo::project(chart_, plan_.other_side);
        land_.insert(land_.end(), rest.begin(), rest.end());
        land_ = geo::unite(land_);
    }

    std::vector<plan_presence> run() {
        for (const auto& rule : plan_.said.presence) {
            if (rule.where == "line_of_contact") {
                about_line(rule);
            } else if (rule.where == "vacated") {
                in_vacated(rule);
            } else if (rule.where == "crossings") {
                at_crossings(rule);
            } else if (rule.where == "infrastructure") {
                at_facilities(rule, plan_.ground.infrastructure);
            } else if (rule.where == "sites") {
                at_facilities(rule, plan_.ground.sites);
            } else if (rule.where == "reserved_neck") {
                at_necks(rule);
            }
        }
        return std::move(out_);
    }

private:
    plan_presence& add(const presence_term& rule, const std::string& place, std::string name) {
        auto& made = out_.emplace_back();
        made.id = "presence-" + rule.id + (place.empty() ? "" : "-" + place);
        made.term = rule;
        made.name = std::move(name);
        made.when.from = plan_.d_day;
        made.reasons.push_back(rule.reason);
        return made;
    }

    void finish(plan_presence& made) {
        made.count = count_in(made.shape, plan_.ground);
        if (made.count.settlements > 0) {
            made.reasons.push_back(fmt::format(
                "{} with about {} people by the register here",
                counted(made.count.settlements, "settlement", "settlements"),
                people_text(made.count.people)
            ));
        }
    }

    /// Within reach of lines, on the land of the territory only.
    void shape_about(plan_presence& made, const lines& shape, geo::metres reach) {
        const auto zone = geo::zone_about(shape, reach);
        made.shape =
            geo::unproject(chart_, geo::intersection(geo::project(chart_, zone.area), land_));
        made.max_error = zone.max_error;
    }

    void about_line(const presence_term& rule) {
        if (plan_.contact_line() == nullptr) {
            return;
        }
        auto& made = add(rule, "", plan_.contact_line()->title);
        shape_about(made, plan_.contact, *rule.reach);
        if (!plan_.phases.empty()) {
            made.phase = plan_.phases.front().term.id;
            made.when.until = plan_.phases.front().verified;
        }
        const auto accuracy = plan_.contact_line()->accuracy;
        if (accuracy > *rule.reach) {
            made.reasons.push_back(fmt::format(
                "The line itself is known to {:g} km only, so the strip may lie beside it",
                geo::in_kilometres(accuracy)
            ));
        }
        finish(made);
    }

    void in_vacated(const presence_term& rule) {
        for (const auto& phase : plan_.phases) {
            if (phase.vacated.empty()) {
                continue;
            }
            auto& made = add(rule, phase.term.id, phase.term.title);
            made.phase = phase.term.id;
            made.shape = phase.vacated;
            made.when.from = phase.end;
            made.max_error = phase.line_error;
            if (plan_.said.vacated) {
                made.reasons.push_back(
                    "Entry rule for vacated areas: " +
                    std::string(planner::name(plan_.said.vacated->entry))
                );
            }
            finish(made);
        }
    }

    void at_crossings(const presence_term& rule) {
        for (const auto& exit : plan_.exits) {
            const auto& place = plan_.ground.crossings[exit.crossing];
            const auto* last = last_phase_of(exit.territory);
            if (last == nullptr) {
                continue;
            }
            auto& made = add(rule, place.id.str(), place.name);
            const auto zone = geo::zone_about({{place.position}}, *rule.reach);
            made.shape = zone.area;
            made.max_error = zone.max_error;
            made.phase = last->term.id;
            made.when.until = last->verified;
            finish(made);
        }
    }

    void at_facilities(const presence_term& rule, const std::vector<facility>& places) {
        for (const auto& place : places) {
            if ((!rule.only.empty() && place.kind != rule.only) ||
                !in_held_.in(0, place.position)) {
                continue;
            }
            auto& made = add(rule, place.id.str(), place.name);
            const auto zone = geo::zone_about({{place.position}}, *rule.reach);
            made.shape = zone.area;
            made.max_error = zone.max_error;
            if (const auto phase = phases_->find(place.position)) {
                made.phase = plan_.phases[*phase].term.id;
            }
            if (!place.note.empty()) {
                made.reasons.push_back(place.note);
            }
            finish(made);
        }
    }

    void at_necks(const presence_term& rule) {
        for (const auto& one : plan_.reserved) {
            if (one.neck.empty() || one.term.treatment == reserved_treatment::included) {
                continue;
            }
            auto& made = add(rule, one.area_of.id.str(), "Land neck of " + one.area_of.name);
            shape_about(made, one.neck, *rule.reach);
            const auto* main = last_phase_of("main");
            if (main != nullptr) {
                made.when.from = main->end;
            }
            if (const auto* own = last_phase_of(one.area_of.id.str())) {
                made.phase = own->term.id;
                made.when.until = own->verified;
            }
            finish(made);
        }
    }

    [[nodiscard]] const plan_phase* last_phase_of(const std::string& territory) const {
        const plan_phase* found = nullptr;
        for (const auto& phase : plan_.phases) {
            if (phase.territory == territory) {
                found = &phase;
            }
        }
        return found;
    }

    const plan& plan_;
    const geo::local_frame& chart_;
    place_index in_held_;
    std::unique_ptr<place_index> phases_;
    geo::multi_polygon<geo::east_north> land_;
    std::vector<plan_presence> out_;
};

}  // namespace

std::vector<plan_presence> flag_presence(const plan& so_far, const geo::local_frame& chart) {
    return flagging(so_far, chart).run();
}

}  // namespace planner
