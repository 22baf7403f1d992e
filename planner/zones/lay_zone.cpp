// SPDX-License-Identifier: Apache-2.0
#include "planner/zones/lay_zone.hpp"

#include "geo/measure/geodesic.hpp"
#include "planner/zones/line_stretch.hpp"
#include "planner/zones/rule_area.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace planner {

namespace {

/// How far sides are told by the nearest stretch of a line that divides nothing.
constexpr geo::metres farthest_side = geo::metres(500'000);

class layer {
public:
    layer(const zone_part& part, const terms& said, zone_ground& ground)
        : part_(part), term_(part.term), said_(said), ground_(ground) {}

    zone_shape run() {
        if (!term_.reference_lines.empty() || part_.lies_on || !term_.other_line.empty()) {
            line_ = line_for(term_, part_.binds, ground_);
        }
        if (part_.lies_on) {
            at_ = term_.place_of("reference_line");
            // A zone that counts from another's edge is cut by that zone's line.
            if (line_.empty()) {
                line_ = line_of_inner(term_);
            }
            sides_ = &ground_.sides(line_, at_);
            side_ = ground_.side_of(line_, *part_.lies_on, at_);
        }
        const auto band = band_of(term_, part_.binds, part_.depth, said_, ground_);
        auto outer = cut(band ? std::optional(band->to) : std::nullopt);
        out_.shape = std::move(outer.shape);
        out_.max_error = outer.error;
        if (band && band->from > geo::metres(0)) {
            // Cut alike and taken off, so that nested zones share their edges.
            auto inner = cut_band(*band, band->from);
            out_.shape = ground_.without(out_.shape, inner.shape);
            out_.max_error = std::max(out_.max_error, inner.error);
        }
        if (term_.stretch) {
            out_.shape = on_stretch(out_.shape);
        }
        for (const auto* taken : part_.not_in) {
            out_.shape = ground_.without(out_.shape, *taken);
        }
        take_exceptions();
        find_beyond();
        find_third_states();
        if (!line_.empty()) {
            out_.line_accuracy = ground_.line(line_, at_).accuracy;
            out_.accuracy_of = line_;
        }
        geo::append(out_.found, ground_.take_findings());
        return std::move(out_);
    }

private:
    [[nodiscard]] std::string line_of_inner(const zone_term& term) const {
        for (const auto& one : said_.zones) {
            if (one.id == term.from_zone) {
                const auto line = line_for(one, part_.binds, ground_);
                return line.empty() ? line_of_inner(one) : line;
            }
        }
        return ground_.main_line();
    }

    [[nodiscard]] bool is_divided() const { return sides_ != nullptr && sides_->divides; }

    /// The rule's area, or for a band all up to `to`, on the side and land that it is cut to.
    rough_area cut(std::optional<geo::metres> to) {
        if (to) {
            return cut_band(*band_of(term_, part_.binds, part_.depth, said_, ground_), *to);
        }
        auto whole =
            whole_area(term_, part_.binds, part_.depth, is_divided(), said_, ground_, out_.found);
        if (sides_ != nullptr) {
            if (!sides_->divides) {
                const auto near =
                    geo::one_sided_zone(sides_->line, farthest_side, side_, geo::end_cap::round);
                whole.shape = ground_.cut(whole.shape, near.area);
            } else if (term_.extent == zone_extent::territory) {
                return {ground_.cut(whole.shape, own_side()), whole.error};
            } else {
                whole.shape = ground_.without(whole.shape, other_side());
            }
        }
        return cut_to_extent(std::move(whole));
    }

    rough_area cut_band(const line_band& band, geo::metres to) {
        if (sides_ == nullptr) {
            const auto& made = ground_.about(band.line, to, false, at_);
            return cut_to_extent({made.area, made.max_error});
        }
        if (sides_->divides && term_.extent == zone_extent::territory) {
            const auto& made = ground_.about(band.line, to, true, at_);
            return {ground_.cut(made.area, own_side()), made.max_error};
        }
        // Where nobody's land is, the side is that of the nearest stretch of the line.
        auto made = geo::one_sided_zone(sides_->line, to, side_, geo::end_cap::round);
        return cut_to_extent({std::move(made.area), made.max_error});
    }

    rough_area cut_to_extent(rough_area whole) {
        if (term_.extent == zone_extent::territory) {
            whole.shape = ground_.cut(whole.shape, ground_.land_of_parties());
        } else if (term_.extent == zone_extent::land) {
            whole.shape = ground_.cut(whole.shape, ground_.all_land());
        }
        return whole;
    }

    [[nodiscard]] const area& own_side() const {
        return side_ == geo::side::left ? sides_->left : sides_->right;
    }
    [[nodiscard]] const area& other_side() const {
        return side_ == geo::side::left ? sides_->right : sides_->left;
    }

    [[nodiscard]] area on_stretch(const area& shape) {
        const stretch_of what{
            term_,
            term_.rule == zone_rule::corridor ? term_.route : line_,
            term_.place_of("reference_line"),
            is_divided() && term_.rule != zone_rule::corridor,
            sides_ != nullptr && term_.rule != zone_rule::corridor ? std::optional(side_)
                                                                   : std::nullopt};
        return ground_of_stretch(what, shape, said_, ground_, out_.found);
    }

    void take_exceptions() {
        for (std::size_t i = 0; i < term_.exceptions.size(); ++i) {
            const auto& one = term_.exceptions[i];
            try {
                take(one, i);
            } catch (const missing_input& missing) {
                tell(
                    geo::finding_code::plan_input_missing,
                    fmt::format(
                        "zone '{0}' is laid without its exception for {1} '{2}', which needs an "
                        "input; give it with --input {2}=FILE",
                        term_.id,
                        one.kind,
                        missing.id
                    )
                );
            } catch (const unknown_ground& problem) {
                tell(
                    geo::finding_code::plan_place_missing,
                    fmt::format(
                        "zone '{}' is laid without its exception for {} '{}', so {}: {}",
                        term_.id,
                        one.kind,
                        one.area.empty() ? one.place : one.area,
                        one.cut ? "it covers ground that the terms leave out" : "it is not marked",
                        problem.what()
                    )
                );
            }
        }
    }

    void take(const zone_exception& one, std::size_t number) {
        plan_exception made{one, number, {}, {}, {}};
        if (!one.area.empty()) {
            made.shape = ground_.named_area(one.area, one.at + "area: ");
        } else if (one.centre || !one.place.empty()) {
            const auto centre =
                one.centre ? *one.centre : ground_.place(one.place, one.at + "place: ");
            if (!one.radius) {
                return;
            }
            auto circle = geo::zone_about(lines{{centre}}, *one.radius);
            made.shape = std::move(circle.area);
            made.max_error = circle.max_error;
        } else {
            return;
        }
        made.shape = ground_.cut(out_.shape, made.shape);
        if (one.cut) {
            out_.shape = ground_.without(out_.shape, made.shape);
        }
        out_.exceptions.push_back(std::move(made));
    }

    void tell(geo::finding_code code, std::string text) {
        geo::finding made;
        made.code = code;
        made.level = geo::severity::warning;
        made.text = std::move(text);
        out_.found.push_back(std::move(made));
    }

    void find_beyond() {
        if (is_divided()) {
            out_.beyond = ground_.cut(
                out_.shape, side_ == geo::side::left ? sides_->left_beyond : sides_->right_beyond
            );
        }
    }

    void find_third_states() {
        const auto third = ground_.third_states();
        if (third.empty() || term_.rule == zone_rule::polygon) {
            return;
        }
        const bool left_out = term_.extent == zone_extent::territory;
        auto measured = out_.shape;
        if (left_out) {
            geo::findings told_before;
            measured =
                whole_area(
                    term_, part_.binds, part_.depth, is_divided(), said_, ground_, told_before
                )
                    .shape;
            if (term_.stretch) {
                measured = on_stretch(measured);
            }
        }
        for (const auto* state : third) {
            auto shape = ground_.cut(measured, state->area);
            if (!shape.empty()) {
                out_.third.push_back({state->name, std::move(shape), left_out});
            }
        }
    }

    const zone_part& part_;
    const zone_term& term_;
    const terms& said_;
    zone_ground& ground_;
    std::string line_;
    std::string at_;
    const line_sides* sides_ = nullptr;
    geo::side side_{};
    zone_shape out_;
};

}  // namespace

zone_shape lay_zone(const zone_part& part, const terms& said, zone_ground& ground) {
    return layer(part, said, ground).run();
}

}  // namespace planner
