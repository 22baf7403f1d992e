// SPDX-License-Identifier: Apache-2.0
#include "planner/report/presence_text.hpp"

#include "planner/model/number_text.hpp"
#include "planner/model/roles.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace planner {

namespace {

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
    section_maker(const plan& what, const std::function<std::string(const std::string&)>& escape)
        : plan_(what), md_(escape) {}

    std::string run() {
        if (plan_.presence.empty()) {
            return {};
        }
        where();
        posts();
        how_many();
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
    [[nodiscard]] std::string until(instant t) const { return t == open_end() ? "open" : day(t); }

    void where() {
        line("## Where a presence is indicated");
        line("");
        if (plan_.said.vacated) {
            line("{}", md_(plan_.said.vacated->text));
            line("");
        }
        line("Flagged by rules, each named with its reason; what the layers do not name is not "
             "listed. Nobody is sent anywhere by this list: it says what an area is and why it is "
             "flagged.");
        line("");
        in_words();
        line("| kind | severity | where | when | why (rule) |");
        line("| --- | --- | --- | --- | --- |");
        for (const auto& one : plan_.presence) {
            std::string why;
            for (const auto& reason : one.reasons) {
                why += (why.empty() ? "" : "; ") + reason.text + " (" + reason.rule + ")";
            }
            line(
                "| {} | {} | {} | {} to {} | {} |",
                md_(one.kind),
                md_(one.severity),
                md_(one.name),
                day(one.when.from),
                until(one.when.until),
                md_(why)
            );
        }
        line("");
    }

    void in_words() {
        for (const auto& kind : presence_kinds()) {
            std::size_t areas = 0;
            std::size_t high = 0;
            for (const auto& one : plan_.presence) {
                areas += one.kind == kind ? 1U : 0U;
                high += one.kind == kind && one.severity == "high" ? 1U : 0U;
            }
            if (areas > 0) {
                line(
                    "- {}: {}, {} of them of high severity.",
                    md_(kind),
                    counted(areas, "area", "areas"),
                    high
                );
            }
        }
        line("");
    }

    void posts() {
        if (!plan_.siting) {
            return;
        }
        const auto& siting = *plan_.siting;
        line("## Where posts would stand");
        line("");
        line(
            "{} put {:.0f} % of the flagged line, seen from both sides, and {} of {} flagged "
            "places "
            "within reach of a post ({:.1f} km at most, {}). {}",
            counted(plan_.posts.size(), "post", "posts"),
            siting.line > geo::metres(0)
                ? std::floor(100 * (siting.line_covered / siting.line) + 1e-9)
                : 100.0,
            siting.sites_covered,
            siting.sites,
            geo::in_kilometres(siting.reach),
            siting.cover == "road"    ? "the straight line that stands for a drive"
            : siting.cover == "sight" ? "as far as one sees over ground of the kind"
                                      : "in sight over the elevation raster",
            how_good(siting)
        );
        line("");
        if (siting.out_of_medical_reach > 0) {
            line(
                "{} places were left out because no hospital is within reach.",
                siting.out_of_medical_reach
            );
            line("");
        }
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
            line("A sector holds both sides of its part of the line. Its headquarters is the town "
                 "nearest to all its posts; who would host it is not asked.");
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
        line("## Who is needed, and how many");
        line("");
        line(
            "Ranges, because every figure behind them is one; the assumptions are below and can be "
            "set. Observers include sector headquarters and reserve. Police are counted from "
            "people "
            "by the register and include local police: a rule of stability operations, not of "
            "observers."
        );
        line("");
        for (const auto& source : plan_.ground.sources) {
            if (source.layer == "settlements" && !source.note.empty()) {
                line("People counts: {}.", md_(source.note));
                line("");
            }
        }
        line("| period | sector | flagged line | places | posts | patrols a day | observers | "
             "interposition | specialists | police |");
        line("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (const auto& one : plan_.sizes) {
            line(
                "| {}, {} to {} | {} | {:.0f} km | {} | {} | {} | {} | {} | {} | {} |",
                md_(one.period),
                day(one.when.from),
                until(one.when.until),
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
        comparisons();
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
                "| {} | {} | {:.3g} to {:.3g}{} | {:.3g} to {:.3g} | {} |",
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

    const plan& plan_;
    const std::function<std::string(const std::string&)>& md_;
    std::string out_;
};

}  // namespace

std::string presence_sections(
    const plan& what, const std::function<std::string(const std::string&)>& escape
) {
    return section_maker(what, escape).run();
}

}  // namespace planner
