// SPDX-License-Identifier: Apache-2.0
#include "planner/model/spacing_text.hpp"

#include <fmt/format.h>

namespace planner {

namespace {

std::string target_text(const withdrawal_term& said) {
    return said.to == "border"
               ? "the land border or nearest named exit"
               : "the lines to which forces go, the land border or the nearest named exit";
}

std::string order_text(region_order order) {
    switch (order) {
    case region_order::as_listed:
        return "in the order of the terms";
    case region_order::nearest_first:
        return "the nearest to the line of contact first";
    case region_order::farthest_first:
        return "the farthest from the line of contact first";
    case region_order::smallest_first:
        return "the smallest first";
    }
    return "unknown";
}

}  // namespace

std::string spacing_text(const withdrawal_term& said) {
    switch (said.spacing) {
    case phase_spacing::equal_progress:
        return fmt::format(
            "equal progress between the line of contact and {}: the distance from the former over "
            "the sum of the distances to both, {}",
            target_text(said),
            said.distances == phase_distances::by_land
                ? "along the shortest ways inside the area left"
                : "both in straight lines"
        );
    case phase_spacing::fixed_distance:
        return fmt::format(
            "steps of {:g} km from the line of contact, as long as that is nearer than {}; the "
            "last "
            "phase is all the rest",
            geo::in_kilometres(said.step.value_or(geo::metres(0))),
            target_text(said)
        );
    case phase_spacing::lines:
        return "the lines that the terms name";
    case phase_spacing::regions:
        return "regions, " + order_text(said.order);
    }
    return "unknown";
}

}  // namespace planner
