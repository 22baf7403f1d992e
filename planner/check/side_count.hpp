// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/offset/distance_field.hpp"
#include "planner/model/plan.hpp"
#include "planner/model/theatre.hpp"
#include "planner/theatre/nearest_place.hpp"

#include <future>
#include <optional>
#include <string>
#include <vector>

namespace planner {

/// Parts below this are slivers and islets that nobody counts.
inline constexpr geo::square_metres least_part{1e6};

/// A separate part of a side that is no island of the territory: people on it cannot reach the rest
/// of their side without crossing the other.
struct pocket {
    area_count count;
    geo::lon_lat inside;
    std::string near;       ///< nearest settlement with distance and bearing
    bool enclosed = false;  ///< touches neither land border nor coast
};

/// Roads, crossings and facilities on one side, or in a region of it.
struct works_count {
    region_id region;       ///< empty: in none as drawn
    std::size_t roads = 0;  ///< by number; those without one each for itself
    geo::metres road_length;
    std::size_t crossings = 0;
    std::size_t facilities = 0;
};

/// What lies on one side of a line, of one recognised territory.
struct side_count {
    party_id party;
    area_count count;
    std::vector<region_count> regions;
    works_count works;                         ///< of the whole side
    std::vector<works_count> works_by_region;  ///< of those that have any, in the theatre's order
    std::vector<std::string> facilities;       ///< names, with kind
    std::vector<std::string> crossings;
    std::size_t parts = 0;        ///< separate ones of more than 1 km2, islands included
    std::vector<pocket> pockets;  ///< of more than 1 km2, largest first
    geo::metres coast;            ///< length of the sea's shore, as detailed as the theatre's layer
    area shape;

    /// Of one region; nothing when it has none.
    [[nodiscard]] works_count works_in(const region_id& wanted) const;
};

/// Counts the sides into which lines divide one territory.
///
/// Error     areas geodesic; coast: edges that lie within 1 m of the territory's own outline away
///           from its neighbours.
class side_counter {
public:
    side_counter(const theatre& ground, const territory& land);
    [[nodiscard]] side_count count(const party_id& party, area shape) const;
    [[nodiscard]] const nearest_place& places() const { return places_; }

private:
    [[nodiscard]] geo::metres coast_along(const area& shape) const;
    [[nodiscard]] std::vector<pocket> pockets_of(const area& shape) const;

    const theatre& ground_;
    const territory& land_;
    nearest_place places_;
    std::shared_future<std::optional<geo::distance_field>> coast_;
};

/// The nearest settlement as a person would say it: `8 km NE of Izium`; empty without settlements.
[[nodiscard]] std::string near_text(const nearest_place& places, geo::lon_lat p);

}  // namespace planner
