// SPDX-License-Identifier: Apache-2.0
#include "planner/protection/protection.hpp"

#include "planner/protection/party_ground.hpp"
#include "planner/status/in_force.hpp"

#include <algorithm>
#include <map>

namespace planner {

namespace {

/// Bits of class_set.
constexpr std::size_t most_classes = 64;

/// Classes of the table that have systems, each with the one that reaches farthest.
std::vector<weapon_reach> classes_of(const weapons& arms) {
    std::vector<weapon_reach> out;
    for (const auto& one : arms.classes) {
        const weapon_system* farthest = nullptr;
        for (const auto& system : arms.systems) {
            if (system.class_id == one.id &&
                (farthest == nullptr || system.max_range > farthest->max_range)) {
                farthest = &system;
            }
        }
        if (farthest != nullptr && out.size() < most_classes) {
            out.push_back({one.id, one.title, farthest->name, farthest->max_range});
        }
    }
    return out;
}

std::vector<protection_stage> stages_of(const plan& made) {
    std::vector<protection_stage> out;
    out.push_back({"start", "Before", made.d_day});
    if (!made.phases.empty()) {
        for (const auto& phase : made.phases) {
            out.push_back({phase.term.id, "After " + phase.term.title, phase.end});
        }
        return out;
    }
    std::set<instant> changes;
    for (const auto& zone : made.zones) {
        changes.insert(zone.when.from);
        changes.insert(zone.when.until);
    }
    for (const auto t : changes) {
        if (t != open_end()) {
            const auto day = to_local_iso_date(t, made.ground.time_zone);
            out.push_back({"zones-" + day, "From " + day, t});
        }
    }
    return out;
}

/// Zones (indices) in force at a stage; none at the start, whatever begins on that day.
std::set<std::size_t> zones_at(const plan& made, const protection_stage& stage) {
    std::set<std::size_t> out;
    if (stage.id == "start") {
        return out;
    }
    const auto now = in_force(made, stage.at);
    for (std::size_t i = 0; i < made.zones.size(); ++i) {
        const auto& id = made.zones[i].id;
        const bool holds = std::find(now.zones.begin(), now.zones.end(), id) != now.zones.end();
        const bool suspended =
            std::find(now.suspended.begin(), now.suspended.end(), id) != now.suspended.end();
        if (holds && !suspended && made.zones[i].term.keeps_out()) {
            out.insert(i);
        }
    }
    return out;
}

bool covers(const plan& made, const plan_zone& zone, const weapon_system& system) {
    if (!zone.systems.empty()) {
        return std::find(zone.systems.begin(), zone.systems.end(), system.id) != zone.systems.end();
    }
    return std::any_of(
        zone.term.weapon_classes.begin(),
        zone.term.weapon_classes.end(),
        [&](const auto& word) { return made.said.arms.covers(word, system); }
    );
}

class protection_finder {
public:
    protection_finder(const plan& so_far, const geo::local_frame& chart)
        : plan_(so_far), chart_(chart) {}

    protection run() {
        if (plan_.held.empty() || plan_.other_side.empty()) {
            return {};
        }
        out_.stages = stages_of(plan_);
        out_.classes = classes_of(plan_.said.arms);
        out_.max_error = geo::metres(0.1);
        for (const auto& zone : plan_.zones) {
            out_.max_error = std::max(out_.max_error, zone.max_error + geo::metres(0.1));
        }
        add_places();
        measure(plan_.withdrawing, &place_protection::from_withdrawing, out_.withdrawing);
        measure(plan_.other, &place_protection::from_other, out_.other);
        return std::move(out_);
    }

private:
    void add_places() {
        for (std::size_t i = 0; i < plan_.ground.settlements.size(); ++i) {
            out_.places.push_back({false, i, {}, {}});
            positions_.push_back(plan_.ground.settlements[i].position);
        }
        for (std::size_t i = 0; i < plan_.ground.infrastructure.size(); ++i) {
            out_.places.push_back({true, i, {}, {}});
            positions_.push_back(plan_.ground.infrastructure[i].position);
        }
    }

    void measure(
        const party_id& party,
        std::vector<exposure> place_protection::*exposures,
        party_reach& totals
    ) {
        party_ground ground(plan_, chart_, party, positions_);
        totals.party = party;
        for (const auto& stage : out_.stages) {
            const auto anywhere = ground.distances(stage.at, {});
            for (std::size_t i = 0; i < out_.places.size(); ++i) {
                exposure made;
                made.nearest = anywhere[i];
                made.own = anywhere[i] == geo::metres(0);
                (out_.places[i].*exposures).push_back(made);
            }
            add_reach(ground, stage, exposures);
            add_totals(exposures, totals);
        }
    }

    /// Systems that the same zones keep out stand on the same ground.
    void add_reach(
        party_ground& ground,
        const protection_stage& stage,
        std::vector<exposure> place_protection::*exposures
    ) {
        const auto in_force_now = zones_at(plan_, stage);
        std::map<std::set<std::size_t>, std::vector<const weapon_system*>> alike;
        for (const auto& system : plan_.said.arms.systems) {
            std::set<std::size_t> kept_out;
            for (const auto i : in_force_now) {
                const auto& zone = plan_.zones[i];
                const bool binds = zone.binds == ground.party() || zone.binds.str() == "both";
                if (binds && covers(plan_, zone, system)) {
                    kept_out.insert(i);
                }
            }
            alike[std::move(kept_out)].push_back(&system);
        }
        for (const auto& [zones, systems] : alike) {
            const auto distances = ground.distances(stage.at, zones);
            for (std::size_t k = 0; k < out_.classes.size(); ++k) {
                geo::metres range(-1);
                for (const auto* system : systems) {
                    if (system->class_id == out_.classes[k].weapon_class) {
                        range = std::max(range, system->max_range);
                    }
                }
                for (std::size_t i = 0; i < out_.places.size(); ++i) {
                    auto& one = (out_.places[i].*exposures).back();
                    if (!one.own && distances[i] <= range) {
                        one.reached_by |= class_set{1} << k;
                    }
                }
            }
        }
    }

    void add_totals(std::vector<exposure> place_protection::*exposures, party_reach& totals) {
        auto& by_class = totals.by_class.emplace_back(out_.classes.size());
        auto& by_any = totals.by_any.emplace_back();
        for (const auto& place : out_.places) {
            const auto reached = (place.*exposures).back().reached_by;
            const auto count = [&](reach_total& to) {
                if (place.is_facility) {
                    ++to.facilities;
                } else {
                    ++to.settlements;
                    to.people += plan_.ground.settlements[place.index].population;
                }
            };
            if (reached != 0) {
                count(by_any);
            }
            for (std::size_t k = 0; k < out_.classes.size(); ++k) {
                if ((reached >> k & 1U) != 0) {
                    count(by_class[k]);
                }
            }
        }
    }

    const plan& plan_;
    const geo::local_frame& chart_;
    std::vector<geo::lon_lat> positions_;
    protection out_;
};

double days_between(instant from, instant to) {
    return std::chrono::duration<double, std::ratio<86400>>(to - from).count();
}

}  // namespace

protection find_protection(const plan& so_far, const geo::local_frame& chart) {
    return protection_finder(so_far, chart).run();
}

std::vector<occupation_row> count_occupation(const plan& so_far) {
    std::vector<occupation_row> out;
    for (const auto& phase : so_far.phases) {
        auto& row = out.emplace_back();
        row.phase = phase.term.id;
        row.size = phase.count.size;
        row.people = phase.count.people;
        row.days_most = days_between(so_far.d_day, phase.end);
        row.days_least = (days_between(so_far.d_day, phase.start) + row.days_most) / 2;
        row.frozen = phase.still_held.size;
        row.frozen_people = phase.still_held.people;
        row.frozen_settlements = phase.still_held.settlements;
    }
    return out;
}

}  // namespace planner
