// SPDX-License-Identifier: Apache-2.0
#include "planner/plan/build_plan.hpp"
#include "planner/report/layers.hpp"
#include "planner/report/plan_map.hpp"
#include "planner/report/write_plan.hpp"
#include "tests/support/world.hpp"

#include <algorithm>
#include <set>

using namespace planner;

namespace {

const world::drawing ground_with_dam{
    .map = R"(
WWhhhhhee
WWhhhRRee
)",
    .settlements = "a,A,10.25,50.05,10\nb,B,10.75,50.05,20\n",
    .infrastructure = "d,Dam,dam,10.3,50.05\n",
    .crossings = "c,Gate,road,10.2,50.05,west,yes,main\n",
    .sites = "s,Site,evidence,10.4,50.05\n"};

plan plan_for_layers() {
    const world::temporary_folder folder;
    return world::plan_of(
        folder,
        ground_with_dam,
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
    for (const auto& layer : plan_layers(plan_for_layers())) {
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
            "transit",
            "presence",
            "posts",
            "sectors",
            "sites",
            "settlements",
            "protection",
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
    for (const auto& layer : plan_layers(plan_for_layers())) {
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
    const auto once = plan_layers(plan_for_layers());
    const auto twice = plan_layers(plan_for_layers());
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
    const auto what = plan_for_layers();
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

TEST_CASE("layers: a way proposed for a cut-off part is a line", "[planner][layers]") {
    // The reserved area has no border of its own: after p2 it is cut off until pr leaves it.
    const world::temporary_folder folder;
    const auto what = world::plan_of(
        folder,
        {.map = R"(
WWhhhhhheee
WWhhhhhheee
..hhRRRReee
..RRRRRReee
)"},
        {.reserved = "last_phase"}
    );
    REQUIRE(what.cut_off.size() == 1);
    bool found = false;
    for (const auto& layer : plan_layers(what)) {
        if (layer.name != "transit") {
            continue;
        }
        found = true;
        REQUIRE(layer.features.size() == 1);
        const auto& item = layer.features.front();
        CHECK(item.id == "transit-p2-1");
        CHECK(geo::text(item, "kind") == "proposed_transit");
        CHECK(geo::text(item, "phase") == "p2");
        CHECK(geo::text(item, "binds") == "west");
        CHECK(geo::text(item, "reaches") == "the land border");
        CHECK(geo::text(item, "valid_from") == to_rfc3339(what.phases[1].end));
        CHECK(geo::text(item, "valid_to") == to_rfc3339(what.phases[2].end));
        CHECK(geo::lines(item) == lines{what.cut_off[0].transit.shape});
    }
    CHECK(found);
    // Where nobody is cut off there is no such layer.
    const world::temporary_folder other;
    for (const auto& layer : plan_layers(world::plan_of(other, {.map = "WWhhhee"}))) {
        CHECK(layer.name != "transit");
    }
}

TEST_CASE("map: exceptions are drawn over their zone, with a legend", "[planner][layers]") {
    const auto with = [](const std::string& cut) {
        const world::temporary_folder folder;
        const auto zone = world::replaced(
            world::zone_toml("z", "8km", "per_side"),
            "reference_line",
            "exceptions = [{ kind = \"storage_site\", centre = [10.73, 50.1], radius = \"2km\"" +
                cut + " }]\nreference_line"
        );
        return overview_sheet(world::plan_of(folder, ground_with_dam, {.more = zone}));
    };
    const auto find = [](const sheet& in) -> const sheet_layer* {
        for (const auto& layer : in.layers) {
            if (layer.id == "exceptions") {
                return &layer;
            }
        }
        return nullptr;
    };
    const auto cut = with("");
    REQUIRE(find(cut) != nullptr);
    CHECK(find(cut)->items.size() == 1);
    CHECK(find(cut)->legend == "Exception, cut out of a zone");
    const auto marked = with(", cut = false");
    REQUIRE(find(marked) != nullptr);
    CHECK(find(marked)->legend == "Exception, marked in a zone");
    // Over the zone, or it would be hidden.
    std::size_t zone_place = 0;
    std::size_t place = 0;
    for (std::size_t i = 0; i < cut.layers.size(); ++i) {
        zone_place = cut.layers[i].id == "zone_1" ? i : zone_place;
        place = cut.layers[i].id == "exceptions" ? i : place;
    }
    CHECK(zone_place < place);
    // Nothing of the kind where there is none; the sides of the line are told.
    const auto plain = overview_sheet(plan_for_layers());
    CHECK(find(plain) == nullptr);
    bool told = false;
    for (const auto& layer : plain.layers) {
        told = told || layer.legend.find("violet on the side of") != std::string::npos;
    }
    CHECK(told);
}

TEST_CASE("map: a zone between lines is told by their titles", "[planner][layers]") {
    const world::temporary_folder folder;
    const auto line = folder.with(
        "line.geojson",
        R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":)"
        R"({"type":"LineString","coordinates":[[10.8,49.9],[10.8,50.3]]}}]})"
    );
    const std::string terms =
        "[[inputs]]\nid = \"line-b\"\nkind = \"line\"\ntitle = \"Line B of the map\"\ntext = "
        "\"From the map\"\nsource = \"made up\"\ncertainty = \"S\"\n[[zones]]\nid = \"z\"\ntitle "
        "= \"Between\"\nbinds = \"both\"\nlies_on = \"any\"\nweapon_class = \"forces\"\nrule = "
        "\"between\"\nreference_line = \"contact\"\nother_line = \"input:line-b\"\nfrom = "
        "\"D+0\"\nsource = \"made up\"\ncertainty = \"S\"\n";
    plan_options options;
    options.inputs["line-b"] = line;
    const auto what = build_plan(
        world::read(folder, ground_with_dam), world::read(folder, {.more = terms}), options
    );
    std::string legend;
    for (const auto& layer : overview_sheet(what).layers) {
        legend += layer.id == "zone_1" ? layer.legend : "";
    }
    CHECK_THAT(
        legend, Catch::Matchers::Contains("between lines 'Line of contact' and 'Line B of the map'")
    );
    CHECK(legend.find("input:") == std::string::npos);
    for (const auto& row : what.schedule) {
        CHECK(row.action.find("input:") == std::string::npos);
    }
}
