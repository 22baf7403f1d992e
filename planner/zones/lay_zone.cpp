// SPDX-License-Identifier: Apache-2.0
#include "planner/zones/lay_zone.hpp"

#include "geo/measure/geodesic.hpp"
#include "planner/zones/rule_area.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace planner {

namespace {

/// Less than this of a zone beyond a border is the border's own roundness, not worth a word.
constexpr geo::square_metres worth_telling(1e4);
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
        take_exceptions();
        tell_beyond();
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

    void take_exceptions() {
        for (const auto& one : term_.exceptions) {
            if (!one.area.empty()) {
                const auto& taken = ground_.named_area(one.area, term_.place_of("exceptions"));
                out_.shape = ground_.without(out_.shape, taken);
            }
        }
    }

    void tell(const std::string& text) {
        geo::finding made;
        made.code = geo::finding_code::plan_zone_beyond_border;
        made.level = geo::severity::warning;
        made.text = text;
        out_.found.push_back(std::move(made));
    }

    void tell_beyond() {
        if (is_divided()) {
            const auto& beyond =
                side_ == geo::side::left ? sides_->left_beyond : sides_->right_beyond;
            out_.beyond = geo::area(ground_.cut(out_.shape, beyond));
            if (out_.beyond > worth_telling) {
                tell(fmt::format(
                    "{:.1f} km2 of zone '{}' lie beyond the recognised border, on the own land of "
                    "'{}'",
                    geo::in_square_kilometres(out_.beyond),
                    term_.id,
                    part_.lies_on->str()
                ));
            }
        }
        tell_third_states();
    }

    void tell_third_states() {
        const auto third = ground_.third_states();
        if (third.empty() || (term_.rule == zone_rule::polygon)) {
            return;
        }
        auto ground = out_.shape;
        const bool left_out = term_.extent == zone_extent::territory;
        if (left_out) {
            geo::findings told_before;
            ground = whole_area(
                         term_, part_.binds, part_.depth, is_divided(), said_, ground_, told_before
            )
                         .shape;
        }
        for (const auto* state : third) {
            const auto size = geo::area(ground_.cut(ground, state->area));
            if (size > worth_telling) {
                tell(fmt::format(
                    "{:.1f} km2 of the land of {} lie within zone '{}' as the terms measure it; {}",
                    geo::in_square_kilometres(size),
                    state->name,
                    term_.id,
                    left_out ? "they are left out, the state is no party" : "they are part of it"
                ));
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
