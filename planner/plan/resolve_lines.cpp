// SPDX-License-Identifier: Apache-2.0
#include "planner/plan/resolve_lines.hpp"

#include "geo/base/error.hpp"
#include "planner/model/names.hpp"

namespace planner {

namespace {

[[noreturn]] void refuse_missing(
    const plan& made, const std::string& where, const std::string& id
) {
    std::string what;
    for (const auto& one : made.said.inputs) {
        if (one.id == id) {
            what = " (" + one.title + ": " + one.text + ")";
        }
    }
    throw unlaid_withdrawal(
        where + "theatre '" + made.ground.id + "' has no line or area '" + id +
        "', and the input of that id was not given" + what + "; give it with --input " + id +
        "=FILE"
    );
}

land_beyond beyond(
    const plan& made, zone_ground& ground, const std::string& id, const std::string& where
) {
    try {
        const auto& sides = ground.sides(id, where);
        if (!sides.divides) {
            throw geo::input_error(
                where + "line '" + id +
                "' does not divide the land of the parties, so nothing lies beyond it; lead its "
                "ends on to border or coast"
            );
        }
        const bool on_left = ground.side_of(id, made.withdrawing, where) == geo::side::left;
        return {sides.line, on_left ? sides.left : sides.right};
    } catch (const missing_input& missing) {
        refuse_missing(made, where, missing.id);
    }
}

std::vector<land_beyond> all_beyond(
    const plan& made, zone_ground& ground, const std::string& target, const std::string& where
) {
    std::vector<land_beyond> out;
    for (const auto& id : lines_of(target)) {
        out.push_back(beyond(made, ground, id, where));
    }
    return out;
}

const area& area_of(
    const plan& made, zone_ground& ground, const std::string& id, const std::string& where
) {
    try {
        return ground.named_area(id, where);
    } catch (const missing_input& missing) {
        refuse_missing(made, where, missing.id);
    }
}

std::size_t find_region(const plan& made, const std::string& wanted, const std::string& where) {
    std::vector<std::string> known;
    for (std::size_t i = 0; i < made.ground.regions.size(); ++i) {
        const auto& region = made.ground.regions[i];
        if (region.id.str() == wanted || region.name == wanted) {
            return i;
        }
        known.push_back(region.id.str());
    }
    throw geo::input_error(where + unknown_name("region", wanted, made.ground.id, known));
}

}  // namespace

std::vector<land_beyond> targets_of(const plan& made, zone_ground& ground) {
    const auto& said = *made.said.withdrawal;
    return all_beyond(made, ground, said.to, said.place_of("to"));
}

std::vector<std::vector<land_beyond>> given_lines_of(const plan& made, zone_ground& ground) {
    const auto& said = *made.said.withdrawal;
    std::vector<std::vector<land_beyond>> out;
    for (std::size_t i = 0; i + 1 < said.lines.size(); ++i) {
        out.push_back(all_beyond(made, ground, said.lines[i], said.place_of("lines")));
    }
    return out;
}

std::vector<phase_region> regions_of(const plan& made, zone_ground& ground) {
    const auto& said = *made.said.withdrawal;
    if (said.spacing != phase_spacing::regions) {
        return {};
    }
    const auto where = said.place_of("regions");
    if (made.ground.regions.empty() && said.order != region_order::as_listed) {
        throw geo::input_error(
            where + "theatre '" + made.ground.id +
            "' has no regions to put in order (layer regions)"
        );
    }
    std::vector<phase_region> drawn;
    std::vector<phase_region> known;
    for (const auto& one : made.ground.regions) {
        known.push_back({one.name.empty() ? one.id.str() : one.name, one.area, {}});
    }
    std::optional<std::size_t> others;
    for (std::size_t i = 0; i < said.regions.size(); ++i) {
        for (const auto& wanted : said.regions[i]) {
            if (wanted == "*") {
                others = i;
            } else if (wanted.starts_with("input:")) {
                drawn.push_back({wanted, area_of(made, ground, wanted, where), i});
            } else {
                auto& region = known[find_region(made, wanted, where)];
                if (region.phase) {
                    throw geo::input_error(where + "region '" + wanted + "' is named twice");
                }
                region.phase = i;
            }
        }
    }
    for (auto& one : known) {
        one.phase = one.phase ? one.phase : others;
    }
    // What an agreement draws goes before the theatre's regions.
    drawn.insert(drawn.end(), known.begin(), known.end());
    return drawn;
}

}  // namespace planner
