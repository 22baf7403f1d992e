// SPDX-License-Identifier: Apache-2.0
#include "tests/geo/network/drawn_roads.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

namespace drawn {

roads& roads::place(const std::string& name, double east_km, double north_km) {
    table_.file = "drawn";
    names_.emplace_back(name, static_cast<std::uint32_t>(table_.positions.size()));
    table_.positions.push_back(
        {geo::longitude(30 + east_km / 74.6), geo::latitude(48 + north_km / 111.2)}
    );
    return *this;
}

geo::road_way& roads::road(const std::string& id, std::initializer_list<const char*> places) {
    auto& way = table_.ways.emplace_back();
    way.source_id = id;
    way.first = table_.chain.size();
    way.count = places.size();
    for (const char* name : places) {
        const auto known = std::find_if(names_.begin(), names_.end(), [&](const auto& item) {
            return item.first == name;
        });
        REQUIRE(known != names_.end());
        table_.chain.push_back(known->second);
    }
    return way;
}

geo::lon_lat roads::at(const std::string& name) const {
    for (const auto& [known, number] : names_) {
        if (known == name) {
            return table_.positions[number];
        }
    }
    FAIL("no place " << name);
    return {};
}

geo::network_options options(geo::metres snap) {
    geo::network_options out;
    out.speeds.by_class.fill(geo::kilometres_per_hour(60));
    out.snap = snap;
    return out;
}

geo::built_network roads::build(geo::metres snap) const {
    return geo::build_network(table_, options(snap));
}

geo::road_node node_at(const geo::road_network& network, geo::lon_lat where) {
    for (std::uint32_t n = 0; n < network.node_count(); ++n) {
        if (network.position(geo::road_node{n}) == where) {
            return geo::road_node{n};
        }
    }
    FAIL("no node at " << where.lon.value() << " " << where.lat.value());
    return {};
}

}  // namespace drawn
