// SPDX-License-Identifier: Apache-2.0
#include "planner/theatre/count.hpp"
#include "tests/support/world.hpp"

using namespace planner;
using Catch::Matchers::WithinAbs;

namespace {

settlement place(const std::string& id, double lon, double lat, double people, const char* in) {
    settlement out;
    out.id = place_id(id);
    out.position = world::at(lon, lat);
    out.population = people;
    out.region = region_id(in);
    return out;
}

/// Two regions of a degree each, a gap between them, four settlements.
theatre two_regions() {
    theatre out;
    out.regions = {
        {region_id("a"), "A", world::box(10, 50, 11, 51)},
        {region_id("b"), "B", world::box(11.2, 50, 12, 51)}};
    out.settlements = {
        place("p", 10.5, 50.5, 100, "a"),
        place("q", 11.5, 50.5, 20, "b"),
        place("r", 11.1, 50.5, 3, ""),
        place("s", 13, 50.5, 1000, "")};
    return out;
}

}  // namespace

TEST_CASE("count: area, settlements and people", "[planner][count]") {
    const auto found = count_in(world::box(10, 50, 12, 51), two_regions());
    CHECK(found.settlements == 3);
    CHECK(found.people == 123);
    CHECK(count_in({}, two_regions()).settlements == 0);
}

TEST_CASE("count: a settlement where two parts lie on each other counts once", "[planner][count]") {
    auto twice = world::box(10, 50, 12, 51);
    const auto other = world::box(10.4, 50.4, 10.6, 50.6);
    twice.insert(twice.end(), other.begin(), other.end());
    CHECK(count_in(twice, two_regions()).settlements == 3);
}

TEST_CASE("count: regions add up to the total", "[planner][count]") {
    const auto ground = two_regions();
    const auto shape = world::box(10.2, 50.1, 11.7, 50.9);
    const auto total = count_in(shape, ground);
    area_count sum;
    for (const auto& one : count_by_region(shape, ground)) {
        sum.size += one.count.size;
        sum.settlements += one.count.settlements;
        sum.people += one.count.people;
    }
    // Cuts on a grid of 1 mm along 90 km.
    CHECK_THAT((sum.size - total.size).value(), WithinAbs(0, 1000));
    CHECK(sum.settlements == total.settlements);
    CHECK(sum.people == total.people);
}

TEST_CASE("count: land and people outside of every region are not lost", "[planner][count]") {
    const auto found = count_by_region(world::box(11.05, 50.4, 11.15, 50.6), two_regions());
    REQUIRE(found.size() == 1);
    CHECK(found[0].region.empty());
    CHECK(found[0].count.settlements == 1);
}

TEST_CASE(
    "count: people outside of every region count however little land is left", "[planner][count]"
) {
    auto ground = two_regions();
    // Regions that lie on each other by more than the gap: the rest of the area is below zero.
    ground.regions.push_back({region_id("c"), "C", world::box(10, 50, 11, 51)});
    const auto found = count_by_region(world::box(10, 50, 12, 51), ground);
    std::size_t settlements = 0;
    for (const auto& one : found) {
        settlements += one.count.settlements;
    }
    CHECK(settlements == 3);
}

TEST_CASE("count: a settlement just outside of its region is not lost", "[planner][count]") {
    auto ground = two_regions();
    ground.settlements[2].region = region_id("b");  // 7 km west of it
    const auto found = count_by_region(world::box(11.05, 50.4, 11.15, 50.6), ground);
    REQUIRE(found.size() == 2);
    CHECK(found[0].region == region_id("b"));
    CHECK(found[0].count.settlements == 1);
    CHECK(found[1].count.settlements == 0);
}
