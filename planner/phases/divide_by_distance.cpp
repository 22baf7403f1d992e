// SPDX-License-Identifier: Apache-2.0
#include "geo/frame/local_frame.hpp"
#include "geo/geometry/box.hpp"
#include "geo/index/edge_index.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/offset/distance_field.hpp"
#include "geo/offset/equi_ratio.hpp"
#include "geo/offset/inner_equi_ratio.hpp"
#include "planner/model/shared_border.hpp"
#include "planner/phases/division.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

namespace planner {

namespace {

lines dense(const lines& shape) {
    lines out;
    for (const auto& part : shape) {
        out.push_back(geo::densify(part, geo::edge_reading::lonlat, geo::metres(0.5)));
    }
    return out;
}

/// Where progress is measured from and to.
struct progress_field {
    geo::distance_field from;
    geo::distance_field to;
};

std::shared_ptr<const progress_field> make_field(const main_ground& ground) {
    return std::make_shared<const progress_field>(progress_field{
        geo::distance_field(dense(ground.input.contact), {}),
        geo::distance_field(dense(ground.target), ground.input.exits)});
}

/// Whether an area comes within a reach of a position.
class area_reach {
public:
    explicit area_reach(const area& shape)
        : chart_(geo::local_frame::chart(box_of(shape))), inside_(geo::project(chart_, shape)),
          edge_(edges_of(shape), {}) {}

    [[nodiscard]] bool touches(geo::lon_lat p, geo::metres reach) const {
        // 1 % and 200 m: lines are to run on a little beyond the area's edge.
        return edge_.quick(p) <= reach * 1.01 + geo::metres(200) ||
               inside_.contains(chart_.project(p));
    }

private:
    static lines edges_of(const area& shape) {
        lines out;
        geo::for_each_ring(shape, [&](const auto& chain) {
            out.emplace_back(chain.begin(), chain.end());
        });
        return out;
    }

    geo::local_frame chart_;
    geo::area_index inside_;
    geo::distance_field edge_;
};

/// The room in which lines are traced; lines cross the area's edge.
geo::lon_lat_box room_of(const area& shape) {
    const auto box = box_of(shape);
    constexpr double margin = 0.05;  // degrees
    return {box.west - margin, box.south - margin, box.east + margin, box.north + margin};
}

geo::equi_ratio_options options_within(const area_reach& reach) {
    geo::equi_ratio_options options;
    options.wanted = [&reach](geo::lon_lat p, geo::metres within) {
        return reach.touches(p, within);
    };
    return options;
}

template <class Line>
void take(phase_division& into, std::vector<Line> traced) {
    for (auto& one : traced) {
        into.cuts.push_back(one.shape);
        into.reached.push_back({std::move(one.shape), one.max_error});
    }
}

/// Pieces end on the area's edge as the paths see it; the arrangement's may lie farther out by the
/// two readings of an edge and the lines' own tolerance.
void lead_on(lines& shape) {
    constexpr geo::metres beyond(10);
    for (auto& part : shape) {
        if (part.front() != part.back()) {
            const auto front = geo::inverse(part[1], part.front());
            const auto back = geo::inverse(part[part.size() - 2], part.back());
            part.insert(part.begin(), geo::destination(part.front(), front.azimuth_end, beyond));
            part.push_back(geo::destination(part.back(), back.azimuth_end, beyond));
        }
    }
}

std::size_t step_at(const std::vector<double>& ratios, double ratio) {
    return static_cast<std::size_t>(
        std::upper_bound(ratios.begin(), ratios.end(), ratio) - ratios.begin()
    );
}

void trace_by_land(phase_division& out, const main_ground& ground) {
    geo::inner_options options;
    options.reach = shared_border_tolerance;
    const auto between = std::make_shared<const geo::inner_distance>(
        ground.main,
        std::vector<geo::inner_source>{
            {ground.input.contact, {}}, {ground.target, ground.input.exits}},
        options
    );
    auto traced = geo::inner_equi_ratio_lines(*between, out.progress);
    for (auto& one : traced) {
        lead_on(one.shape);
    }
    take(out, std::move(traced));
    const auto field = make_field(ground);
    const auto ratios = out.progress;
    out.place = [between, field, ratios](geo::lon_lat p) {
        const auto known = geo::ratio_at(*between, p);
        const double ratio = known ? *known : geo::ratio_at(field->from, field->to, p);
        return phase_place{step_at(ratios, ratio), !known};
    };
    out.other_code = geo::finding_code::plan_no_land_way;
    out.other_rule = "have no way by land to the line of contact and to the border or an exit; "
                     "their phases are by straight distances";
}

}  // namespace

phase_division divide_by_progress(const main_ground& ground) {
    phase_division out;
    const auto phases = ground.input.phases;
    for (std::size_t i = 1; i < phases; ++i) {
        out.progress.push_back(static_cast<double>(i) / static_cast<double>(phases));
    }
    if (ground.input.distances == phase_distances::by_land) {
        trace_by_land(out, ground);
        return out;
    }
    const auto field = make_field(ground);
    const area_reach reach(ground.main);
    take(
        out,
        geo::equi_ratio_lines(
            field->from, field->to, out.progress, room_of(ground.main), options_within(reach)
        )
    );
    const auto ratios = out.progress;
    out.place = [field, ratios](geo::lon_lat p) {
        return phase_place{step_at(ratios, geo::ratio_at(field->from, field->to, p))};
    };
    return out;
}

phase_division divide_by_distance(const main_ground& ground) {
    phase_division out;
    std::vector<geo::metres> distances;
    for (std::size_t i = 1; i < ground.input.phases; ++i) {
        distances.push_back(ground.input.step * static_cast<double>(i));
    }
    const auto field = make_field(ground);
    const area_reach reach(ground.main);
    take(
        out,
        geo::distance_lines(
            field->from, field->to, distances, room_of(ground.main), options_within(reach)
        )
    );
    out.place = [field, distances](geo::lon_lat p) {
        const auto from = field->from.quick(p);
        if (from > field->to.quick(p)) {
            return phase_place{distances.size()};
        }
        return phase_place{static_cast<std::size_t>(
            std::upper_bound(distances.begin(), distances.end(), from) - distances.begin()
        )};
    };
    return out;
}

}  // namespace planner
