// SPDX-License-Identifier: Apache-2.0
#include "tests/history/packaged.hpp"

#include "geo/frame/local_frame.hpp"
#include "geo/geometry/box.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/overlay/overlay.hpp"
#include "planner/theatre/read_theatre.hpp"

#include <algorithm>
#include <map>

namespace history {

const planner::theatre& packaged(const std::string& id) {
    static std::map<std::string, planner::theatre> read;
    auto found = read.find(id);
    if (found == read.end()) {
        const auto folder = std::string(ARMISTICE_TEST_DATA) + "/theatres/" + id;
        found = read.emplace(id, planner::read_theatre(folder)).first;
        for (const auto& item : found->second.found) {
            INFO(id << ": " << item.text);
            CHECK(item.level != geo::severity::error);
        }
    }
    return found->second;
}

const planner::theatre_line& line(const std::string& theatre, const std::string& line) {
    const auto* found = packaged(theatre).find_line(planner::line_id(line));
    REQUIRE(found != nullptr);
    return *found;
}

const geo::multi_polygon<geo::lon_lat>& area(const std::string& theatre, const std::string& id) {
    const auto& ground = packaged(theatre);
    for (const auto& one : ground.regions) {
        if (one.id.str() == id) {
            return one.area;
        }
    }
    for (const auto& one : ground.reserved) {
        if (one.id.str() == id) {
            return one.area;
        }
    }
    FAIL(theatre << " has no area '" << id << "'");
    throw 0;  // not reached
}

const geo::multi_polygon<geo::lon_lat>& land(const std::string& theatre, const std::string& party) {
    const auto& ground = packaged(theatre);
    const auto* found = ground.find_party(planner::party_id(party));
    REQUIRE(found != nullptr);
    return ground.find_territory(found->territory)->area;
}

double km(const planner::theatre_line& line) {
    return geo::length(line.shape).value() / 1000;
}

double perimeter_km(const geo::multi_polygon<geo::lon_lat>& area) {
    double sum = 0;
    geo::for_each_ring(area, [&](const auto& ring) {
        sum += geo::length(geo::line_string<geo::lon_lat>(ring.begin(), ring.end())).value();
    });
    return sum / 1000;
}

double km_to(geo::lon_lat p, const planner::theatre_line& line) {
    auto least = geo::metres(1e9);
    for (const auto& part : line.shape) {
        for (std::size_t i = 0; i + 1 < part.size(); ++i) {
            least = std::min(least, geo::distance_to_edge(p, part[i], part[i + 1]).distance);
        }
    }
    return least.value() / 1000;
}

double common_km2(
    const geo::multi_polygon<geo::lon_lat>& a, const geo::multi_polygon<geo::lon_lat>& b
) {
    const auto chart = geo::local_frame::chart(box_of(a));
    const auto common = geo::intersection(geo::project(chart, a), geo::project(chart, b));
    return world::km2(geo::unproject(chart, common));
}

}  // namespace history
