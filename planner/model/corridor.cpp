// SPDX-License-Identifier: Apache-2.0
#include "planner/model/corridor.hpp"

#include <cassert>

namespace planner {

std::string_view name(movement_verdict verdict) {
    switch (verdict) {
    case movement_verdict::feasible:
        return "feasible";
    case movement_verdict::infeasible:
        return "infeasible";
    case movement_verdict::open:
        return "open";
    case movement_verdict::nothing_to_move:
        return "nothing_to_move";
    }
    assert(false);
    return "";
}

const phase_movement* plan_corridors::of_phase(std::string_view id) const {
    for (const auto& one : movements) {
        if (one.phase == id) {
            return &one;
        }
    }
    return nullptr;
}

}  // namespace planner
