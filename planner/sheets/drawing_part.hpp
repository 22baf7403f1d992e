// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/sheets/paged_table.hpp"
#include "planner/sheets/sheet.hpp"

#include <string>
#include <vector>

/// What Mapnik, Cairo and HarfBuzz do, in a module of its own (geo/base/module.hpp). Part of
/// planner/sheets/sheet.
namespace planner::detail {

/// The functions of the room that draw, as they are in the module; callers go by the names without
/// `drawn`, whose headers say what they do.
namespace drawn {

[[nodiscard]] sheet_facts facts_of(const sheet& what);
[[nodiscard]] std::string render_png(const sheet& what, double dpi);
[[nodiscard]] std::string render_svg(const sheet& what);
[[nodiscard]] std::string render_pdf(const std::vector<sheet>& pages);
[[nodiscard]] std::string render_pdf(const paged_table& what);
[[nodiscard]] std::size_t pages_of(const paged_table& what);

}  // namespace drawn

struct drawing_part {
    sheet_facts (*facts_of)(const sheet& what);
    std::string (*render_png)(const sheet& what, double dpi);
    std::string (*render_svg)(const sheet& what);
    std::string (*render_sheets)(const std::vector<sheet>& pages);
    std::string (*render_table)(const paged_table& what);
    std::size_t (*pages_of)(const paged_table& what);
};

}  // namespace planner::detail

/// The module's only function; tests are linked with it and load nothing.
extern "C" const planner::detail::drawing_part* armistice_drawing_part();
