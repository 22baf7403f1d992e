// SPDX-License-Identifier: Apache-2.0
#include "planner/report/layers.hpp"
#include "planner/report/write_plan.hpp"
#include "tests/support/world.hpp"

#include <algorithm>
#include <set>

using namespace planner;

namespace {

const world::drawing ground{
    .map = R"(
WWhhhhhee
WWhhhRRee
)",
    .settlements = "a,A,10.25,50.05,10\nb,B,10.75,50.05,20\n",
    .infrastructure = "d,Dam,dam,10.3,50.05\n",
    .crossings = "c,Gate,road,10.2,50.05,west,yes,main\n",
    .sites = "s,Site,evidence,10.4,50.05\n"};

plan made() {
    const world::temporary_folder folder;
    return world::plan_of(
        folder,
        ground,
        {.reserved = "last_phase",
         .more = world::zone_toml("z", "5km", "per_side") +
                 "[[presence]]\nid = \"dams\"\nkind = \"technical\"\nwhere = \"infrastructure\"\n"
                 "reach = \"1km\"\nseverity = \"high\"\nreason = \"Dam\"\nsource = \"made up\"\n"
                 "certainty = \"S\"\n"}
    );
}

}  // namespace

TEST_CASE("layers: the layers of DESIGN section 6, each with features", "[planner][layers]") {
    std::set<std::string> names;
    for (const auto& layer : plan_layers(made())) {
        CAPTURE(layer.name);
        CHECK_FALSE(layer.features.empty());
        CHECK(names.insert(layer.name).second);
    }
    CHECK(
        names ==
        std::set<std::string>{
            "lines",
            "zones",
            "phase_lines",
            "vacated",
            "presence",
            "posts",
            "sectors",
            "sites",
            "settlements",
            "control",
            "turning_points",
            "reserved"}
    );
}

TEST_CASE("layers: properties in one order, times always there", "[planner][layers]") {
    // DESIGN section 6; the id is the feature's own.
    const std::vector<std::string> expected{
        "plan_id",
        "plan_version",
        "binds",
        "lies_on",
        "weapon_class",
        "distance_m",
        "phase",
        "valid_from",
        "valid_to",
        "date_basis",
        "area_km2",
        "length_km",
        "max_error_m",
        "source",
        "clause"};
    for (const auto& layer : plan_layers(made())) {
        std::vector<std::string> first;
        for (const auto& item : layer.features) {
            CAPTURE(layer.name, item.id);
            std::vector<std::string> names;
            for (const auto& field : item.attributes) {
                names.push_back(field.name);
            }
            REQUIRE(names.size() >= expected.size());
            CHECK(std::vector<std::string>(names.begin(), names.begin() + 15) == expected);
            CHECK(std::set<std::string>(names.begin(), names.end()).size() == names.size());
            // One set of columns a layer.
            first = first.empty() ? names : first;
            CHECK(names == first);
            const auto from = geo::text(item, "valid_from");
            const auto to = geo::text(item, "valid_to");
            REQUIRE(from);
            REQUIRE(to);
            REQUIRE(parse_instant(*from));
            REQUIRE(parse_instant(*to));
            CHECK(from->size() == 20);
            CHECK(*parse_instant(*from) < *parse_instant(*to));
        }
    }
}

TEST_CASE("layers: ids are unique within a layer and stable", "[planner][layers]") {
    const auto once = plan_layers(made());
    const auto twice = plan_layers(made());
    REQUIRE(once.size() == twice.size());
    for (std::size_t i = 0; i < once.size(); ++i) {
        std::set<std::string> ids;
        REQUIRE(once[i].features.size() == twice[i].features.size());
        for (std::size_t k = 0; k < once[i].features.size(); ++k) {
            CHECK(ids.insert(once[i].features[k].id).second);
            CHECK(once[i].features[k].id == twice[i].features[k].id);
            CHECK(once[i].features[k].attributes == twice[i].features[k].attributes);
            CHECK(once[i].features[k].shape == twice[i].features[k].shape);
        }
    }
}

TEST_CASE("layers: one feature a phase, a zone, a side", "[planner][layers]") {
    const auto what = made();
    for (const auto& layer : plan_layers(what)) {
        const auto size = layer.features.size();
        if (layer.name == "phase_lines") {
            // A reserved area is left as a whole: no line is reached in it.
            const auto with_line =
                std::count_if(what.phases.begin(), what.phases.end(), [](const plan_phase& phase) {
                    return phase.territory == "main";
                });
            CHECK(size == static_cast<std::size_t>(with_line));
        } else if (layer.name == "vacated") {
            CHECK(size == what.phases.size());
        } else if (layer.name == "zones") {
            CHECK(size == 1);
        } else if (layer.name == "control") {
            CHECK(size == 2);
        } else if (layer.name == "sites") {
            CHECK(size == 3);
        } else if (layer.name == "settlements") {
            CHECK(size == 2);
        }
    }
}
