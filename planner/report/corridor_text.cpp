// SPDX-License-Identifier: Apache-2.0
#include "planner/report/corridor_text.hpp"

#include "planner/model/count_text.hpp"
#include "planner/model/number_text.hpp"
#include "planner/report/csv_cell.hpp"
#include "planner/report/markdown.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace planner {

namespace {

/// 9.8 h, 45 h, 12 days: no finer than a plan on assumed forces can be.
std::string hours_text(seconds t) {
    const auto hours = static_cast<double>(t.count()) / 3600;
    return std::abs(hours) < 10   ? fmt::format("{:.1f} h", hours)
           : std::abs(hours) < 72 ? fmt::format("{:.0f} h", hours)
                                  : fmt::format("{:.0f} days", hours / 24);
}

std::string joined(const std::vector<std::string>& items, std::string_view between = ", ") {
    std::string out;
    for (const auto& one : items) {
        out += (out.empty() ? "" : std::string(between)) + one;
    }
    return out;
}

class section {
public:
    explicit section(const plan& what) : plan_(what), all_(what.corridors) {}

    std::string body() {
        line("## Can they be out in time");
        line("");
        if (!all_.roads) {
            line("The theatre has no roads, so nothing is said of corridors: a straight line is no "
                 "way "
                 "out, and times on the road are not checked against the dates above. Add "
                 "`[layers.roads]` to theatre.toml: lines with their class, or an OpenStreetMap "
                 "file.");
            line("");
            return std::move(out_);
        }
        if (all_.schematic) {
            line("**The roads are schematic**: straight between places. Routes, lengths and times "
                 "are "
                 "rough, and no ground beside the routes is drawn.");
            line("");
        }
        movements();
        people();
        pockets_in_short();
        line("Ways one by one: movements.csv; on map sheets: `armistice map --sheets corridors`.");
        line("");
        return std::move(out_);
    }

    std::string appendix() {
        if (!all_.roads || (all_.pockets.empty() && all_.movements.empty())) {
            return {};
        }
        line("## Appendix: ways out by road");
        line("");
        tight();
        meetings();
        pockets();
        return std::move(out_);
    }

private:
    template <class... Args>
    void line(fmt::format_string<Args...> text, Args&&... args) {
        out_ += fmt::format(text, std::forward<Args>(args)...);
        out_ += '\n';
    }

    [[nodiscard]] std::string when(instant t) const {
        return to_local_text(t, plan_.ground.time_zone);
    }

    [[nodiscard]] std::string title_of(const std::string& phase) const {
        for (const auto& one : plan_.phases) {
            if (one.term.id == phase) {
                return one.term.title;
            }
        }
        return phase;
    }

    [[nodiscard]] std::string verdict(const phase_movement& one) const {
        switch (one.verdict) {
        case movement_verdict::feasible:
            return "feasible, " + hours_text(one.margin) + " to spare";
        case movement_verdict::infeasible:
            return "infeasible; the shortest deadline that would do is " + when(one.out);
        case movement_verdict::open:
            return "not decided: no schedule was found that fits, nor a proof that none does";
        case movement_verdict::nothing_to_move:
            break;
        }
        return "nothing to move";
    }

    void movements() {
        if (all_.movements.empty()) {
            return;
        }
        const bool assumed =
            std::any_of(all_.movements.begin(), all_.movements.end(), [](const auto& one) {
                return one.assumed;
            });
        line(
            "{}Columns of {:g} vehicles a kilometre at {:g} km/h, where the road allows it. No "
            "schedule needs less time than the bound.",
            assumed ? fmt::format(
                          "Forces are assumed, not known: {:g} vehicles a square kilometre. ",
                          all_.term.vehicles_per_km2
                      )
                    : "",
            all_.term.density,
            all_.term.march_speed
        );
        line("");
        line("| phase | vehicles | needs | bound | last out | deadline | verdict |");
        line("| --- | ---: | ---: | ---: | --- | --- | --- |");
        for (const auto& one : all_.movements) {
            line(
                "| {} | {} | {} | {} | {} | {} | {} |",
                md_(title_of(one.phase)),
                grouped(std::round(one.vehicles / 10) * 10),
                hours_text(one.needed),
                hours_text(one.bound),
                to_local_date(one.out, plan_.ground.time_zone),
                to_local_date(one.deadline, plan_.ground.time_zone),
                verdict(one)
            );
        }
        line("");
    }

    void tight() {
        for (const auto& one : all_.movements) {
            if (!one.tight.empty()) {
                line(
                    "- Phase {}: what stands at {} alone takes as long as the bound.",
                    md_(one.phase),
                    md_(listed(one.tight))
                );
            }
        }
        line("");
    }

    void meetings() {
        bool any = false;
        for (const auto& one : all_.routes) {
            if (!one.meets.empty()) {
                any = true;
                line("- {} meets {} at the same time.", md_(one.id), md_(listed(one.meets)));
            }
        }
        if (any) {
            line("");
        }
    }

    void pockets_in_short() {
        double vehicles = 0;
        for (const auto& one : all_.pockets) {
            vehicles += std::ceil(one.vehicles);
        }
        if (!all_.pockets.empty()) {
            line(
                "**Another way out is needed** for {} ({} vehicles in all) that no road leads out: "
                "listed in an appendix.",
                counted(all_.pockets.size(), "group of forces", "groups of forces"),
                grouped(vehicles)
            );
            line("");
        }
    }

    void people() {
        bool any = false;
        for (const auto& one : all_.routes) {
            if (!one.who.empty()) {
                continue;
            }
            if (!any) {
                any = true;
                line("Ways for people:");
                line("");
            }
            if (!one.problem.empty()) {
                line(
                    "- **{}** ({}): no way: {}.", md_(one.title), md_(one.purpose), md_(one.problem)
                );
                continue;
            }
            line(
                "- **{}** ({}): {} to {}, {:.0f} km, {}; from {} to {}. {}.",
                md_(one.title),
                md_(one.purpose),
                md_(one.from),
                md_(one.to),
                geo::in_kilometres(one.length),
                hours_text(one.travel),
                when(one.start),
                when(one.finish),
                md_(joined(one.notes, "; "))
            );
        }
        if (any) {
            line("");
        }
    }

    void pockets() {
        for (const auto& one : all_.pockets) {
            line(
                "- Another way out is needed in phase {} for {:.0f} vehicles near {} ({:.2f} E "
                "{:.2f} "
                "N): {}.",
                md_(one.phase),
                std::ceil(one.vehicles),
                md_(one.name.empty() ? "no settlement" : one.name),
                one.position.lon.value(),
                one.position.lat.value(),
                md_(one.reason)
            );
        }
        if (!all_.pockets.empty()) {
            line("");
        }
    }

    static std::string md_(const std::string& raw) { return markdown(raw, longest_paragraph); }

    const plan& plan_;
    const plan_corridors& all_;
    std::string out_;
};

std::string controls_text(const plan_route& one) {
    std::string out;
    for (const auto& point : one.controls) {
        out += fmt::format(
            "{}{} {} ({:.4f} {:.4f})",
            out.empty() ? "" : "; ",
            point.what,
            point.name,
            point.position.lon.value(),
            point.position.lat.value()
        );
    }
    return out;
}

}  // namespace

std::string corridor_section(const plan& what) {
    const bool any = !what.phases.empty() || !what.said.humanitarian.empty();
    return any ? section(what).body() : "";
}

std::string corridor_appendix(const plan& what) {
    const bool any = !what.phases.empty() || !what.said.humanitarian.empty();
    return any ? section(what).appendix() : "";
}

std::string to_movement_csv(const plan& what) {
    std::string out =
        "corridor,purpose,phase,who,from,to,problem,schematic,length_km,driving_hours,vehicles,"
        "vehicles_an_hour,start_utc,finish_utc,bottleneck,bottleneck_vehicles_an_hour,controls,"
        "passes,"
        "people,facilities,meets,notes,forces_assumed,source,certainty\r\n";
    for (const auto& one : what.corridors.routes) {
        const auto* movement = what.corridors.of_phase(one.phase);
        out += fmt::format(
            "{},{},{},{},{},{},{},{},{:.3f},{:.2f},{:.0f},{:.1f},{},{},{},{:.1f},{},{},{:.0f},{},{}"
            ",{},{},"
            "{},{}\r\n",
            csv_cell(one.id),
            csv_cell(one.purpose),
            csv_cell(one.phase),
            csv_cell(one.who.str()),
            csv_cell(one.from),
            csv_cell(one.to),
            csv_cell(one.problem),
            one.schematic ? "yes" : "no",
            geo::in_kilometres(one.length),
            static_cast<double>(one.travel.count()) / 3600,
            one.vehicles,
            one.rate,
            to_rfc3339(one.start),
            to_rfc3339(one.finish),
            csv_cell(one.bottleneck),
            one.bottleneck_capacity,
            csv_cell(controls_text(one)),
            csv_cell(joined(one.passes, "; ")),
            one.people,
            csv_cell(joined(one.facilities, "; ")),
            csv_cell(joined(one.meets, "; ")),
            csv_cell(joined(one.notes, "; ")),
            movement == nullptr ? ""
            : movement->assumed ? "yes"
                                : "no",
            csv_cell(one.cited.source),
            csv_cell(one.cited.certainty)
        );
    }
    return out;
}

}  // namespace planner
