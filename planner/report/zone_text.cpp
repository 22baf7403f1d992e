// SPDX-License-Identifier: Apache-2.0
#include "planner/report/zone_text.hpp"

#include "planner/model/ground_text.hpp"
#include "planner/model/roles.hpp"
#include "planner/model/texts.hpp"
#include "planner/model/zone_words.hpp"
#include "planner/report/markdown.hpp"

namespace planner {

namespace {

class zone_writer {
public:
    zone_writer(const plan& what, const texts& say) : plan_(what), say_(say) {}

    std::string run() {
        zones();
        caps();
        return text_.take();
    }

private:
    [[nodiscard]] std::string day(instant t) const { return say_.day(t, plan_.ground.time_zone); }
    [[nodiscard]] std::string until(instant t) const {
        return t == open_end() ? say_.text<"word.no_end">() : day(t);
    }
    [[nodiscard]] std::string party(const party_id& id) const {
        return id.str() == "both" ? say_.text<"word.both_parties">()
                                  : markdown(party_name(plan_.ground, id));
    }
    [[nodiscard]] std::string settlements(std::size_t count) const {
        return say_.count<"count.settlements">(count);
    }

    void zones() {
        if (plan_.zones.empty() && plan_.said.rules.empty()) {
            return;
        }
        text_.heading(say_.text<"heading.zones">());
        for (const auto& zone : plan_.zones) {
            add(zone);
        }
        for (const auto& rule : plan_.said.rules) {
            text_.text(say_.text<"zones.rule">(
                with<"text">(markdown(rule.text)), with<"clause">(markdown(rule.cited.clause))
            ));
        }
        text_.line();
    }

    void add(const plan_zone& zone) {
        text_.text(say_.text<"zones.zone">(
            with<"title">(markdown(zone.term.title)),
            with<"clause">(markdown(zone.term.cited.clause)),
            with<"of_what">(
                markdown(zone.systems.empty() ? zone.term.weapon_class : systems_text(zone))
            ),
            with<"ground">(markdown(titled_ground(plan_, zone.term, zone.depth, say_))),
            with<"stretch">(stretch_of(zone.term)),
            with<"side">(
                zone.lies_on.str() == "any" ? std::string()
                                            : say_.text<"zones.side">(with<"party">(
                                                  markdown(party_name(plan_.ground, zone.lies_on))
                                              ))
            ),
            with<"area">(say_.area(zone.count.size)),
            with<"settlements">(settlements(zone.count.settlements)),
            with<"forbids">(forbids_of(zone.term)),
            with<"from">(day(zone.when.from)),
            with<"until">(until(zone.when.until)),
            with<"party">(party(zone.binds)),
            with<"error">(zone.max_error.value()),
            with<"text">(markdown(zone.term.text))
        ));
        for (const auto& text : cap_texts(zone.term, say_)) {
            text_.text(say_.text<"zones.cap">(with<"cap">(markdown(text))));
        }
        for (const auto& text : exception_texts(zone.term, say_)) {
            text_.text(say_.text<"zones.except">(with<"exception">(markdown(text))));
        }
        for (const auto& one : zone.exceptions) {
            add(one);
        }
    }

    void add(const plan_exception& one) {
        const auto what = markdown(
            one.term.place.empty() ? one.term.kind
                                   : say_.text<"zones.at_place">(
                                         with<"kind">(one.term.kind), with<"place">(one.term.place)
                                     )
        );
        const auto size = say_.area(one.count.size);
        const auto places = settlements(one.count.settlements);
        text_.text(
            one.term.cut ? say_.text<"zones.taken_out">(
                               with<"what">(what), with<"area">(size), with<"settlements">(places)
                           )
                         : say_.text<"zones.marked">(
                               with<"what">(what), with<"area">(size), with<"settlements">(places)
                           )
        );
    }

    /// With the space in front that parts it from the ground, which markdown() would take away.
    [[nodiscard]] std::string stretch_of(const zone_term& term) const {
        return term.stretch ? " " + markdown(stretch_text(term, say_)) : std::string();
    }

    [[nodiscard]] std::string systems_text(const plan_zone& zone) const {
        std::string out;
        for (const auto& id : zone.systems) {
            const auto* system = plan_.said.arms.find_system(id);
            out += (out.empty() ? "" : ", ") + (system != nullptr ? system->name : id);
        }
        return out;
    }

    [[nodiscard]] std::string forbids_of(const zone_term& term) const {
        std::string bans;
        for (const auto ban : term.forbids) {
            bans += (bans.empty() ? "" : ", ") + ban_text(ban, say_);
        }
        return term.caps.empty() ? say_.text<"zones.forbids">(with<"bans">(bans))
                                 : say_.text<"zones.limits">(with<"bans">(bans));
    }

    /// The most that the zones in force at one time allow each party.
    void caps() {
        if (plan_.caps.empty()) {
            return;
        }
        text_.heading(say_.text<"heading.caps">());
        text_.table(say_.text<"zones.caps_head">(), "llrlll");
        for (const auto& one : plan_.caps) {
            std::string zones;
            for (const auto& id : one.zones) {
                zones += (zones.empty() ? "" : ", ") + id;
            }
            text_.row(
                party(one.party),
                markdown(one.what),
                fmt::format("{:.12g}", one.most),
                day(one.when.from),
                until(one.when.until),
                markdown(zones)
            );
        }
        text_.line();
    }

    const plan& plan_;
    const texts& say_;
    markdown_writer text_;
};

}  // namespace

std::string zone_sections(const plan& what, const texts& say) {
    return zone_writer(what, say).run();
}

}  // namespace planner
