// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "planner/theatre/divide.hpp"
#include "tests/support/world.hpp"

#include <cmath>
#include <sstream>

using namespace planner;
using Catch::Matchers::Contains;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using geo::finding_code;

namespace {

divided_territory divided(const world::drawing& what) {
    const world::temporary_folder folder;
    const auto ground = world::read(folder, what);
    return divide_territory(ground, ground.lines.at(0), party_id("east"));
}

/// Every cell lies with the party that the drawing gives it to, and nowhere twice.
void check_cells(const world::drawing& what, const divided_territory& made) {
    std::istringstream in(what.map);
    std::vector<std::string> rows;
    for (std::string row; in >> row;) {
        rows.push_back(row);
    }
    for (std::size_t y = 0; y < rows.size(); ++y) {
        for (std::size_t x = 0; x < rows[y].size(); ++x) {
            const auto centre = world::at(
                what.west + what.cell * (static_cast<double>(x) + 0.5),
                what.south + what.cell * (static_cast<double>(rows.size() - y) - 0.5)
            );
            const char c = rows[y][x];
            CAPTURE(x, y, c);
            CHECK(world::is_inside(centre, made.held_by_other) == (c == 'h' || c == 'R'));
            CHECK(world::is_inside(centre, made.held_by_owner) == (c == 'e' || c == 'r'));
        }
    }
}

void check_drawn(const world::drawing& what) {
    const auto made = divided(what);
    check_cells(what, made);
    CHECK(world::count(made.found, finding_code::line_end_unattached) == 0);
}

/// A line of its own over a world of 0.6 by 0.2 degrees.
world::drawing with_line(const std::string& coordinates, const std::string& kind = "LineString") {
    return {
        .map = "WWhhee\nWWhhee",
        .contact =
            R"({"type":"FeatureCollection","features":[{"type":"Feature","id":"c","properties":{},
"geometry":{"type":")" +
            kind + R"(","coordinates":)" + coordinates + "}}]}"};
}

}  // namespace

TEST_CASE("divide: a straight line", "[planner][divide]") {
    check_drawn({.map = "WWhhee\nWWhhee"});
    check_drawn({.map = "WWWW\nhhhh\neeee"});
}

TEST_CASE("divide: pockets on both sides, and pockets within pockets", "[planner][divide]") {
    check_drawn({.map = R"(
WWhhhhhhheeeeeee
WWhheehhheeeeeee
WWhheehhheeehhee
WWhhhhhhheeehhee
WWhhhhhhheeeeeee
)"});
    check_drawn({.map = R"(
WWhhhhhhhhhheee
WWhheeeeeeehhee
WWhhehhheehhhee
WWhhehhheehheee
WWhheeeeeehheee
WWhhhhhhhhhheee
)"});
}

TEST_CASE("divide: pockets that touch at a corner", "[planner][divide]") {
    check_drawn({.map = R"(
WWhhhheeee
WWhehheeee
WWhhehehee
WWhhhhehee
)"});
}

TEST_CASE("divide: enclaves of the neighbours and of the own state", "[planner][divide]") {
    check_drawn({.map = R"(
WWhhhhheeee
WWhWhhheNee
WWhhhhheeee
)"});
}

TEST_CASE("divide: a line of several fronts", "[planner][divide]") {
    check_drawn({.map = R"(
eeehhhWWWWhhhee
eeehhhWWWWhhhee
)"});
}

TEST_CASE("divide: islands go to the side of the nearest land", "[planner][divide]") {
    const world::drawing what{.map = R"(
WWhhhheeeee
WWhhhheeeee
...........
..hh.....ee
)"};
    const auto made = divided(what);
    check_cells(what, made);
    REQUIRE(world::count(made.found, finding_code::area_unassigned) == 1);
    CHECK_THAT(world::first(made.found, finding_code::area_unassigned).text, Contains("2 islands"));
}

TEST_CASE("divide: the parts add up and share the line exactly", "[planner][divide]") {
    const world::drawing what{.map = "WWhhee\nWhheee\nWWhhee"};
    const auto made = divided(what);
    const auto whole = world::km2(made.held_by_other) + world::km2(made.held_by_owner);
    const double cells = 13;  // of h and e, at three latitudes
    // Of one cell in the middle row; the other two differ by 0.2 %, in opposite directions.
    CHECK_THAT(whole, WithinRel(cells * world::km2(world::box(10, 50.1, 10.1, 50.2)), 3e-3));
}

TEST_CASE("divide: an end short of the border is led on and told", "[planner][divide]") {
    // 0.03 degrees, 3.3 km, short of the coast at both ends.
    const auto what = with_line("[[10.4,50.17],[10.4,50.03]]");
    const auto made = divided(what);
    check_cells(what, made);
    REQUIRE(world::count(made.found, finding_code::line_end_extended) == 2);
    const auto& told = world::first(made.found, finding_code::line_end_extended);
    CHECK_THAT(told.text, Contains("33") && Contains("m to the nearest border or coast"));
    REQUIRE(told.where.lat);
    CHECK(*told.where.lat == 50.17);
}

TEST_CASE("divide: a line that does not reach is refused with a position", "[planner][divide]") {
    // 0.08 degrees, 8.9 km short; ends are led on 5 km at this accuracy.
    const auto said = world::refusal<geo::input_error>([] {
        (void)divided(with_line("[[10.4,50.2],[10.4,50.08]]"));
    });
    CHECK_THAT(
        said,
        Contains("line 'contact'") && Contains("does not divide") && Contains("lon 10.4") &&
            Contains("lat 50.")
    );
    CHECK_THAT(said, Contains("8.9 km from the territory's edge"));
}

TEST_CASE("divide: parts in opposite directions are refused with a position", "[planner][divide]") {
    const auto said = world::refusal<geo::input_error>([] {
        (void
        )divided(with_line("[[[10.4,50.2],[10.4,50]],[[10.3,50.2],[10.3,50]]]", "MultiLineString"));
    });
    // Between them lies the right of one and the left of the other.
    CHECK_THAT(said, Contains("opposite directions") && Contains("lon 10."));
    const auto reversed = world::refusal<geo::input_error>([] {
        (void
        )divided(with_line("[[[10.4,50.2],[10.4,50.1]],[[10.4,50],[10.4,50.1]]]", "MultiLineString")
        );
    });
    CHECK_THAT(reversed, Contains("opposite directions") && Contains("lon 10.4"));
}

TEST_CASE("divide: parts that meet end to end are one line", "[planner][divide]") {
    const auto what =
        with_line("[[[10.4,50.11],[10.4,50]],[[10.4,50.2],[10.4,50.11]]]", "MultiLineString");
    const auto made = divided(what);
    check_cells(what, made);
    for (const auto& item : made.found) {
        // At the coast, nowhere near where they meet.
        CAPTURE(item.text);
        REQUIRE(item.where.lat);
        CHECK(std::abs(*item.where.lat - 50.11) > 0.05);
    }
}

TEST_CASE("divide: a line that does not touch the territory is refused", "[planner][divide]") {
    // All within the neighbour: nobody could say on which side the territory lies.
    CHECK_THROWS_AS(divided(with_line("[[10.1,50.2],[10.1,50]]")), geo::input_error);
}

TEST_CASE("divide: the owner must stand on one side of the line", "[planner][divide]") {
    const world::temporary_folder folder;
    auto ground = world::read(folder, {.map = "WWhhee"});
    ground.lines[0].left = party_id("west");
    CHECK_THROWS_WITH(
        divide_territory(ground, ground.lines[0], party_id("east")), Contains("on its left")
    );
    CHECK_THROWS_WITH(
        divide_territory(ground, ground.lines[0], party_id("nobody")), Contains("'nobody'")
    );
}
