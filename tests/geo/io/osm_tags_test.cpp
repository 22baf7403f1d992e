// SPDX-License-Identifier: Apache-2.0
#include "geo/io/osm_tags.hpp"

#include <catch2/catch.hpp>

#include <map>

using Catch::Matchers::WithinAbs;

namespace {

using namespace geo;
using tag_map = std::map<std::string, std::string>;

detail::tag_reading read(const tag_map& tags) {
    return detail::read_tags([&](const char* key) -> const char* {
        const auto at = tags.find(key);
        return at == tags.end() ? nullptr : at->second.c_str();
    });
}

}  // namespace

TEST_CASE("osm tags: speeds with and without units", "[geo][io]") {
    const auto speed = [](const char* text) {
        const auto read = detail::parse_speed(text);
        return read ? read->value() : -1;
    };
    CHECK(speed("60") == 60);
    CHECK(speed(" 60 km/h ") == 60);
    CHECK_THAT(speed("40 mph"), WithinAbs(64.37376, 1e-9));
    CHECK_THAT(speed("40mph"), WithinAbs(64.37376, 1e-9));
    CHECK_THAT(speed("10 knots"), WithinAbs(18.52, 1e-9));
    CHECK(speed("walk") == 5);
    CHECK(speed("0") == 0);  // judged where networks are built
    for (const char* none : {"", "none", "signals", "UA:urban", "50;70", "60 m/s", "inf", "nan"}) {
        INFO(none);
        CHECK_FALSE(detail::parse_speed(none));
    }
}

TEST_CASE("osm tags: weights", "[geo][io]") {
    CHECK(detail::parse_weight("7.5") == tonnes(7.5));
    CHECK(detail::parse_weight("7.5 t") == tonnes(7.5));
    CHECK(detail::parse_weight("7500 kg") == tonnes(7.5));
    CHECK_THAT(detail::parse_weight("8 st")->value(), WithinAbs(7.25747792, 1e-9));
    CHECK_THAT(detail::parse_weight("16000 lbs")->value(), WithinAbs(7.25747792, 1e-9));
    CHECK_FALSE(detail::parse_weight("heavy"));
    CHECK_FALSE(detail::parse_weight("5 stone"));
}

TEST_CASE("osm tags: classes, slip roads, ferries, and what is no road", "[geo][io]") {
    CHECK(read({{"highway", "motorway_link"}}).way.kind == road_class::motorway);
    CHECK(read({{"highway", "living_street"}}).way.kind == road_class::living_street);
    CHECK(read({{"highway", "road"}}).way.kind == road_class::road);
    CHECK(read({{"route", "ferry"}}).way.kind == road_class::ferry);
    CHECK(read({{"route", "ferry"}}).is_road);
    CHECK_FALSE(read({{"highway", "ferry"}}).is_road);
    CHECK_FALSE(read({{"route", "ferry"}, {"motor_vehicle", "no"}}).is_road);
    for (const char* kind :
         {"footway", "cycleway", "steps", "track_link", "construction", "bus_stop"}) {
        INFO(kind);
        CHECK_FALSE(read({{"highway", kind}}).is_road);
        CHECK_FALSE(read({{"highway", kind}}).left_out.empty());
    }
    CHECK_FALSE(read({{"building", "yes"}}).is_road);
    CHECK(read({{"building", "yes"}}).left_out.empty());
    CHECK_FALSE(read({{"highway", "service"}, {"area", "yes"}}).is_road);
}

TEST_CASE("osm tags: who may use a road", "[geo][io]") {
    const auto open = [](tag_map tags) {
        tags["highway"] = "primary";
        return read(tags).is_road;
    };
    CHECK(open({}));
    CHECK(open({{"access", "destination"}}));
    CHECK_FALSE(open({{"access", "no"}}));
    CHECK_FALSE(open({{"access", "private"}}));
    CHECK_FALSE(open({{"motor_vehicle", "no"}}));
    CHECK_FALSE(open({{"vehicle", "no"}, {"access", "yes"}}));
    // The more particular holds.
    CHECK(open({{"access", "no"}, {"motor_vehicle", "yes"}}));
    CHECK(open({{"access", "private"}, {"vehicle", "permissive"}}));
}

TEST_CASE("osm tags: one-way, said and implied", "[geo][io]") {
    const auto direction = [](tag_map tags) {
        tags.emplace("highway", "primary");
        return read(tags).way.direction;
    };
    CHECK(direction({}) == road_direction::both);
    CHECK(direction({{"oneway", "yes"}}) == road_direction::forward);
    CHECK(direction({{"oneway", "-1"}}) == road_direction::backward);
    CHECK(direction({{"oneway", "no"}}) == road_direction::both);
    CHECK(direction({{"highway", "motorway"}}) == road_direction::forward);
    CHECK(direction({{"highway", "motorway"}, {"oneway", "no"}}) == road_direction::both);
    CHECK(direction({{"highway", "motorway_link"}}) == road_direction::both);
    CHECK(direction({{"junction", "roundabout"}}) == road_direction::forward);
    CHECK(direction({{"junction", "roundabout"}, {"oneway", "-1"}}) == road_direction::backward);
    CHECK(direction({{"oneway", "alternating"}}) == road_direction::both);
    CHECK_FALSE(read({{"highway", "primary"}, {"oneway", "reversible"}}).is_road);
    const auto odd = read({{"highway", "primary"}, {"oneway", "sometimes"}});
    CHECK(odd.is_road);
    CHECK(odd.unread == "oneway=sometimes");
}

TEST_CASE("osm tags: limits that are not understood are named", "[geo][io]") {
    const auto odd = read({{"highway", "primary"}, {"maxspeed", "UA:urban"}});
    CHECK_FALSE(odd.way.speed);
    CHECK(odd.unread == "maxspeed=UA:urban");
    CHECK(read({{"highway", "primary"}, {"maxspeed", "none"}}).unread.empty());
    CHECK(read({{"highway", "primary"}, {"maxweight", "many"}}).unread == "maxweight=many");
    CHECK(read({{"highway", "primary"}, {"bridge", "no"}}).way.bridge == false);
    CHECK(read({{"highway", "primary"}, {"bridge", "yes"}}).way.bridge);
    CHECK(read({{"highway", "primary"}, {"name", "Long Street"}}).way.label == "Long Street");
}
