// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/check/proposal.hpp"
#include "planner/model/plan.hpp"
#include "planner/model/theatre.hpp"

#include <optional>
#include <string>
#include <vector>

namespace planner {

/// Who would hold what of one recognised territory by one line.
struct line_position {
    std::string id;
    std::string title;
    geo::metres length;
    area owner_side;
    area other_side;
    area_count owner_count;
    area_count other_count;
};

/// What changes sides between two positions. Both ways, as a line may give here and take there.
struct position_change {
    std::size_t from = 0;  ///< among line_comparison::positions
    std::size_t to = 0;
    area to_owner;
    area to_other;
    area_count to_owner_count;
    area_count to_other_count;
    std::vector<region_count> to_owner_regions;
    std::vector<region_count> to_other_regions;
    std::vector<std::string> settlements_to_owner;  ///< names, most people first
    std::vector<std::string> settlements_to_other;
};

struct line_comparison {
    party_id owner;
    party_id other;
    std::vector<line_position> positions;
    std::vector<position_change> changes;  ///< every pair once, from the earlier to the later
    geo::findings found;
};

/// A position to compare: lines of the theatre by id, several joined by `+` where together they make
/// one (`february+february-crimea`); `border`, by which the owner holds all; or a proposal.
struct named_position {
    std::string id;
    std::optional<proposal> given;  ///< when it is no line of the theatre
};

/// Every pair of positions of one recognised territory against each other.
///
/// Error     areas geodesic, cut on the millimetre grid of overlay; what two positions give each other
///           add up to the difference of their areas.
/// Throws    geo::input_error when fewer than two positions are given, one is not known (the lines
///           there are are listed), or one does not divide the territory.
[[nodiscard]] line_comparison compare_positions(
    const theatre& ground, const std::vector<named_position>& wanted, const party_id& owner
);

}  // namespace planner
