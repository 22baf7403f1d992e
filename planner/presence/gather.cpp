// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/offset/zone.hpp"
#include "geo/overlay/overlay.hpp"
#include "planner/model/number_text.hpp"
#include "planner/presence/scene.hpp"
#include "planner/theatre/count.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace planner::detail {

namespace {

/// Places named one by one in a reason; of more the number is told.
constexpr std::size_t places_named = 4;
constexpr std::size_t inputs_listed = 24;

/// Needs of one kind in one phase and time: what lies on each other becomes one area.
struct group {
    std::string kind;
    std::string phase;
    time_span when;
    std::vector<const presence_need*> needs;
};

class gatherer {
public:
    gatherer(const scene& in, const std::vector<presence_need>& needs) : in_(in), needs_(needs) {}

    std::vector<plan_presence> run() {
        for (const auto& one : groups()) {
            dissolve(one);
        }
        number();
        return std::move(out_);
    }

private:
    [[nodiscard]] const presence_term& rule_of(const presence_need& need) const {
        return in_.rules[need.rule];
    }

    /// In the order of kinds, then of dates. A vacated area stays an area of its own.
    [[nodiscard]] std::vector<group> groups() const {
        using key = std::tuple<std::size_t, instant, instant, std::string, std::size_t>;
        std::map<key, group> made;
        const auto& kinds = presence_kinds();
        for (std::size_t i = 0; i < needs_.size(); ++i) {
            const auto& need = needs_[i];
            const auto& kind = rule_of(need).kind;
            const auto order = static_cast<std::size_t>(
                std::find(kinds.begin(), kinds.end(), kind) - kinds.begin()
            );
            auto& into = made[{
                order,
                need.when.from,
                need.when.until,
                need.phase,
                rule_of(need).where == "vacated" ? i + 1 : 0}];
            into.kind = kind;
            into.phase = need.phase;
            into.when = need.when;
            into.needs.push_back(&need);
        }
        std::vector<group> out;
        for (auto& [unused, one] : made) {
            out.push_back(std::move(one));
        }
        return out;
    }

    [[nodiscard]] const geo::multi_polygon<geo::east_north>& land() {
        if (land_.empty()) {
            land_ = geo::project(in_.chart, in_.what.held);
            const auto rest = geo::project(in_.chart, in_.what.other_side);
            land_.insert(land_.end(), rest.begin(), rest.end());
            land_ = geo::unite(land_);
        }
        return land_;
    }

    /// What lies on either side's land; nothing is cut where no line divides them.
    [[nodiscard]] area on_land(const area& shape) {
        if (in_.what.held.empty()) {
            return shape;
        }
        const auto plane = geo::project(in_.chart, shape);
        return geo::unproject(in_.chart, geo::intersection(plane, land()));
    }

    /// Lines and places of a group by the distance that their rule flags.
    struct shapes {
        std::map<double, lines> about;
        geo::multi_polygon<geo::east_north> ready;
        bool along_line = false;
        geo::metres error;
    };

    [[nodiscard]] shapes shapes_of(const group& of) const {
        shapes out;
        for (const auto* need : of.needs) {
            const auto& reach = rule_of(*need).reach;
            if (!need->samples.empty()) {
                out.about[reach->value()].push_back(
                    in_.stretch(need->samples.front(), need->samples.back())
                );
                out.along_line = true;
            } else if (!need->along.empty()) {
                auto& into = out.about[reach->value()];
                into.insert(into.end(), need->along.begin(), need->along.end());
                out.along_line = true;
            } else if (!need->shape.empty()) {
                const auto plane = geo::project(in_.chart, need->shape);
                out.ready.insert(out.ready.end(), plane.begin(), plane.end());
                out.error = std::max(out.error, need->shape_error);
            } else if (need->position) {
                out.about[reach->value()].push_back({*need->position});
            }
        }
        return out;
    }

    void dissolve(const group& of) {
        auto shape = shapes_of(of);
        if (shape.about.empty() && of.needs.size() == 1) {
            // As the plan has it, not cut anew.
            finish(of, of.needs, of.needs.front()->shape, shape.error);
            return;
        }
        auto all = std::move(shape.ready);
        for (const auto& [reach, about] : shape.about) {
            const auto zone = geo::zone_about(about, geo::metres(reach));
            const auto plane = geo::project(in_.chart, zone.area);
            all.insert(all.end(), plane.begin(), plane.end());
            shape.error = std::max(shape.error, zone.max_error);
        }
        const auto united = geo::unite(all);
        std::vector<area> components;
        for (const auto& part : united) {
            components.push_back(
                geo::unproject(in_.chart, geo::multi_polygon<geo::east_north>(1, part))
            );
        }
        const place_index where(components);
        std::vector<std::vector<const presence_need*>> by_component(components.size());
        for (const auto* need : of.needs) {
            const auto at = where.find(anchor_of(*need));
            if (!at) {
                throw geo::geometry_error("presence: " + need->name + " lies in no flagged area");
            }
            by_component[*at].push_back(need);
        }
        for (std::size_t i = 0; i < components.size(); ++i) {
            if (by_component[i].empty()) {
                continue;
            }
            auto made = shape.along_line ? on_land(components[i]) : components[i];
            const bool off_land = made.empty();
            finish(of, by_component[i], off_land ? components[i] : std::move(made), shape.error);
            if (off_land) {
                out_.back().reasons.front().inputs.emplace_back(
                    "land", "of neither side here: the strip is not cut to land"
                );
            }
        }
    }

    [[nodiscard]] geo::lon_lat anchor_of(const presence_need& need) const {
        if (!need.samples.empty()) {
            return in_.samples[need.samples.front()].middle;
        }
        if (!need.along.empty()) {
            return need.along.front().front();
        }
        if (need.position) {
            return *need.position;
        }
        return in_.chart.unproject(geo::inner_position(geo::project(in_.chart, need.shape).front())
        );
    }

    void finish(
        const group& of,
        const std::vector<const presence_need*>& needs,
        area shape,
        geo::metres error
    ) {
        auto& made = out_.emplace_back();
        made.kind = of.kind;
        made.phase = of.phase;
        made.when = of.when;
        made.shape = std::move(shape);
        made.max_error = error;
        made.count = count_in(made.shape, in_.what.ground);
        made.name = name_of(needs);
        std::set<std::size_t> samples;
        for (std::size_t r = 0; r < in_.rules.size(); ++r) {
            std::vector<const presence_need*> own;
            for (const auto* need : needs) {
                if (need->rule == r) {
                    own.push_back(need);
                    samples.insert(need->samples.begin(), need->samples.end());
                }
            }
            if (!own.empty()) {
                made.reasons.push_back(reason_of(in_.rules[r], own));
                made.severity = worse(made.severity, made.reasons.back().severity);
            }
        }
        for (const auto s : samples) {
            made.line_length += in_.samples[s].to - in_.samples[s].from;
        }
    }

    [[nodiscard]] std::string name_of(const std::vector<const presence_need*>& needs) const {
        std::vector<std::string> names;
        for (const auto* need : needs) {
            if (std::find(names.begin(), names.end(), need->name) == names.end()) {
                names.push_back(need->name);
            }
        }
        if (names.size() == 1) {
            return names.front();
        }
        return fmt::format("{} and {} more", names.front(), names.size() - 1);
    }

    [[nodiscard]] presence_reason reason_of(
        const presence_term& rule, const std::vector<const presence_need*>& needs
    ) const {
        presence_reason out;
        out.rule = rule.id;
        out.severity = rule.severity;
        out.cited = rule.cited;
        out.text = rule.reason;
        std::size_t told = 0;
        std::size_t with_detail = 0;
        double people = 0;
        for (const auto* need : needs) {
            people += need->people;
            if (!need->detail.empty()) {
                ++with_detail;
            }
        }
        for (const auto* need : needs) {
            if (!need->detail.empty() && told < places_named) {
                out.text += (told == 0 ? ": " : "; ") + need->detail;
                ++told;
            }
        }
        if (with_detail > told) {
            out.text += fmt::format("; and {} more", with_detail - told);
        }
        if (rule.where == "zone_settlements" && needs.size() > 1) {
            out.text += fmt::format(
                ". {} with about {} people by the register in all",
                counted(needs.size(), "settlement", "settlements"),
                people_text(people)
            );
        }
        if (rule.reach) {
            out.inputs.emplace_back("reach", length_text(*rule.reach));
        }
        if (needs.size() > 1) {
            out.inputs.emplace_back("places", std::to_string(needs.size()));
        }
        for (const auto* need : needs) {
            for (const auto& one : need->inputs) {
                if (out.inputs.size() < inputs_listed) {
                    out.inputs.push_back(one);
                }
            }
        }
        return out;
    }

    /// Ids that stay while the inputs do: kind, phase and number in order.
    void number() {
        std::map<std::string, std::size_t> seen;
        for (auto& one : out_) {
            const auto stem =
                "presence-" + one.kind + "-" + (one.phase.empty() ? "any" : one.phase);
            one.id = fmt::format("{}-{}", stem, ++seen[stem]);
        }
    }

    const scene& in_;
    const std::vector<presence_need>& needs_;
    geo::multi_polygon<geo::east_north> land_;
    std::vector<plan_presence> out_;
};

}  // namespace

std::vector<plan_presence> gather(const scene& in, const std::vector<presence_need>& needs) {
    return gatherer(in, needs).run();
}

}  // namespace planner::detail
