// SPDX-License-Identifier: Apache-2.0
#include "geo/measure/geodesic.hpp"
#include "planner/model/number_text.hpp"
#include "planner/sheets/atlas_parts.hpp"
#include "planner/sheets/date_time_group.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace planner::detail {

namespace {

std::string basis_text(const std::string& basis) {
    return basis == "earliest" ? "dates are the earliest possible"
           : basis == "fixed"  ? "dates are fixed"
                               : "dates as they became";
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

std::string day_text(const map_content& plan, instant t) {
    return to_local_date(t, plan.time_zone);
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

std::string observers_figure(const map_size& one) {
    return fmt::format(
        "{} ({} to {})",
        three_figures(one.observers_typical),
        three_figures(one.observers_low),
        three_figures(one.observers_high)
    );
}

std::string phase_number(const map_content& plan, const std::string& phase) {
    for (std::size_t i = 0; i < plan.phases.size(); ++i) {
        if (plan.phases[i].id == phase) {
            return plan.phases[i].is_main() ? std::to_string(i + 1) : "R";
        }
    }
    return phase;
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
    to.validity = fmt::format(
        "{}; {}. Plan {}, version {}.",
        validity_text(valid.from, valid.until),
        basis_text(plan.date_basis),
        plan.id,
        plan.version.empty() ? "not said" : plan.version
    );
    to.sources.insert(to.sources.end(), plan.sources.begin(), plan.sources.end());
    to.disclaimer =
        "The boundaries and names shown and the designations used on this map do not imply "
        "official endorsement or acceptance by the United Nations. A line of contact or a phase "
        "line is not a border. Reserved areas are hatched; nothing here decides their status.";
    to.made_at = plan.d_day;
    if (!from.base.missing.empty()) {
        to.notes.push_back("No base map: " + from.base.missing);
    }
}

void add_reading_notes(sheet& to, const map_source& from) {
    const auto& plan = from.plan;
    if (const auto* line = plan.contact_line()) {
        to.notes.push_back(fmt::format(
            "{}: {}, known to {:g} km (95 %).",
            line->title,
            line->basis == "agreed" ? "agreed" : "observed",
            geo::in_kilometres(line->accuracy)
        ));
    }
    if (!plan.phases.empty() && !plan.spacing.empty()) {
        to.notes.push_back(
            "Phases by " + plan.spacing +
            (plan.fixed_days ? "; their days are fixed."
                             : "; each begins when the one before it is verified.")
        );
    }
    for (const auto& zone : plan.zones) {
        auto text = fmt::format("{}: {}; {}.", zone.title, zone.ground, zone.basis);
        if (std::find(to.notes.begin(), to.notes.end(), text) == to.notes.end()) {
            to.notes.push_back(std::move(text));
        }
    }
    if (!plan.people_note.empty()) {
        to.notes.push_back("People: " + plan.people_note + ".");
    }
}

}  // namespace planner::detail
