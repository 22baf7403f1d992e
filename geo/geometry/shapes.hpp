// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/east_north.hpp"
#include "geo/geometry/lon_lat.hpp"

#include <vector>

namespace geo {

/// An ordered chain of positions; may cross itself, may be closed (first equals last).
template <class Position>
struct line_string : std::vector<Position> {
    using std::vector<Position>::vector;
};

/// A closed chain: the first position is repeated last. As an outer ring it runs
/// counter-clockwise, as a hole clockwise (RFC 7946 section 3.1.6).
template <class Position>
struct ring : std::vector<Position> {
    using std::vector<Position>::vector;
};

template <class Position>
struct polygon {
    ring<Position> outer;
    std::vector<ring<Position>> holes;

    friend bool operator==(const polygon&, const polygon&) = default;
};

template <class Position>
using multi_line_string = std::vector<line_string<Position>>;

template <class Position>
using multi_polygon = std::vector<polygon<Position>>;

/// How an edge between two positions is meant: straight in longitude and latitude (RFC 7946
/// section 3.1.1), or the shortest line on the ellipsoid.
enum class edge_reading { lonlat, geodesic };

/// Calls `use(const ring<Position>&)` for every ring of an area.
template <class Position, class Use>
void for_each_ring(const multi_polygon<Position>& area, Use&& use) {
    for (const auto& part : area) {
        use(part.outer);
        for (const auto& hole : part.holes) {
            use(hole);
        }
    }
}

}  // namespace geo
