// SPDX-License-Identifier: Apache-2.0
#include "planner/model/terms.hpp"

#include <algorithm>

namespace planner {

std::string withdrawal_term::place_of(std::string_view key) const {
    const auto found = at.find(key);
    return found == at.end() ? "" : found->second;
}

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

std::string_view name(region_order order) {
    switch (order) {
    case region_order::as_listed:
        return "as_listed";
    case region_order::nearest_first:
        return "nearest_first";
    case region_order::farthest_first:
        return "farthest_first";
    case region_order::smallest_first:
        return "smallest_first";
    }
    return "unknown";
}

std::vector<std::string> lines_of(std::string_view target) {
    std::vector<std::string> out;
    if (target == "border") {
        return out;
    }
    constexpr std::string_view between = " + ";
    for (std::size_t start = 0; start <= target.size();) {
        const auto end = std::min(target.find(between, start), target.size());
        out.emplace_back(target.substr(start, end - start));
        start = end + between.size();
    }
    return out;
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

std::string_view name(phase_spacing spacing) {
    switch (spacing) {
    case phase_spacing::equal_progress:
        return "equal_progress";
    case phase_spacing::fixed_distance:
        return "fixed_distance";
    case phase_spacing::lines:
        return "lines";
    case phase_spacing::regions:
        return "regions";
    }
    return "unknown";
}

std::string_view name(input_kind kind) {
    return kind == input_kind::line ? "line" : kind == input_kind::polygon ? "polygon" : "points";
}

std::string_view name(terms_status status) {
    switch (status) {
    case terms_status::unsaid:
        return "";
    case terms_status::in_force:
        return "in force";
    case terms_status::ended:
        return "ended";
    case terms_status::proposal:
        return "proposal";
    }
    return "unknown";
}

}  // namespace planner
