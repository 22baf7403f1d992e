// SPDX-License-Identifier: Apache-2.0
#include "geo/base/finding.hpp"

#include <cstdio>
#include <iterator>
#include <utility>

namespace geo {

std::string_view name(finding_code code) {
    switch (code) {
    case finding_code::layer_empty:
        return "layer_empty";
    case finding_code::layer_crs_assumed:
        return "layer_crs_assumed";
    case finding_code::layer_features_left_out:
        return "layer_features_left_out";
    case finding_code::layer_accuracy_coarse:
        return "layer_accuracy_coarse";
    case finding_code::layer_reprojected:
        return "layer_reprojected";
    case finding_code::layer_driver_message:
        return "layer_driver_message";
    case finding_code::feature_without_geometry:
        return "feature_without_geometry";
    case finding_code::feature_kind_unexpected:
        return "feature_kind_unexpected";
    case finding_code::feature_collection_split:
        return "feature_collection_split";
    case finding_code::feature_attribute_missing:
        return "feature_attribute_missing";
    case finding_code::feature_attribute_invalid:
        return "feature_attribute_invalid";
    case finding_code::feature_duplicate_id:
        return "feature_duplicate_id";
    case finding_code::feature_curve_linearised:
        return "feature_curve_linearised";
    case finding_code::coordinate_not_finite:
        return "coordinate_not_finite";
    case finding_code::coordinate_out_of_range:
        return "coordinate_out_of_range";
    case finding_code::coordinate_swapped:
        return "coordinate_swapped";
    case finding_code::coordinate_height_dropped:
        return "coordinate_height_dropped";
    case finding_code::coordinate_antimeridian:
        return "coordinate_antimeridian";
    case finding_code::line_too_short:
        return "line_too_short";
    case finding_code::line_duplicate_position:
        return "line_duplicate_position";
    case finding_code::line_self_crossing:
        return "line_self_crossing";
    case finding_code::line_end_extended:
        return "line_end_extended";
    case finding_code::line_end_unattached:
        return "line_end_unattached";
    case finding_code::line_gap_closed:
        return "line_gap_closed";
    case finding_code::line_piece_left_out:
        return "line_piece_left_out";
    case finding_code::line_duplicate_removed:
        return "line_duplicate_removed";
    case finding_code::line_junction:
        return "line_junction";
    case finding_code::line_spike_removed:
        return "line_spike_removed";
    case finding_code::line_direction_reversed:
        return "line_direction_reversed";
    case finding_code::line_side_unclear:
        return "line_side_unclear";
    case finding_code::line_end_attached:
        return "line_end_attached";
    case finding_code::ring_too_short:
        return "ring_too_short";
    case finding_code::ring_not_closed:
        return "ring_not_closed";
    case finding_code::ring_self_crossing:
        return "ring_self_crossing";
    case finding_code::ring_orientation:
        return "ring_orientation";
    case finding_code::area_sliver_removed:
        return "area_sliver_removed";
    case finding_code::area_overlap:
        return "area_overlap";
    case finding_code::area_repaired:
        return "area_repaired";
    case finding_code::area_unassigned:
        return "area_unassigned";
    case finding_code::area_outside:
        return "area_outside";
    case finding_code::area_slit_closed:
        return "area_slit_closed";
    case finding_code::area_hole_filled:
        return "area_hole_filled";
    case finding_code::area_hole_kept:
        return "area_hole_kept";
    case finding_code::area_detached:
        return "area_detached";
    case finding_code::border_correction:
        return "border_correction";
    case finding_code::border_overlap:
        return "border_overlap";
    case finding_code::plan_no_exit:
        return "plan_no_exit";
    case finding_code::plan_no_network:
        return "plan_no_network";
    case finding_code::plan_rule_without_zone:
        return "plan_rule_without_zone";
    case finding_code::plan_uncertain_figure:
        return "plan_uncertain_figure";
    case finding_code::plan_zone_narrower_than_accuracy:
        return "plan_zone_narrower_than_accuracy";
    case finding_code::plan_assumption:
        return "plan_assumption";
    case finding_code::plan_step_left_out:
        return "plan_step_left_out";
    case finding_code::plan_reserved_unsaid:
        return "plan_reserved_unsaid";
    case finding_code::plan_input_missing:
        return "plan_input_missing";
    case finding_code::plan_zone_beyond_border:
        return "plan_zone_beyond_border";
    case finding_code::plan_zone_empty:
        return "plan_zone_empty";
    case finding_code::plan_phase_empty:
        return "plan_phase_empty";
    case finding_code::plan_lines_cross:
        return "plan_lines_cross";
    case finding_code::plan_region_gap:
        return "plan_region_gap";
    case finding_code::plan_no_land_way:
        return "plan_no_land_way";
    case finding_code::plan_date_unmoved:
        return "plan_date_unmoved";
    case finding_code::plan_place_missing:
        return "plan_place_missing";
    case finding_code::plan_annex_lines_cross:
        return "plan_annex_lines_cross";
    }
    return "unknown";
}

std::string_view name(severity level) {
    switch (level) {
    case severity::note:
        return "note";
    case severity::warning:
        return "warning";
    case severity::error:
        return "error";
    }
    return "unknown";
}

std::string to_text(const finding& item) {
    std::string out(name(item.level));
    if (!item.where.file.empty()) {
        out += ": " + item.where.file;
    }
    if (!item.where.layer.empty()) {
        out += ": layer " + item.where.layer;
    }
    if (!item.where.feature.empty()) {
        out += ": feature " + item.where.feature;
    }
    if (item.where.lon && item.where.lat) {
        char position[64];
        std::snprintf(
            position, sizeof position, " at lon %.6f lat %.6f", *item.where.lon, *item.where.lat
        );
        out += position;
    }
    out += ": " + item.text + " [";
    out += name(item.code);
    return out + "]";
}

void append(findings& to, findings from) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

}  // namespace geo
