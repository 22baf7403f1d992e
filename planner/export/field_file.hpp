// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/finding.hpp"

#include <string>
#include <vector>

namespace planner {

/// A file as it is to be written, its name from the folder it goes to, `/` between parts.
struct field_file {
    std::string name;
    std::string bytes;
};

/// What a format makes of a plan.
struct field_files {
    std::vector<field_file> files;  ///< one; of formats with a file a layer, several
    std::string told;               ///< what is in it, one sentence for the person who asked
    geo::findings found;
};

}  // namespace planner
