// SPDX-License-Identifier: Apache-2.0
#include "tools/armistice/read_proposal.hpp"

#include "geo/base/error.hpp"
#include "tools/armistice/commands.hpp"

#include <algorithm>

namespace tools {

planner::proposal read_proposal(
    const std::string& path, geo::read_options options, const planner::theatre& ground
) {
    geo::lon_lat_box about;
    for (const auto& one : ground.territories) {
        for (const auto& part : one.area) {
            about.add_all(part.outer);
        }
    }
    if (!about.empty()) {
        options.expected = about;
    }
    const auto input = geo::read_layer(path, options);
    print_findings(input.found);
    planner::proposal out;
    out.name = path == "-" ? "standard input" : path;
    out.edges = input.edges;
    for (const auto& item : input.features) {
        out.lines.insert(out.lines.end(), geo::lines(item).begin(), geo::lines(item).end());
        out.shape.insert(out.shape.end(), geo::areas(item).begin(), geo::areas(item).end());
        // Typed coordinates are known to their last digit only.
        if (const auto resolution = geo::number(item, "resolution_m");
            input.name == "coordinates" && resolution) {
            out.accuracy = std::max(out.accuracy, geo::metres(*resolution));
        }
    }
    if (out.lines.empty() && out.shape.empty()) {
        throw geo::input_error(out.name + ": holds no line or area");
    }
    if (!out.lines.empty() && !out.shape.empty()) {
        throw geo::input_error(
            out.name + ": holds lines and areas; which of them is proposed? Name one layer with "
                       "--layer, or choose features with --where"
        );
    }
    return out;
}

}  // namespace tools
