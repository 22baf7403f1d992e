// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/finding.hpp"
#include "geo/linework/stretches.hpp"
#include "planner/check/proposal.hpp"
#include "planner/check/side_count.hpp"
#include "planner/model/plan.hpp"
#include "planner/model/theatre.hpp"

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace planner {

struct check_options {
    party_id owner;                             ///< whose recognised territory is asked about
    std::optional<geo::metres> tolerance = {};  ///< for `on`; else the sum of both accuracies
    /// Told how much is done (0 to 1) and what comes, always from the thread that asked.
    std::function<void(double part, const std::string& doing)> progress = {};
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
    line_kind kind{};
    line_status status{};
    /// Length of the proposal that runs within the tolerance of it, to 1/5 of the tolerance at each
    /// place where it comes or goes.
    geo::metres along = {};
    geo::metres largest = {};  ///< from the proposal to the nearest of the line, at its farthest
    geo::lon_lat largest_at = {};
    geo::metres largest_back = {};  ///< from the line to the nearest of the proposal
    geo::lon_lat largest_back_at = {};
    geo::metres error = {};  ///< of both
    std::optional<geo::metres> leash = {};
    geo::metres leash_error = {};  ///< Frechet distance, where both are one part
};

/// Land on another side than by the theatre's line of contact.
struct land_change {
    party_id from;
    party_id to;
    area_count count;
    area shape;
};

/// A facility on one side of the proposal that keeps something going on the other.
struct cut_dependence {
    std::string kind;  ///< water, power, ...
    std::string facility;
    std::string serves;
    party_id from;
    party_id to;
    std::string source;
};

/// Land of the owner's recognised territory that common border data put elsewhere, or whose status is
/// not determined, and the sides of the proposal that it lies on.
struct placed_correction {
    std::string name;
    std::string source;  ///< the decision
    std::string wrong;   ///< what common data sets do
    bool undetermined = false;
    bool on_owner_side = false;
    bool on_other_side = false;
};

struct reserved_share {
    std::string name;
    std::string legal_basis;
    geo::square_metres owner_side;
    geo::square_metres other_side;
    geo::metres line;  ///< of the proposal, inside of it
};

/// Recognised territory of another state that the proposal runs through or, as an area, takes in.
struct touched_territory {
    std::string name;
    party_id party;  ///< empty: a third state
    geo::metres line;
    geo::square_metres size;
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
    std::vector<cut_dependence> cut;
    std::vector<placed_correction> corrections;
    std::vector<touched_territory> touched;
    std::vector<std::string> roads_cut;  ///< with length on both sides
    geo::square_metres beyond;  ///< of a proposed area, outside of the recognised territory
    /// Recognised territory that would be on the other party's side; its slivers along the border
    /// within the tolerance are none.
    geo::square_metres left_outside;
    geo::findings found;

    /// The positions of each stretch, in their order.
    [[nodiscard]] std::vector<geo::line_string<geo::lon_lat>> shapes_of_stretches() const;

    /// Along the line, and how far outside (positive) or inside the recognised territory, at 400
    /// places.
    [[nodiscard]] std::vector<std::pair<geo::metres, geo::metres>> profile(const theatre& ground
    ) const;

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
