// SPDX-License-Identifier: Apache-2.0
#include "planner/report/presence_text.hpp"

#include "planner/model/number_text.hpp"
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

std::string range_text(const number_range& one) {
    if (one.high <= 0) {
        return "none";
    }
    return about(one.low) == about(one.high) ? about(one.typical)
                                             : about(one.low) + " to " + about(one.high);
}

class section_maker {
public:
    explicit section_maker(const plan& what) : plan_(what) {}

    std::string body() {
        if (plan_.presence.empty()) {
            return {};
        }
        left_empty();
        line("## Who must stand where");
        line("");
        in_words();
        posts();
        how_many();
        return std::move(out_);
    }

    std::string appendix() {
        if (plan_.presence.empty()) {
            return {};
        }
        flagged();
        by_sector();
        comparisons();
        assumptions();
        return std::move(out_);
    }

private:
    template <class... Args>
    void line(fmt::format_string<Args...> text, Args&&... args) {
        out_ += fmt::format(text, std::forward<Args>(args)...);
        out_ += '\n';
    }

    [[nodiscard]] std::string day(instant t) const {
        return to_local_date(t, plan_.ground.time_zone);
    }
    [[nodiscard]] std::string until(instant t) const { return t == open_end() ? "no end" : day(t); }

    void left_empty() {
        if (!plan_.said.vacated) {
            return;
        }
        line("## What is left empty");
        line("");
        line("{}", md_(plan_.said.vacated->text));
        line("");
        if (plan_.occupation.empty()) {
            return;
        }
        line("| phase | left after, days | should the plan end there, still held | people there "
             "(register) |");
        line("| --- | ---: | ---: | ---: |");
        for (const auto& row : plan_.occupation) {
            line(
                "| {} | {:.0f} to {:.0f} | {} | {} |",
                md_(title_of(row.phase)),
                row.days_least,
                row.days_most,
                area_text(row.frozen),
                people_text(row.frozen_people)
            );
        }
        line("");
        line("Days count from D-day: the smaller figure when a phase's land is left evenly over "
             "the phase, the larger when all of it is left on the last day.");
        line("");
    }

    [[nodiscard]] std::string title_of(const std::string& phase) const {
        for (const auto& one : plan_.phases) {
            if (one.term.id == phase) {
                return one.term.title;
            }
        }
        return phase == "after" ? "After the last phase" : phase == "whole" ? "Throughout" : phase;
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

    void flagged() {
        line("## Appendix: areas that need a presence");
        line("");
        line(
            "Each is flagged by the rules named; areas of one kind and time, flagged by the same "
            "rules, share a row. Each area with its reasons in full and the figures that they were "
            "judged by: plan.json (presence), geojson/presence.geojson, page.html."
        );
        line("");
        line("| kind | severity | areas | where | from | to | rules |");
        line("| --- | --- | ---: | --- | --- | --- | --- |");
        for (const auto& row : flagged_rows()) {
            std::string where;
            const auto told = std::min(areas_named, row.names.size());
            for (std::size_t i = 0; i < told; ++i) {
                where += (i == 0 ? "" : "; ") + row.names[i];
            }
            if (row.names.size() > told) {
                where += fmt::format("; and {} more", row.names.size() - told);
            }
            line(
                "| {} | {} | {} | {} | {} | {} | {} |",
                md_(row.first->kind),
                md_(row.first->severity),
                row.names.size(),
                md_(where),
                day(row.first->when.from),
                until(row.first->when.until),
                md_(row.rules)
            );
        }
        line("");
    }

    void in_words() {
        line(
            "{} flagged by rules, each with its reason; what the layers do not name is not "
            "listed. Nobody is sent anywhere by this list: it says what an area is and why it is "
            "flagged.",
            plan_.presence.size() == 1 ? "1 area is"
                                       : fmt::format("{} areas are", plan_.presence.size())
        );
        line("");
        line("| kind | areas | of them of high severity | most frequent reason |");
        line("| --- | ---: | ---: | --- |");
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
            line(
                "| {} | {} | {} | {} |",
                md_(kind),
                areas,
                high,
                md_(most == rules.end() ? "" : reason_of(most->first))
            );
        }
        line("");
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

    void posts() {
        if (!plan_.siting) {
            return;
        }
        const auto& siting = *plan_.siting;
        line(
            "{}: {:.0f} % of the flagged line (seen from both sides) and {} of {} flagged places "
            "lie within reach of one ({:.0f} km at most: {}). {}",
            counted(plan_.posts.size(), "post", "posts"),
            siting.line > geo::metres(0)
                ? std::floor(100 * (siting.line_covered / siting.line) + 1e-9)
                : 100.0,
            siting.sites_covered,
            siting.sites,
            geo::in_kilometres(siting.reach),
            md_(siting.reach_text),
            how_good(siting)
        );
        line("");
        if (siting.out_of_medical_reach > 0) {
            line(
                "{} places were left out because no hospital is within reach{}.",
                siting.out_of_medical_reach,
                siting.medical_by == "roads" ? " along the roads"
                                             : ", by the straight line that stands for the drive"
            );
            line("");
        }
        classes(siting);
        if (!plan_.sectors.empty()) {
            line("| sector | line, km | posts | headquarters | settlements | people (register) |");
            line("| --- | --- | ---: | --- | ---: | ---: |");
            for (const auto& one : plan_.sectors) {
                line(
                    "| {} | {:.0f} to {:.0f} | {} | {} | {} | {} |",
                    md_(one.name),
                    geo::in_kilometres(one.line_from),
                    geo::in_kilometres(one.line_to),
                    one.posts,
                    one.headquarters ? md_(plan_.ground.settlements[*one.headquarters].name)
                                     : "none: no settlement",
                    one.count.settlements,
                    people_text(one.count.people)
                );
            }
            line("");
            meetings();
            line(
                "A sector holds both sides of its part of the line; away from it, land belongs to "
                "the "
                "sector whose part is nearest. Its headquarters is the town nearest to all its "
                "posts{}; who would host it is not asked.",
                plan_.sectors.front().headquarters_by == "roads" ? ", by road" : ""
            );
            line("");
        }
    }

    /// Of what class the ground is taken to be, where posts reach by sight.
    void classes(const plan_siting& siting) {
        if (siting.ground.empty()) {
            return;
        }
        std::string out;
        for (const auto& one : siting.ground) {
            out += fmt::format(
                "{}{:.0f} km and {} of {} ground ({})",
                out.empty() ? "" : ", ",
                geo::in_kilometres(one.line),
                counted(one.sites, "place", "places"),
                name(one.kind),
                one.from == "terrain"       ? "layer terrain"
                : one.from == "settlements" ? "within a settlement"
                                            : "assumed"
            );
        }
        line("Ground at the flagged line (each side for itself) and places: {}.", out);
        line("");
    }

    void meetings() {
        for (const auto& one : plan_.sectors) {
            if (one.next) {
                line("- {} {}.", md_(one.name), md_(one.text));
            }
        }
        if (plan_.sectors.size() > 1) {
            line("");
        }
    }

    static std::string how_good(const plan_siting& siting) {
        std::string out;
        if (siting.allowed) {
            out = siting.proven ? "No choice of as many posts covers more."
                                : fmt::format(
                                      "No choice of as many posts covers more than {:.1f} % more.",
                                      std::ceil(siting.gap() * 1000) / 10
                                  );
            if (siting.reached > 0) {
                out += fmt::format(
                    " The greedy rule alone covers {:.1f} % of that.",
                    100 * siting.greedy_reached / siting.reached
                );
            }
        } else if (siting.proven) {
            out =
                fmt::format("Fewer do not suffice; the greedy rule alone takes {}.", siting.greedy);
        } else {
            out = fmt::format(
                "Fewer than {:.0f} do not suffice, so at most {:.1f} % could be saved; the greedy "
                "rule alone takes {}.",
                siting.bound,
                std::ceil(siting.gap() * 1000) / 10,
                siting.greedy
            );
        }
        return siting.stopped.empty() ? out : out + " The search was " + siting.stopped + ".";
    }

    void how_many() {
        if (plan_.sizes.empty()) {
            return;
        }
        line("How many, in all sectors together. Ranges, because every figure behind them is one "
             "(by sector, with the assumptions, in an appendix). Observers include sector "
             "headquarters and reserve; police are counted from people by the register and include "
             "local police.");
        line("");
        line("| period | posts | patrols a day | observers | interposition | specialists | police "
             "|");
        line("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (const auto& one : plan_.sizes) {
            if (one.sector.empty()) {
                line(
                    "| {}, {} to {} | {} | {} | {} | {} | {} | {} |",
                    md_(title_of(one.period)),
                    day(one.when.from),
                    until(one.when.until),
                    one.posts,
                    range_text(one.patrols),
                    range_text(one.observers),
                    range_text(one.interposition),
                    range_text(one.specialists),
                    range_text(one.police)
                );
            }
        }
        line("");
    }

    void by_sector() {
        if (plan_.sizes.empty()) {
            return;
        }
        line("## Appendix: people by sector, and what that rests on");
        line("");
        line("| period | sector | flagged line | places | posts | patrols a day | observers | "
             "interposition | specialists | police |");
        line("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (const auto& one : plan_.sizes) {
            line(
                "| {} | {} | {:.0f} km | {} | {} | {} | {} | {} | {} | {} |",
                md_(title_of(one.period)),
                one.sector.empty() ? "all" : md_(one.sector),
                geo::in_kilometres(one.line),
                one.sites,
                one.posts,
                range_text(one.patrols),
                range_text(one.observers),
                range_text(one.interposition),
                range_text(one.specialists),
                range_text(one.police)
            );
        }
        line("");
    }

    void comparisons() {
        if (plan_.comparisons.empty()) {
            return;
        }
        line("Beside missions that were:");
        line("");
        line("| kind | measure | this plan, at its peak | missions | which |");
        line("| --- | --- | --- | --- | --- |");
        for (const auto& one : plan_.comparisons) {
            std::string names;
            for (const auto& mission : plan_.said.doctrine.missions) {
                if (std::find(one.missions.begin(), one.missions.end(), mission.id) !=
                    one.missions.end()) {
                    names += (names.empty() ? "" : ", ") + mission.name +
                             (mission.cited.certainty == "S" ? "" : " (from memory)");
                }
            }
            line(
                "| {} | {} | {:.2g} to {:.2g}{} | {:.2g} to {:.2g} | {} |",
                md_(one.kind),
                md_(one.measure),
                one.plan.low,
                one.plan.high,
                one.outside ? ", outside" : "",
                one.low,
                one.high,
                md_(names)
            );
        }
        line("");
        line("No published standard says how many people a kilometre needs.");
        line("");
    }

    void assumptions() {
        if (plan_.sizes.empty()) {
            return;
        }
        line("Assumptions of posts and numbers:");
        line("");
        line("| assumption | low | typical | high | what | source (certainty) |");
        line("| --- | ---: | ---: | ---: | --- | --- |");
        for (const auto& one : plan_.assumptions) {
            line(
                "| {} | {:g} | {:g} | {:g} | {}{} | {} ({}) |",
                md_(one.id),
                one.low,
                one.typical,
                one.high,
                md_(one.text),
                one.unit.empty() ? "" : ", " + md_(one.unit),
                md_(one.cited.source),
                md_(one.cited.certainty)
            );
        }
        line("");
    }

    static std::string md_(const std::string& raw) { return markdown(raw, longest_paragraph); }

    const plan& plan_;
    std::string out_;
};

}  // namespace

std::string presence_sections(const plan& what) {
    return section_maker(what).body();
}

std::string presence_appendix(const plan& what) {
    return section_maker(what).appendix();
}

std::string observers_at_peak(const plan& what) {
    const presence_size* peak = nullptr;
    for (const auto& one : what.sizes) {
        if (one.sector.empty() &&
            (peak == nullptr || one.observers.typical > peak->observers.typical)) {
            peak = &one;
        }
    }
    return peak == nullptr ? "no" : range_text(peak->observers);
}

}  // namespace planner
