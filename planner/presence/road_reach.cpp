// SPDX-License-Identifier: Apache-2.0
#include "planner/presence/road_reach.hpp"

#include "geo/measure/geodesic.hpp"
#include "geo/network/shortest_paths.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace planner::detail {

namespace {

/// Between the 10 m within which nothing is barred and the 20 m at which roads end.
constexpr geo::metres behind_line(15);

}  // namespace

road_reach::road_reach(const scene& in, const std::vector<siting_element>& elements, drives& by)
    : in_(in), elements_(elements), by_(by), finder_(elements),
      most_(in.typical("reach_minutes") * 60), farthest_(by.farthest(most_)) {
    for (const auto& one : elements) {
        stands_.push_back(stand_of(one));
        accesses_.push_back(by.access_of(stands_.back()));
    }
    const auto hospitals = hospitals_of(in.what.ground);
    has_hospitals_ = !hospitals.empty();
    by.aim_at(hospitals, in.typical("medical_minutes") * 60);
}

geo::lon_lat road_reach::stand_of(const siting_element& one) const {
    if (one.is_place() || one.side == any_side || !in_.line) {
        return one.position;
    }
    const auto along = in_.line->chainage_of(one.position).azimuth;
    for (const double turn : {-90.0, 90.0}) {
        const auto p =
            geo::destination(one.position, geo::degrees(along.value() + turn), behind_line);
        if (in_.sides.find(p) == one.side) {
            return p;
        }
    }
    return one.position;
}

std::vector<std::uint32_t> road_reach::covered_by(const post_candidate& from) {
    const auto near = finder_.about(from, farthest_);
    if (near.empty()) {
        return {};
    }
    by_.leave(by_.access_of(from.position), most_);
    std::vector<std::uint32_t> out;
    for (const auto e : near) {
        double drive = by_.arrive(accesses_[e]);
        if (drive > most_) {
            drive = by_.off_road(from.position, stands_[e]).value_or(geo::no_way);
        }
        if (drive <= most_) {
            out.push_back(e);
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

std::optional<double> road_reach::hospital_minutes(const post_candidate& from) {
    if (!has_hospitals_) {
        return std::nullopt;
    }
    return by_.to_goal(from.position, by_.access_of(from.position)) / 60;
}

geo::metres road_reach::reach_of(
    const post_candidate& from, const std::vector<std::uint32_t>& covered
) const {
    geo::metres out;
    for (const auto e : covered) {
        out = std::max(out, geo::distance(from.position, elements_[e].position));
    }
    return out;
}

void road_reach::tell(plan_siting& into) const {
    into.cover = "road";
    into.reach_by = "roads";
    into.reach = farthest_;
    into.medical_by = has_hospitals_ ? "roads" : "";
    into.reach_text = fmt::format(
        "{:g} minutes along the theatre's roads at their speed, {:g} km/h at most, and at {:g} "
        "km/h "
        "straight off the road for at most {:g} km; never over the line of contact or other "
        "states' land, "
        "and off the road over no river or coast{}",
        in_.typical("reach_minutes"),
        in_.typical("road_speed_most_kmh"),
        in_.typical("off_road_speed_kmh"),
        in_.typical("off_road_km"),
        by_.is_partly_schematic()
            ? "; some of the roads are schematic and count with the detour factor"
            : ""
    );
}

}  // namespace planner::detail
