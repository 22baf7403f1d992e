// SPDX-License-Identifier: Apache-2.0
#include "planner/model/number_text.hpp"
#include "planner/sheets/atlas_parts.hpp"

#include <algorithm>
#include <cmath>

namespace planner::detail {

namespace {

/// The sheet of one phase.
class phase_sheet {
public:
    phase_sheet(const map_source& from, std::size_t index)
        : from_(from), index_(index), phase_(from.plan.phases[index]) {}

    atlas_page run() {
        made_ = new_sheet(from_);
        extent();
        words();
        add_land(made_, from_);
        areas();
        add(made_, districts(from_));
        add_zones(made_, from_, {phase_.start, phase_.verified});
        reserved();
        add_waters_and_roads(made_, from_);
        add_routes(made_, from_, routes());
        add_border_and_lines(made_, from_);
        add_phase_lines(made_, from_, lines());
        add_posts(made_, from_, phase_.id);
        used_exits();
        add(made_, facilities(from_));
        constexpr double least_people = 5000;
        add(made_, settlements(from_, least_people));
        made_.table = figures();
        if (auto table = regions(); !table.rows.empty()) {
            made_.further_tables.push_back(std::move(table));
        }
        return {std::move(made_), sheet_group::phases, phase_.title, "", phase_.id};
    }

private:
    /// The phase before this one whose line forces stand on at the start; none for the first.
    [[nodiscard]] const map_phase* before() const {
        const map_phase* found = nullptr;
        for (std::size_t i = 0; i < index_; ++i) {
            if (from_.plan.phases[i].is_main() && !from_.plan.phases[i].line.empty()) {
                found = &from_.plan.phases[i];
            }
        }
        return phase_.is_main() ? found : nullptr;
    }

    void extent() {
        auto box = box_of(phase_.vacated);
        add_box(box, box_of(phase_.line));
        if (const auto* earlier = before()) {
            add_box(box, box_of(earlier->line));
        } else if (const auto* line = from_.plan.contact_line();
                   line != nullptr && phase_.is_main()) {
            add_box(box, box_of(line->shape));
        }
        made_.extent = box;
        made_.margin = 0.05;
    }

    void words() {
        made_.title = phase_.title;
        if (!phase_.is_main() && phase_.title.find(territory_name()) == std::string::npos) {
            made_.title += ": " + territory_name();
        }
        made_.subtitle = say_.text<"phase_sheet.subtitle">(
            with<"from">(day_text(from_, phase_.start)),
            with<"until">(day_text(from_, phase_.end)),
            with<"theatre">(from_.plan.theatre_title)
        );
        add_common_words(made_, from_, {phase_.start, phase_.verified});
        if (!phase_.gate.empty()) {
            made_.notes.push_back(say_.text<"phase_sheet.gate">(with<"gate">(phase_.gate)));
        }
        const auto* move = movement();
        if (move != nullptr && move->assumed) {
            made_.notes.push_back(say_.text<"phase_sheet.assumed">());
        }
        if (std::any_of(from_.plan.routes.begin(), from_.plan.routes.end(), [](const auto& one) {
                return one.schematic;
            })) {
            made_.notes.push_back(say_.text<"phase_sheet.schematic">());
        }
        add_people_note(made_, from_);
    }

    [[nodiscard]] std::string territory_name() const {
        for (const auto& one : from_.plan.reserved) {
            if (one.id == phase_.territory) {
                return one.name;
            }
        }
        return phase_.territory;
    }

    void areas() {
        auto earlier = left_before_layer();
        earlier.legend = say_.text<"legend.left_before">();
        auto later = still_held_layer();
        later.legend = say_.text<"legend.left_later">();
        for (std::size_t i = 0; i < from_.plan.phases.size(); ++i) {
            const auto& other = from_.plan.phases[i];
            if (i == index_ || !other.is_main()) {
                continue;
            }
            auto& into = i < index_ ? earlier : later;
            into.items.push_back({.shape = other.vacated, .label = other.title, .priority = 5e5});
        }
        add(made_, std::move(earlier));
        add(made_, std::move(later));
        if (!phase_.is_main()) {
            return;
        }
        auto own = phase_layer(index_, from_.plan.phases.size());
        own.items.push_back({.shape = phase_.vacated, .label = phase_.title, .priority = 7.9e5});
        own.legend = say_.text<"legend.left_now">();
        own.legend_order = 44;
        add(made_, std::move(own));
    }

    void reserved() {
        auto layer = reserved_areas(from_);
        if (!phase_.is_main()) {
            layer.legend = say_.text<"legend.reserved_left">();
        }
        add(made_, std::move(layer));
    }

    [[nodiscard]] std::vector<const map_route*> routes() const {
        std::vector<const map_route*> out;
        for (const auto& one : from_.plan.routes) {
            if (one.phase == phase_.id) {
                out.push_back(&one);
            }
        }
        return out;
    }

    [[nodiscard]] std::vector<std::string> lines() const {
        std::vector<std::string> out{phase_.id};
        if (const auto* earlier = before()) {
            out.push_back(earlier->id);
        }
        return out;
    }

    /// Named: drivers ask for them.
    void used_exits() {
        auto layer = exit_layer();
        for (const auto& exit : from_.plan.exits) {
            const bool used = std::any_of(
                from_.plan.routes.begin(),
                from_.plan.routes.end(),
                [&](const map_route& one) { return one.phase == phase_.id && one.to == exit.name; }
            );
            if (used) {
                layer.items.push_back({.shape = exit.position, .label = exit.name, .priority = 6e5}
                );
            }
        }
        layer.legend = say_.text<"legend.exit_used">();
        add(made_, std::move(layer));
    }

    [[nodiscard]] const map_movement* movement() const {
        for (const auto& one : from_.plan.movements) {
            if (one.phase == phase_.id) {
                return &one;
            }
        }
        return nullptr;
    }

    [[nodiscard]] sheet_table figures() const {
        const auto& plan = from_.plan;
        auto made = figures_table(
            phase_.is_main() ? say_.text<"phase_sheet.in_figures">(with<"phase">(phase_.title))
                             : say_.text<"phase_sheet.figures">()
        );
        const auto row = [&](const std::string& what, const std::string& value) {
            add_figure(made, what, value);
        };
        row(say_.text<"phase_sheet.begins">(), day_text(from_, phase_.start));
        row(say_.text<"phase_sheet.out_by">(), day_text(from_, phase_.end));
        row(say_.text<"phase_sheet.verified_by">(), day_text(from_, phase_.verified));
        row(say_.text<"phase_sheet.area">(), say_.area(phase_.figures.size));
        row(say_.text<"phase_sheet.settlements">(), grouped(phase_.figures.settlements));
        row(say_.text<"phase_sheet.people">(), people_figure(phase_.figures.people));
        if (!phase_.line.empty() && phase_.is_main()) {
            row(phase_.reaches_target ? say_.text<"phase_sheet.line_at_border">()
                                      : say_.text<"phase_sheet.line">(),
                kilometres_text(phase_.line_length, say_));
        }
        row(say_.text<"phase_sheet.still_held">(), say_.area(phase_.still_held.size));
        if (const auto* move = movement()) {
            row(move->assumed ? say_.text<"phase_sheet.vehicles_assumed">()
                              : say_.text<"phase_sheet.vehicles">(),
                grouped(std::round(move->vehicles / 10) * 10));
            row(say_.text<"phase_sheet.last_out">(),
                say_.text<"phase_sheet.hours">(with<"hours">(move->hours)));
        }
        const auto posts =
            std::count_if(plan.posts.begin(), plan.posts.end(), [&](const map_post& one) {
                return plan.stands_in(one, phase_.id);
            });
        if (posts > 0) {
            row(say_.text<"phase_sheet.posts">(), grouped(static_cast<double>(posts)));
        }
        for (const auto& one : plan.sizes) {
            if (one.period == phase_.id && one.sector.empty()) {
                row(say_.text<"phase_sheet.observers">(), observers_figure(one, say_));
            }
        }
        return made;
    }

    [[nodiscard]] sheet_table regions() const {
        sheet_table made;
        made.title = say_.text<"phase_sheet.regions">();
        made.header = columns_of(say_.text<"phase_sheet.regions_head">());
        made.align = {
            column_align::left, column_align::right, column_align::right, column_align::right};
        auto sorted = phase_.by_region;
        std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
            return a.figures.size > b.figures.size;
        });
        constexpr std::size_t most = 6;
        map_figures rest;
        std::size_t left_out = 0;
        for (std::size_t i = 0; i < sorted.size(); ++i) {
            if (i < most || sorted.size() == most + 1) {
                made.rows.push_back(region_row(sorted[i].name, sorted[i].figures));
            } else {
                rest.size += sorted[i].figures.size;
                rest.settlements += sorted[i].figures.settlements;
                rest.people += sorted[i].figures.people;
                ++left_out;
            }
        }
        if (left_out > 0) {
            made.rows.push_back(
                region_row(say_.text<"phase_sheet.other_regions">(with<"n">(left_out)), rest)
            );
        }
        if (made.rows.size() < 2) {
            made.rows.clear();
        }
        return made;
    }

    static sheet_table_row region_row(const std::string& name, const map_figures& of) {
        return {
            .cells = {
                name, area_figure(of.size), grouped(of.settlements), people_figure(of.people)}};
    }

    const map_source& from_;
    const texts& say_ = from_.say;
    std::size_t index_;
    const map_phase& phase_;
    sheet made_;
};

}  // namespace

std::vector<atlas_page> phase_pages(const map_source& from) {
    std::vector<atlas_page> out;
    for (std::size_t i = 0; i < from.plan.phases.size(); ++i) {
        if (!from.plan.phases[i].vacated.empty()) {
            out.push_back(phase_sheet(from, i).run());
        }
    }
    return out;
}

}  // namespace planner::detail
