// SPDX-License-Identifier: Apache-2.0
#include "planner/phases/withdrawal.hpp"

#include "geo/base/error.hpp"
#include "geo/geometry/box.hpp"
#include "geo/geometry/signed_area.hpp"
#include "geo/index/edge_index.hpp"
#include "geo/linework/split.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/offset/distance_field.hpp"
#include "geo/offset/equi_ratio.hpp"
#include "geo/offset/inner_equi_ratio.hpp"
#include "geo/overlay/overlay.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace planner {

namespace {

/// Two states' edges of one data set agree exactly; those of two data sets by their accuracy.
constexpr geo::metres shared_border_tolerance(100);
/// Faces narrower than this are gaps between two drawings of one edge (an accuracy of metres at
/// best), not land of their own.
constexpr geo::metres sliver_width(1);

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

using plane_area = geo::multi_polygon<geo::east_north>;

/// The steps of plan_withdrawal, in order.
class withdrawal_planner {
public:
    explicit withdrawal_planner(const withdrawal_input& input)
        : input_(input), chart_(input.chart), held_(geo::project(chart_, input.held)) {}

    withdrawal_result run() {
        set_reserved_apart();
        find_border();
        trace_phase_lines();
        cut();
        tell_apart();
        collect();
        return std::move(out_);
    }

private:
    /// Reserved parts first: what remains is the main area.
    void set_reserved_apart() {
        plane_area all;
        for (const auto& one : input_.reserved) {
            reserved_.push_back(geo::project(chart_, one.area));
            all.insert(all.end(), reserved_.back().begin(), reserved_.back().end());
        }
        main_ = all.empty() ? held_ : geo::difference(held_, geo::unite(all));
        main_area_ = geo::unproject(chart_, main_);
    }

    void find_border() {
        out_.border =
            geo::find_shared_edges(main_area_, input_.own_territory, shared_border_tolerance)
                .shared;
        const bool must_leave = input_.phases > 0 && !main_.empty();
        if (must_leave && out_.border.empty() && input_.exits.empty()) {
            throw geo::input_error(
                "the area to be left neither meets the withdrawing party's own territory nor has a "
                "named exit (layer crossings, column exit_for); is the order of coordinates right, "
                "and are "
                "left and right of the line the parties meant?"
            );
        }
    }

    void trace_phase_lines() {
        for (std::size_t i = 1; i < input_.phases; ++i) {
            ratios_.push_back(static_cast<double>(i) / static_cast<double>(input_.phases));
        }
        if (main_.empty() || input_.phases == 0) {
            return;
        }
        field_.emplace(progress_field{
            geo::distance_field(dense(input_.contact), {}),
            geo::distance_field(dense(out_.border), input_.exits)});
        if (input_.distances == phase_distances::by_land) {
            trace_by_land();
            return;
        }
        auto box = box_of(main_area_);
        constexpr double margin = 0.05;  // degrees, so that lines cross the area's edge
        box = {box.west - margin, box.south - margin, box.east + margin, box.north + margin};
        const area_reach main_reach(main_area_);
        geo::equi_ratio_options options;
        options.wanted = [&](geo::lon_lat p, geo::metres reach) {
            return main_reach.touches(p, reach);
        };
        phase_lines_ = geo::equi_ratio_lines(field_->from, field_->to, ratios_, box, options);
    }

    void trace_by_land() {
        geo::inner_options options;
        options.reach = shared_border_tolerance;
        by_land_.emplace(geo::inner_distance(
            main_area_, {{input_.contact, {}}, {out_.border, input_.exits}}, options
        ));
        phase_lines_ = geo::inner_equi_ratio_lines(*by_land_, ratios_);
        // Pieces end on the area's edge as the paths see it; the arrangement's may lie farther out
        // by the two readings of an edge and the lines' own tolerance.
        constexpr double beyond = 10;  // metres
        for (auto& one : phase_lines_) {
            for (auto& part : one.shape) {
                if (part.front() != part.back()) {
                    const auto front = geo::inverse(part[1], part.front());
                    const auto back = geo::inverse(part[part.size() - 2], part.back());
                    part.insert(
                        part.begin(),
                        geo::destination(part.front(), front.azimuth_end, geo::metres(beyond))
                    );
                    part.push_back(
                        geo::destination(part.back(), back.azimuth_end, geo::metres(beyond))
                    );
                }
            }
        }
    }

    /// One arrangement of all lines; each of its faces goes to a reserved area or to a phase.
    void cut() {
        auto arrangement = rings_of(held_);
        std::vector<geo::area_index> in_reserved;
        for (const auto& part : reserved_) {
            add_all(arrangement, rings_of(part));
            in_reserved.emplace_back(part);
        }
        for (const auto& one : phase_lines_) {
            add_all(arrangement, geo::project(chart_, one.shape));
        }
        const geo::area_index in_held(held_);
        step_faces_.resize(std::max<std::size_t>(1, input_.phases));
        reserved_faces_.resize(reserved_.size());
        for (auto& face : geo::without_slivers(geo::faces(arrangement), sliver_width)) {
            const auto within = geo::inner_position(face);
            if (!in_held.contains(within)) {
                continue;
            }
            const auto owner =
                std::find_if(in_reserved.begin(), in_reserved.end(), [&](const auto& one) {
                    return one.contains(within);
                });
            if (owner == in_reserved.end()) {
                step_faces_[step_of(face, within)].push_back(std::move(face));
            } else {
                reserved_faces_[static_cast<std::size_t>(owner - in_reserved.begin())].push_back(
                    std::move(face)
                );
            }
        }
    }

    [[nodiscard]] std::size_t step_of(
        const geo::polygon<geo::east_north>& face, geo::east_north within
    ) {
        if (!field_) {
            return 0;
        }
        const auto p = chart_.unproject(within);
        auto known = by_land_ ? geo::ratio_at(*by_land_, p) : std::nullopt;
        if (!known) {
            known = geo::ratio_at(field_->from, field_->to, p);
            if (by_land_) {
                apart_.push_back(face);
            }
        }
        const double ratio = *known;
        return static_cast<std::size_t>(
            std::upper_bound(ratios_.begin(), ratios_.end(), ratio) - ratios_.begin()
        );
    }

    void tell_apart() {
        const auto size = geo::area(geo::unproject(chart_, apart_));
        if (geo::in_square_kilometres(size) < 0.1) {
            return;
        }
        const auto where = chart_.unproject(geo::inner_position(*std::max_element(
            apart_.begin(),
            apart_.end(),
            [](const auto& a, const auto& b) {
                return std::abs(geo::signed_area(a.outer)) < std::abs(geo::signed_area(b.outer));
            }
        )));
        geo::finding made;
        made.code = geo::finding_code::plan_assumption;
        made.level = geo::severity::warning;
        made.where.lon = where.lon.value();
        made.where.lat = where.lat.value();
        made.text = fmt::format(
            "{:.1f} km2 of what is left have no way by land to the line of contact and to the "
            "border "
            "or an exit; their phases are by straight distances",
            geo::in_square_kilometres(size)
        );
        out_.found.push_back(std::move(made));
    }

    void collect() {
        for (std::size_t i = 0; i < input_.phases; ++i) {
            withdrawal_step step;
            step.progress_from = i == 0 ? 0.0 : ratios_[i - 1];
            step.progress_to = i < ratios_.size() ? ratios_[i] : 1.0;
            step.vacated = geo::unproject(chart_, geo::unite(step_faces_[i]));
            if (i < phase_lines_.size()) {
                const auto line = geo::project(chart_, phase_lines_[i].shape);
                step.line = geo::unproject(chart_, geo::clip(line, main_));
                step.line_error = phase_lines_[i].max_error;
            } else {
                step.line = out_.border;
            }
            out_.steps.push_back(std::move(step));
        }
        for (const auto& faces : reserved_faces_) {
            withdrawal_reserved made;
            made.held = geo::unproject(chart_, geo::unite(faces));
            made.neck = geo::find_shared_edges(made.held, main_area_, geo::metres(1)).shared;
            out_.reserved.push_back(std::move(made));
        }
    }

    const withdrawal_input& input_;
    const geo::local_frame& chart_;
    plane_area held_;
    plane_area main_;
    area main_area_;
    std::vector<plane_area> reserved_;
    std::vector<double> ratios_;
    std::optional<progress_field> field_;
    std::optional<geo::inner_distance> by_land_;
    plane_area apart_;  ///< faces that no way by land joins to both
    std::vector<geo::equi_ratio_line> phase_lines_;
    std::vector<plane_area> step_faces_;
    std::vector<plane_area> reserved_faces_;
    withdrawal_result out_;
};

}  // namespace

withdrawal_result plan_withdrawal(const withdrawal_input& input) {
    return withdrawal_planner(input).run();
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
