// SPDX-License-Identifier: Apache-2.0
#include "planner/phases/withdrawal.hpp"

#include "geo/base/error.hpp"
#include "geo/geometry/signed_area.hpp"
#include "geo/index/edge_index.hpp"
#include "geo/linework/split.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/overlay/overlay.hpp"
#include "planner/model/shared_border.hpp"
#include "planner/phases/division.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace planner {

namespace {

/// Faces narrower than this are gaps between two drawings of one edge (an accuracy of metres at
/// best), not land of their own.
constexpr geo::metres sliver_width(1);
/// Less than this is not worth a finding: it is what two drawings of one edge leave.
constexpr double least_told_km2 = 0.1;

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

/// Without parts smaller than a square as wide as a sliver: what the grid of a millimetre leaves
/// where lines run on one another.
geo::multi_polygon<geo::east_north> without_dust(geo::multi_polygon<geo::east_north> shape) {
    std::erase_if(shape, [](const auto& part) {
        return std::abs(geo::signed_area(part.outer)) < sliver_width.value() * sliver_width.value();
    });
    return shape;
}

using plane_area = geo::multi_polygon<geo::east_north>;

/// The steps of plan_withdrawal, in order.
class withdrawal_planner {
public:
    explicit withdrawal_planner(const withdrawal_input& input)
        : input_(input), chart_(input.chart), held_(geo::project(chart_, input.held)) {}

    withdrawal_result run() {
        set_apart();
        find_target();
        division_ = divide_main({input_, main_area_, target_});
        cut();
        tell_other_rule();
        collect();
        return std::move(out_);
    }

private:
    /// Reserved parts first, then what lies beyond the target: what remains is the main area.
    void set_apart() {
        plane_area all;
        for (const auto& one : input_.reserved) {
            reserved_.push_back(geo::project(chart_, one.area));
            all.insert(all.end(), reserved_.back().begin(), reserved_.back().end());
        }
        for (const auto& one : input_.targets) {
            beyond_.push_back(geo::project(chart_, one.land));
            const auto held = geo::intersection(held_, beyond_.back());
            all.insert(all.end(), held.begin(), held.end());
        }
        main_ = all.empty() ? held_ : geo::difference(held_, geo::unite(all));
        main_area_ = geo::unproject(chart_, main_);
        if (main_.empty() && !input_.targets.empty()) {
            throw geo::input_error(
                "nothing of what is held lies between the line of contact and the lines to which "
                "forces are to go; are left and right of these lines the parties meant?"
            );
        }
    }

    void find_target() {
        out_.border =
            geo::find_shared_edges(main_area_, input_.own_territory, shared_border_tolerance)
                .shared;
        for (const auto& one : input_.targets) {
            const auto along =
                geo::find_shared_edges(main_area_, one.land, shared_border_tolerance).shared;
            out_.target.insert(out_.target.end(), along.begin(), along.end());
        }
        target_ = out_.border;
        target_.insert(target_.end(), out_.target.begin(), out_.target.end());
        const bool must_leave = input_.phases > 0 && !main_.empty();
        if (must_leave && target_.empty() && input_.exits.empty()) {
            throw geo::input_error(
                "the area to be left neither meets the withdrawing party's own territory nor has a "
                "named exit (layer crossings, column exit_for); is the order of coordinates right, "
                "and are "
                "left and right of the line the parties meant?"
            );
        }
    }

    /// One arrangement of all lines; each of its faces goes to a reserved area, to what is kept or
    /// to a phase.
    void cut() {
        auto arrangement = rings_of(held_);
        for (const auto& part : reserved_) {
            add_all(arrangement, rings_of(part));
        }
        for (const auto& one : input_.targets) {
            add_all(arrangement, geo::project(chart_, one.line));
        }
        for (const auto& one : division_.cuts) {
            add_all(arrangement, geo::project(chart_, one));
        }
        const geo::area_index in_held(held_);
        const auto in_reserved = indexes_of(reserved_);
        const auto in_beyond = indexes_of(beyond_);
        step_faces_.resize(std::max<std::size_t>(1, input_.phases));
        reserved_faces_.resize(reserved_.size());
        for (auto& face : geo::without_slivers(geo::faces(arrangement), sliver_width)) {
            const auto within = geo::inner_position(face);
            if (!in_held.contains(within)) {
                continue;
            }
            if (const auto owner = first_with(in_reserved, within)) {
                reserved_faces_[*owner].push_back(std::move(face));
            } else if (first_with(in_beyond, within)) {
                kept_.push_back(std::move(face));
            } else {
                const auto place = division_.place(chart_.unproject(within));
                if (place.by_other_rule) {
                    other_rule_.push_back(face);
                }
                step_faces_[place.step].push_back(std::move(face));
            }
        }
    }

    static std::vector<geo::area_index> indexes_of(const std::vector<plane_area>& areas) {
        std::vector<geo::area_index> out;
        for (const auto& one : areas) {
            out.emplace_back(one);
        }
        return out;
    }

    static std::optional<std::size_t> first_with(
        const std::vector<geo::area_index>& areas, geo::east_north p
    ) {
        for (std::size_t i = 0; i < areas.size(); ++i) {
            if (areas[i].contains(p)) {
                return i;
            }
        }
        return std::nullopt;
    }

    void tell_other_rule() {
        const auto size = geo::area(geo::unproject(chart_, other_rule_));
        if (geo::in_square_kilometres(size) < least_told_km2) {
            return;
        }
        const auto where = chart_.unproject(geo::inner_position(*std::max_element(
            other_rule_.begin(),
            other_rule_.end(),
            [](const auto& a, const auto& b) {
                return std::abs(geo::signed_area(a.outer)) < std::abs(geo::signed_area(b.outer));
            }
        )));
        tell(
            division_.other_code,
            fmt::format(
                "{:.1f} km2 of what is left {}",
                geo::in_square_kilometres(size),
                division_.other_rule
            ),
            where
        );
    }

    void tell(geo::finding_code code, std::string text, std::optional<geo::lon_lat> where = {}) {
        geo::finding made;
        made.code = code;
        made.level = geo::severity::warning;
        if (where) {
            made.where.lon = where->lon.value();
            made.where.lat = where->lat.value();
        }
        made.text = std::move(text);
        out_.found.push_back(std::move(made));
    }

    void collect() {
        for (std::size_t i = 0; i < input_.phases; ++i) {
            withdrawal_step step;
            step.vacated = geo::unproject(chart_, without_dust(geo::unite(step_faces_[i])));
            out_.steps.push_back(std::move(step));
        }
        for (std::size_t i = 0; i < input_.phases; ++i) {
            set_line(i);
        }
        set_progress();
        out_.kept = geo::unproject(chart_, without_dust(geo::unite(kept_)));
        for (const auto& faces : reserved_faces_) {
            withdrawal_reserved made;
            made.held = geo::unproject(chart_, geo::unite(faces));
            made.neck = geo::find_shared_edges(made.held, main_area_, geo::metres(1)).shared;
            out_.reserved.push_back(std::move(made));
        }
    }

    /// The line reached at the end of a phase.
    void set_line(std::size_t i) {
        auto& step = out_.steps[i];
        if (i + 1 == input_.phases) {
            step.line = target_;
        } else if (i < division_.reached.size()) {
            const auto line = geo::project(chart_, division_.reached[i].shape);
            step.line = geo::unproject(chart_, geo::clip(line, main_));
            std::erase_if(step.line, [](const auto& part) {
                return geo::length(part) < sliver_width;
            });
            step.line_error = division_.reached[i].max_error;
        } else {
            plane_area left;
            plane_area still;
            for (std::size_t k = 0; k < step_faces_.size(); ++k) {
                auto& side = k <= i ? left : still;
                side.insert(side.end(), step_faces_[k].begin(), step_faces_[k].end());
            }
            step.line = geo::find_shared_edges(
                            geo::unproject(chart_, geo::unite(left)),
                            geo::unproject(chart_, geo::unite(still)),
                            geo::overlay_grid
            )
                            .shared;
            step.line_error = geo::overlay_grid;
        }
    }

    void set_progress() {
        const auto whole = geo::area(main_area_);
        double done = 0;
        for (std::size_t i = 0; i < out_.steps.size(); ++i) {
            auto& step = out_.steps[i];
            const double share = whole.value() > 0 ? geo::area(step.vacated) / whole : 0.0;
            step.progress_from = i == 0 ? 0.0 : out_.steps[i - 1].progress_to;
            done += share;
            const bool last = i + 1 == out_.steps.size();
            step.progress_to = last                            ? 1.0
                               : i < division_.progress.size() ? division_.progress[i]
                                                               : std::min(done, 1.0);
            if (geo::in_square_kilometres(share * whole) < least_told_km2 && !main_.empty()) {
                tell(
                    geo::finding_code::plan_phase_empty,
                    fmt::format(
                        "phase {} of {} leaves nothing: what its line or rule names has been left "
                        "before, or is not held",
                        i + 1,
                        out_.steps.size()
                    )
                );
            }
        }
    }

    const withdrawal_input& input_;
    const geo::local_frame& chart_;
    plane_area held_;
    plane_area main_;
    area main_area_;
    std::vector<plane_area> reserved_;
    std::vector<plane_area> beyond_;  ///< of each target line
    lines target_;
    phase_division division_;
    plane_area other_rule_;  ///< faces of which the rule of the spacing says nothing
    plane_area kept_;
    std::vector<plane_area> step_faces_;
    std::vector<plane_area> reserved_faces_;
    withdrawal_result out_;
};

}  // namespace

withdrawal_result plan_withdrawal(const withdrawal_input& input) {
    return withdrawal_planner(input).run();
}

}  // namespace planner
