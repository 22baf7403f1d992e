// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/linework/orient.hpp"
#include "tests/geo/offset/truth.hpp"
#include "tests/support/findings.hpp"
#include "tests/support/places.hpp"

#include <catch2/catch.hpp>

using namespace geo;
using support::box;
using support::count;
using support::reversed;
using truth::at;

namespace {

using chain = line_string<lon_lat>;

side_request on_left(multi_polygon<lon_lat> area) {
    side_request out;
    out.left = std::move(area);
    return out;
}

}  // namespace

TEST_CASE("orient: what cannot be answered is refused", "[geo][linework]") {
    CHECK_THROWS_AS(orient_lines({}, {}), input_error);
    CHECK_THROWS_AS(orient_lines({{at(0, 91)}}, on_left(box(0, 0, 1, 1))), input_error);
    CHECK_THROWS_AS(orient_lines({}, on_left(box(0, 0, 1, 100))), input_error);
    orient_options bad;
    bad.beside = metres(0);
    CHECK_THROWS_AS(orient_lines({}, on_left(box(0, 0, 1, 1)), bad), input_error);
    const auto made = orient_lines({{}, {at(0, 0)}}, on_left(box(0, 0, 1, 1)));
    CHECK(made.lines.size() == 2);
    CHECK(count(made.found, finding_code::line_side_unclear) == 1);
}

TEST_CASE("orient: each part gets the area on its left", "[geo][linework]") {
    const auto line = truth::roughened({at(30, 48), at(30, 50)}, 6, 3, 0.1);
    // West of a line that runs north is its left: the area's edge is the line itself.
    auto area = box(28, 48, 30, 50);
    area[0].outer = ring<lon_lat>(line.begin(), line.end());
    area[0].outer.push_back(at(28, 50));
    area[0].outer.push_back(at(28, 48));
    area[0].outer.push_back(line.front());
    const auto middle = line.begin() + 20;
    const multi_line_string<lon_lat> parts{
        chain(line.begin(), middle + 1), reversed(chain(middle, line.end()))};
    const auto made = orient_lines(parts, on_left(area));
    CHECK(made.lines[0] == parts[0]);
    CHECK(made.lines[1] == reversed(parts[1]));
    CHECK_FALSE(made.verdicts[0].flipped);
    CHECK(made.verdicts[1].flipped);
    CHECK(made.verdicts[1].as_asked > 0.95);
    CHECK(count(made.found, finding_code::line_direction_reversed) == 1);
    CHECK(count(made.found, finding_code::line_side_unclear) == 0);
    // The same asked by the other side, by both, by points.
    side_request other;
    other.right = area;
    CHECK(orient_lines(parts, other).lines[0] == reversed(parts[0]));
    side_request points;
    points.left_points = {at(20, 49)};
    points.right_points = {at(40, 49)};
    CHECK(orient_lines(parts, points).lines == made.lines);
    // Turned already: nothing to do.
    CHECK(orient_lines(made.lines, on_left(area)).found.empty());
}

TEST_CASE("orient: an area at some distance, on both sides, on neither", "[geo][linework]") {
    const chain line{at(30, 48), at(30, 49)};
    const auto near = orient_lines({line}, on_left(box(30.1, 48, 31, 49)));
    CHECK(near.verdicts[0].flipped);
    const auto far = orient_lines({line}, on_left(box(32, 48, 33, 49)));
    CHECK_FALSE(far.verdicts[0].flipped);
    CHECK(count(far.found, finding_code::line_side_unclear) == 1);
    // Within it: both sides alike.
    const auto within = orient_lines({line}, on_left(box(29, 47, 31, 50)));
    CHECK(count(within.found, finding_code::line_side_unclear) == 1);
    CHECK(within.lines[0] == line);
    // A third of its length on the right, the rest on the left.
    multi_polygon<lon_lat> both = box(29, 48, 30, 48.67);
    both.push_back(box(30, 48.67, 31, 49)[0]);
    const auto mixed = orient_lines({reversed(line)}, on_left(both));
    CHECK(mixed.verdicts[0].flipped);
    CHECK(mixed.verdicts[0].as_asked > 0.6);
    CHECK(mixed.verdicts[0].as_asked < 0.75);
    CHECK(count(mixed.found, finding_code::line_side_unclear) == 1);
    CHECK(count(mixed.found, finding_code::line_direction_reversed) == 1);
}

TEST_CASE("orient: rings, at the antimeridian and far north", "[geo][linework]") {
    const chain island{at(10, 50), at(10, 51), at(11, 51), at(11, 50), at(10, 50)};
    CHECK(orient_lines({island}, on_left(box(10, 50, 11, 51))).verdicts[0].flipped);
    // The area is cut at 180 degrees; the line runs over it.
    multi_polygon<lon_lat> cut = box(178, 80, 180, 81);
    cut.push_back(box(-180, 80, -178, 81)[0]);
    const chain south{at(178, 80), at(-178, 80)};
    CHECK_FALSE(orient_lines({south}, on_left(cut)).verdicts[0].flipped);
    CHECK(orient_lines({reversed(south)}, on_left(cut)).verdicts[0].flipped);
    CHECK(orient_lines({south}, on_left(cut)).verdicts[0].as_asked > 0.95);
}
