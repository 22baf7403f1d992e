// SPDX-License-Identifier: Apache-2.0
#include "planner/model/reserved.hpp"

namespace planner {

const reserved_term* term_for(const terms& said, const reserved_id& id) {
    const reserved_term* general = nullptr;
    for (const auto& one : said.reserved) {
        if (one.area == id.str()) {
            return &one;
        }
        if (one.area == "*") {
            general = &one;
        }
    }
    return general;
}

}  // namespace planner
