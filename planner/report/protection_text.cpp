// SPDX-License-Identifier: Apache-2.0
#include "planner/report/protection_text.hpp"

#include "planner/model/number_text.hpp"
#include "planner/model/roles.hpp"
#include "planner/report/markdown.hpp"
#include "planner/report/protection_places.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace planner {

namespace {

/// Rows of the table of cities.
constexpr std::size_t listed_cities = 12;
constexpr std::size_t cities_in_body = 6;

/// `regional capital` of `regional_capital`.
std::string plain_words(std::string text) {
    std::replace(text.begin(), text.end(), '_', ' ');
    return text;
}

std::string distance_text(geo::metres d) {
    return d < geo::metres(10'000) ? fmt::format("{:.1f} km", geo::in_kilometres(d))
                                   : fmt::format("{:.0f} km", geo::in_kilometres(d));
}

class section_maker {
public:
    explicit section_maker(const plan& what) : plan_(what) {}

    std::string body() {
        const auto& done = plan_.shielding;
        line("## What is protected");
        line("");
        line(
            "A place lies within reach of a class of weapons when the party may keep a system of "
            "that "
            "class so near that it can fire there: on its own territory, on what it holds, outside "
            "of the zones in force. Every system of the weapons table counts for both parties, at "
            "its "
            "largest range. Counts are of the layer of settlements; what is held by the party "
            "itself "
            "is not counted."
        );
        line("");
        short_table();
        exposed_at_end(done.withdrawing);
        exposed_at_end(done.other);
        largest_cities();
        return std::move(out_);
    }

    std::string appendix() {
        const auto& done = plan_.shielding;
        line("## Appendix: who is within reach of what");
        line("");
        line("Every place: protection.csv.");
        line("");
        line("![People within reach of each class of weapons, stage by stage](protection.svg)");
        line("");
        table(done.withdrawing);
        table(done.other);
        still_reached(done.withdrawing);
        still_reached(done.other);
        line("");
        cities();
        facilities();
        occupation();
        return std::move(out_);
    }

private:
    template <class... Args>
    void line(fmt::format_string<Args...> text, Args&&... args) {
        out_ += fmt::format(text, std::forward<Args>(args)...);
        out_ += '\n';
    }

    /// Before and at the end, for both parties side by side.
    void short_table() {
        const auto& done = plan_.shielding;
        const auto first = md_(party_name(plan_.ground, done.withdrawing.party));
        const auto second = md_(party_name(plan_.ground, done.other.party));
        const auto no_longer_first = shielded_since_start(plan_, done.withdrawing.party).back();
        const auto no_longer_second = shielded_since_start(plan_, done.other.party).back();
        line("People within reach, before and at the end, and how many of those before are not "
             "within "
             "reach any more:");
        line("");
        line(
            "| class of weapons | reaches | of {}, before | at the end | no longer | of {}, before "
            "| "
            "at the end | no longer |",
            first,
            second
        );
        line("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (const auto k : classes_by_range(done)) {
            line(
                "| {} | {:.0f} km | {} | {} | {} | {} | {} | {} |",
                md_(done.classes[k].title),
                geo::in_kilometres(done.classes[k].range),
                people_text(done.withdrawing.by_class.front()[k].people),
                people_text(done.withdrawing.by_class.back()[k].people),
                people_text(no_longer_first[k].people),
                people_text(done.other.by_class.front()[k].people),
                people_text(done.other.by_class.back()[k].people),
                people_text(no_longer_second[k].people)
            );
        }
        line("");
    }

    void table(const party_reach& of) {
        const auto who = md_(party_name(plan_.ground, of.party));
        line("People within reach of weapons of {}:", who);
        line("");
        stage_table(of.by_class);
        const auto no_longer = shielded_since_start(plan_, of.party);
        const auto any = std::any_of(no_longer.begin(), no_longer.end(), [](const auto& stage) {
            return std::any_of(stage.begin(), stage.end(), [](const auto& one) {
                return one.people > 0;
            });
        });
        if (any) {
            line("Of those within reach before, no longer within reach of weapons of {}:", who);
            line("");
            stage_table(no_longer);
        }
    }

    void stage_table(const std::vector<std::vector<reach_total>>& by_class) {
        const auto& done = plan_.shielding;
        std::string head = "| class of weapons | reaches |";
        std::string rule = "| --- | ---: |";
        for (const auto& stage : done.stages) {
            head += " " + md_(stage.title) + " |";
            rule += " ---: |";
        }
        line("{}", head);
        line("{}", rule);
        for (const auto k : classes_by_range(done)) {
            auto row = fmt::format(
                "| {} | {:.0f} km |",
                md_(done.classes[k].title),
                geo::in_kilometres(done.classes[k].range)
            );
            for (const auto& stage : by_class) {
                row += " " + people_text(stage[k].people) + " |";
            }
            line("{}", row);
        }
        line("");
    }

    void still_reached(const party_reach& of) {
        const auto& done = plan_.shielding;
        std::vector<std::string> still;
        for (const auto k : classes_by_range(done)) {
            const auto& end = of.by_class.back()[k];
            if (end.settlements + end.facilities > 0) {
                still.push_back(fmt::format(
                    "{} ({} people, {})",
                    md_(done.classes[k].title),
                    people_text(end.people),
                    counted(end.facilities, "facility", "facilities")
                ));
            }
        }
        if (!still.empty()) {
            line(
                "- What weapons of {} still reach at the end: {}.",
                md_(party_name(plan_.ground, of.party)),
                joined_words(still)
            );
        }
    }

    /// What the table does not say at a glance: classes that reach nobody any more.
    void exposed_at_end(const party_reach& of) {
        const auto& done = plan_.shielding;
        std::vector<std::string> gone;
        for (const auto k : classes_by_range(done)) {
            const auto& end = of.by_class.back()[k];
            if (end.settlements + end.facilities == 0 && of.by_class.front()[k].settlements > 0) {
                gone.push_back(md_(done.classes[k].title));
            }
        }
        const auto who = md_(party_name(plan_.ground, of.party));
        if (!gone.empty()) {
            line("- No longer reached by {} from where it may be: {}.", who, joined_words(gone));
        }
        if (&of == &done.other) {
            line("- No zone of this plan takes from anybody what stands beyond the recognised "
                 "border; missiles and aircraft reach from there as far as their range.");
            line(
                "- Figures at the end may be higher than before: people on land that has been left "
                "count as reached from then on, before they lived among the forces themselves."
            );
            line("");
        }
    }

    [[nodiscard]] std::vector<const place_protection*> changed_cities() const {
        std::vector<const place_protection*> chosen;
        for (const auto& place : plan_.shielding.places) {
            if (!place.is_facility && comes_first(plan_, place) && changes(place)) {
                chosen.push_back(&place);
            }
        }
        std::stable_sort(chosen.begin(), chosen.end(), [&](const auto* a, const auto* b) {
            return protected_people(plan_, *a) > protected_people(plan_, *b);
        });
        return chosen;
    }

    void cities() { rows("Cities, the largest first,", changed_cities(), listed_cities); }

    void largest_cities() {
        const auto chosen = changed_cities();
        if (chosen.empty()) {
            return;
        }
        line(
            "The largest cities whose exposure changes, by the distance to the nearest ground on "
            "which {} may keep its weapons (which reach them: see the appendix):",
            md_(party_name(plan_.ground, plan_.withdrawing))
        );
        line("");
        line("| city | held at the start by | before | at the end |");
        line("| --- | --- | ---: | ---: |");
        for (std::size_t i = 0; i < std::min(cities_in_body, chosen.size()); ++i) {
            const auto& place = *chosen[i];
            const auto& before = place.from_withdrawing.front();
            const auto& end = place.from_withdrawing.back();
            const auto held = held_at_start(plan_, place);
            line(
                "| {} | {} | {} | {} |",
                md_(protected_name(plan_, place)),
                held.empty() ? "-" : md_(party_name(plan_.ground, party_id(held))),
                before.own ? "here" : distance_text(before.nearest),
                end.own ? "here" : distance_text(end.nearest)
            );
        }
        line("");
    }

    void facilities() {
        std::vector<const place_protection*> chosen;
        for (const auto& place : plan_.shielding.places) {
            if (place.is_facility && changes(place)) {
                chosen.push_back(&place);
            }
        }
        std::stable_sort(chosen.begin(), chosen.end(), [&](const auto* a, const auto* b) {
            return protected_kind(plan_, *a) < protected_kind(plan_, *b);
        });
        rows("Facilities", chosen, chosen.size());
    }

    /// Does anything that reaches it, from either side, differ between the first and the last stage?
    static bool changes(const place_protection& place) {
        return place.from_withdrawing.front().reached_by !=
                   place.from_withdrawing.back().reached_by ||
               place.from_other.front().reached_by != place.from_other.back().reached_by ||
               place.from_withdrawing.front().own != place.from_withdrawing.back().own;
    }

    void rows(
        const std::string& title,
        const std::vector<const place_protection*>& chosen,
        std::size_t most
    ) {
        if (chosen.empty()) {
            return;
        }
        line("{} whose exposure changes:", title);
        line("");
        line(
            "| place | kind | held at the start by | forces of {} before | at the end | reached by "
            "them before | at the end |",
            md_(party_name(plan_.ground, plan_.withdrawing))
        );
        line("| --- | --- | --- | ---: | ---: | --- | --- |");
        for (std::size_t i = 0; i < std::min(most, chosen.size()); ++i) {
            const auto& place = *chosen[i];
            const auto& before = place.from_withdrawing.front();
            const auto& end = place.from_withdrawing.back();
            const auto held = held_at_start(plan_, place);
            line(
                "| {} | {} | {} | {} | {} | {} | {} |",
                md_(protected_name(plan_, place)),
                md_(plain_words(protected_kind(plan_, place))),
                held.empty() ? "-" : md_(party_name(plan_.ground, party_id(held))),
                before.own ? "here" : distance_text(before.nearest),
                end.own ? "here" : distance_text(end.nearest),
                before.own ? "held by them" : reached_text(before.reached_by),
                reached_text(end.reached_by)
            );
        }
        if (chosen.size() > most) {
            line("");
            line("{} more are in protection.csv.", chosen.size() - most);
        }
        line("");
    }

    [[nodiscard]] std::string reached_text(class_set classes) const {
        const auto ids = class_ids(plan_, classes);
        return ids.empty() ? "none" : md_(plain_words(joined_words(ids)));
    }

    void occupation() {
        if (plan_.occupation.empty()) {
            return;
        }
        line("How long land is held until it is left:");
        line("");
        line("Counted from D-day: the smaller figure when a phase's land is left evenly over the "
             "phase, "
             "the larger when all of it is left on the last day. The last columns say what an end "
             "of "
             "the plan after that phase would leave as it is.");
        line("");
        line("| phase | left after, days | thousand km²-days | million people-days | then still "
             "held "
             "| people there (register) |");
        line("| --- | ---: | ---: | ---: | ---: | ---: |");
        double area_least = 0;
        double area_most = 0;
        double people_least = 0;
        double people_most = 0;
        for (const auto& row : plan_.occupation) {
            line(
                "| {} | {:.0f} to {:.0f} | {:.0f} to {:.0f} | {:.0f} to {:.0f} | {} | {} |",
                md_(row.phase),
                row.days_least,
                row.days_most,
                row.area_days_least() / 1e3,
                row.area_days_most() / 1e3,
                row.people_days_least() / 1e6,
                row.people_days_most() / 1e6,
                area_text(row.frozen),
                people_text(row.frozen_people)
            );
            area_least += row.area_days_least();
            area_most += row.area_days_most();
            people_least += row.people_days_least();
            people_most += row.people_days_most();
        }
        line(
            "| together | | {:.0f} to {:.0f} | {:.0f} to {:.0f} | | |",
            area_least / 1e3,
            area_most / 1e3,
            people_least / 1e6,
            people_most / 1e6
        );
        line("");
    }

    static std::string md_(const std::string& raw) { return markdown(raw); }

    const plan& plan_;
    std::string out_;
};

}  // namespace

std::string protection_section(const plan& what) {
    return what.shielding.stages.empty() ? "" : section_maker(what).body();
}

std::string protection_appendix(const plan& what) {
    return what.shielding.stages.empty() ? "" : section_maker(what).appendix();
}

}  // namespace planner
