// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/config/data_folder.hpp"
#include "planner/terms/read_terms.hpp"

#include <string>

namespace history {

/// The terms of the library with that id.
inline planner::terms built_in(const std::string& id) {
    return planner::read_terms(planner::find_terms_file(id));
}

}  // namespace history
