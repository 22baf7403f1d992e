// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/sheets/sheet_view.hpp"

#include <vector>

/// Where the name of a line may stand at its ends. Part of planner/sheets/sheet.
namespace planner::detail {

struct paper_size_of_text {
    double width = 0;
    double height = 0;
};

/// For each end of the parts of a line, where the middle of its name may lie, best first: beyond the
/// end, then back on the line, first clear of all `others`, last wherever. Where lines run together
/// at an end the names so stand apart, each on its own line.
///
/// Parts below 10 mm go unnamed unless there is no longer one; the second end of a part below 30
/// mm too.
[[nodiscard]] std::vector<std::vector<paper_point>> end_spots(
    const std::vector<paper_line>& parts,
    const std::vector<const paper_line*>& others,
    paper_size_of_text size
);

}  // namespace planner::detail
