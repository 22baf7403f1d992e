// SPDX-License-Identifier: Apache-2.0
#include "planner/model/terms.hpp"

namespace planner {

std::string_view name(entry_rule rule) {
    switch (rule) {
    case entry_rule::owner:
        return "owner";
    case entry_rule::police_only:
        return "police_only";
    case entry_rule::international:
        return "international";
    case entry_rule::none:
        return "none";
    }
    return "unknown";
}

std::string_view name(phase_distances distances) {
    return distances == phase_distances::by_land ? "by_land" : "straight";
}

std::string_view name(reserved_treatment treatment) {
    switch (treatment) {
    case reserved_treatment::last_phase:
        return "last_phase";
    case reserved_treatment::excluded:
        return "excluded";
    case reserved_treatment::included:
        return "included";
    }
    return "unknown";
}

}  // namespace planner
