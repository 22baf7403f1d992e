// SPDX-License-Identifier: Apache-2.0
#include "planner/report/protection_text.hpp"

#include "planner/model/number_text.hpp"
#include "planner/model/roles.hpp"
#include "planner/model/texts.hpp"
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

std::string distance_text(geo::metres d, const texts& say) {
    const auto km = geo::in_kilometres(d);
    return d < geo::metres(10'000) ? say.text<"unit.km_tenth">(with<"km">(km))
                                   : say.text<"unit.km">(with<"km">(km));
}

class protection_writer {
public:
    protection_writer(const plan& what, const texts& say)
        : plan_(what), done_(what.shielding), say_(say) {}

    std::string body() {
        text_.heading(say_.text<"heading.protected">());
        text_.paragraph(say_.text<"reach.what">());
        short_table();
        exposed_at_end(done_.withdrawing);
        exposed_at_end(done_.other);
        text_.text(say_.text<"reach.beyond">());
        text_.paragraph(say_.text<"reach.between">());
        largest_cities();
        return text_.take();
    }

    std::string appendix() {
        text_.heading(say_.text<"heading.appendix_reach">());
        text_.paragraph(say_.text<"reach.every_place">());
        text_.line("![{}](protection.svg)", say_.text<"reach.chart">());
        text_.line();
        table(done_.withdrawing);
        table(done_.other);
        still_reached(done_.withdrawing);
        still_reached(done_.other);
        text_.line();
        rows(say_.text<"reach.cities">(), changed_cities(), listed_cities);
        facilities();
        occupation();
        return text_.take();
    }

private:
    [[nodiscard]] std::string party(const party_id& id) const {
        return md_(party_name(plan_.ground, id));
    }
    /// The party that a place is held by at the start.
    [[nodiscard]] std::string holder(const place_protection& place) const {
        const auto held = held_at_start(plan_, place);
        return held.empty() ? "-" : party(party_id(held));
    }
    [[nodiscard]] std::string reach_of(std::size_t k) const {
        return say_.text<"unit.km">(with<"km">(geo::in_kilometres(done_.classes[k].range)));
    }
    [[nodiscard]] std::string nearest(const exposure& seen) const {
        return seen.own ? say_.text<"word.here">() : distance_text(seen.nearest, say_);
    }

    /// Before and at the end, for both parties side by side.
    void short_table() {
        text_.paragraph(say_.text<"reach.short">());
        text_.table(
            say_.text<"reach.short_head">(
                with<"party">(party(done_.withdrawing.party)),
                with<"other">(party(done_.other.party))
            ),
            "lrrrrrrr"
        );
        const auto gone = shielded_since_start(plan_, done_.withdrawing.party).back();
        const auto gone_of_other = shielded_since_start(plan_, done_.other.party).back();
        for (const auto k : classes_by_range(done_)) {
            text_.row(
                md_(done_.classes[k].title),
                reach_of(k),
                people_text(done_.withdrawing.by_class.front()[k].people),
                people_text(done_.withdrawing.by_class.back()[k].people),
                people_text(gone[k].people),
                people_text(done_.other.by_class.front()[k].people),
                people_text(done_.other.by_class.back()[k].people),
                people_text(gone_of_other[k].people)
            );
        }
        text_.line();
    }

    void table(const party_reach& of) {
        text_.paragraph(say_.text<"reach.of">(with<"party">(party(of.party))));
        stage_table(of.by_class);
        const auto no_longer = shielded_since_start(plan_, of.party);
        const auto any = std::any_of(no_longer.begin(), no_longer.end(), [](const auto& stage) {
            return std::any_of(stage.begin(), stage.end(), [](const auto& one) {
                return one.people > 0;
            });
        });
        if (any) {
            text_.paragraph(say_.text<"reach.no_longer">(with<"party">(party(of.party))));
            stage_table(no_longer);
        }
    }

    void stage_table(const std::vector<std::vector<reach_total>>& by_class) {
        auto head = say_.text<"reach.stages_head">();
        for (const auto& stage : done_.stages) {
            head += " | " + md_(stage.title);
        }
        text_.table(head, "l" + std::string(done_.stages.size() + 1, 'r'));
        for (const auto k : classes_by_range(done_)) {
            auto row = fmt::format("| {} | {} |", md_(done_.classes[k].title), reach_of(k));
            for (const auto& stage : by_class) {
                row += " " + people_text(stage[k].people) + " |";
            }
            text_.text(row);
        }
        text_.line();
    }

    void still_reached(const party_reach& of) {
        std::vector<std::string> still;
        for (const auto k : classes_by_range(done_)) {
            const auto& end = of.by_class.back()[k];
            if (end.settlements + end.facilities > 0) {
                still.push_back(say_.text<"reach.still_class">(
                    with<"class">(md_(done_.classes[k].title)),
                    with<"people">(people_text(end.people)),
                    with<"facilities">(say_.count<"count.facilities">(end.facilities))
                ));
            }
        }
        if (!still.empty()) {
            text_.text(say_.text<"reach.still">(
                with<"party">(party(of.party)), with<"classes">(joined_words(still))
            ));
        }
    }

    /// What the table does not say at a glance: classes that reach nobody any more.
    void exposed_at_end(const party_reach& of) {
        std::vector<std::string> gone;
        for (const auto k : classes_by_range(done_)) {
            const auto& end = of.by_class.back()[k];
            if (end.settlements + end.facilities == 0 && of.by_class.front()[k].settlements > 0) {
                gone.push_back(md_(done_.classes[k].title));
            }
        }
        if (!gone.empty()) {
            text_.text(say_.text<"reach.gone">(
                with<"party">(party(of.party)), with<"classes">(joined_words(gone))
            ));
        }
    }

    [[nodiscard]] std::vector<const place_protection*> changed_cities() const {
        std::vector<const place_protection*> chosen;
        for (const auto& place : done_.places) {
            if (!place.is_facility && comes_first(plan_, place) && changes(place)) {
                chosen.push_back(&place);
            }
        }
        std::stable_sort(chosen.begin(), chosen.end(), [&](const auto* a, const auto* b) {
            return protected_people(plan_, *a) > protected_people(plan_, *b);
        });
        return chosen;
    }

    void largest_cities() {
        const auto chosen = changed_cities();
        if (chosen.empty()) {
            return;
        }
        text_.paragraph(say_.text<"reach.largest">(with<"party">(party(plan_.withdrawing))));
        text_.table(say_.text<"reach.largest_head">(), "llrr");
        for (std::size_t i = 0; i < std::min(cities_in_body, chosen.size()); ++i) {
            const auto& place = *chosen[i];
            text_.row(
                md_(protected_name(plan_, place)),
                holder(place),
                nearest(place.from_withdrawing.front()),
                nearest(place.from_withdrawing.back())
            );
        }
        text_.line();
    }

    void facilities() {
        std::vector<const place_protection*> chosen;
        for (const auto& place : done_.places) {
            if (place.is_facility && changes(place)) {
                chosen.push_back(&place);
            }
        }
        std::stable_sort(chosen.begin(), chosen.end(), [&](const auto* a, const auto* b) {
            return protected_kind(plan_, *a) < protected_kind(plan_, *b);
        });
        rows(say_.text<"reach.facilities">(), chosen, chosen.size());
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
        text_.paragraph(title);
        text_.table(
            say_.text<"reach.places_head">(with<"party">(party(plan_.withdrawing))), "lllrrll"
        );
        for (std::size_t i = 0; i < std::min(most, chosen.size()); ++i) {
            const auto& place = *chosen[i];
            const auto& before = place.from_withdrawing.front();
            const auto& end = place.from_withdrawing.back();
            text_.row(
                md_(protected_name(plan_, place)),
                md_(plain_words(protected_kind(plan_, place))),
                holder(place),
                nearest(before),
                nearest(end),
                before.own ? say_.text<"reach.held_by_them">() : reached_text(before.reached_by),
                reached_text(end.reached_by)
            );
        }
        if (chosen.size() > most) {
            text_.line();
            text_.text(say_.count<"reach.more">(chosen.size() - most));
        }
        text_.line();
    }

    [[nodiscard]] std::string reached_text(class_set classes) const {
        const auto ids = class_ids(plan_, classes);
        return ids.empty() ? say_.text<"word.none">() : md_(plain_words(joined_words(ids)));
    }

    [[nodiscard]] std::string span(double least, double most) const {
        return say_.text<"range.days">(with<"low">(least), with<"high">(most));
    }

    void occupation() {
        if (plan_.occupation.empty()) {
            return;
        }
        text_.paragraph(say_.text<"held.how_long">());
        text_.paragraph(say_.text<"held.note">());
        text_.table(say_.text<"held.head">(), "lrrrrr");
        double area_least = 0;
        double area_most = 0;
        double people_least = 0;
        double people_most = 0;
        for (const auto& row : plan_.occupation) {
            text_.row(
                md_(row.phase),
                span(row.days_least, row.days_most),
                span(row.area_days_least() / 1e3, row.area_days_most() / 1e3),
                span(row.people_days_least() / 1e6, row.people_days_most() / 1e6),
                say_.area(row.frozen),
                people_text(row.frozen_people)
            );
            area_least += row.area_days_least();
            area_most += row.area_days_most();
            people_least += row.people_days_least();
            people_most += row.people_days_most();
        }
        text_.line(
            "| {} | | {} | {} | | |",
            say_.text<"held.together">(),
            span(area_least / 1e3, area_most / 1e3),
            span(people_least / 1e6, people_most / 1e6)
        );
        text_.line();
    }

    static std::string md_(const std::string& raw) { return markdown(raw); }

    const plan& plan_;
    const protection& done_;
    const texts& say_;
    markdown_writer text_;
};

}  // namespace

std::string protection_section(const plan& what, const texts& say) {
    return what.shielding.stages.empty() ? "" : protection_writer(what, say).body();
}

std::string protection_appendix(const plan& what, const texts& say) {
    return what.shielding.stages.empty() ? "" : protection_writer(what, say).appendix();
}

}  // namespace planner
