// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/io/layer.hpp"
#include "planner/model/plan.hpp"

#include <string>
#include <vector>

namespace planner {

class texts;

/// The page: the viewer (tools/viewer, as the build bundles it) with the plan in it, one HTML file
/// that asks the network for nothing. In it are plan.json (what layers have too left out), the plan's
/// layers (page_layers.hpp), what the theatre has to go by (territories, regions, rivers, roads, other
/// settlements) and the viewer's words, messages `page.*`, with their language.
///
/// Error     positions of the plan's layers are rounded to 0.000001 degrees (0.08 m), those of the
///           theatre and of `control` to 0.00001 degrees (0.8 m); the page says so.
/// Hostile   text of the data stands in one JSON block, with every <, > and & escaped, so that no text
///           can end the block; the viewer shows text as text only.
/// Throws    geo::io_error when the viewer has no place, or more than one, for a plan.
[[nodiscard]] std::string to_page(
    const plan& what,
    const std::vector<geo::feature_table>& layers,
    const std::string& viewer,
    const texts& say
);
[[nodiscard]] std::string to_page(  ///< in English
    const plan& what,
    const std::vector<geo::feature_table>& layers,
    const std::string& viewer
);

}  // namespace planner
