// SPDX-License-Identifier: Apache-2.0
#include "tests/support/zones.hpp"

#include "planner/plan/build_plan.hpp"
#include "planner/terms/read_terms.hpp"
#include "tests/support/world.hpp"

namespace world {

std::string zone_of(
    const std::string& id,
    const std::string& more,
    const std::string& binds,
    const std::string& lies_on,
    const std::string& weapon_class
) {
    const auto words = weapon_class.starts_with("[") ? weapon_class : "\"" + weapon_class + "\"";
    return "[[zones]]\nid = \"" + id + "\"\ntitle = \"Zone " + id + "\"\nbinds = \"" + binds +
           "\"\nlies_on = \"" + lies_on + "\"\nweapon_class = " + words +
           "\nfrom = \"D+1\"\nuntil = \"D+60\"\nsource = \"made up\"\ncertainty = \"S\"\n" + more +
           "\n";
}

std::string zone_beside(
    const std::string& id, const std::string& depth, const std::string& classes
) {
    return zone_of(
        id,
        "depth = \"" + depth + "\"\nwidth_is = \"per_side\"\nreference_line = \"contact\"",
        "both",
        "both",
        classes
    );
}

planner::theatre_line line_of(
    const std::string& id,
    const geo::line_string<geo::lon_lat>& shape,
    const std::string& left,
    const std::string& right,
    double accuracy_m
) {
    planner::theatre_line out;
    out.id = planner::line_id(id);
    out.title = id;
    out.kind = planner::line_kind::ceasefire_line;
    out.basis = planner::line_basis::agreed;
    out.status = planner::line_status::agreed;
    out.source = "made up";
    out.shape = {shape};
    out.left = planner::party_id(left);
    out.right = planner::party_id(right);
    out.accuracy = geo::metres(accuracy_m);
    return out;
}

planner::plan lay(
    const planner::theatre& ground,
    const std::string& tables,
    const std::map<std::string, std::string>& inputs
) {
    const auto text = terms_toml({.more = tables, .withdrawal = false});
    return planner::build_plan(ground, planner::read_terms_text(text, "t.toml"), {{}, inputs});
}

const planner::plan_zone& zone(const planner::plan& in, const std::string& id) {
    std::string known;
    for (const auto& one : in.zones) {
        if (one.id == id) {
            return one;
        }
        known += " " + one.id;
    }
    FAIL("no zone " << id << " among" << known);
    return in.zones.front();
}

}  // namespace world
