// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/network/build_network.hpp"

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

namespace drawn {

/// Places by name, and roads from place to place: small networks for tests.
class roads {
public:
    /// A place so many kilometres east and north of (30 E, 48 N), along parallel and meridian, to
    /// about 1 %; tests compare with geodesics, not with these.
    roads& place(const std::string& name, double east_km, double north_km);
    /// A road through places of the list; a place used before is the same position.
    geo::road_way& road(const std::string& id, std::initializer_list<const char*> places);

    [[nodiscard]] geo::lon_lat at(const std::string& name) const;
    [[nodiscard]] geo::road_table table() const { return table_; }
    /// With 60 km/h wherever a road says no speed.
    [[nodiscard]] geo::built_network build(geo::metres snap = geo::metres(0)) const;

private:
    geo::road_table table_;
    std::vector<std::pair<std::string, std::uint32_t>> names_;
};

[[nodiscard]] geo::network_options options(geo::metres snap = geo::metres(0));

/// The node at a position; fails the test when there is none.
[[nodiscard]] geo::road_node node_at(const geo::road_network& network, geo::lon_lat where);

}  // namespace drawn
