// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/finding.hpp"
#include "geo/frame/local_frame.hpp"
#include "planner/check/proposal.hpp"
#include "planner/model/theatre.hpp"
#include "planner/theatre/divide.hpp"

#include <optional>

namespace planner {

/// Recognised territory of one party as a proposal divides it.
struct proposed_sides {
    geo::local_frame chart;  ///< on whose grid everything was cut
    area owner_side;
    area other_side;
    std::optional<divided_territory> today;  ///< by the theatre's line of contact, if it divides
    geo::square_metres beyond;               ///< of a proposed area, outside of the territory
    geo::findings found;
};

/// Divides the territory of `owner` by a line, or by the outline of an area.
///
/// Which side is whose is not asked: the owner's is that with more of the land it holds by the
/// theatre's line of contact, or, without one, the larger.
///
/// `reach` is how far an end of the line may be from border or coast, at the least.
///
/// Requires  positions straight in lon/lat.
/// Throws    geo::input_error when it does not divide the territory.
[[nodiscard]] proposed_sides divide_by(
    const theatre& ground,
    const proposal& what,
    const party_id& owner,
    const party_id& other,
    geo::metres reach
);

/// The party that may hold land of the owner's: the one with the role `withdrawing`, or else the first
/// other one of the theatre.
[[nodiscard]] party_id other_than(const theatre& ground, const party_id& owner);

/// The recognised territory of a party.
///
/// Throws    geo::input_error when it has none.
[[nodiscard]] const territory& territory_of(const theatre& ground, const party_id& owner);

}  // namespace planner
