// SPDX-License-Identifier: Apache-2.0
#include "planner/report/presence_text.hpp"

#include "planner/model/number_text.hpp"
#include "planner/model/texts.hpp"
#include "planner/report/markdown.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

namespace planner {

namespace {

/// Of areas that share a row of the table; of more the number is told.
constexpr std::size_t areas_named = 6;

/// People to two figures: what rests on estimates is not known to one.
std::string about(double value) {
    if (value <= 0) {
        return "0";
    }
    const double step = std::max(1.0, std::pow(10.0, std::floor(std::log10(value)) - 1));
    return grouped(std::round(value / step) * step);
}

std::string range_text(const number_range& one, const texts& say) {
    if (one.high <= 0) {
        return say.text<"word.none">();
    }
    return about(one.low) == about(one.high)
               ? about(one.typical)
               : say.text<"range.from_to">(
                     with<"low">(about(one.low)), with<"high">(about(one.high))
                 );
}

/// A ratio to two figures, never with an exponent.
std::string ratio_text(double value) {
    return value < 10 ? fmt::format("{:.2g}", value) : about(value);
}

class presence_writer {
public:
    presence_writer(const plan& what, const texts& say) : plan_(what), say_(say) {}

    std::string body() {
        if (plan_.presence.empty()) {
            return {};
        }
        left_empty();
        text_.heading(say_.text<"heading.presence">());
        in_words();
        posts();
        how_many();
        return text_.take();
    }

    std::string appendix() {
        if (plan_.presence.empty()) {
            return {};
        }
        flagged();
        by_sector();
        comparisons();
        assumptions();
        return text_.take();
    }

private:
    [[nodiscard]] std::string day(instant t) const { return say_.day(t, plan_.ground.time_zone); }
    [[nodiscard]] std::string until(instant t) const {
        return t == open_end() ? say_.text<"word.no_end">() : day(t);
    }
    [[nodiscard]] std::string range(const number_range& one) const { return range_text(one, say_); }

    void left_empty() {
        if (!plan_.said.vacated) {
            return;
        }
        text_.heading(say_.text<"heading.empty">());
        text_.paragraph(md_(plan_.said.vacated->text));
        if (plan_.occupation.empty()) {
            return;
        }
        text_.table(say_.text<"empty.head">(), "lrrr");
        for (const auto& row : plan_.occupation) {
            text_.row(
                md_(title_of(row.phase)),
                say_.text<"range.days">(with<"low">(row.days_least), with<"high">(row.days_most)),
                say_.area(row.frozen),
                people_text(row.frozen_people)
            );
        }
        text_.line();
        text_.paragraph(say_.text<"empty.days">());
    }

    [[nodiscard]] std::string title_of(const std::string& phase) const {
        for (const auto& one : plan_.phases) {
            if (one.term.id == phase) {
                return one.term.title;
            }
        }
        return phase == "after"   ? say_.text<"sizes.after">()
               : phase == "whole" ? say_.text<"sizes.whole">()
                                  : phase;
    }

    /// Areas of one kind, urgency, time and set of rules are one row.
    struct flagged_row {
        const plan_presence* first;
        std::string rules;
        std::vector<std::string> names;
    };

    [[nodiscard]] std::vector<flagged_row> flagged_rows() const {
        using key =
            std::tuple<std::string, std::string, std::string, instant, instant, std::string>;
        std::map<key, std::size_t> known;
        std::vector<flagged_row> out;
        for (const auto& one : plan_.presence) {
            std::string rules;
            std::set<std::string> seen;
            for (const auto& reason : one.reasons) {
                if (seen.insert(reason.rule).second) {
                    rules += (rules.empty() ? "" : ", ") + reason.rule;
                }
            }
            const key of{one.kind, one.severity, one.phase, one.when.from, one.when.until, rules};
            const auto [at, is_new] = known.emplace(of, out.size());
            if (is_new) {
                out.push_back({&one, rules, {}});
            }
            out[at->second].names.push_back(one.name);
        }
        return out;
    }

    [[nodiscard]] std::string where_text(const std::vector<std::string>& names) const {
        std::string out;
        const auto told = std::min(areas_named, names.size());
        for (std::size_t i = 0; i < told; ++i) {
            out += (i == 0 ? "" : "; ") + names[i];
        }
        const auto more = names.size() - told;
        return md_(out) + (more > 0 ? say_.text<"presence.more_areas">(with<"n">(more)) : "");
    }

    void flagged() {
        text_.heading(say_.text<"heading.appendix_presence">());
        text_.paragraph(say_.text<"presence.list">());
        text_.table(say_.text<"presence.list_head">(), "llrllll");
        for (const auto& row : flagged_rows()) {
            text_.row(
                md_(row.first->kind),
                md_(row.first->severity),
                row.names.size(),
                where_text(row.names),
                day(row.first->when.from),
                until(row.first->when.until),
                md_(row.rules)
            );
        }
        text_.line();
    }

    void in_words() {
        text_.paragraph(say_.text<"presence.flagged">(
            with<"areas">(say_.count<"presence.areas_are">(plan_.presence.size()))
        ));
        text_.table(say_.text<"presence.head">(), "lrrl");
        for (const auto& kind : presence_kinds()) {
            std::size_t areas = 0;
            std::size_t high = 0;
            std::map<std::string, std::size_t> rules;
            for (const auto& one : plan_.presence) {
                if (one.kind != kind) {
                    continue;
                }
                ++areas;
                high += one.severity == "high" ? 1U : 0U;
                for (const auto& reason : one.reasons) {
                    ++rules[reason.rule];
                }
            }
            if (areas == 0) {
                continue;
            }
            const auto most =
                std::max_element(rules.begin(), rules.end(), [](const auto& a, const auto& b) {
                    return a.second < b.second;
                });
            text_.row(
                md_(kind), areas, high, md_(most == rules.end() ? "" : reason_of(most->first))
            );
        }
        text_.line();
    }

    /// What a rule says, in the words of the table of rules; its id where it has none.
    [[nodiscard]] std::string reason_of(const std::string& rule) const {
        for (const auto& one : plan_.said.presence_rules()) {
            if (one.id == rule) {
                return one.reason.empty() ? rule : one.reason;
            }
        }
        return rule;
    }

    [[nodiscard]] std::string posts_text() const {
        return say_.count<"count.posts">(plan_.posts.size());
    }

    void posts() {
        if (!plan_.siting) {
            return;
        }
        const auto& siting = *plan_.siting;
        text_.paragraph(say_.text<"posts.cover">(
            with<"posts">(posts_text()),
            with<"share">(
                siting.line > geo::metres(0)
                    ? std::floor(100 * (siting.line_covered / siting.line) + 1e-9)
                    : 100.0
            ),
            with<"covered">(siting.sites_covered),
            with<"sites">(siting.sites),
            with<"km">(geo::in_kilometres(siting.reach)),
            with<"reach">(reach_text(siting)),
            with<"how_good">(how_good(siting))
        ));
        if (siting.out_of_medical_reach > 0) {
            text_.paragraph(
                siting.medical_by == "roads"
                    ? say_.count<"posts.left_out">(siting.out_of_medical_reach)
                    : say_.count<"posts.left_out_by_line">(siting.out_of_medical_reach)
            );
        }
        classes(siting);
        if (!plan_.sectors.empty()) {
            sectors();
        }
    }

    [[nodiscard]] double assumed(std::string_view id) const {
        for (const auto& one : plan_.assumptions) {
            if (one.id == id) {
                return one.typical;
            }
        }
        return 0;
    }

    [[nodiscard]] std::string reach_text(const plan_siting& siting) const {
        if (siting.reach_by == "sight") {
            return say_.text<"posts.by_sight">();
        }
        if (siting.reach_by == "view") {
            return say_.text<"posts.over_raster">();
        }
        const auto minutes = assumed("reach_minutes");
        return siting.reach_by == "roads"
                   ? say_.text<"posts.by_roads">(
                         with<"minutes">(minutes), with<"km">(assumed("off_road_km"))
                     )
                   : say_.text<"posts.by_line">(
                         with<"minutes">(minutes),
                         with<"speed">(assumed("road_speed_kmh")),
                         with<"detour">(assumed("road_detour"))
                     );
    }

    /// Of what class the ground is taken to be, where posts reach by sight.
    void classes(const plan_siting& siting) {
        if (siting.ground.empty()) {
            return;
        }
        std::string list;
        for (const auto& one : siting.ground) {
            list += (list.empty() ? "" : ", ") +
                    say_.text<"posts.ground_item">(
                        with<"km">(geo::in_kilometres(one.line)),
                        with<"places">(say_.count<"count.places">(one.sites)),
                        with<"kind">(kind_of_ground(one.kind)),
                        with<"from">(
                            one.from == "terrain"       ? say_.text<"ground.terrain">()
                            : one.from == "settlements" ? say_.text<"ground.settlements">()
                                                        : say_.text<"ground.assumed">()
                        )
                    );
        }
        text_.paragraph(say_.text<"posts.ground">(with<"list">(list)));
    }

    [[nodiscard]] std::string kind_of_ground(ground_class kind) const {
        switch (kind) {
        case ground_class::open:
            return say_.text<"ground.open">();
        case ground_class::rolling:
            return say_.text<"ground.rolling">();
        case ground_class::forest:
            return say_.text<"ground.forest">();
        case ground_class::urban:
            break;
        }
        return say_.text<"ground.urban">();
    }

    void meetings() {
        for (std::size_t s = 0; s + 1 < plan_.sectors.size(); ++s) {
            if (!plan_.sectors[s].next) {
                continue;
            }
            const auto& at = *plan_.sectors[s].next;
            const auto sector = md_(plan_.sectors[s].name);
            const auto next = md_(plan_.sectors[s + 1].name);
            const auto name = md_(at.name);
            const auto km = geo::in_kilometres(at.at);
            text_.line(
                "- {}",
                (at.place.empty() ? say_.text<"sectors.meet">(
                                        with<"sector">(sector), with<"next">(next), with<"km">(km)
                                    )
                 : at.place == "road" ? say_.text<"sectors.meet_at_road">(
                                            with<"sector">(sector),
                                            with<"next">(next),
                                            with<"name">(name),
                                            with<"km">(km)
                                        )
                                      : say_.text<"sectors.meet_near">(
                                            with<"sector">(sector),
                                            with<"next">(next),
                                            with<"name">(name),
                                            with<"km">(km)
                                        ))
            );
        }
        if (plan_.sectors.size() > 1) {
            text_.line();
        }
    }

    void sectors() {
        text_.table(say_.text<"sectors.head">(), "llrlrr");
        for (const auto& one : plan_.sectors) {
            text_.row(
                md_(one.name),
                say_.text<"range.days">(
                    with<"low">(geo::in_kilometres(one.line_from)),
                    with<"high">(geo::in_kilometres(one.line_to))
                ),
                one.posts,
                one.headquarters ? md_(plan_.ground.settlements[*one.headquarters].name)
                                 : say_.text<"sectors.none">(),
                one.count.settlements,
                people_text(one.count.people)
            );
        }
        text_.line();
        meetings();
        text_.paragraph(
            plan_.sectors.front().headquarters_by == "roads" ? say_.text<"sectors.note_by_roads">()
                                                             : say_.text<"sectors.note">()
        );
    }

    [[nodiscard]] std::string how_good(const plan_siting& siting) const {
        const auto gap = std::ceil(siting.gap() * 1000) / 10;
        auto out =
            siting.allowed ? siting.proven ? say_.text<"posts.best">()
                                           : say_.text<"posts.near_best">(with<"gap">(gap))
            : siting.proven
                ? say_.text<"posts.fewest">(with<"greedy">(siting.greedy))
                : say_.text<"posts.near_fewest">(
                      with<"bound">(siting.bound), with<"gap">(gap), with<"greedy">(siting.greedy)
                  );
        if (siting.allowed && siting.reached > 0) {
            out = say_.text<"posts.greedy_covers">(
                with<"how_good">(out), with<"share">(100 * siting.greedy_reached / siting.reached)
            );
        }
        return siting.stopped.empty() ? out
                                      : say_.text<"posts.stopped">(
                                            with<"how_good">(out), with<"stopped">(siting.stopped)
                                        );
    }

    void how_many() {
        if (plan_.sizes.empty()) {
            return;
        }
        text_.paragraph(say_.text<"sizes.note">());
        text_.table(say_.text<"sizes.head">(), "lrrrrrr");
        for (const auto& one : plan_.sizes) {
            if (one.sector.empty()) {
                text_.row(
                    say_.text<"sizes.period">(
                        with<"title">(md_(title_of(one.period))),
                        with<"from">(day(one.when.from)),
                        with<"until">(until(one.when.until))
                    ),
                    one.posts,
                    range(one.patrols),
                    range(one.observers),
                    range(one.interposition),
                    range(one.specialists),
                    range(one.police)
                );
            }
        }
        text_.line();
    }

    void by_sector() {
        if (plan_.sizes.empty()) {
            return;
        }
        text_.heading(say_.text<"heading.appendix_people">());
        text_.table(say_.text<"sizes.by_sector_head">(), "llrrrrrrrr");
        for (const auto& one : plan_.sizes) {
            text_.row(
                md_(title_of(one.period)),
                one.sector.empty() ? say_.text<"sizes.all">() : md_(one.sector),
                say_.text<"unit.km">(with<"km">(geo::in_kilometres(one.line))),
                one.sites,
                one.posts,
                range(one.patrols),
                range(one.observers),
                range(one.interposition),
                range(one.specialists),
                range(one.police)
            );
        }
        text_.line();
    }

    [[nodiscard]] std::string ratios(double low, double high) const {
        return say_.text<"range.from_to">(
            with<"low">(ratio_text(low)), with<"high">(ratio_text(high))
        );
    }

    [[nodiscard]] std::string missions_of(const mission_comparison& one) const {
        std::string names;
        for (const auto& mission : plan_.said.doctrine.missions) {
            if (std::find(one.missions.begin(), one.missions.end(), mission.id) !=
                one.missions.end()) {
                names += (names.empty() ? "" : ", ") +
                         (mission.cited.certainty == "S"
                              ? mission.name
                              : say_.text<"missions.from_memory">(with<"name">(mission.name)));
            }
        }
        return names;
    }

    void comparisons() {
        if (plan_.comparisons.empty()) {
            return;
        }
        text_.paragraph(say_.text<"missions.beside">());
        text_.table(say_.text<"missions.head">(), "lllll");
        for (const auto& one : plan_.comparisons) {
            const auto own = ratios(one.plan.low, one.plan.high);
            text_.row(
                md_(one.kind),
                md_(one.measure),
                one.outside ? say_.text<"missions.outside">(with<"range">(own)) : own,
                ratios(one.low, one.high),
                md_(missions_of(one))
            );
        }
        text_.line();
        text_.paragraph(say_.text<"missions.no_standard">());
    }

    void assumptions() {
        if (plan_.sizes.empty()) {
            return;
        }
        text_.paragraph(say_.text<"assumed.posts">());
        text_.table(say_.text<"assumed.head">(), "lrrrll");
        for (const auto& one : plan_.assumptions) {
            text_.row(
                md_(one.id),
                fmt::format("{:g}", one.low),
                fmt::format("{:g}", one.typical),
                fmt::format("{:g}", one.high),
                md_(one.text) + (one.unit.empty() ? "" : ", " + md_(one.unit)),
                say_.text<"assumed.source">(
                    with<"source">(md_(one.cited.source)),
                    with<"certainty">(md_(one.cited.certainty))
                )
            );
        }
        text_.line();
    }

    static std::string md_(const std::string& raw) { return markdown(raw, longest_paragraph); }

    const plan& plan_;
    const texts& say_;
    markdown_writer text_;
};

}  // namespace

std::string presence_sections(const plan& what, const texts& say) {
    return presence_writer(what, say).body();
}

std::string presence_appendix(const plan& what, const texts& say) {
    return presence_writer(what, say).appendix();
}

std::size_t most_posts_at_a_time(const plan& what) {
    std::size_t most = 0;
    for (const auto& one : what.sizes) {
        most = one.sector.empty() ? std::max(most, one.posts) : most;
    }
    return most;
}

std::string observers_at_peak(const plan& what, const texts& say) {
    const presence_size* peak = nullptr;
    for (const auto& one : what.sizes) {
        if (one.sector.empty() &&
            (peak == nullptr || one.observers.typical > peak->observers.typical)) {
            peak = &one;
        }
    }
    return peak == nullptr ? say.text<"sizes.nobody">() : range_text(peak->observers, say);
}

}  // namespace planner
