// SPDX-License-Identifier: Apache-2.0
#include "planner/report/zone_text.hpp"

#include "planner/model/ground_text.hpp"
#include "planner/model/number_text.hpp"
#include "planner/model/roles.hpp"
#include "planner/report/markdown.hpp"

namespace planner {

namespace {

class zone_writer {
public:
    explicit zone_writer(const plan& what) : plan_(what) {}

    std::string run() {
        zones();
        caps();
        return text_.take();
    }

private:
    [[nodiscard]] std::string day(instant t) const {
        return to_local_date(t, plan_.ground.time_zone);
    }

    void zones() {
        if (plan_.zones.empty() && plan_.said.rules.empty()) {
            return;
        }
        text_.heading("Zones and rules");
        for (const auto& zone : plan_.zones) {
            text_.line(
                "- **{}** (clause {}): {} {}{}{}, {}; {} "
                "settlements. "
                "{} {}. From {} to {}. Binds {}. Edge true to {:.2f} m for the line as given. "
                "{}",
                markdown(zone.term.title),
                markdown(zone.term.cited.clause),
                markdown(zone.systems.empty() ? zone.term.weapon_class : systems_text(zone)),
                markdown(titled_ground(plan_, zone.term, zone.depth)),
                markdown(stretch_text(zone.term)),
                zone.lies_on.str() == "any"
                    ? ""
                    : " on the side of " + markdown(party_name(plan_.ground, zone.lies_on)),
                area_text(zone.count.size),
                zone.count.settlements,
                zone.term.caps.empty() ? "Forbids" : "Limits",
                markdown(banned_text(zone.term)),
                day(zone.when.from),
                zone.when.until == open_end() ? "no end" : day(zone.when.until),
                markdown(
                    zone.binds.str() == "both" ? "both parties"
                                               : party_name(plan_.ground, zone.binds)
                ),
                zone.max_error.value(),
                markdown(zone.term.text)
            );
            for (const auto& text : cap_texts(zone.term)) {
                text_.line("  - {}", markdown(text));
            }
            for (const auto& text : exception_texts(zone.term)) {
                text_.line("  - except {}", markdown(text));
            }
            for (const auto& one : zone.exceptions) {
                text_.line(
                    "  - {} {}: {}, {} settlements",
                    markdown(
                        one.term.kind + (one.term.place.empty() ? "" : " at " + one.term.place)
                    ),
                    one.term.cut ? "takes out of it" : "marked in it",
                    area_text(one.count.size),
                    one.count.settlements
                );
            }
        }
        for (const auto& rule : plan_.said.rules) {
            text_.line("- {} (clause {})", markdown(rule.text), markdown(rule.cited.clause));
        }
        text_.line();
    }

    [[nodiscard]] std::string systems_text(const plan_zone& zone) const {
        std::string out;
        for (const auto& id : zone.systems) {
            const auto* system = plan_.said.arms.find_system(id);
            out += (out.empty() ? "" : ", ") + (system != nullptr ? system->name : id);
        }
        return out;
    }

    static std::string banned_text(const zone_term& term) {
        std::string out;
        for (const auto ban : term.forbids) {
            out += (out.empty() ? "" : ", ") + std::string(name(ban));
        }
        return out;
    }

    /// The most that the zones in force at one time allow each party.
    void caps() {
        if (plan_.caps.empty()) {
            return;
        }
        text_.heading("What the zones allow");
        text_.line("| party | of what | at most at one time | from | until | zones in force then |"
        );
        text_.line("| --- | --- | ---: | --- | --- | --- |");
        for (const auto& one : plan_.caps) {
            std::string zones;
            for (const auto& id : one.zones) {
                zones += (zones.empty() ? "" : ", ") + id;
            }
            text_.line(
                "| {} | {} | {:.12g} | {} | {} | {} |",
                markdown(
                    one.party.str() == "both" ? "both parties" : party_name(plan_.ground, one.party)
                ),
                markdown(one.what),
                one.most,
                day(one.when.from),
                one.when.until == open_end() ? "no end" : day(one.when.until),
                markdown(zones)
            );
        }
        text_.line();
    }

    const plan& plan_;
    markdown_writer text_;
};

}  // namespace

std::string zone_sections(const plan& what) {
    return zone_writer(what).run();
}

}  // namespace planner
