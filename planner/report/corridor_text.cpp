// SPDX-License-Identifier: Apache-2.0
#include "planner/report/corridor_text.hpp"

#include "planner/model/count_text.hpp"
#include "planner/model/number_text.hpp"
#include "planner/model/texts.hpp"
#include "planner/report/csv_cell.hpp"
#include "planner/report/markdown.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace planner {

namespace {

/// 9.8 h, 45 h, 12 days: no finer than a plan on assumed forces can be.
std::string hours_text(seconds t, const texts& say) {
    const auto hours = static_cast<double>(t.count()) / 3600;
    return std::abs(hours) < 10   ? say.text<"unit.hours_tenth">(with<"hours">(hours))
           : std::abs(hours) < 72 ? say.text<"unit.hours">(with<"hours">(hours))
                                  : say.text<"unit.days">(with<"days">(hours / 24));
}

std::string joined(const std::vector<std::string>& items, std::string_view between = ", ") {
    std::string out;
    for (const auto& one : items) {
        out += (out.empty() ? "" : std::string(between)) + one;
    }
    return out;
}

/// To the ten, fewer than that to one: what is assumed, or spread over an area, is no better known.
std::string vehicles_text(double vehicles) {
    return grouped(vehicles < 10 ? std::ceil(vehicles) : std::round(vehicles / 10) * 10);
}

class section {
public:
    section(const plan& what, const texts& say) : plan_(what), all_(what.corridors), say_(say) {}

    std::string body() {
        text_.heading(say_.text<"heading.ways">());
        if (!all_.roads) {
            text_.paragraph(say_.text<"ways.no_roads">());
            return text_.take();
        }
        if (all_.schematic) {
            text_.paragraph(say_.text<"ways.schematic">());
        }
        movements();
        people();
        pockets_in_short();
        text_.paragraph(say_.text<"ways.one_by_one">());
        return text_.take();
    }

    std::string appendix() {
        if (!all_.roads || (all_.pockets.empty() && all_.movements.empty())) {
            return {};
        }
        text_.heading(say_.text<"heading.appendix_ways">());
        tight();
        meetings();
        pockets();
        return text_.take();
    }

private:
    [[nodiscard]] std::string when(instant t) const { return say_.time(t, plan_.ground.time_zone); }

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
            return say_.text<"ways.feasible">(with<"spare">(hours_text(one.margin, say_)));
        case movement_verdict::infeasible:
            return say_.text<"ways.infeasible">(with<"time">(when(one.out)));
        case movement_verdict::open:
            return say_.text<"ways.open">();
        case movement_verdict::nothing_to_move:
            break;
        }
        return say_.text<"ways.nothing">();
    }

    void movements() {
        if (all_.movements.empty()) {
            return;
        }
        const bool assumed =
            std::any_of(all_.movements.begin(), all_.movements.end(), [](const auto& one) {
                return one.assumed;
            });
        text_.paragraph(say_.text<"ways.columns">(
            with<"assumed">(
                assumed ? say_.text<"ways.assumed">(with<"density">(all_.term.vehicles_per_km2))
                        : std::string()
            ),
            with<"density">(all_.term.density),
            with<"speed">(all_.term.march_speed)
        ));
        text_.table(say_.text<"ways.head">(), "lrrrlll");
        for (const auto& one : all_.movements) {
            text_.row(
                md_(title_of(one.phase)),
                vehicles_text(one.vehicles),
                hours_text(one.needed, say_),
                hours_text(one.bound, say_),
                say_.day(one.out, plan_.ground.time_zone),
                say_.day(one.deadline, plan_.ground.time_zone),
                verdict(one) + without_way(one.phase)
            );
        }
        text_.line();
    }

    /// What the verdict is not about.
    [[nodiscard]] std::string without_way(const std::string& phase) const {
        double vehicles = 0;
        for (const auto& one : all_.pockets) {
            vehicles += one.phase == phase ? std::ceil(one.vehicles) : 0;
        }
        return vehicles > 0 ? say_.text<"ways.without">(with<"vehicles">(vehicles_text(vehicles)))
                            : std::string();
    }

    void tight() {
        for (const auto& one : all_.movements) {
            if (!one.tight.empty()) {
                text_.text(say_.text<"ways.tight">(
                    with<"phase">(md_(one.phase)), with<"places">(md_(listed(one.tight)))
                ));
            }
        }
        text_.line();
    }

    void meetings() {
        bool any = false;
        for (const auto& one : all_.routes) {
            if (!one.meets.empty()) {
                any = true;
                text_.text(say_.text<"ways.meets">(
                    with<"way">(md_(one.id)), with<"others">(md_(listed(one.meets)))
                ));
            }
        }
        if (any) {
            text_.line();
        }
    }

    void pockets_in_short() {
        double vehicles = 0;
        for (const auto& one : all_.pockets) {
            vehicles += std::ceil(one.vehicles);
        }
        if (!all_.pockets.empty()) {
            text_.paragraph(say_.text<"ways.needed">(
                with<"groups">(say_.count<"count.groups">(all_.pockets.size())),
                with<"vehicles">(vehicles_text(vehicles))
            ));
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
                text_.paragraph(say_.text<"ways.people">());
            }
            way_for_people(one);
        }
        if (any) {
            text_.line();
        }
    }

    void way_for_people(const plan_route& one) {
        if (!one.problem.empty()) {
            text_.text(say_.text<"ways.no_way">(
                with<"title">(md_(one.title)),
                with<"purpose">(md_(one.purpose)),
                with<"problem">(md_(one.problem))
            ));
            return;
        }
        text_.text(say_.text<"ways.way">(
            with<"title">(md_(one.title)),
            with<"purpose">(md_(one.purpose)),
            with<"from">(md_(one.from)),
            with<"to">(md_(one.to)),
            with<"km">(geo::in_kilometres(one.length)),
            with<"hours">(hours_text(one.travel, say_)),
            with<"start">(when(one.start)),
            with<"finish">(when(one.finish)),
            with<"notes">(md_(joined(one.notes, "; ")))
        ));
    }

    void pockets() {
        for (const auto& one : all_.pockets) {
            text_.text(say_.text<"ways.pocket">(
                with<"phase">(md_(one.phase)),
                with<"vehicles">(vehicles_text(one.vehicles)),
                with<"place">(one.name.empty() ? say_.text<"word.no_settlement">() : md_(one.name)),
                with<"lon">(one.position.lon.value()),
                with<"lat">(one.position.lat.value()),
                with<"reason">(md_(one.reason))
            ));
        }
        if (!all_.pockets.empty()) {
            text_.line();
        }
    }

    static std::string md_(const std::string& raw) { return markdown(raw, longest_paragraph); }

    const plan& plan_;
    const plan_corridors& all_;
    const texts& say_;
    markdown_writer text_;
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

std::string corridor_section(const plan& what, const texts& say) {
    const bool any = !what.phases.empty() || !what.said.humanitarian.empty();
    return any ? section(what, say).body() : "";
}

std::string corridor_appendix(const plan& what, const texts& say) {
    const bool any = !what.phases.empty() || !what.said.humanitarian.empty();
    return any ? section(what, say).appendix() : "";
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
