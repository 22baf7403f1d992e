// SPDX-License-Identifier: Apache-2.0
#include "planner/sheets/drawing_part.hpp"

extern "C" const planner::detail::drawing_part* armistice_drawing_part() {
    using namespace planner::detail;
    static constexpr drawing_part part{
        drawn::facts_of,
        drawn::render_png,
        drawn::render_svg,
        drawn::render_pdf,
        drawn::render_pdf,
        drawn::pages_of};
    return &part;
}
