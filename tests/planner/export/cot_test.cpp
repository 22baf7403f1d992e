// SPDX-License-Identifier: Apache-2.0
#include "planner/export/cot.hpp"
#include "planner/export/cot_events.hpp"
#include "tests/planner/export/field_world.hpp"

#include <algorithm>
#include <set>

using Catch::Matchers::Contains;
using Catch::Matchers::EndsWith;
using field_world::between;
using field_world::fielded;
using field_world::times;

namespace {

const planner::detail::cot_item& item_of(
    const std::vector<planner::detail::cot_item>& items, const std::string& id
) {
    const auto found = std::find_if(items.begin(), items.end(), [&](const auto& one) {
        return one.uid.size() > id.size() &&
               one.uid.compare(one.uid.size() - id.size(), id.size(), id) == 0;
    });
    REQUIRE(found != items.end());
    return *found;
}

}  // namespace

TEST_CASE("cot: a zone is in force while it is, and its name says so", "[planner][export][cot]") {
    const fielded one;
    const auto items = planner::detail::cot_items(one.plan);
    const auto& zone = one.plan.head.zones.at(0);
    const auto& item = item_of(items, ".zone-" + zone.id);
    CHECK(item.start == zone.when.from);
    CHECK(item.stale == zone.when.until);
    CHECK(item.closed);
    CHECK(item.chain.size() + 1 == geo::areas(one.plan.layer("zones").features[0])[0].outer.size());
    CHECK(world::is_inside(item.position, geo::areas(one.plan.layer("zones").features[0])));
    // D-day is 1 February 2024, the zone runs from D+3 to D+60.
    CHECK(item.callsign == "Z1 ARTILLERY 04FEB24-01APR24");
    CHECK_THAT(item.remarks, Contains("Plan: made-up--made-up-terms, version "));
}

TEST_CASE("cot: nothing is without an end", "[planner][export][cot]") {
    const fielded one;
    const auto items = planner::detail::cot_items(one.plan);
    std::set<std::string> uids;
    std::size_t open = 0;
    for (const auto& item : items) {
        CHECK(item.stale > item.start);
        CHECK(item.stale < planner::open_end());
        CHECK(uids.insert(item.uid).second);
        if (item.callsign.find(" from ") != std::string::npos) {
            ++open;
            CHECK(item.stale == std::max(one.plan.last_date(), item.start + std::chrono::days(1)));
        }
    }
    CHECK(open > 0);
    CHECK(open < items.size());
}

TEST_CASE("cot: areas with holes are drawn as lines", "[planner][export][cot]") {
    fielded one;
    for (auto& layer : one.plan.layers) {
        if (layer.name == "zones") {
            auto areas = world::box(10, 50, 11, 51);
            areas[0].holes.push_back(
                {world::at(10.2, 50.2),
                 world::at(10.2, 50.4),
                 world::at(10.4, 50.4),
                 world::at(10.2, 50.2)}
            );
            layer.features.at(0).shape = areas;
        }
    }
    const auto items = planner::detail::cot_items(one.plan);
    const auto& outer = item_of(items, ".zone-" + one.plan.head.zones.at(0).id);
    const auto& hole = item_of(items, ".zone-" + one.plan.head.zones.at(0).id + ".2");
    CHECK_FALSE(outer.closed);
    CHECK_FALSE(hole.closed);
    CHECK(outer.chain.size() == 5);  // the first repeated: it does not close by itself
    CHECK(hole.chain.size() == 4);
    CHECK_THAT(hole.remarks, Contains("Edge of a hole"));
}

TEST_CASE("cot: events for a network are markers, which go; of no side", "[planner][export][cot]") {
    const fielded one;
    const auto text = planner::to_cot(one.plan).files[0].bytes;
    const auto events = between(text, "<event ", "</event>\n");
    CHECK(events.size() == planner::detail::cot_items(one.plan).size());
    std::size_t shapes = 0;
    for (const auto& event : events) {
        CHECK_THAT(event, Contains(" type=\"b-m-p-c\" "));
        CHECK(times(event, "\n") == 0);
        CHECK(times(event, "<archive/>") == 0);
        shapes += times(event, "<shape><polyline closed=");
    }
    CHECK(shapes > 5);
    CHECK_THAT(text, !Contains("type=\"a-") && !Contains("u-d-f") && !Contains("9999-12-31"));
}

TEST_CASE("cot: a package of drawings, and one that takes them off", "[planner][export][cot]") {
    const fielded one;
    // Stored or not, names and the uids in the manifest can be compared by their count.
    const auto package = planner::to_tak(one.plan);
    const auto clear = planner::to_tak_clear(one.plan);
    const auto items = planner::detail::cot_items(one.plan);
    CHECK(times(package.files[0].bytes, "events/") == 2 * items.size());
    CHECK(times(clear.files[0].bytes, "events/") == 2 * items.size());
    CHECK_THAT(package.told, Contains("tak-clear"));
    CHECK(planner::to_tak(one.plan).files[0].bytes == package.files[0].bytes);
}
