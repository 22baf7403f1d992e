// SPDX-License-Identifier: Apache-2.0
#include "planner/model/spacing_text.hpp"

#include "planner/model/texts.hpp"

namespace planner {

namespace {

std::string target_text(const withdrawal_term& said, const texts& say) {
    return said.to == "border" ? say.text<"cut.to_border">() : say.text<"cut.to_lines">();
}

std::string progress_text(const withdrawal_term& said, const texts& say) {
    const auto target = target_text(said, say);
    return said.distances == phase_distances::by_land
               ? say.text<"cut.progress_by_land">(with<"target">(target))
               : say.text<"cut.progress_straight">(with<"target">(target));
}

std::string regions_text(region_order order, const texts& say) {
    switch (order) {
    case region_order::as_listed:
        return say.text<"cut.regions_as_listed">();
    case region_order::nearest_first:
        return say.text<"cut.regions_nearest">();
    case region_order::farthest_first:
        return say.text<"cut.regions_farthest">();
    case region_order::smallest_first:
        return say.text<"cut.regions_smallest">();
    }
    return {};
}

}  // namespace

std::string spacing_text(const withdrawal_term& said, const texts& say) {
    switch (said.spacing) {
    case phase_spacing::equal_progress:
        return progress_text(said, say);
    case phase_spacing::fixed_distance:
        return say.text<"cut.steps">(
            with<"km">(geo::in_kilometres(said.step.value_or(geo::metres(0)))),
            with<"target">(target_text(said, say))
        );
    case phase_spacing::lines:
        return say.text<"cut.lines">();
    case phase_spacing::regions:
        return regions_text(said.order, say);
    }
    return {};
}

std::string spacing_text(const withdrawal_term& said) {
    return spacing_text(said, texts::english());
}

}  // namespace planner
