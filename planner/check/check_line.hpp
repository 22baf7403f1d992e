// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/finding.hpp"
#include "geo/linework/stretches.hpp"
#include "planner/model/plan.hpp"
#include "planner/model/theatre.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace planner {

/// A line that somebody puts on the table.
struct proposal {
    std::string name;  ///< of the file, for people
    geo::multi_line_string<geo::lon_lat> lines;
    geo::edge_reading edges = geo::edge_reading::lonlat;
    geo::metres accuracy;  ///< 95 % radius; 0: exact by definition
};

struct check_options {
    party_id owner;                        ///< whose recognised territory is asked about
    std::optional<geo::metres> tolerance;  ///< for `on`; else the sum of both accuracies
};

/// A stretch of the proposal against the recognised territory, with names for people.
struct named_stretch {
    geo::line_stretch where;
    std::string start_near;  ///< `8 km NE of Izium`; empty without settlements
    std::string end_near;
};

/// How far the proposal is from one line of the theatre.
struct line_distance {
    std::string line;  ///< id, or `border`
    std::string title;
    geo::metres largest;  ///< from the proposal to the nearest of the line, at its farthest
    geo::lon_lat largest_at;
    geo::metres largest_back;  ///< from the line to the nearest of the proposal
    geo::lon_lat largest_back_at;
    geo::metres error;                 ///< of both
    std::optional<geo::metres> leash;  ///< Frechet distance, where both are one part
};

/// What lies on one side of the proposal, of the recognised territory.
struct side_count {
    party_id party;
    area_count count;
    std::vector<region_count> regions;
    std::vector<std::string> facilities;  ///< names, with kind
    std::vector<std::string> crossings;
    std::size_t parts = 0;  ///< separate ones of more than 1 km2, islands included
    area shape;
};

/// Land on another side than by today's line.
struct land_change {
    party_id from;
    party_id to;
    area_count count;
    area shape;
};

struct reserved_share {
    std::string name;
    geo::square_metres owner_side;
    geo::square_metres other_side;
};

struct line_check {
    proposal what;
    party_id owner;
    party_id other;
    geo::metres length;
    geo::metres tolerance;
    geo::metres border_accuracy;
    bool simple = false;          ///< crosses and touches itself nowhere
    bool divides = false;         ///< cuts the territory in two
    bool follows_border = false;  ///< runs nowhere inside, and on the border for 95 % of its length
    std::vector<named_stretch> stretches;
    std::vector<line_distance> distances;
    std::optional<side_count> owner_side;
    std::optional<side_count> other_side;
    std::vector<land_change> changes;  ///< against the theatre's line of contact, if it has one
    std::vector<reserved_share> reserved;
    geo::findings found;

    /// The positions of each stretch, in their order.
    [[nodiscard]] std::vector<geo::line_string<geo::lon_lat>> shapes_of_stretches() const;

    /// Along the line, and how far outside (positive) or inside the recognised territory, at 400
    /// places.
    [[nodiscard]] std::vector<std::pair<geo::metres, geo::metres>> profile(const theatre& ground
    ) const;

    /// Recognised territory that would be on the other party's side; its slivers along the border
    /// within the tolerance are none.
    [[nodiscard]] geo::square_metres left_outside() const;
    /// True when the proposal is a valid line that leaves no recognised territory outside.
    [[nodiscard]] bool holds() const;
};

/// Where the proposal runs, what it cuts off, and how far it is from the theatre's lines.
///
/// Which side is whose is not asked: the owner's is that with more of the land it holds by the
/// theatre's line of contact, or, without one, the larger.
///
/// Error     lengths and areas geodesic; stretches 1 mm along the line (stretches.hpp), distances as
///           hausdorff_distance (0.5 m up to 1,000 km).
/// Throws    geo::input_error when the owner has no territory, or the proposal has no length.
[[nodiscard]] line_check check_line(
    const theatre& ground, const proposal& what, const check_options& options
);

}  // namespace planner
