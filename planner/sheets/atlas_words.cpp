// SPDX-License-Identifier: Apache-2.0
#include "geo/measure/geodesic.hpp"
#include "planner/model/number_text.hpp"
#include "planner/sheets/atlas_parts.hpp"
#include "planner/sheets/date_time_group.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace planner::detail {

namespace {

std::string basis_text(const std::string& basis, const texts& say) {
    return basis == "earliest" ? say.text<"sheet.dates_earliest">()
           : basis == "fixed"  ? say.text<"sheet.dates_fixed">()
                               : say.text<"sheet.dates_actual">();
}

}  // namespace

void add_box(geo::lon_lat_box& to, const geo::lon_lat_box& box) {
    if (!box.empty()) {
        to.add({geo::longitude(box.west), geo::latitude(box.south)});
        to.add({geo::longitude(box.east), geo::latitude(box.north)});
    }
}

geo::lon_lat_box at_least(const geo::lon_lat_box& box, geo::metres size) {
    if (box.empty()) {
        return box;
    }
    const auto middle = box.centre();
    auto out = box;
    for (const double azimuth : {0.0, 90.0, 180.0, 270.0}) {
        out.add(geo::destination(middle, geo::degrees(azimuth), size / 2));
    }
    return out;
}

paper_orientation suiting(const geo::lon_lat_box& box) {
    const double across =
        (box.east - box.west) * std::cos(box.centre().lat.value() * std::numbers::pi / 180);
    // The panel takes a fifth of a landscape sheet.
    return across < 0.9 * (box.north - box.south) ? paper_orientation::portrait
                                                  : paper_orientation::landscape;
}

map_span whole_plan(const map_content& plan) {
    map_span out{plan.d_day, plan.d_day};
    const auto end = [&](instant t) {
        if (t != open_end()) {
            out.until = std::max(out.until, t);
        }
    };
    for (const auto& phase : plan.phases) {
        end(phase.verified);
    }
    for (const auto& zone : plan.zones) {
        end(zone.when.until);
    }
    if (out.until == plan.d_day) {
        out.until = open_end();
    }
    return out;
}

std::string day_text(const map_source& from, instant t) {
    return from.say.day(t, from.plan.time_zone);
}

std::string kilometres_text(geo::metres length, const texts& say) {
    return say.text<"sheet.kilometres">(
        with<"figure">(grouped(std::round(geo::in_kilometres(length))))
    );
}

std::string people_figure(double people) {
    return grouped(std::round(people / 1000) * 1000);
}

std::string three_figures(double value) {
    if (value < 1) {
        return "0";
    }
    const double step = std::pow(10, std::max(std::floor(std::log10(value)) - 2, 0.0));
    return grouped(std::round(value / step) * step);
}

std::string observers_figure(const map_size& one, const texts& say) {
    return say.text<"sheet.observers">(
        with<"typical">(three_figures(one.observers_typical)),
        with<"low">(three_figures(one.observers_low)),
        with<"high">(three_figures(one.observers_high))
    );
}

std::string phase_number(const map_source& from, const std::string& phase) {
    const auto& phases = from.plan.phases;
    for (std::size_t i = 0; i < phases.size(); ++i) {
        if (phases[i].id == phase) {
            return phases[i].is_main() ? std::to_string(i + 1)
                                       : from.say.text<"sheet.reserved_phase">();
        }
    }
    return phase;
}

std::string line_note(const map_line& line, const texts& say) {
    const double known = geo::in_kilometres(line.accuracy);
    return line.basis == "agreed"
               ? say.text<"sheet.line_agreed">(with<"title">(line.title), with<"km">(known))
               : say.text<"sheet.line_observed">(with<"title">(line.title), with<"km">(known));
}

sheet new_sheet(const map_source& from) {
    sheet made;
    made.words = &from.say;
    made.legend_title = from.say.text<"sheet.legend">();
    made.notes_title = from.say.text<"sheet.notes">();
    made.sources_title = from.say.text<"sheet.sources">();
    return made;
}

sheet_table figures_table(std::string title) {
    sheet_table out;
    out.title = std::move(title);
    out.align = {column_align::left, column_align::right};
    return out;
}

void add_figure(sheet_table& to, std::string label, std::string value) {
    to.rows.push_back({.cells = {std::move(label), std::move(value)}});
}

void add_common_words(sheet& to, const map_source& from, const map_span& valid) {
    const auto& plan = from.plan;
    const auto& say = from.say;
    to.validity = say.text<"sheet.validity">(
        with<"valid">(validity_text(valid.from, valid.until, say)),
        with<"dates">(basis_text(plan.date_basis, say)),
        with<"plan">(plan.id),
        with<"version">(plan.version.empty() ? say.text<"sheet.no_version">() : plan.version)
    );
    to.sources.push_back(say.text<"sheet.source_terms">(with<"source">(plan.terms_source)));
    to.sources.insert(to.sources.end(), plan.sources.begin(), plan.sources.end());
    to.disclaimer = say.text<"sheet.disclaimer">();
    to.made_at = plan.d_day;
    if (!from.base.missing.empty()) {
        to.notes.push_back(say.text<"sheet.no_base">(with<"why">(from.base.missing)));
    }
}

void add_reading_notes(sheet& to, const map_source& from) {
    const auto& plan = from.plan;
    const auto& say = from.say;
    if (const auto* line = plan.contact_line()) {
        to.notes.push_back(line_note(*line, say));
    }
    if (!plan.phases.empty() && !plan.spacing.empty()) {
        to.notes.push_back(
            plan.fixed_days ? say.text<"sheet.phases_fixed">(with<"spacing">(plan.spacing))
                            : say.text<"sheet.phases_gated">(with<"spacing">(plan.spacing))
        );
    }
    for (const auto& zone : plan.zones) {
        auto text = say.text<"sheet.zone_note">(
            with<"title">(zone.title),
            with<"ground">(zone.ground),
            with<"basis">(zone.basis.empty() ? say.text<"sheet.an_assumption">() : zone.basis)
        );
        if (std::find(to.notes.begin(), to.notes.end(), text) == to.notes.end()) {
            to.notes.push_back(std::move(text));
        }
    }
    add_people_note(to, from);
}

void add_people_note(sheet& to, const map_source& from) {
    if (!from.plan.people_note.empty()) {
        to.notes.push_back(from.say.text<"sheet.people_note">(with<"note">(from.plan.people_note)));
    }
}

}  // namespace planner::detail
