// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

#include <string>

namespace planner {

class texts;

/// Where a zone lies in plain words, as ground_text() of zone_term.hpp, with the titles of the lines,
/// areas and zones that it names in place of their ids: those of the inputs and zones of the terms,
/// and of the theatre's own.
[[nodiscard]] std::string titled_ground(
    const terms& said, const zone_term& zone, geo::metres depth
);
[[nodiscard]] std::string titled_ground(
    const plan& of, const zone_term& zone, geo::metres depth, const texts& say
);
[[nodiscard]] std::string titled_ground(
    const plan& of, const zone_term& zone, geo::metres depth
);  ///< in English

}  // namespace planner
