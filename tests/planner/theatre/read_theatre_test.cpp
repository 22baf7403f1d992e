// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "planner/plan/build_plan.hpp"
#include "planner/terms/read_terms.hpp"
#include "planner/theatre/read_theatre.hpp"
#include "tests/support/world.hpp"

using namespace planner;
using Catch::Matchers::Contains;
using world::replaced;

namespace {

const world::drawing strip{.map = R"(
WWhhee
WWhhee
)"};

/// The refusal of a theatre whose theatre.toml has `what` replaced.
std::string refused(const std::string& what, const std::string& with) {
    const world::temporary_folder folder;
    const auto path = world::write_theatre(folder, strip);
    folder.with("theatre/theatre.toml", replaced(world::theatre_toml(strip), what, with));
    return world::refusal<geo::error>([&] { (void)read_theatre(path); });
}

theatre read_with(const std::string& file, const std::string& bytes, const std::string& more) {
    const world::temporary_folder folder;
    const auto path = world::write_theatre(folder, strip);
    folder.with("theatre/" + file, bytes);
    folder.with("theatre/theatre.toml", world::theatre_toml(strip) + more);
    return read_theatre(path);
}

theatre read_line(const std::string& csv) {
    const world::temporary_folder folder;
    const auto path = world::write_theatre(folder, strip);
    folder.with("theatre/contact.csv", csv);
    folder.with(
        "theatre/theatre.toml",
        replaced(world::theatre_toml(strip), "contact.geojson", "contact.csv")
    );
    return read_theatre(path);
}

std::string layer(const std::string& name, const std::string& file) {
    return "\n[layers." + name + "]\nfile = \"" + file +
           "\"\nsource = \"made up\"\nlicence = \"CC0-1.0\"\n";
}

}  // namespace

TEST_CASE("theatre: what is drawn is read", "[planner][theatre]") {
    const world::temporary_folder folder;
    const auto ground = world::read(folder, strip);
    CHECK(ground.id == "made-up");
    REQUIRE(ground.territories.size() == 2);
    CHECK(ground.find_territory(territory_id("east")) != nullptr);
    const auto* line = ground.find_line(line_id("contact"));
    REQUIRE(line != nullptr);
    REQUIRE(line->shape.size() == 1);
    CHECK(line->left == party_id("east"));
    // East lies on the left: the line runs south.
    CHECK(line->shape[0].front().lat > line->shape[0].back().lat);
    CHECK(ground.found.empty());
}

TEST_CASE("theatre: a missing layer file is named", "[planner][theatre]") {
    const auto said = refused("territories.geojson", "teritories.geojson");
    CHECK_THAT(said, Contains("teritories.geojson"));
    CHECK_THAT(refused("contact.geojson", "line.geojson"), Contains("line.geojson"));
}

TEST_CASE("theatre: parties, roles and lines must fit together", "[planner][theatre]") {
    CHECK_THAT(
        refused("territory = \"west\"", "territory = \"wset\""),
        Contains("'wset'") && Contains("layer territories")
    );
    CHECK_THAT(
        refused("withdrawing = \"west\"", "withdrawing = \"wset\""),
        Contains("withdrawing") && Contains("wset")
    );
    CHECK_THAT(refused("left = \"east\"\n", ""), Contains("left: is missing"));
    CHECK_THAT(
        refused("right = \"west\"", "right = \"wset\""), Contains("'contact'") && Contains("'wset'")
    );
    CHECK_THAT(refused("accuracy_m = 100", ""), Contains("accuracy_m") && Contains("95 %"));
    CHECK_THAT(refused("accuracy_m = 100", "accuracy_m = -5"), Contains("negative"));
    CHECK_THAT(refused("\"UTC\"", "\"Mars/Olympus\""), Contains("Mars/Olympus"));
    CHECK_THAT(
        refused("[layers.territories]", "[layers.territory]"),
        Contains("did you mean 'territories'?")
    );
    CHECK_THAT(refused("licence = ", "license = "), Contains("licence"));
}

TEST_CASE("theatre: two parties or lines of one id are refused", "[planner][theatre]") {
    CHECK_THAT(
        refused("id = \"west\"\nname", "id = \"east\"\nname"),
        Contains("'east'") && Contains("twice")
    );
    const auto text = world::theatre_toml(strip);
    const auto from = text.find("[[lines]]");
    const auto line = text.substr(from, text.find("[layers") - from);
    CHECK_THAT(refused(line, line + line), Contains("'contact'") && Contains("twice"));
}

TEST_CASE("theatre: roles that terms need but the theatre lacks", "[planner][theatre]") {
    const world::temporary_folder folder;
    const auto ground = world::read(folder, strip);
    const auto said =
        read_terms_text(replaced(world::terms_toml({}), "\"withdrawing\"", "\"leaver\""), "t.toml");
    CHECK_THROWS_WITH(
        build_plan(ground, said), Contains("'leaver'") && Contains("other, withdrawing")
    );
}

TEST_CASE("theatre: turning points follow their column seq", "[planner][theatre]") {
    const auto ground =
        read_line("seq,name,lon,lat\n3,c,10.4,50\n1,a,10.4,50.2\n2.5,b,10.41,50.1\n");
    const auto& line = ground.lines.at(0);
    REQUIRE(line.shape.at(0).size() == 3);
    CHECK(line.shape[0][1] == world::at(10.41, 50.1));
    REQUIRE(line.turning_points.size() == 3);
    CHECK(line.turning_points[0].name == "a");
    CHECK(line.turning_points[2].name == "c");
    CHECK_THROWS_WITH(
        read_line("seq,name,lon,lat\n1,a,10.4,50.2\nsecond,b,10.4,50\n"), Contains("'seq'")
    );
    CHECK_THROWS_WITH(read_line("name,lon,lat\na,10.4,50.2\nb,10.4,50\n"), Contains("'seq'"));
    CHECK_THROWS_WITH(
        read_line("seq,name,lon,lat\n1,a,10.4,50.2\n"), Contains("two or more positions")
    );
}

TEST_CASE("theatre: edges said once for the theatre hold for its lines", "[planner][theatre]") {
    const world::temporary_folder folder;
    const auto path = world::write_theatre(folder, strip);
    const auto lonlat = world::theatre_toml(strip);
    const auto general = replaced(lonlat, "time_zone = ", "edges = \"geodesic\"\ntime_zone = ");
    folder.with("theatre/theatre.toml", general);
    CHECK(read_theatre(path).lines.at(0).edges == geo::edge_reading::lonlat);  // the line's own
    const auto at = general.find("edges = \"lonlat\"\n");
    auto without = general;
    without.erase(at, std::string("edges = \"lonlat\"\n").size());
    folder.with("theatre/theatre.toml", without);
    CHECK(read_theatre(path).lines.at(0).edges == geo::edge_reading::geodesic);
}

TEST_CASE("theatre: places without a position are left out and told", "[planner][theatre]") {
    const auto ground = read_with(
        "places.geojson",
        R"({"type":"FeatureCollection","features":[
{"type":"Feature","id":"a","properties":{"name":"A"},"geometry":null},
{"type":"Feature","id":"b","properties":{"name":"B"},"geometry":{"type":"Point","coordinates":[10.3,50.1]}},
{"type":"Feature","id":"c","properties":{"name":"C"},"geometry":{"type":"LineString","coordinates":[[10.3,50.1],[10.4,50.1]]}}]})",
        layer("settlements", "places.geojson")
    );
    REQUIRE(ground.settlements.size() == 1);
    CHECK(ground.settlements[0].name == "B");
    CHECK(ground.found.size() >= 2);
}

TEST_CASE("theatre: crossings of nobody known are told", "[planner][theatre]") {
    const auto ground = read_with(
        "crossings.csv",
        "id,name,kind,lon,lat,exit_for,open,territory\n"
        "a,A,road,10.2,50.1,wset,yes,main\n"
        "b,B,road,10.2,50.1,west,yes,kepe\n"
        "c,C,road,10.2,50.1,west,yes,main\n"
        "d,D,road,10.2,50.1,,yes,main\n",
        layer("crossings", "crossings.csv")
    );
    CHECK(ground.crossings.size() == 4);
    REQUIRE(world::count(ground.found, geo::finding_code::feature_attribute_invalid) == 2);
    CHECK_THAT(ground.found[0].text, Contains("'wset'"));
    CHECK_THAT(ground.found[1].text, Contains("'kepe'"));
}

TEST_CASE("theatre: a layer that nothing uses yet is told", "[planner][theatre]") {
    const auto ground = read_with(
        "control.geojson",
        R"({"type":"FeatureCollection","features":[
{"type":"Feature","id":"a","properties":{},"geometry":{"type":"Polygon","coordinates":[[[10.2,50],[10.4,50],[10.4,50.2],[10.2,50]]]}}]})",
        layer("control", "control.geojson")
    );
    CHECK(world::count(ground.found, geo::finding_code::plan_step_left_out) == 1);
}

TEST_CASE("theatre: the template can be planned as it is", "[planner][theatre]") {
    const world::temporary_folder folder;
    const auto path = folder.path("mine");
    write_theatre_template(path);
    const auto made = build_plan(read_theatre(path), world::read(folder, world::agreement{}));
    CHECK(made.phases.size() == 2);
    // Rounding to 1 mm where edges are cut.
    CHECK(made.area_gap < 1e-6);
    CHECK_THROWS_AS(write_theatre_template(path), geo::io_error);
}

TEST_CASE("theatre: lines alone are a theatre", "[planner][theatre]") {
    const world::temporary_folder folder;
    const auto path = world::write_theatre(folder, strip);
    auto bytes = world::theatre_toml(strip);
    bytes.resize(bytes.find("[layers."));
    for (const auto* id : {"east", "west"}) {
        bytes = replaced(bytes, std::string("territory = \"") + id + "\"", "");
    }
    folder.with("theatre/theatre.toml", bytes);
    const auto ground = read_theatre(path);
    CHECK(ground.territories.empty());
    REQUIRE(ground.lines.size() == 1);
    CHECK(ground.settlements.empty());
    CHECK(ground.roads.empty());
    const auto why = world::refusal<geo::input_error>([&] {
        (void)build_plan(ground, world::read(folder, world::agreement{}));
    });
    CHECK_THAT(why, Contains("has no territory") && Contains("[layers.territories]"));
}

TEST_CASE("theatre: neither lines nor territories is refused", "[planner][theatre]") {
    const world::temporary_folder folder;
    const auto path = world::write_theatre(folder, strip);
    auto bytes = world::theatre_toml(strip);
    bytes.resize(bytes.find("[[lines]]"));
    for (const auto* id : {"east", "west"}) {
        bytes = replaced(bytes, std::string("territory = \"") + id + "\"", "");
    }
    folder.with("theatre/theatre.toml", bytes);
    CHECK_THAT(
        world::refusal<geo::input_error>([&] { (void)read_theatre(path); }),
        Contains("neither [layers.territories] nor [[lines]]")
    );
}
