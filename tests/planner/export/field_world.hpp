// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/export/field_plan.hpp"
#include "tests/support/world.hpp"

#include <string>
#include <vector>

/// A small plan in its folder, as the formats of the field read it.
namespace field_world {

/// The folder of a plan over `what`; two phases, a zone of 5 km, posts, sectors.
std::string plan_in(
    const world::temporary_folder& folder,
    const world::drawing& what =
        {.map = "WWhhhee\nWWhhhee\nWWhhhee",
         .settlements = "a,Alpha,10.25,50.05,1200\nb,Бета,10.45,50.15,50\n",
         .crossings = "x,Crossing,road,10.2,50.15,west,yes,main\n"}
);

/// A plan whose files live as long as this.
struct fielded {
    world::temporary_folder folder;
    planner::field_plan plan;

    fielded() : plan(planner::read_field_plan(plan_in(folder))) {}
};

/// How often `what` stands in `text`.
[[nodiscard]] std::size_t times(const std::string& text, const std::string& what);

/// What stands between two texts, every time.
[[nodiscard]] std::vector<std::string> between(
    const std::string& text, const std::string& from, const std::string& to
);

}  // namespace field_world
