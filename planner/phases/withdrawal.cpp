// SPDX-License-Identifier: Apache-2.0
#include "planner/phases/withdrawal.hpp"

#include "geo/base/error.hpp"
#include "geo/geometry/box.hpp"
#include "geo/index/edge_index.hpp"
#include "geo/linework/split.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/offset/distance_field.hpp"
#include "geo/offset/equi_ratio.hpp"
#include "geo/overlay/overlay.hpp"

#include <algorithm>

namespace planner {

namespace {

/// Two states' edges of one data set agree exactly; those of two data sets by their accuracy.
constexpr geo::metres shared_border_tolerance(100);
/// Faces narrower than this are gaps between two drawings of one edge (an accuracy of metres at
/// best), not land of their own.
constexpr geo::metres sliver_width(1);

geo::lon_lat_box box_of(const area& shape) {
    geo::lon_lat_box box;
    for (const auto& part : shape) {
        box.add_all(part.outer);
    }
    return box;
}

geo::multi_line_string<geo::east_north> rings_of(const geo::multi_polygon<geo::east_north>& shape) {
    geo::multi_line_string<geo::east_north> out;
    geo::for_each_ring(shape, [&](const auto& chain) {
        out.emplace_back(chain.begin(), chain.end());
    });
    return out;
}

void add_all(
    geo::multi_line_string<geo::east_north>& to, geo::multi_line_string<geo::east_north> from
) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

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

}  // namespace

withdrawal_result plan_withdrawal(const withdrawal_input& input) {
    withdrawal_result out;
    const auto& chart = input.chart;
    const auto held = geo::project(chart, input.held);

    // Reserved parts first: what remains is the main area.
    geo::multi_polygon<geo::east_north> all_reserved;
    std::vector<geo::multi_polygon<geo::east_north>> reserved;
    for (const auto& one : input.reserved) {
        reserved.push_back(geo::project(chart, one.area));
        all_reserved.insert(all_reserved.end(), reserved.back().begin(), reserved.back().end());
    }
    const auto main = all_reserved.empty() ? held : geo::difference(held, geo::unite(all_reserved));
    const auto main_area = geo::unproject(chart, main);
    out.border =
        geo::find_shared_edges(main_area, input.own_territory, shared_border_tolerance).shared;
    if (out.border.empty() && input.exits.empty() && input.phases > 0 && !main.empty()) {
        throw geo::input_error("the area to be left neither meets the withdrawing party's own "
                               "territory nor has a named "
                               "exit (layer crossings, column exit_for)");
    }

    geo::multi_line_string<geo::east_north> arrangement = rings_of(held);
    for (const auto& part : reserved) {
        add_all(arrangement, rings_of(part));
    }
    std::vector<double> ratios;
    for (std::size_t i = 1; i < input.phases; ++i) {
        ratios.push_back(static_cast<double>(i) / static_cast<double>(input.phases));
    }
    std::optional<progress_field> field;
    std::vector<geo::equi_ratio_line> phase_lines;
    if (!main.empty()) {
        field.emplace(progress_field{
            geo::distance_field(dense(input.contact), {}),
            geo::distance_field(dense(out.border), input.exits)});
        auto box = box_of(main_area);
        constexpr double margin = 0.05;  // degrees, so that lines cross the area's edge
        box = {box.west - margin, box.south - margin, box.east + margin, box.north + margin};
        const area_reach main_reach(main_area);
        geo::equi_ratio_options options;
        options.wanted = [&](geo::lon_lat p, geo::metres reach) {
            return main_reach.touches(p, reach);
        };
        phase_lines = geo::equi_ratio_lines(field->from, field->to, ratios, box, options);
        for (const auto& one : phase_lines) {
            add_all(arrangement, geo::project(chart, one.shape));
        }
    }

    const geo::area_index in_held(held);
    std::vector<geo::area_index> in_reserved;
    for (const auto& part : reserved) {
        in_reserved.emplace_back(part);
    }
    std::vector<geo::multi_polygon<geo::east_north>> step_faces(
        std::max<std::size_t>(1, input.phases)
    );
    std::vector<geo::multi_polygon<geo::east_north>> reserved_faces(reserved.size());
    for (auto& face : geo::without_slivers(geo::faces(arrangement), sliver_width)) {
        const auto within = geo::inner_position(face);
        if (!in_held.contains(within)) {
            continue;
        }
        const auto owner =
            std::find_if(in_reserved.begin(), in_reserved.end(), [&](const geo::area_index& one) {
                return one.contains(within);
            });
        if (owner != in_reserved.end()) {
            reserved_faces[static_cast<std::size_t>(owner - in_reserved.begin())].push_back(
                std::move(face)
            );
            continue;
        }
        const double ratio = geo::ratio_at(field->from, field->to, chart.unproject(within));
        const auto step = static_cast<std::size_t>(
            std::upper_bound(ratios.begin(), ratios.end(), ratio) - ratios.begin()
        );
        step_faces[step].push_back(std::move(face));
    }

    for (std::size_t i = 0; i < input.phases; ++i) {
        withdrawal_step step;
        step.progress_from = i == 0 ? 0.0 : ratios[i - 1];
        step.progress_to = i < ratios.size() ? ratios[i] : 1.0;
        step.vacated = geo::unproject(chart, geo::unite(step_faces[i]));
        if (i < phase_lines.size()) {
            step.line =
                geo::unproject(chart, geo::clip(geo::project(chart, phase_lines[i].shape), main));
            step.line_error = phase_lines[i].max_error;
        } else {
            step.line = out.border;
        }
        out.steps.push_back(std::move(step));
    }
    for (std::size_t i = 0; i < reserved.size(); ++i) {
        withdrawal_reserved made;
        made.held = geo::unproject(chart, geo::unite(reserved_faces[i]));
        made.neck = geo::find_shared_edges(made.held, main_area, geo::metres(1)).shared;
        out.reserved.push_back(std::move(made));
    }
    return out;
}

std::vector<cut_off_part> find_cut_off(
    const area& still_held,
    const lines& border,
    const std::vector<geo::lon_lat>& exits,
    geo::metres reach
) {
    std::vector<cut_off_part> out;
    auto box = box_of(still_held);
    if (box.empty()) {
        return out;
    }
    const auto chart = geo::local_frame::chart(box);
    const auto parts = geo::unite(geo::project(chart, still_held));
    const geo::edge_index border_edges(geo::project(chart, border));
    for (const auto& part : parts) {
        const geo::multi_polygon<geo::east_north> one{part};
        const auto size = geo::area(geo::unproject(chart, one));
        if (geo::in_square_kilometres(size) < 0.1) {
            continue;
        }
        const bool meets_border =
            std::any_of(part.outer.begin(), part.outer.end(), [&](geo::east_north p) {
                const auto hit = border_edges.nearest(p);
                return hit && hit->distance <= shared_border_tolerance;
            });
        if (meets_border) {
            continue;
        }
        const geo::area_index inside(one);
        const geo::edge_index edges(one);
        const bool has_exit = std::any_of(exits.begin(), exits.end(), [&](geo::lon_lat exit) {
            const auto p = chart.project(exit);
            // The chart stretches east-west lengths by at most 1 / cos of the latitude's change
            // over the theatre; an exit's reach is no sharper than that.
            return inside.contains(p) || edges.nearest(p)->distance <= reach;
        });
        if (!has_exit) {
            out.push_back({{}, chart.unproject(geo::inner_position(part)), size});
        }
    }
    return out;
}

}  // namespace planner
