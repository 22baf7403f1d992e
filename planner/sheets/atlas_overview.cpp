// SPDX-License-Identifier: Apache-2.0
#include "planner/model/number_text.hpp"
#include "planner/sheets/atlas_parts.hpp"

namespace planner::detail {

namespace {

geo::lon_lat_box extent_of(const map_content& plan) {
    auto box = plan.phases.empty() ? geo::lon_lat_box{} : box_of(plan.held);
    if (const auto* line = plan.contact_line()) {
        add_box(box, box_of(line->shape));
    }
    for (const auto& zone : plan.zones) {
        add_box(box, box_of(zone.shape));
    }
    return box;
}

sheet_table phase_table(const map_source& from) {
    const auto& plan = from.plan;
    sheet_table made;
    made.title = from.say.text<"overview.phases">();
    made.header = columns_of(from.say.text<"overview.phases_head">());
    made.align = {
        column_align::left,
        column_align::left,
        column_align::left,
        column_align::right,
        column_align::right,
        column_align::right};
    map_figures sum;
    for (std::size_t i = 0; i < plan.phases.size(); ++i) {
        const auto& phase = plan.phases[i];
        sheet_table_row row;
        row.cells = {
            phase_number(from, phase.id),
            phase.end_day,
            phase.verified_day,
            area_figure(phase.figures.size),
            grouped(phase.figures.settlements),
            people_figure(phase.figures.people)};
        if (phase.is_main()) {
            row.swatch = phase_colour(i, plan.phases.size());
        } else {
            const auto look = reserved_layer();
            row.swatch = look.fill;
            row.hatches = look.hatches;
        }
        made.rows.push_back(std::move(row));
        sum.size += phase.figures.size;
        sum.settlements += phase.figures.settlements;
        sum.people += phase.figures.people;
    }
    sheet_table_row all;
    all.cells = {
        from.say.text<"overview.all">(),
        "",
        "",
        area_figure(sum.size),
        grouped(sum.settlements),
        people_figure(sum.people)};
    all.emphasised = true;
    made.rows.push_back(std::move(all));
    return made;
}

}  // namespace

sheet overview(const map_source& from) {
    auto made = new_sheet(from);
    made.notes_title = from.say.text<"sheet.assumptions">();
    made.extent = extent_of(from.plan);
    made.margin = 0.04;
    made.title = from.plan.terms_title;
    made.subtitle = from.plan.theatre_title;
    add_reading_notes(made, from);
    add_common_words(made, from, whole_plan(from.plan));
    add_land(made, from);
    add_phases(made, from);
    for (auto& layer : made.layers) {
        if (layer.id.starts_with("phase_")) {
            layer.legend.clear();  // the table shows the colours
        }
    }
    add(made, districts(from));
    add_zones(made, from, whole_plan(from.plan));
    add(made, reserved_areas(from));
    add_waters_and_roads(made, from);
    add_routes(made, from, all_routes(from));
    add_sectors(made, from);
    add_border_and_lines(made, from);
    add_phase_lines(made, from);
    add_posts(made, from);
    add(made, exits(from));
    add(made, facilities(from));
    constexpr double least_people = 10000;
    add(made, settlements(from, least_people));
    if (!from.plan.phases.empty()) {
        made.table = phase_table(from);
    }
    return made;
}

}  // namespace planner::detail
