// SPDX-License-Identifier: Apache-2.0
#include "planner/zones/zones.hpp"

#include "geo/base/error.hpp"
#include "geo/measure/geodesic.hpp"
#include "planner/model/roles.hpp"
#include "planner/theatre/count.hpp"
#include "planner/zones/lay_zone.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace planner {

namespace {

const party_id both_parties("both");
const party_id nobodys_side("any");
/// Less than this of a zone beyond a border is the border's own roundness, not worth a word.
constexpr geo::square_metres worth_telling(1e4);

/// Systems with one depth.
struct range_group {
    geo::metres depth;
    std::vector<std::string> systems;
};

class all_zones {
public:
    all_zones(const plan& so_far, zone_ground& ground, geo::findings& found)
        : plan_(so_far), ground_(ground), found_(found) {}

    std::vector<plan_zone> run() {
        for (const auto& term : plan_.said.zones) {
            lay(term);
        }
        // In the order of the terms, whatever was laid first for another's sake.
        std::vector<plan_zone> out;
        for (const auto& term : plan_.said.zones) {
            for (auto& zone : laid_[term.id]) {
                out.push_back(std::move(zone));
            }
        }
        return out;
    }

private:
    void note(geo::finding_code code, geo::severity level, std::string text) {
        if (!told_.insert(text).second) {
            return;
        }
        geo::finding made;
        made.code = code;
        made.level = level;
        made.text = std::move(text);
        found_.push_back(std::move(made));
    }

    void lay(const zone_term& term) {
        if (laid_.contains(term.id)) {
            return;
        }
        laid_[term.id] = {};
        for (const auto& id : term.not_in) {
            for (const auto& other : plan_.said.zones) {
                if (other.id == id) {
                    lay(other);
                }
            }
        }
        tell_not_in(term);
        foreign_.clear();
        std::vector<plan_zone> made;
        std::map<party_id, std::string> missing;
        for (const auto& group : groups_of(term)) {
            for (const auto& part : parts_of(term)) {
                try {
                    add(term, group, part, made);
                } catch (const missing_input& input) {
                    missing.emplace(part.binds, input.id);
                }
            }
        }
        for (const auto& [who, id] : missing) {
            tell_missing(term, id, made.empty() ? std::nullopt : std::optional(who));
        }
        tell_foreign(term);
        const bool by_range = std::any_of(made.begin(), made.end(), [&](const auto& zone) {
            return zone.depth != made.front().depth;
        });
        const bool by_party = parts_of(term).size() > 1;
        for (auto& zone : made) {
            zone.id = term.id + (by_party ? "-" + zone.binds.str() : "") +
                      (by_range ? fmt::format("-{:g}km", geo::in_kilometres(zone.depth)) : "");
        }
        laid_[term.id] = std::move(made);
    }

    /// A zone is laid for the parties whose lines are there; for whom it is left out is said.
    void tell_missing(
        const zone_term& term, const std::string& id, const std::optional<party_id>& who
    ) {
        std::string what;
        for (const auto& one : plan_.said.inputs) {
            if (one.id == id) {
                what = one.title + ": " + one.text;
            }
        }
        note(
            geo::finding_code::plan_input_missing,
            geo::severity::warning,
            fmt::format(
                "zone '{0}' is left out{3}: it needs the input '{1}' ({2}); give it with --input "
                "{1}=FILE",
                term.id,
                id,
                what,
                who ? " for '" + who->str() + "'" : ""
            )
        );
    }

    /// The depths at which a term is laid, each with the systems that it is for.
    std::vector<range_group> groups_of(const zone_term& term) {
        if (term.rule != zone_rule::distance_or_range && term.rule != zone_rule::cannot_reach) {
            return {{term.rule == zone_rule::squares ? term.depth : term.depth_per_side(), {}}};
        }
        std::map<double, std::vector<std::string>> by_depth;
        for (const auto* system : plan_.said.arms.systems_of(term.weapon_classes)) {
            auto depth = system->max_range;
            if (term.rule == zone_rule::distance_or_range) {
                depth = std::max(depth, term.depth_per_side());
            } else if (term.within) {
                // Farther than the limit, all systems share one ground.
                depth = std::min(depth, geo::largest_zone_distance);
            }
            if (depth > geo::largest_zone_distance) {
                note(
                    geo::finding_code::plan_step_left_out,
                    geo::severity::warning,
                    fmt::format(
                        "zone '{}' is not laid for {}: its range, {:g} km, is over {:g} km",
                        term.id,
                        system->name,
                        geo::in_kilometres(depth),
                        geo::in_kilometres(geo::largest_zone_distance)
                    )
                );
                continue;
            }
            if (system->cited.certainty != "S") {
                note(
                    geo::finding_code::plan_uncertain_figure,
                    geo::severity::note,
                    fmt::format(
                        "zone '{}' rests on a range of {:g} km for {} that was not read in its "
                        "source ({}): {}",
                        term.id,
                        geo::in_kilometres(system->max_range),
                        system->name,
                        system->cited.certainty,
                        system->cited.source
                    )
                );
            }
            by_depth[depth.value()].push_back(system->id);
        }
        std::vector<range_group> out;
        for (auto& [depth, systems] : by_depth) {
            out.push_back({geo::metres(depth), std::move(systems)});
        }
        if (out.empty()) {
            note(
                geo::finding_code::plan_zone_empty,
                geo::severity::warning,
                fmt::format(
                    "zone '{}': the weapons table has no system of '{}' with a usable range",
                    term.id,
                    term.weapon_class
                )
            );
        }
        return out;
    }

    [[nodiscard]] party_id party(
        const zone_term& term, std::string_view key, const std::string& role
    ) const {
        try {
            return party_in_role(plan_.ground, role);
        } catch (const geo::input_error& problem) {
            throw geo::input_error(term.place_of(key) + problem.what());
        }
    }

    struct part_plan {
        party_id binds;
        party_id line_of;
        std::optional<party_id> lies_on;
    };

    [[nodiscard]] std::vector<part_plan> parts_of(const zone_term& term) const {
        std::vector<party_id> bound;
        if (term.binds == "both") {
            bound = {plan_.other, plan_.withdrawing};
        } else {
            bound = {party(term, "binds", term.binds)};
        }
        std::vector<part_plan> out;
        if (term.lies_on == "both") {
            for (const auto& who : bound) {
                out.push_back({who, who, who});
            }
            return out;
        }
        const auto binds = bound.size() > 1 ? both_parties : bound.front();
        if (term.lies_on == "any") {
            return {{binds, bound.front(), std::nullopt}};
        }
        const auto side = party(term, "lies_on", term.lies_on);
        // Both are bound on one party's side: the line is that party's.
        return {{binds, bound.size() > 1 ? side : bound.front(), side}};
    }

    void add(
        const zone_term& term,
        const range_group& group,
        const part_plan& part,
        std::vector<plan_zone>& to
    ) {
        plan_zone zone;
        zone.term = term;
        zone.binds = part.binds;
        zone.lies_on = part.lies_on.value_or(nobodys_side);
        zone.systems = group.systems;
        zone.depth = term.rule == zone_rule::squares ? group.depth / 2 : group.depth;
        zone.when = plan_.at(term.when);
        zone_part wanted{term, part.line_of, part.lies_on, group.depth};
        for (const auto& id : term.not_in) {
            for (const auto& other : laid_[id]) {
                wanted.not_in.push_back(&other.shape);
            }
        }
        auto laid = lay_zone(wanted, plan_.said, ground_);
        for (auto& item : laid.found) {
            if (told_.insert(item.text).second) {
                found_.push_back(std::move(item));
            }
        }
        zone.shape = std::move(laid.shape);
        zone.max_error = laid.max_error;
        zone.beyond = geo::area(laid.beyond);
        zone.exceptions = std::move(laid.exceptions);
        for (auto& one : zone.exceptions) {
            one.count = count_in(one.shape, plan_.ground);
        }
        if (part.lies_on) {
            keep_foreign({"", *part.lies_on, false}, laid.beyond);
        }
        for (const auto& one : laid.third) {
            keep_foreign({one.state, {}, one.left_out}, one.shape);
        }
        zone.count = count_in(zone.shape, plan_.ground);
        if (zone.shape.empty()) {
            note(
                geo::finding_code::plan_zone_empty,
                geo::severity::warning,
                fmt::format(
                    "zone '{}' covers nothing for '{}': no land of this kind lies there",
                    term.id,
                    zone.binds.str()
                )
            );
        }
        tell_narrow(zone, laid);
        to.push_back(std::move(zone));
    }

    void tell_not_in(const zone_term& term) {
        for (const auto& id : term.not_in) {
            if (laid_[id].empty()) {
                note(
                    geo::finding_code::plan_step_left_out,
                    geo::severity::warning,
                    fmt::format(
                        "zone '{}' is laid without taking out zone '{}', which is left out",
                        term.id,
                        id
                    )
                );
            }
        }
    }

    /// Ground of a zone on the land of a state: a third one's, or a party's own beyond the border.
    struct foreign_key {
        std::string state;
        party_id own_of;
        bool left_out = false;
        auto operator<=>(const foreign_key&) const = default;
    };

    void keep_foreign(const foreign_key& key, const area& shape) {
        auto& all = foreign_[key];
        all.insert(all.end(), shape.begin(), shape.end());
    }

    /// One finding for a zone and state, whatever parts the zone is laid in.
    void tell_foreign(const zone_term& term) {
        for (const auto& [key, shapes] : foreign_) {
            const auto size = geo::area(ground_.unite(shapes));
            if (size <= worth_telling) {
                continue;
            }
            const auto km2 = geo::in_square_kilometres(size);
            note(
                geo::finding_code::plan_zone_beyond_border,
                geo::severity::warning,
                !key.own_of.str().empty()
                    ? fmt::format(
                          "{:.1f} km2 of zone '{}' lie beyond the recognised border, on the own "
                          "land of '{}'",
                          km2,
                          term.id,
                          key.own_of.str()
                      )
                    : fmt::format(
                          "{:.1f} km2 of the land of {} lie within zone '{}' as the terms measure "
                          "it; {}",
                          km2,
                          key.state,
                          term.id,
                          key.left_out ? "they are left out, the state is no party"
                                       : "they are part of it"
                      )
            );
        }
    }

    void tell_narrow(const plan_zone& zone, const zone_shape& laid) {
        auto depth = zone.depth;
        if (zone.term.rule == zone_rule::band) {
            depth = depth - zone.term.from_depth;
        }
        if (zone.term.rule == zone_rule::between && !laid.accuracy_of.empty()) {
            const auto along = geo::length(ground_.line(laid.accuracy_of, "").shape);
            depth = geo::metres(zone.count.size.value() / along.value());
        }
        if (depth <= geo::metres(0) || depth >= laid.line_accuracy) {
            return;
        }
        note(
            geo::finding_code::plan_zone_narrower_than_accuracy,
            geo::severity::warning,
            fmt::format(
                "zone '{}' is {:g} km deep, its line is known to {:g} km only",
                zone.term.id,
                geo::in_kilometres(depth),
                geo::in_kilometres(laid.line_accuracy)
            )
        );
    }

    const plan& plan_;
    zone_ground& ground_;
    geo::findings& found_;
    std::map<std::string, std::vector<plan_zone>> laid_;
    std::map<foreign_key, area> foreign_;  ///< of the zone being laid
    std::set<std::string> told_;
};

}  // namespace

std::vector<plan_zone> lay_zones(const plan& so_far, zone_ground& ground, geo::findings& found) {
    return all_zones(so_far, ground, found).run();
}

}  // namespace planner
