// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/io/layer.hpp"
#include "planner/model/plan.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace planner {

class texts;

/// A plan back from its folder, for those who carry it: its layers with all their attributes.
struct field_plan {
    std::string folder;
    plan head;  ///< as read_plan() gives it: ids, dates, parties, phases; no theatre's shapes
    std::vector<geo::feature_table> layers;  ///< in the order of plan_layers(); those that it has
    std::vector<std::string> credits;        ///< sources with their licences, each once
    std::map<std::string, std::string> outputs;  ///< files of the folder with their SHA-256
    std::string sector;                          ///< id; empty: the whole plan
    std::string sector_name;

    std::string drawing_crs;       ///< of to_dxf(); empty: UTM zone of the middle
    const texts* words = nullptr;  ///< of to_pack(), outlives it; none: English

    /// The layer of that name; an empty one when the plan has none.
    [[nodiscard]] const geo::feature_table& layer(std::string_view name) const;
    /// `Ceasefire while forces withdraw ... - Ukraine, mid-October 2022`.
    [[nodiscard]] std::string title() const;
    /// When the last phase is verified, or, without phases, the last date on which a zone ends;
    /// D-day if there is none. After it the plan itself foresees nothing.
    [[nodiscard]] instant last_date() const;
};

/// Reads plan.json and geojson/*.geojson, which must be what manifest.json lists.
///
/// `path` is the folder or the plan.json in it.
///
/// Error     of positions, 0.6 cm: they are written with 7 decimals.
/// Throws    geo::io_error: no such plan. geo::input_error: damaged, changed since it was made, of
///           another version of the program.
[[nodiscard]] field_plan read_field_plan(const std::string& path);

/// The bytes of a file of the plan folder, if it is one of those that the manifest lists.
///
/// Throws    geo::input_error: it is not listed, or was changed since.
[[nodiscard]] std::string file_of(const field_plan& plan, const std::string& name);

/// The same plan with what concerns one sector: its posts, and the features that lie in it or reach
/// into it, whole and not cut at its edge.
///
/// Throws    geo::input_error naming the sectors that there are.
[[nodiscard]] field_plan sector_part(const field_plan& whole, const std::string& sector);

/// The ids of its sectors, in their order.
///
/// Throws    geo::input_error: it has none.
[[nodiscard]] std::vector<std::string> sectors_of(const field_plan& plan);

/// An id as the name of a file: small letters, digits, `-` and `_`, everything else `-`.
[[nodiscard]] std::string file_name_of(const std::string& id);

/// What every product says about itself, in English.
[[nodiscard]] const std::string& field_disclaimer();

}  // namespace planner
