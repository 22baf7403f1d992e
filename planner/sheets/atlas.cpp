// SPDX-License-Identifier: Apache-2.0
#include "planner/sheets/atlas.hpp"

#include "geo/base/error.hpp"
#include "planner/model/area_meeting.hpp"
#include "planner/sheets/atlas_parts.hpp"

#include <algorithm>
#include <array>

namespace planner {

namespace {

using detail::atlas_page;

struct group_name {
    sheet_group group;
    std::string_view text;
};
constexpr std::array<group_name, 5> group_names{
    {{sheet_group::index, "index"},
     {sheet_group::overview, "overview"},
     {sheet_group::phases, "phases"},
     {sheet_group::sectors, "sectors"},
     {sheet_group::corridors, "corridors"}}};

bool is_general(const atlas_page& page) {
    return page.group == sheet_group::index || page.group == sheet_group::overview;
}

/// Land, reserved areas and the line of contact, for orientation.
std::vector<sheet_layer> key_layers(const detail::map_source& from) {
    sheet made;
    detail::add_land(made, from);
    detail::add(made, detail::reserved_areas(from));
    for (auto& layer : made.layers) {
        for (auto& hatch : layer.hatches) {
            hatch.spacing = paper_mm(0.8);
            hatch.width = paper_mm(0.12);
        }
    }
    if (const auto* line = from.plan.contact_line(); line != nullptr && !line->shape.empty()) {
        auto layer = earlier_line_layer();
        layer.strokes = {{.colour = sheet_colour::rgb(0x4A4A4A), .width = paper_mm(0.35)}};
        layer.items.push_back({.shape = line->shape});
        made.layers.push_back(std::move(layer));
    }
    return std::move(made.layers);
}

/// Key maps: the frames of the sheets of one kind, each on the maps of the others. Their frames do
/// not depend on the key, which is as high with frames as without.
void add_keys(std::vector<atlas_page>& pages, const detail::map_source& from) {
    const auto layers = key_layers(from);
    const auto whole = detail::overview(from).extent;
    for (auto& page : pages) {
        if (is_general(page)) {
            continue;
        }
        auto& inset = page.what.inset.emplace();
        inset.layers = layers;
        inset.extent = whole;
        detail::add_box(inset.extent, page.what.extent);
        inset.caption = page.group == sheet_group::sectors ? from.say.text<"sheet.key_of_sectors">()
                                                           : from.say.text<"sheet.key_of_plan">();
    }
    std::vector<geo::lon_lat_box> frames(pages.size());
    for (std::size_t i = 0; i < pages.size(); ++i) {
        if (pages[i].group == sheet_group::sectors) {
            frames[i] = facts_of(pages[i].what).frame;
        }
    }
    for (std::size_t i = 0; i < pages.size(); ++i) {
        for (std::size_t j = 0; j < pages.size(); ++j) {
            if (pages[i].group == sheet_group::sectors && pages[j].group == sheet_group::sectors) {
                pages[i].what.inset->frames.push_back({frames[j], std::to_string(j + 1)});
                detail::add_box(pages[i].what.inset->extent, frames[j]);
            }
        }
    }
}

/// Sectors lie side by side along the line: each joins the one before and the one after.
void add_neighbours(std::vector<atlas_page>& pages, const texts& say) {
    for (std::size_t i = 0; i < pages.size(); ++i) {
        for (std::size_t j = 0; j < pages.size(); ++j) {
            const bool beside = j + 1 == i || i + 1 == j;
            if (beside && pages[i].group == pages[j].group &&
                pages[i].group == sheet_group::sectors) {
                pages[i].what.neighbours.push_back(
                    {pages[j].what.extent.centre(),
                     say.text<"sheet.named">(with<"n">(j + 1), with<"name">(pages[j].name))}
                );
            }
        }
    }
}

void number_sheets(std::vector<atlas_page>& pages, const texts& say) {
    constexpr auto apart = "  ·  ";
    for (std::size_t i = 0; i < pages.size() && pages.size() > 1; ++i) {
        auto text = say.text<"sheet.number">(with<"n">(i + 1), with<"all">(pages.size()));
        if (pages[i].group == sheet_group::phases) {
            if (i > 0 && pages[i - 1].group == sheet_group::phases) {
                text += apart + say.text<"sheet.phase_before">(with<"n">(i));
            }
            if (i + 1 < pages.size() && pages[i + 1].group == sheet_group::phases) {
                text += apart + say.text<"sheet.phase_after">(with<"n">(i + 2));
            }
        }
        pages[i].what.number = text;
    }
}

void set_paper(atlas_page& page, const atlas_options& options) {
    page.what.size = options.size;
    page.what.orientation = options.orientation.value_or(detail::suiting(page.what.extent));
    page.what.grid =
        options.grid.value_or(is_general(page) ? sheet_grid::graticule : sheet_grid::mgrs);
}

/// What a patrol of one sector takes along.
void keep_sector(
    std::vector<atlas_page>& pages, const detail::map_source& from, const std::string& id
) {
    const auto sector =
        std::find_if(from.plan.sectors.begin(), from.plan.sectors.end(), [&](const auto& one) {
            return one.id == id;
        });
    if (sector == from.plan.sectors.end()) {
        throw geo::input_error("the plan has no sector '" + id + "'");
    }
    const area_meeting ground(sector->shape);
    std::erase_if(pages, [&](const atlas_page& page) {
        const bool leads_through =
            std::any_of(page.routes.begin(), page.routes.end(), [&](const auto* route) {
                return ground.with(route->shape);
            });
        return !is_general(page) && page.sector != id && !leads_through;
    });
}

}  // namespace

std::string_view name(sheet_group group) {
    for (const auto& one : group_names) {
        if (one.group == group) {
            return one.text;
        }
    }
    return "unknown";
}

std::optional<sheet_group> parse_sheet_group(std::string_view text) {
    for (const auto& one : group_names) {
        if (one.text == text) {
            return one.group;
        }
    }
    return std::nullopt;
}

std::vector<sheet> atlas_sheets(
    const map_content& plan, const map_base& base, const atlas_options& options
) {
    const detail::map_source from{plan, base, or_english(options.words)};
    auto groups = options.groups;
    // The index by itself is that of the whole atlas.
    const bool only_index = groups == std::set<sheet_group>{sheet_group::index};
    if (only_index) {
        groups.insert(
            {sheet_group::overview,
             sheet_group::phases,
             sheet_group::sectors,
             sheet_group::corridors}
        );
    }
    std::vector<atlas_page> pages;
    const auto take = [&](std::vector<atlas_page> more) {
        std::move(more.begin(), more.end(), std::back_inserter(pages));
    };
    if (groups.count(sheet_group::overview) > 0) {
        take({{detail::overview(from), sheet_group::overview, from.say.text<"overview.name">(), ""}}
        );
    }
    if (groups.count(sheet_group::phases) > 0) {
        take(detail::phase_pages(from));
    }
    if (groups.count(sheet_group::sectors) > 0) {
        take(detail::sector_pages(from));
    }
    if (groups.count(sheet_group::corridors) > 0) {
        take(detail::corridor_pages(from));
    }
    const bool with_index = groups.count(sheet_group::index) > 0 && !pages.empty();
    if (with_index) {
        pages.insert(pages.begin(), {{}, sheet_group::index, from.say.text<"index.name">(), ""});
    }
    for (auto& page : pages) {
        set_paper(page, options);
    }
    number_sheets(pages, from.say);
    add_neighbours(pages, from.say);
    add_keys(pages, from);
    if (with_index) {
        auto made = detail::index_sheet(from, pages);  // frames and scales are known by now
        made.number = pages.front().what.number;
        pages.front().what = std::move(made);
        set_paper(pages.front(), options);
    }
    if (!options.sector.empty()) {
        keep_sector(pages, from, options.sector);
    }
    if (only_index && pages.size() > 1) {
        pages.erase(pages.begin() + 1, pages.end());
    }
    std::vector<sheet> out;
    for (auto& page : pages) {
        out.push_back(std::move(page.what));
    }
    return out;
}

}  // namespace planner
