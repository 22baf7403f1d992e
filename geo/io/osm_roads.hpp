// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/io/road_table.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace geo {

struct osm_options {
    std::uint64_t max_bytes = std::uint64_t{8} << 30U;  ///< of the file as it is
    std::uint64_t max_objects = 2'000'000'000;          ///< nodes and ways in it
    std::size_t max_ways = 10'000'000;                  ///< roads
    std::size_t max_references = 100'000'000;           ///< positions of roads
};

/// True for names that OpenStreetMap files have: `.osm`, `.osm.xml`, `.osm.pbf`, `.pbf`, and the
/// XML ones with `.gz`.
[[nodiscard]] bool is_osm_name(std::string_view path);

/// The roads that vehicles may use, and ferries, of an OpenStreetMap file.
///
/// Shape     roads meet where they share a node of the file. A road some of whose nodes are not in
///           the file, or not on earth, is cut there (finding road_positions_missing).
/// Reads     highway, route=ferry, oneway, junction, maxspeed, maxweight, bridge, tunnel, access, vehicle,
///           motor_vehicle, area, ref, name of ways (read_tags). Not read: turn restrictions, barriers
///           on nodes, limits by direction or by hours.
/// Cost      two readings of the file; memory about 40 bytes a position of a road and 200 a road.
/// Throws    io_error: no such file. input_error: not such a file, damaged, cut short (a PBF file cut
///           between two blocks cannot be told from a whole one), a limit exceeded.
/// Source    libosmium 2.19.
[[nodiscard]] road_table read_osm_roads(const std::string& path, const osm_options& options = {});

}  // namespace geo
