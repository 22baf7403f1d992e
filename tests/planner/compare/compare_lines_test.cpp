// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/measure/geodesic.hpp"
#include "planner/compare/compare_drafts.hpp"
#include "planner/compare/compare_report.hpp"
#include "tests/support/schema.hpp"
#include "tests/support/world.hpp"

#include <nlohmann/json.hpp>

using namespace planner;
using Catch::Matchers::Contains;
using Catch::Matchers::WithinAbs;

namespace {

/// East's land is 10.2 to 10.6 E; west holds it to 10.4 E.
const world::drawing held_ground_drawn{
    .map = "WWhhee\nWWhhee",
    .settlements = "held,Held,10.25,50.05,100\nmiddle,Middle,10.35,50.05,50\nkept,Kept,10.55,"
                   "50.15,1000\n"};

proposal line(const std::string& name, const geo::line_string<geo::lon_lat>& course) {
    proposal out;
    out.name = name;
    out.lines = {course};
    return out;
}

proposal at_meridian(const std::string& name, double east) {
    return line(name, {world::at(east, 49.99), world::at(east, 50.21)});
}

double column(double west, double east) {
    return world::km2(world::box(west, 50, east, 50.2));
}

double size(const area_count& count) {
    return geo::in_square_kilometres(count.size);
}

}  // namespace

TEST_CASE("compare lines: every pair of positions, both ways", "[planner]") {
    const world::temporary_folder folder;
    const auto ground = world::read(folder, held_ground_drawn);
    const auto done = compare_positions(
        ground,
        {{"contact", {}}, {"border", {}}, {"draft", at_meridian("draft", 10.3)}},
        party_id("east")
    );
    REQUIRE(done.positions.size() == 3);
    REQUIRE(done.changes.size() == 3);
    CHECK_THAT(size(done.positions[0].other_count) / column(10.2, 10.4), WithinAbs(1, 1e-4));
    CHECK(size(done.positions[1].other_count) == 0);
    CHECK_THAT(size(done.positions[2].other_count) / column(10.2, 10.3), WithinAbs(1, 1e-4));
    // contact -> border: all that west holds; contact -> draft: the column between; border -> draft.
    CHECK_THAT(size(done.changes[0].to_owner_count) / column(10.2, 10.4), WithinAbs(1, 1e-4));
    CHECK(done.changes[0].settlements_to_owner == std::vector<std::string>{"Held", "Middle"});
    CHECK_THAT(size(done.changes[1].to_owner_count) / column(10.3, 10.4), WithinAbs(1, 1e-4));
    CHECK(done.changes[1].settlements_to_owner == std::vector<std::string>{"Middle"});
    CHECK_THAT(size(done.changes[2].to_other_count) / column(10.2, 10.3), WithinAbs(1, 1e-4));
    CHECK(done.changes[2].to_other_count.people == 100);
    // What two positions give each other is the difference of their sides.
    for (const auto& one : done.changes) {
        const double net = size(one.to_owner_count) - size(one.to_other_count);
        const double sides =
            size(done.positions[one.to].owner_count) - size(done.positions[one.from].owner_count);
        CHECK_THAT(net - sides, WithinAbs(0, 1e-4));
    }
    CHECK(
        world::problems("compare.schema.json", nlohmann::json::parse(to_json(done, ground))) == ""
    );
    CHECK_THAT(to_text(done, ground), Contains("From contact to border") && Contains("claim"));
    CHECK(to_layer(done).features.size() == 3);
}

TEST_CASE("compare lines: an area is a position too", "[planner]") {
    const world::temporary_folder folder;
    const auto ground = world::read(folder, held_ground_drawn);
    proposal square;
    square.name = "square";
    square.shape = world::box(10.25, 50.05, 10.35, 50.15);
    const auto done =
        compare_positions(ground, {{"border", {}}, {"square", square}}, party_id("east"));
    CHECK_THAT(size(done.changes[0].to_other_count) / world::km2(square.shape), WithinAbs(1, 1e-4));
}

TEST_CASE("compare lines: what is not a position is told", "[planner]") {
    const world::temporary_folder folder;
    const auto ground = world::read(folder, held_ground_drawn);
    const auto refused = [&](const std::vector<named_position>& wanted) {
        try {
            (void)compare_positions(ground, wanted, party_id("east"));
        } catch (const geo::input_error& problem) {
            return std::string(problem.what());
        }
        return std::string("accepted");
    };
    CHECK_THAT(refused({{"contact", {}}}), Contains("at least two"));
    CHECK_THAT(
        refused({{"contact", {}}, {"february", {}}}),
        Contains("no line 'february'") && Contains("border, contact")
    );
    CHECK_THAT(
        refused({{"contact", {}}, {"x", line("x", {world::at(12, 50), world::at(12, 51)})}}),
        Contains("x: does not divide")
    );
}

TEST_CASE("compare drafts: where a line moved and who gains what", "[planner]") {
    const world::temporary_folder folder;
    const auto ground = world::read(folder, held_ground_drawn);
    const auto first = at_meridian("first", 10.3);
    // A bulge to 10.4 E between 50.08 and 50.12 N.
    const auto second = line(
        "second",
        {world::at(10.3, 49.99),
         world::at(10.3, 50.08),
         world::at(10.4, 50.08),
         world::at(10.4, 50.12),
         world::at(10.3, 50.12),
         world::at(10.3, 50.21)}
    );
    const auto done = compare_drafts(ground, first, second, party_id("east"), geo::metres(10));
    CHECK_FALSE(done.same());
    REQUIRE(done.moved.size() == 1);
    const auto mark = [](double north) {
        return geo::distance(world::at(10.3, 49.99), world::at(10.3, north)).value();
    };
    CHECK_THAT(done.moved[0].from.value() - mark(50.08), WithinAbs(10, done.step.value() + 1));
    CHECK_THAT(done.moved[0].to.value() - mark(50.12), WithinAbs(-10, done.step.value() + 1));
    // The farthest of the first is half way up the bulge; of the second its eastern side.
    CHECK_THAT(
        done.moved[0].largest.value() - 0.5 * (mark(50.12) - mark(50.08)),
        WithinAbs(0, done.step.value())
    );
    CHECK_THAT(
        done.largest.value() -
            geo::distance(world::at(10.3, 50.08), world::at(10.4, 50.08)).value(),
        WithinAbs(0, 1)
    );
    const auto& change = done.sides.changes.at(0);
    CHECK_THAT(
        size(change.to_other_count) / world::km2(world::box(10.3, 50.08, 10.4, 50.12)),
        WithinAbs(1, 1e-3)
    );
    CHECK(size(change.to_owner_count) < 1e-3);
    CHECK(
        world::problems("compare.schema.json", nlohmann::json::parse(to_json(done, ground))) == ""
    );
    CHECK_THAT(to_text(done, ground), Contains("second moved from first along 4.4 of"));

    const auto twin = compare_drafts(ground, first, first, party_id("east"), geo::metres(10));
    CHECK(twin.same());
    CHECK(twin.moved.empty());
    CHECK_THAT(to_text(twin, ground), Contains("The same line within 10 m"));
}
