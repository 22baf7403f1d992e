// SPDX-License-Identifier: Apache-2.0
#include "planner/report/plan_map.hpp"

#include "planner/model/texts.hpp"
#include "planner/report/layers.hpp"
#include "planner/report/plan_json.hpp"
#include "planner/sheets/atlas.hpp"

namespace planner {

sheet overview_sheet(
    const plan& what,
    std::string_view plan_json,
    const std::vector<geo::feature_table>& layers,
    const texts& say
) {
    const auto base = make_map_base(what.ground, what.other.str());
    return atlas_sheets(make_map_content(plan_json, layers), base, {.words = &say}).front();
}

sheet overview_sheet(const plan& what) {
    return overview_sheet(what, to_json(what), plan_layers(what), texts::english());
}

}  // namespace planner
