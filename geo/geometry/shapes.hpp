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

/// A chain with every position turned into another by `convert`.
template <class To, class From, class Convert>
[[nodiscard]] To converted_chain(const From& chain, Convert&& convert) {
    To out;
    out.reserve(chain.size());
    for (const auto& p : chain) {
        out.push_back(convert(p));
    }
    return out;
}

/// The same for areas; rings keep their order and direction.
template <class To, class From, class Convert>
[[nodiscard]] multi_polygon<To> converted(const multi_polygon<From>& area, Convert&& convert) {
    multi_polygon<To> out;
    out.reserve(area.size());
    for (const auto& part : area) {
        auto& made = out.emplace_back();
        made.outer = converted_chain<ring<To>>(part.outer, convert);
        for (const auto& hole : part.holes) {
            made.holes.push_back(converted_chain<ring<To>>(hole, convert));
        }
    }
    return out;
}

}  // namespace geo
