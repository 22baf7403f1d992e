// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

enum class severity { note, warning, error };

/// What may be wrong with data, or was done to it. Stable once released: the printed name is the
/// enumerator's. Grouped by what is judged.
enum class finding_code {
    // a layer
    layer_empty,
    layer_crs_assumed,
    layer_features_left_out,
    layer_accuracy_coarse,
    layer_reprojected,
    layer_driver_message,
    // a feature
    feature_without_geometry,
    feature_kind_unexpected,
    feature_collection_split,
    feature_attribute_missing,
    feature_attribute_invalid,
    feature_duplicate_id,
    feature_curve_linearised,
    // coordinates
    coordinate_not_finite,
    coordinate_out_of_range,
    coordinate_swapped,
    coordinate_height_dropped,
    coordinate_antimeridian,
    // lines
    line_too_short,
    line_duplicate_position,
    line_self_crossing,
    line_end_extended,
    line_end_unattached,
    line_gap_closed,
    line_piece_left_out,
    line_duplicate_removed,
    line_junction,
    line_spike_removed,
    line_direction_reversed,
    line_side_unclear,
    line_end_attached,
    // rings and areas
    ring_too_short,
    ring_not_closed,
    ring_self_crossing,
    ring_orientation,
    area_sliver_removed,
    area_overlap,
    area_repaired,
    area_unassigned,
    area_outside,
    area_slit_closed,
    area_hole_filled,
    area_hole_kept,
    area_detached,
    // borders
    border_correction,
    border_overlap,
    // plans
    plan_no_exit,
    plan_no_network,
    plan_rule_without_zone,
    plan_uncertain_figure,
    plan_zone_narrower_than_accuracy,
    plan_assumption,
    plan_step_left_out,
    plan_reserved_unsaid,
    plan_input_missing,
    plan_zone_beyond_border,
    plan_zone_empty,
    plan_phase_empty,
    plan_lines_cross,
    plan_region_gap,
    plan_no_land_way,
    plan_date_unmoved,
    plan_place_missing,
    plan_annex_lines_cross,
};

/// Where a finding applies; whatever is not known stays empty.
struct finding_place {
    std::string file;
    std::string layer;
    std::string feature;        ///< id, or number counted from 0 as `#12`
    std::optional<double> lon;  ///< degrees, WGS 84
    std::optional<double> lat;  ///< degrees, WGS 84
};

/// One thing noticed about data: never thrown, always collected and shown.
struct finding {
    finding_code code{};
    severity level = severity::note;
    finding_place where;
    std::string text;  ///< one sentence: what is wrong, what was done
};

using findings = std::vector<finding>;

/// The enumerator's own name, as printed and as stored in `plan.json`.
[[nodiscard]] std::string_view name(finding_code code);
[[nodiscard]] std::string_view name(severity level);

/// One line for people: `warning: file.geojson: feature #3 (37.5, 48.1): text [code]`.
[[nodiscard]] std::string to_text(const finding& item);

void append(findings& to, findings from);

}  // namespace geo
