// SPDX-License-Identifier: Apache-2.0
#include "planner/export/pack.hpp"
#include "planner/model/texts.hpp"
#include "planner/sheets/atlas.hpp"

namespace planner {

std::vector<pack_file> atlas_papers(
    const map_plan& maps, const std::string& sector, const texts* words
) {
    atlas_options options;
    options.groups = {
        sheet_group::index,
        sheet_group::overview,
        sheet_group::phases,
        sheet_group::sectors,
        sheet_group::corridors};
    options.sector = sector;
    options.words = words;
    const auto sheets = atlas_sheets(maps.plan, maps.base, options);
    const auto& say = or_english(words);
    const auto pages = say.count<"file.pages">(sheets.size());
    auto about = sector.empty() ? say.text<"file.atlas">(with<"pages">(pages))
                                : say.text<"file.atlas_sector">(with<"pages">(pages));
    return {{{"papers/atlas.pdf", render_pdf(sheets)}, std::move(about)}};
}

}  // namespace planner
