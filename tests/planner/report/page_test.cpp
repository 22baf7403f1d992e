// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "planner/report/layers.hpp"
#include "planner/report/page.hpp"
#include "planner/report/page_layers.hpp"
#include "planner/report/read_texts.hpp"
#include "tests/support/world.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace {

using nlohmann::ordered_json;
using planner::page_decimals;
using planner::page_shape;

const std::string viewer = "<script type=\"application/json\">@PLAN@</script><p>end</p>";

/// What stands between the viewer's own markup.
std::string filled(const std::string& page) {
    const std::string before = "<script type=\"application/json\">";
    const std::string after = "</script><p>end</p>";
    REQUIRE(page.size() > before.size() + after.size());
    CHECK(page.substr(0, before.size()) == before);
    CHECK(page.substr(page.size() - after.size()) == after);
    return page.substr(before.size(), page.size() - before.size() - after.size());
}

planner::plan plan_for_page(
    const world::temporary_folder& folder, const std::string& settlements = ""
) {
    world::drawing what;
    what.map = "WWhhhhee\nWWhhhhee\nWWhhhhee\n";
    what.settlements = settlements;
    return world::plan_of(folder, what);
}

}  // namespace

TEST_CASE("page_shape: numbers as in the alphabet of RFC 4648", "[planner][page]") {
    CHECK(page_shape({}, page_decimals::six) == "-");
    // One point (count 1 -> 2 -> C) at 0, 0.
    CHECK(page_shape(std::vector<geo::lon_lat>{world::at(0, 0)}, page_decimals::six) == "PCAA");
    // 0.000016 -> 16 -> 32 -> low group 0 with more to come (g), then 1 (B); -0.000001 -> 3 (D).
    CHECK(
        page_shape(std::vector<geo::lon_lat>{world::at(0.000016, -0.000001)}, page_decimals::six) ==
        "PCgBD"
    );
    // The same in units of 0.00001: 1.6 is rounded to 2 (E), -0.1 to 0.
    CHECK(
        page_shape(
            std::vector<geo::lon_lat>{world::at(0.000016, -0.000001)}, page_decimals::five
        ) == "PCEA"
    );
}

TEST_CASE("page_shape: a ring leaves out its repeated last position", "[planner][page]") {
    // 1 polygon (C), 1 ring (C), 4 positions (I): 0 0, then steps of 0.000001.
    CHECK(page_shape(world::box(0, 0, 0.000001, 0.000001), page_decimals::six) == "ACCIAACAACDA");
}

TEST_CASE("page_shape: what crosses the 180th meridian is cut", "[planner][page]") {
    const geo::multi_line_string<geo::lon_lat> across{{world::at(179, 10), world::at(-179, 10)}};
    const auto text = page_shape(across, page_decimals::five);
    CHECK(text.substr(0, 2) == "LE");  // two lines
}

TEST_CASE("page_layer: a column is one value, a few or a list", "[planner][page]") {
    geo::feature_table layer{"things", {}};
    for (int i = 0; i < 8; ++i) {
        layer.features.push_back(
            {std::to_string(i),
             {{"same", std::string("a")},
              {"few", std::string(i % 2 == 0 ? "even" : "odd")},
              {"own", static_cast<std::int64_t>(i)}},
             std::vector<geo::lon_lat>{world::at(i, 0)}}
        );
    }
    layer.features[3].attributes.push_back({"once", true});
    const auto made = planner::page_layer(layer, page_decimals::six);
    CHECK(made.at("ids").size() == 8);
    CHECK(made.at("shapes").size() == 8);
    const auto& columns = made.at("columns");
    CHECK(columns.at(0) == ordered_json::parse(R"({"key":"same","all":"a"})"));
    CHECK(
        columns.at(1) ==
        ordered_json::parse(R"({"key":"few","of":["even","odd"],"at":"CACCCACCCACCCACC"})")
    );
    CHECK(columns.at(2) == ordered_json::parse(R"({"key":"own","list":[0,1,2,3,4,5,6,7]})"));
    CHECK(columns.at(3) == ordered_json::parse(R"({"key":"once","of":[null,true],"at":"GACCIA"})"));
}

TEST_CASE("page: the plan and every layer of it are in the page", "[planner][page]") {
    const world::temporary_folder folder;
    const auto plan =
        plan_for_page(folder, "s1,Onetown,10.25,50.15,1000\ns2,Othertown,10.75,50.15,500\n");
    const auto layers = planner::plan_layers(plan);
    const auto page = planner::to_page(plan, layers, viewer);
    const auto data = ordered_json::parse(filled(page));
    CHECK(data.at("plan").at("plan_id") == plan.id);
    REQUIRE(data.at("layers").size() == layers.size());
    for (std::size_t i = 0; i < layers.size(); ++i) {
        CHECK(data.at("layers").at(i).at("name") == layers[i].name);
        CHECK(data.at("layers").at(i).at("ids").size() == layers[i].features.size());
    }
    CHECK(page == planner::to_page(plan, layers, viewer));
    // Othertown is on the other side: no story, so among the places to go by.
    const auto& ground = data.at("ground");
    const auto places = std::find_if(ground.begin(), ground.end(), [](const ordered_json& one) {
        return one.at("name") == "places";
    });
    REQUIRE(places != ground.end());
    CHECK(places->at("ids") == ordered_json::parse(R"(["settlement-s2"])"));
}

TEST_CASE("page: the viewer's words and their language are in it", "[planner][page]") {
    const world::temporary_folder folder;
    const auto plan = plan_for_page(folder, "s1,Onetown,10.25,50.15,1000\n");
    const auto layers = planner::plan_layers(plan);
    const auto english = ordered_json::parse(filled(planner::to_page(plan, layers, viewer)));
    CHECK(english.at("language") == "en");
    CHECK(english.at("words").at("play") == "Play");
    CHECK(english.at("words").at("rows") == "{n} row / {n} rows");
    CHECK(!english.at("words").contains("sheet.legend"));
    const auto said =
        planner::texts_from("language = \"uk\"\n[page]\nplay = \"Пуск</script>\"\n", "uk.toml");
    const auto text = filled(planner::to_page(plan, layers, viewer, said.words));
    CHECK(text.find_first_of("<>&") == std::string::npos);
    const auto other = ordered_json::parse(text);
    CHECK(other.at("language") == "uk");
    CHECK(other.at("words").at("play") == "Пуск</script>");
    CHECK(other.at("words").size() == english.at("words").size());
}

TEST_CASE("page: no text of the data ends the block it stands in", "[planner][page]") {
    const world::temporary_folder folder;
    const std::string name = "</script><script>alert(1)</script><!-- & '";
    auto plan = plan_for_page(folder, "s1,Onetown,10.25,50.15,1000\n");
    REQUIRE(!plan.ground.settlements.empty());
    plan.ground.settlements[0].name = name + std::string("\0\x01\xff", 3) + std::string(10000, 'x');
    plan.said.title = name;
    const auto layers = planner::plan_layers(plan);
    const auto text = filled(planner::to_page(plan, layers, viewer));
    CHECK(text.find_first_of("<>&") == std::string::npos);
    CHECK(ordered_json::parse(text).at("plan").at("terms").at("title") == name);
}

TEST_CASE("page: a viewer without a place for the plan is refused", "[planner][page]") {
    const world::temporary_folder folder;
    const auto plan = plan_for_page(folder);
    const auto layers = planner::plan_layers(plan);
    CHECK_THROWS_AS(planner::to_page(plan, layers, "<p>"), geo::io_error);
    CHECK_THROWS_AS(planner::to_page(plan, layers, viewer + viewer), geo::io_error);
}
