// SPDX-License-Identifier: Apache-2.0
#include "planner/model/number_text.hpp"
#include "planner/sheets/atlas_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace planner::detail {

namespace {

/// `37TCN8930016769` to the hundred metres that a patrol reads on the sheet: `37T CN 893 167`.
std::string to_hundred_metres(const std::string& mgrs) {
    constexpr std::size_t digits = 10;
    if (mgrs.size() < digits + 3) {
        return mgrs;
    }
    const auto square = mgrs.size() - digits;
    return fmt::format(
        "{} {} {} {}",
        mgrs.substr(0, square - 2),
        mgrs.substr(square - 2, 2),
        mgrs.substr(square, 3),
        mgrs.substr(square + digits / 2, 3)
    );
}

/// The sheet of one sector.
class sector_sheet {
public:
    sector_sheet(const map_source& from, std::size_t index)
        : from_(from), sector_(from.plan.sectors[index]) {}

    atlas_page run() {
        made_ = new_sheet(from_);
        for (const auto& post : from_.plan.posts) {
            if (post.sector == sector_.id) {
                posts_.push_back(&post);
            }
        }
        words();
        add_land(made_, from_);
        add_phases(made_, from_);
        add(made_, districts(from_));
        add_zones(made_, from_, whole_plan(from_.plan));
        add(made_, reserved_areas(from_));
        add_waters_and_roads(made_, from_);
        veil();
        add_sectors(made_, from_, sector_.id);
        add_border_and_lines(made_, from_);
        add_phase_lines(made_, from_);
        posts();
        exits_named();
        add(made_, facilities(from_));
        constexpr double least_people = 1000;
        add(made_, settlements(from_, least_people, true));
        made_.table = figures();
        if (!posts_.empty()) {
            made_.further_tables.push_back(post_table());
        }
        made_.grid = sheet_grid::mgrs;
        return {std::move(made_), sheet_group::sectors, sector_.name, sector_.id};
    }

private:
    void words() {
        auto box = box_of(sector_.shape);
        for (const auto* post : posts_) {
            box.add(post->position);
        }
        made_.extent = box;
        made_.margin = 0.03;
        made_.title = sector_.name;
        made_.subtitle = say_.text<"sector_sheet.subtitle">(
            with<"from">(grouped(std::round(geo::in_kilometres(sector_.line_from)))),
            with<"to">(grouped(std::round(geo::in_kilometres(sector_.line_to)))),
            with<"theatre">(from_.plan.theatre_title)
        );
        add_common_words(made_, from_, whole_plan(from_.plan));
        made_.notes.push_back(say_.text<"sector_sheet.positions">());
        if (const auto* line = from_.plan.contact_line();
            line != nullptr && line->accuracy > geo::metres(0)) {
            made_.notes.push_back(line_note(*line, say_));
        }
    }

    /// All but the sector, a little paler.
    void veil() {
        constexpr double beyond = 3;  // degrees: more than a sheet shows around its extent
        const auto& box = made_.extent;
        const double west = std::max(box.west - beyond * (1 + box.east - box.west), -180.0);
        const double east = std::min(box.east + beyond * (1 + box.east - box.west), 180.0);
        const double south = std::max(box.south - beyond * (1 + box.north - box.south), -89.0);
        const double north = std::min(box.north + beyond * (1 + box.north - box.south), 89.0);
        const auto at = [](double lon, double lat) {
            return geo::lon_lat{geo::longitude(lon), geo::latitude(lat)};
        };
        geo::polygon<geo::lon_lat> around;
        around.outer = {
            at(west, south), at(east, south), at(east, north), at(west, north), at(west, south)};
        for (const auto& part : sector_.shape) {
            around.holes.push_back(part.outer);
        }
        auto layer = veil_layer();
        layer.items.push_back({.shape = map_area{std::move(around)}});
        add(made_, std::move(layer));
    }

    void posts() {
        auto own = post_layer();
        own.label.face = text_face::bold;
        own.label.size = points(7.5);
        own.label.colour = sheet_colour::rgb(0x00425C);
        for (std::size_t i = 0; i < posts_.size(); ++i) {
            own.items.push_back(
                {.shape = posts_[i]->position, .label = std::to_string(i + 1), .priority = 5e6}
            );
        }
        own.legend = say_.text<"legend.post_numbered">();
        auto others = post_layer();
        others.id = "posts_elsewhere";
        others.symbol->fill = sheet_colour::rgb(0xFFFFFF);
        others.symbol->size = paper_mm(1.5);
        others.legend = say_.text<"legend.post_elsewhere">();
        for (const auto& post : from_.plan.posts) {
            if (post.sector != sector_.id) {
                others.items.push_back({.shape = post.position});
            }
        }
        add(made_, std::move(others));
        add(made_, std::move(own));
        auto office = headquarters_layer();
        if (sector_.headquarters) {
            office.items.push_back({.shape = sector_.headquarters->position});
        }
        office.legend =
            sector_.headquarters
                ? say_.text<"legend.headquarters_here">(with<"name">(sector_.headquarters->name))
                : "";
        add(made_, std::move(office));
    }

    void exits_named() {
        auto layer = exits(from_);
        for (std::size_t i = 0; i < layer.items.size(); ++i) {
            layer.items[i].label = from_.plan.exits[i].name;
            layer.items[i].priority = 4e5;
        }
        add(made_, std::move(layer));
    }

    [[nodiscard]] sheet_table figures() const {
        auto made =
            figures_table(say_.text<"sector_sheet.in_figures">(with<"sector">(sector_.name)));
        const auto row = [&](const std::string& what, const std::string& value) {
            add_figure(made, what, value);
        };
        row(say_.text<"sector_sheet.line">(),
            kilometres_text(sector_.line_to - sector_.line_from, say_));
        row(say_.text<"sector_sheet.area">(), say_.area(sector_.figures.size));
        row(say_.text<"sector_sheet.settlements">(), grouped(sector_.figures.settlements));
        row(say_.text<"sector_sheet.people">(), people_figure(sector_.figures.people));
        row(say_.text<"sector_sheet.posts">(), grouped(static_cast<double>(posts_.size())));
        const map_size* largest = nullptr;
        for (const auto& one : from_.plan.sizes) {
            if (one.sector == sector_.id &&
                (largest == nullptr || one.observers_typical > largest->observers_typical)) {
                largest = &one;
            }
        }
        if (largest != nullptr) {
            row(say_.text<"sector_sheet.observers">(), observers_figure(*largest, say_));
        }
        return made;
    }

    [[nodiscard]] sheet_table post_table() const {
        sheet_table made;
        made.title = say_.text<"sector_sheet.posts">();
        const bool in_phases = !from_.plan.phases.empty();
        made.header = columns_of(say_.text<"sector_sheet.posts_head">());
        if (in_phases) {
            made.header.push_back(say_.text<"sector_sheet.phases_head">());
        }
        made.align.assign(made.header.size(), column_align::left);
        for (std::size_t i = 0; i < posts_.size(); ++i) {
            std::string phases;
            for (const auto& phase : from_.plan.phases) {
                if (from_.plan.stands_in(*posts_[i], phase.id)) {
                    phases += (phases.empty() ? "" : " ") + phase_number(from_, phase.id);
                }
            }
            sheet_table_row row;
            row.cells = {
                std::to_string(i + 1), posts_[i]->name, to_hundred_metres(posts_[i]->mgrs)};
            if (in_phases) {
                row.cells.push_back(phases);
            }
            made.rows.push_back(std::move(row));
        }
        return made;
    }

    const map_source& from_;
    const texts& say_ = from_.say;
    const map_sector& sector_;
    std::vector<const map_post*> posts_;
    sheet made_;
};

}  // namespace

std::vector<atlas_page> sector_pages(const map_source& from) {
    std::vector<atlas_page> out;
    for (std::size_t i = 0; i < from.plan.sectors.size(); ++i) {
        if (!from.plan.sectors[i].shape.empty()) {
            out.push_back(sector_sheet(from, i).run());
        }
    }
    return out;
}

}  // namespace planner::detail
