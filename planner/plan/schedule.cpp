// SPDX-License-Identifier: Apache-2.0
#include "planner/plan/schedule.hpp"

#include "planner/model/number_text.hpp"
#include "planner/plan/roles.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace planner {

namespace {

class schedule_maker {
public:
    explicit schedule_maker(const plan& so_far) : plan_(so_far) {}

    std::vector<schedule_row> run() {
        for (const auto& rule : plan_.said.rules) {
            auto& row =
                add("rule-" + rule.id, rule.when.from, who(rule.binds), rule.text, rule.cited);
            row.where = "whole theatre";
            if (rule.when.until) {
                row.deadline = plan_.d_day + *rule.when.until;
            }
            row.verification = "incident reports and observation";
            row.verified_by = plan_.said.verifier;
        }
        for (const auto& zone : plan_.zones) {
            auto& row =
                add("zone-" + zone.term.id,
                    zone.term.when.from,
                    who(zone.term.binds),
                    fmt::format(
                        "{}: {} kept {:g} km from the line ({})",
                        zone.term.title,
                        zone.term.weapon_class,
                        geo::in_kilometres(zone.term.depth_per_side()),
                        zone.term.width == width_reading::total
                            ? fmt::format(
                                  "half of the total width of {:g} km",
                                  geo::in_kilometres(zone.term.depth)
                              )
                            : "per side"
                    ),
                    zone.term.cited);
            row.where = fmt::format(
                "on the side of {}, {}",
                party_name(plan_.ground, zone.lies_on),
                area_text(zone.count.size)
            );
            if (zone.term.when.until) {
                row.deadline = plan_.d_day + *zone.term.when.until;
            }
            row.verification = "inspection of the zone";
            row.verified_by = plan_.said.verifier;
        }
        for (std::size_t i = 0; i < plan_.phases.size(); ++i) {
            add_phase(i);
        }
        for (const auto& duty : plan_.said.obligations) {
            auto& row =
                add("obligation-" + duty.id, duty.due, who(duty.who), duty.text, duty.cited);
            row.deadline = row.when;
            row.where = places_of(duty);
            row.verification = "confirmation of completion";
            row.verified_by = duty.verified_by.empty() ? plan_.said.verifier : duty.verified_by;
        }
        std::stable_sort(
            rows_.begin(),
            rows_.end(),
            [](const schedule_row& a, const schedule_row& b) { return a.offset < b.offset; }
        );
        return std::move(rows_);
    }

private:
    schedule_row& add(
        std::string id, seconds offset, std::string who, std::string action, const citation& cited
    ) {
        auto& row = rows_.emplace_back();
        row.id = std::move(id);
        row.offset = offset;
        row.when = plan_.d_day + offset;
        row.who = std::move(who);
        row.action = std::move(action);
        row.cited = cited;
        return row;
    }

    void add_phase(std::size_t i) {
        const auto& phase = plan_.phases[i];
        const auto name = party_name(plan_.ground, plan_.withdrawing);
        const auto extent = fmt::format(
            "{}, {}",
            area_text(phase.count.size),
            counted(phase.count.settlements, "settlement", "settlements")
        );
        auto& start =
            add("phase-" + phase.term.id + "-start",
                phase.term.start,
                name,
                phase.term.title + ": begins to leave " +
                    (phase.territory == "main" ? "the area up to its phase line"
                                               : "the reserved area"),
                phase.term.cited);
        start.deadline = phase.end;
        start.where = extent;
        start.verification = "movement counted at crossings";
        start.verified_by = plan_.said.verifier;
        auto& end =
            add("phase-" + phase.term.id + "-end",
                phase.term.end,
                name,
                phase.term.title + ": all forces, weapons and equipment are out",
                phase.term.cited);
        end.deadline = phase.end;
        end.where = extent;
        end.verification = phase.term.gate;
        end.verified_by = plan_.said.verifier;
        if (plan_.said.vacated && plan_.said.vacated->entry == entry_rule::international) {
            end.follows = "the international presence enters";
        }
        auto& gate =
            add("phase-" + phase.term.id + "-gate",
                phase.term.verified,
                plan_.said.verifier,
                phase.term.title + ": " + phase.term.gate,
                phase.term.cited);
        gate.deadline = phase.verified;
        gate.where = extent;
        gate.verification = "report of the mission to both parties";
        gate.verified_by = plan_.said.verifier;
        gate.follows = i + 1 < plan_.phases.size() ? plan_.phases[i + 1].term.title + " may begin"
                                                   : "the withdrawal is complete; the second stage";
    }

    [[nodiscard]] std::string who(const std::string& role) const {
        if (role == "both") {
            return "both parties";
        }
        return party_name(plan_.ground, party_in_role(plan_.ground, role));
    }

    [[nodiscard]] std::string places_of(const obligation_term& duty) const {
        std::string out;
        for (const auto& site : plan_.ground.sites) {
            if (!duty.site_kind.empty() && site.kind == duty.site_kind) {
                out += out.empty() ? site.name : "; " + site.name;
            }
        }
        return out.empty() ? "as the parties and the mission arrange" : out;
    }

    const plan& plan_;
    std::vector<schedule_row> rows_;
};

}  // namespace

std::vector<schedule_row> make_schedule(const plan& so_far) {
    return schedule_maker(so_far).run();
}

}  // namespace planner
