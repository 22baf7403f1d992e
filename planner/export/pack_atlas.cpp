// SPDX-License-Identifier: Apache-2.0
#include "planner/export/pack.hpp"
#include "planner/model/number_text.hpp"
#include "planner/sheets/atlas.hpp"

#include <fmt/format.h>

namespace planner {

std::vector<pack_file> atlas_papers(const map_plan& maps, const std::string& sector) {
    atlas_options options;
    options.groups = {
        sheet_group::index,
        sheet_group::overview,
        sheet_group::phases,
        sheet_group::sectors,
        sheet_group::corridors};
    options.sector = sector;
    const auto sheets = atlas_sheets(maps.plan, maps.base, options);
    auto about =
        fmt::format("Map sheets to print on A3, {}: ", counted(sheets.size(), "page", "pages"));
    about +=
        sector.empty()
            ? "an index, the overview, each phase, each sector, the ways out by road."
            : "an index of all sheets, the overview, the sector, the ways out by road that lead "
              "through it. Numbers are those of the whole atlas.";
    return {{{"papers/atlas.pdf", render_pdf(sheets)}, std::move(about)}};
}

}  // namespace planner
