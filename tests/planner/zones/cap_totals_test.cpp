// SPDX-License-Identifier: Apache-2.0
#include "planner/zones/cap_totals.hpp"

#include <catch2/catch.hpp>

using namespace planner;

namespace {

instant day(int n) {
    return instant(std::chrono::hours(24 * n));
}

plan_zone with_cap(
    const std::string& id, double most, instant from, instant until, const std::string& who = "a"
) {
    plan_zone out;
    out.id = id;
    out.binds = party_id(who);
    out.when = {from, until};
    out.term.caps = {{"tanks", most, cap_scope::side, "", "S"}};
    return out;
}

using words = std::vector<std::string>;

}  // namespace

TEST_CASE("cap totals: zones in force together are added", "[planner][zones]") {
    const auto sums =
        largest_caps({with_cap("z1", 75, day(0), day(30)), with_cap("z2", 162, day(20), open_end())}
        );
    REQUIRE(sums.size() == 1);
    CHECK(sums[0].most == 237);
    CHECK(sums[0].when.from == day(20));
    CHECK(sums[0].when.until == day(30));
    CHECK(sums[0].zones == words{"z1", "z2"});
}

TEST_CASE("cap totals: zones that follow each other are not", "[planner][zones]") {
    // Spans are half-open: what ends on day 30 is over when the next begins.
    const auto sums = largest_caps(
        {with_cap("first", 75, day(0), day(30)), with_cap("then", 30, day(30), open_end())}
    );
    REQUIRE(sums.size() == 1);
    CHECK(sums[0].most == 75);
    CHECK(sums[0].when.from == day(0));
    CHECK(sums[0].when.until == day(30));
    CHECK(sums[0].zones == words{"first"});
}

TEST_CASE("cap totals: the largest of several periods", "[planner][zones]") {
    const auto sums = largest_caps(
        {with_cap("p1", 10, day(0), day(10)),
         with_cap("p2", 50, day(10), day(20)),
         with_cap("always", 5, day(0), open_end()),
         with_cap("p3", 20, day(20), open_end())}
    );
    REQUIRE(sums.size() == 1);
    CHECK(sums[0].most == 55);
    CHECK(sums[0].zones == words{"p2", "always"});
}

TEST_CASE("cap totals: each party and thing by itself, in the order of zones", "[planner][zones]") {
    auto troops = with_cap("t", 6000, day(0), open_end(), "b");
    troops.term.caps[0].what = "troops";
    const auto sums =
        largest_caps({troops, with_cap("z", 75, day(0), day(1)), with_cap("y", 1, day(5), day(6))});
    REQUIRE(sums.size() == 2);
    CHECK(sums[0].what == "troops");
    CHECK(sums[0].most == 6000);
    CHECK(sums[1].party.str() == "a");
    CHECK(sums[1].most == 75);
    CHECK(largest_caps({}).empty());
}
