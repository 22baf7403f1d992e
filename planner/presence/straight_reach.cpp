// SPDX-License-Identifier: Apache-2.0
#include "planner/presence/straight_reach.hpp"

#include "geo/measure/geodesic.hpp"
#include "geo/network/shortest_paths.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace planner::detail {

namespace {

/// Metres in a straight line that stand for minutes of driving.
geo::metres drive(const scene& in, const char* minutes) {
    return geo::metres(
        in.typical(minutes) / 60 * in.typical("road_speed_kmh") / in.typical("road_detour") * 1000
    );
}

}  // namespace

straight_reach::straight_reach(
    const scene& in, const std::vector<siting_element>& elements, const siting_ground& ground
)
    : in_(in), elements_(elements), ground_(ground), finder_(elements),
      usual_(drive(in, "reach_minutes")), hospitals_(hospitals_of(in.what.ground)) {
    if (ground.heights != nullptr) {
        usual_ = geo::metres(in.typical("sight_open_m"));
    } else if (in.options.sight) {
        usual_ = geo::metres(in.typical("sight_rolling_m"));
    }
    reach_.assign(elements.size(), usual_);
    if (in.options.sight && ground.heights == nullptr) {
        judge_ground();
    }
    for (const auto one : reach_) {
        farthest_ = std::max(farthest_, one);
    }
    usual_ = elements.empty() ? usual_ : farthest_;
}

void straight_reach::judge_ground() {
    const sight_ground classes(in_);
    sight_text_ = classes.text();
    for (std::size_t e = 0; e < elements_.size(); ++e) {
        const auto found = classes.at(elements_[e].position);
        reach_[e] = classes.sight(found.kind);
        auto share = std::find_if(shares_.begin(), shares_.end(), [&](const auto& one) {
            return one.kind == found.kind && one.from == found.from;
        });
        if (share == shares_.end()) {
            share = shares_.insert(share, {found.kind, found.from, {}, 0});
        }
        share->line += elements_[e].length;
        share->sites += elements_[e].is_place() ? 1U : 0U;
    }
    std::sort(shares_.begin(), shares_.end(), [](const auto& a, const auto& b) {
        return a.kind != b.kind ? a.kind < b.kind : a.from < b.from;
    });
}

std::vector<std::uint32_t> straight_reach::covered_by(const post_candidate& from) {
    std::optional<geo::view> view;
    std::vector<std::uint32_t> out;
    for (const auto e : finder_.about(from, farthest_)) {
        const auto& there = elements_[e].position;
        if (geo::distance(there, from.position) > reach_[e]) {
            continue;
        }
        if (ground_.heights != nullptr && !view) {
            view = ground_.heights->seen_from(from.position, {.radius = farthest_});
        }
        if (!view || view->sees(there)) {
            out.push_back(e);
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

std::optional<double> straight_reach::hospital_minutes(const post_candidate& from) {
    if (hospitals_.empty()) {
        return std::nullopt;
    }
    auto best = geo::distance(hospitals_.front(), from.position);
    for (const auto& p : hospitals_) {
        best = std::min(best, geo::distance(p, from.position));
    }
    return best <= drive(in_, "medical_minutes")
               ? best / drive(in_, "medical_minutes") * in_.typical("medical_minutes")
               : geo::no_way;
}

std::string straight_reach::drive_text() const {
    return fmt::format(
        "the straight line that stands for {:g} minutes at {:g} km/h on a road {:g} times as long, "
        "because {}",
        in_.typical("reach_minutes"),
        in_.typical("road_speed_kmh"),
        in_.typical("road_detour"),
        in_.what.ground.roads.empty() ? "the theatre has no roads"
                                      : "the theatre's roads are schematic"
    );
}

void straight_reach::tell(plan_siting& into) const {
    into.reach = usual_;
    into.ground = shares_;
    into.medical_by = hospitals_.empty() ? "" : "straight";
    if (ground_.heights != nullptr) {
        into.cover = into.reach_by = "view";
        into.reach_text = "in sight over the elevation raster, out to " + length_text(usual_);
    } else if (in_.options.sight) {
        into.cover = into.reach_by = "sight";
        into.reach_text = sight_text_;
    } else {
        into.cover = "road";
        into.reach_by = "straight";
        into.reach_text = drive_text();
    }
}

}  // namespace planner::detail
