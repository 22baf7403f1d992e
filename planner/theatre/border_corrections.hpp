// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/theatre.hpp"

namespace planner {

/// Applies the table `reference/border_corrections.toml` of the data folder to the theatre's
/// territories: an area that a data set gives to the wrong state, or to two, goes where the cited
/// decision puts it. Every correction applied, and every overlap between territories that remains,
/// is a finding.
///
/// A correction needs the area's outline: it is the overlap of the two states, or the reserved area
/// or territory part that holds the correction's probe position.
void apply_border_corrections(theatre& into);

/// A row of that table whose land the theatre's territories hold, whether reading them changed it
/// or they came as the decision has it.
struct border_rule {
    std::string id;
    std::string name;
    territory_id belongs_to;           ///< empty when its status is not determined
    std::string wrong;                 ///< what common data sets do
    std::string source;                ///< the decision
    std::vector<geo::lon_lat> probes;  ///< in territories of the theatre
};
[[nodiscard]] std::vector<border_rule> border_rules(const theatre& ground);

}  // namespace planner
