// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/lon_lat.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

/// OpenStreetMap files of made-up roads: real extracts cannot come with the tests.
namespace osm_maker {

struct node {
    std::int64_t id = 0;
    geo::lon_lat position;
};

struct way {
    std::int64_t id = 0;
    std::vector<std::int64_t> nodes;
    std::vector<std::pair<std::string, std::string>> tags;
};

struct map {
    std::vector<node> nodes;
    std::vector<way> ways;
};

/// Towns of streets on a grid of main roads, on both sides of a river with a few bridges.
struct country {
    std::uint64_t seed = 1;
    std::size_t edges = 1000;  ///< about: towns are whole
    geo::lon_lat south_west{geo::longitude(30), geo::latitude(46)};
    std::size_t streets = 12;          ///< each way in a town
    std::size_t rows_a_bridge = 4;     ///< of towns
    std::size_t towns_an_island = 50;  ///< one of so many has no road out
};

/// The same map for the same country, on any machine. Also ways that are no roads for vehicles.
[[nodiscard]] map make(const country& about);

/// Writes a file; the name's ending says the format: `.osm`, `.osm.pbf`, `.osm.gz`. Same bytes for
/// the same map and libosmium.
///
/// Throws    std::exception of libosmium when it cannot be written.
void write(const map& made, const std::string& path);

}  // namespace osm_maker
