// SPDX-License-Identifier: Apache-2.0
#include "planner/theatre/divide.hpp"

#include "geo/base/error.hpp"
#include "geo/geometry/box.hpp"
#include "geo/linework/split.hpp"
#include "geo/measure/geodesic.hpp"

#include <algorithm>
#include <cstdio>

namespace planner {

namespace {

using namespace geo::literals;

/// An end within this distance of border or coast belongs there whatever the line's accuracy: the
/// width of a river mouth.
constexpr geo::metres shortest_reach = 5_km;

geo::multi_line_string<geo::lon_lat> dense(const theatre_line& line) {
    geo::multi_line_string<geo::lon_lat> out;
    for (const auto& part : line.shape) {
        // Half the accuracy that zones are computed to (0.5 m).
        out.push_back(geo::densify(part, line.edges, geo::metres(0.25)));
    }
    return out;
}

}  // namespace

divided_territory divide_territory(
    const theatre& ground, const theatre_line& line, const party_id& owner
) {
    const auto* party = ground.find_party(owner);
    const auto* land = party != nullptr ? ground.find_territory(party->territory) : nullptr;
    if (land == nullptr) {
        throw geo::input_error("party '" + owner.str() + "' has no territory in this theatre");
    }
    if (line.left == line.right || (line.left != owner && line.right != owner)) {
        throw geo::input_error(
            "line '" + line.id.str() + "' has '" + line.left.str() + "' on its left and '" +
            line.right.str() + "' on its right; one of them must be '" + owner.str() + "'"
        );
    }
    divided_territory out{geo::local_frame::chart(box_of(land->area)), {}, {}, {}, {}};
    const auto reach = std::max(shortest_reach, 2.0 * line.accuracy);
    auto attached = geo::attach_ends(dense(line), land->area, reach);
    out.line = std::move(attached.lines);
    geo::append(out.found, std::move(attached.found));
    if (const auto crossing = geo::find_crossing(line.shape)) {
        char at[64];
        std::snprintf(
            at, sizeof at, "lon %.5f lat %.5f", crossing->lon.value(), crossing->lat.value()
        );
        throw geo::input_error(
            "line '" + line.id.str() + "' crosses itself at " + at +
            ", so it has no two sides there; take out the loop"
        );
    }
    try {
        auto sides = geo::split_territory(land->area, out.line, out.chart);
        geo::append(out.found, std::move(sides.found));
        const bool owner_left = line.left == owner;
        out.held_by_owner = owner_left ? std::move(sides.left) : std::move(sides.right);
        out.held_by_other = owner_left ? std::move(sides.right) : std::move(sides.left);
    } catch (const geo::input_error& problem) {
        std::string ends;
        for (const auto& item : out.found) {
            if (item.code == geo::finding_code::line_end_unattached) {
                char at[64];
                std::snprintf(
                    at, sizeof at, " (lon %.5f lat %.5f)", *item.where.lon, *item.where.lat
                );
                ends += "; " + item.text + at;
            }
        }
        throw geo::input_error("line '" + line.id.str() + "': " + problem.what() + ends);
    }
    for (auto& item : out.found) {
        item.where.layer = line.id.str();
    }
    return out;
}

}  // namespace planner
