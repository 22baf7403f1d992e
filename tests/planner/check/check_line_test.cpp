// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/measure/geodesic.hpp"
#include "planner/check/check_line.hpp"
#include "planner/check/check_report.hpp"
#include "tests/support/schema.hpp"
#include "tests/support/world.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace planner;
using Catch::Matchers::Contains;
using Catch::Matchers::WithinAbs;
using geo::stretch_kind;

namespace {

/// East holds its two eastern columns, west the two in the middle; the border is at 10.2 E.
const world::drawing ground_drawn{
    .map = "WWhhee\nWWhhee",
    .settlements = "held,Held,10.25,50.05,100\nkept,Kept,10.55,50.15,1000\n",
    .infrastructure = "dam,Dam,dam,10.35,50.1\n",
    .dependences = "canal,dam,water,Held town,10.25,50.05\nnear,dam,power,Kept town,10.55,50.15\n"};

line_check checked(
    const geo::line_string<geo::lon_lat>& line,
    geo::metres tolerance = geo::metres(500),
    geo::metres accuracy = geo::metres(0)
) {
    const world::temporary_folder folder;
    const auto ground = world::read(folder, ground_drawn);
    proposal what;
    what.name = "drawn";
    what.lines = {line};
    what.accuracy = accuracy;
    return check_line(ground, what, {party_id("east"), tolerance});
}

geo::metres length_of(const line_check& done, stretch_kind kind) {
    geo::metres out(0);
    for (const auto& one : done.stretches) {
        out += one.where.kind == kind ? one.where.to - one.where.from : geo::metres(0);
    }
    return out;
}

}  // namespace

TEST_CASE("check: the border itself holds", "[planner]") {
    const auto done = checked({world::at(10.2, 50), world::at(10.2, 50.2)});
    CHECK(done.holds());
    CHECK(done.follows_border);
    REQUIRE(done.stretches.size() == 1);
    CHECK(done.stretches[0].where.kind == stretch_kind::on);
    REQUIRE(!done.distances.empty());
    CHECK(done.distances[0].line == "border");
    CHECK(done.distances[0].largest < geo::metres(1));
    CHECK(done.distances[0].largest_back < geo::metres(1));
}

TEST_CASE("check: a line inside leaves land outside, either way it is drawn", "[planner]") {
    const geo::line_string<geo::lon_lat> there{world::at(10.3, 49.99), world::at(10.3, 50.21)};
    for (const auto& line : {there, geo::line_string<geo::lon_lat>(there.rbegin(), there.rend())}) {
        const auto done = checked(line);
        CHECK_FALSE(done.holds());
        CHECK(done.simple);
        REQUIRE(done.divides);
        REQUIRE(done.other_side);
        // The column of 10.2 to 10.3 is left on the side of west.
        const double column = world::km2(world::box(10.2, 50, 10.3, 50.2));
        CHECK_THAT(
            geo::in_square_kilometres(done.other_side->count.size) / column, WithinAbs(1, 1e-4)
        );
        CHECK(done.other_side->party == party_id("west"));
        CHECK(done.other_side->count.settlements == 1);
        CHECK(done.other_side->count.people == 100);
        CHECK(done.owner_side->count.people == 1000);
        CHECK(done.owner_side->facilities.size() == 1);
        // Against the line of contact at 10.4: the column of 10.3 to 10.4 changes to east.
        REQUIRE(done.changes.size() == 2);
        CHECK(geo::in_square_kilometres(done.changes[0].count.size) < 1e-3);
        CHECK_THAT(
            geo::in_square_kilometres(done.changes[1].count.size) /
                world::km2(world::box(10.3, 50, 10.4, 50.2)),
            WithinAbs(1, 1e-4)
        );
        CHECK_THAT(geo::in_square_kilometres(done.left_outside) / column, WithinAbs(1, 1e-4));
    }
}

TEST_CASE("check: stretches add up, with what is outside", "[planner]") {
    const geo::line_string<geo::lon_lat> line{
        world::at(10.1, 50.1), world::at(10.3, 50.1), world::at(10.3, 50.3)};
    const auto done = checked(line);
    const double all = geo::length(line).value();
    const double sum = length_of(done, stretch_kind::inside).value() +
                       length_of(done, stretch_kind::on).value() +
                       length_of(done, stretch_kind::outside).value();
    CHECK_THAT(sum - done.length.value(), WithinAbs(0, 0.001));
    CHECK_THAT(done.length.value() - all, WithinAbs(0, 1));
    CHECK(done.stretches.front().where.kind == stretch_kind::outside);
    CHECK(done.stretches.back().where.kind == stretch_kind::outside);
    // 500 m on either side of the border at 10.2 E and of the northern edge at 50.2 N.
    CHECK_THAT(length_of(done, stretch_kind::on).value(), WithinAbs(2000, 2));
}

TEST_CASE("check: what is no line is not valid", "[planner]") {
    const auto crossing = checked(
        {world::at(10.3, 49.99),
         world::at(10.35, 50.21),
         world::at(10.25, 50.21),
         world::at(10.36, 50.05)}
    );
    CHECK_FALSE(crossing.simple);
    CHECK_FALSE(crossing.holds());
    CHECK(world::count(crossing.found, geo::finding_code::line_self_crossing) == 1);
    const auto open = checked({world::at(10.3, 50.1), world::at(10.35, 50.11)});
    CHECK_FALSE(open.divides);
    CHECK_FALSE(open.holds());
    const auto elsewhere = checked({world::at(12, 50), world::at(12, 51)});
    CHECK_FALSE(elsewhere.holds());
    CHECK_FALSE(elsewhere.follows_border);
    CHECK_THROWS_AS(checked({world::at(-60, -30), world::at(-60, -31)}), geo::input_error);
    CHECK_THROWS_AS(checked({world::at(10.3, 50.1)}), geo::input_error);
    CHECK_THROWS_AS(checked({}), geo::input_error);
}

TEST_CASE("check: tolerance is the sum of both accuracies unless said", "[planner]") {
    const world::temporary_folder folder;
    const auto ground = world::read(folder, ground_drawn);
    proposal what;
    what.name = "drawn";
    what.lines = {{world::at(10.2, 50), world::at(10.2, 50.2)}};
    what.accuracy = geo::metres(700);
    const auto done = check_line(ground, what, {party_id("east"), std::nullopt});
    CHECK(done.tolerance == done.border_accuracy + what.accuracy);
    CHECK_THROWS_AS(check_line(ground, what, {party_id("nobody"), std::nullopt}), geo::input_error);
}

TEST_CASE("check: outputs say the same", "[planner]") {
    const world::temporary_folder folder;
    const auto ground = world::read(folder, ground_drawn);
    proposal what;
    what.name = "drawn";
    what.lines = {{world::at(10.3, 49.99), world::at(10.3, 50.21)}};
    const auto done = check_line(ground, what, {party_id("east"), geo::metres(500)});
    const auto text = to_text(done, ground);
    CHECK_THAT(text, Contains("of recognised territory on the side of"));
    for (const auto* word : {"cede", "friend", "enemy", "occup"}) {
        CHECK(text.find(word) == std::string::npos);
    }
    const auto parsed = nlohmann::json::parse(to_json(done, ground));
    CHECK(world::problems("check.schema.json", parsed).empty());
    CHECK(parsed["holds"] == false);
    double sum = 0;
    for (const auto& one : parsed["stretches"]) {
        sum += one["to_km"].get<double>() - one["from_km"].get<double>();
    }
    CHECK_THAT(sum - parsed["length_km"].get<double>(), WithinAbs(0, 0.001));
    const auto layers = to_layers(done);
    REQUIRE(layers.size() == 2);
    double length = 0;
    for (const auto& item : layers[0].features) {
        length += geo::length(geo::lines(item)).value();
    }
    CHECK_THAT(length - done.length.value(), WithinAbs(0, 0.01));
    CHECK_THAT(to_profile(done, ground), Contains("<path"));
}

TEST_CASE("check: what the line parts from what it serves is named, nothing else", "[planner]") {
    const auto done = checked({world::at(10.3, 49.99), world::at(10.3, 50.21)});
    REQUIRE(done.cut.size() == 1);
    CHECK(done.cut[0].facility == "Dam");
    CHECK(done.cut[0].serves == "Held town");
    CHECK(done.cut[0].from == party_id("east"));
    CHECK(done.cut[0].to == party_id("west"));
    CHECK(checked({world::at(10.2, 50), world::at(10.2, 50.2)}).cut.empty());
}

TEST_CASE("check: coast and pockets of either side", "[planner]") {
    // East's land has coast on the north, east and south; the line leaves west 0.1 degrees of it
    // above and below.
    const auto done = checked({world::at(10.3, 49.99), world::at(10.3, 50.21)});
    const double coast = geo::length(geo::multi_line_string<geo::lon_lat>{
                                         {world::at(10.2, 50), world::at(10.3, 50)},
                                         {world::at(10.2, 50.2), world::at(10.3, 50.2)}}
    ).value();
    REQUIRE(done.other_side);
    CHECK_THAT(done.other_side->coast.value(), WithinAbs(coast, 1));
    CHECK(done.other_side->pockets.empty());
    // A bulge that cuts the south-eastern corner off: coast, so not enclosed.
    proposal square;
    square.name = "square";
    square.shape = world::box(10.3, 50.05, 10.7, 50.1);
    const world::temporary_folder folder;
    const auto ground = world::read(folder, ground_drawn);
    const auto by_area = check_line(ground, square, {party_id("east"), geo::metres(500)});
    CHECK(by_area.divides);
    CHECK_FALSE(by_area.holds());
    CHECK_THAT(
        geo::in_square_kilometres(by_area.other_side->count.size) /
            world::km2(world::box(10.3, 50.05, 10.6, 50.1)),
        WithinAbs(1, 1e-4)
    );
    CHECK_THAT(
        geo::in_square_kilometres(by_area.beyond) / world::km2(world::box(10.6, 50.05, 10.7, 50.1)),
        WithinAbs(1, 1e-3)
    );
    CHECK(by_area.owner_side->pockets.empty());
    // A ring of the other side about ground of the owner's: that is enclosed.
    proposal ring;
    ring.name = "ring";
    ring.shape = world::box(10.3, 50.05, 10.5, 50.15);
    const auto hole = world::box(10.35, 50.08, 10.45, 50.12);
    ring.shape[0].holes.emplace_back(hole[0].outer.rbegin(), hole[0].outer.rend());
    const auto about = check_line(ground, ring, {party_id("east"), geo::metres(500)});
    REQUIRE(about.owner_side);
    REQUIRE(about.owner_side->pockets.size() == 1);
    CHECK(about.owner_side->pockets[0].enclosed);
    CHECK_THAT(
        geo::in_square_kilometres(about.owner_side->pockets[0].count.size) / world::km2(hole),
        WithinAbs(1, 1e-4)
    );
    CHECK(
        world::problems("check.schema.json", nlohmann::json::parse(to_json(about, ground))) == ""
    );
}

TEST_CASE("check: an area elsewhere divides nothing", "[planner]") {
    const world::temporary_folder folder;
    const auto ground = world::read(folder, ground_drawn);
    proposal square;
    square.name = "square";
    square.shape = world::box(12, 50, 12.1, 50.1);
    const auto done = check_line(ground, square, {party_id("east"), geo::metres(500)});
    CHECK_FALSE(done.divides);
    CHECK_FALSE(done.holds());
}

TEST_CASE("check: the length along a line of the theatre", "[planner]") {
    // Half on the line of contact at 10.4 E, then away from it.
    const auto done = checked(
        {world::at(10.4, 49.99),
         world::at(10.4, 50.1),
         world::at(10.5, 50.1),
         world::at(10.5, 50.21)}
    );
    const auto contact =
        std::find_if(done.distances.begin(), done.distances.end(), [](const line_distance& one) {
            return one.line == "contact";
        });
    REQUIRE(contact != done.distances.end());
    CHECK(contact->kind == line_kind::line_of_contact);
    const double along = geo::distance(world::at(10.4, 49.99), world::at(10.4, 50.1)).value() + 500;
    CHECK_THAT(contact->along.value(), WithinAbs(along, 700));
}

TEST_CASE("check: roads and crossings of either side add up, by region", "[planner]") {
    const world::temporary_folder folder;
    auto drawn = ground_drawn;
    drawn.crossings =
        "c1,One,road,10.25,50.02,west,true,main\nc2,Two,road,10.55,50.02,,true,main\n";
    auto ground = world::read(folder, drawn);
    ground.regions = {
        {region_id("low"), "Low", world::box(10.2, 50, 10.6, 50.1)},
        {region_id("high"), "High", world::box(10.2, 50.1, 10.6, 50.2)}};
    const auto made = [](const char* ref, geo::line_string<geo::lon_lat> shape) {
        road out;
        out.ref = ref;
        out.name = "Held - Kept";
        out.shape = {std::move(shape)};
        return out;
    };
    // Across the line at 10.3 and over the territory's edge; up through both regions; beside it all.
    ground.roads = {
        made("R1", {world::at(10.15, 50.05), world::at(10.55, 50.05)}),
        made("R2", {world::at(10.5, 50.02), world::at(10.5, 50.18)}),
        made("R2", {world::at(10.45, 50.12), world::at(10.55, 50.12)}),
        made("R3", {world::at(10.05, 50.05), world::at(10.1, 50.05)})};
    proposal what;
    what.name = "drawn";
    what.lines = {{world::at(10.3, 49.99), world::at(10.3, 50.21)}};
    const auto done = check_line(ground, what, {party_id("east"), geo::metres(500)});
    REQUIRE(done.owner_side);
    CHECK(done.roads_cut == std::vector<std::string>{"R1 (Held - Kept)"});
    const auto way = [](double lon, double lat, double to_lon, double to_lat) {
        return geo::distance(world::at(lon, lat), world::at(to_lon, to_lat)).value();
    };
    const auto& mine = *done.owner_side;
    const auto& theirs = *done.other_side;
    // 1e-5 for edges straight in lon/lat, 2 mm for where the sides are cut.
    CHECK_THAT(theirs.works.road_length.value(), WithinAbs(way(10.2, 50.05, 10.3, 50.05), 0.2));
    CHECK(theirs.works.roads == 1);
    CHECK(theirs.works.crossings == 1);
    CHECK(mine.works.roads == 2);
    CHECK(mine.works.crossings == 1);
    CHECK(mine.works.facilities == 1);
    const double high = way(10.5, 50.1, 10.5, 50.18) + way(10.45, 50.12, 10.55, 50.12);
    const double low = way(10.3, 50.05, 10.55, 50.05) + way(10.5, 50.02, 10.5, 50.1);
    CHECK_THAT(mine.works.road_length.value(), WithinAbs(high + low, 0.5));
    REQUIRE(mine.works_by_region.size() == 2);
    CHECK(mine.works_by_region[0].region == region_id("low"));
    CHECK_THAT(mine.works_by_region[0].road_length.value(), WithinAbs(low, 0.5));
    CHECK_THAT(mine.works_by_region[1].road_length.value(), WithinAbs(high, 0.5));
    CHECK(mine.works_by_region[0].roads == 2);
    CHECK(mine.works_by_region[1].roads == 1);
    CHECK(world::problems("check.schema.json", nlohmann::json::parse(to_json(done, ground))) == "");
}

TEST_CASE("check: territory of other states that is touched is named", "[planner]") {
    const world::temporary_folder folder;
    auto drawn = ground_drawn;
    drawn.map = "NNNNNN\nWWhhee\nWWhhee";
    const auto ground = world::read(folder, drawn);
    proposal what;
    what.name = "drawn";
    what.lines = {{world::at(10.3, 49.99), world::at(10.3, 50.25)}};
    const auto done = check_line(ground, what, {party_id("east"), geo::metres(500)});
    REQUIRE(done.touched.size() == 1);
    CHECK(done.touched[0].party.empty());
    // What runs outside and farther than the tolerance from the edge.
    const double beyond = geo::distance(world::at(10.3, 50.2), world::at(10.3, 50.25)).value();
    CHECK_THAT(done.touched[0].line.value(), WithinAbs(beyond - 500, 2));
    CHECK_THAT(to_text(done, ground), Contains("(a third state)"));
    // An area takes land in, of the other party's state too.
    proposal square;
    square.name = "square";
    square.shape = world::box(10.1, 50.05, 10.3, 50.25);
    const auto by_area = check_line(ground, square, {party_id("east"), geo::metres(500)});
    REQUIRE(by_area.touched.size() == 2);
    for (const auto& one : by_area.touched) {
        const auto expected = one.party.empty() ? world::km2(world::box(10.1, 50.2, 10.3, 50.25))
                                                : world::km2(world::box(10.1, 50.05, 10.2, 50.2));
        CHECK_THAT(geo::in_square_kilometres(one.size) / expected, WithinAbs(1, 1e-4));
    }
    // A line that stays at home touches nobody's.
    what.lines = {{world::at(10.3, 49.99), world::at(10.3, 50.2)}};
    CHECK(check_line(ground, what, {party_id("east"), geo::metres(500)}).touched.empty());
}
