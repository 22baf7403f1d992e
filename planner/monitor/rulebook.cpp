// SPDX-License-Identifier: Apache-2.0
#include "planner/monitor/rulebook.hpp"

#include "planner/model/plan_edges.hpp"
#include "planner/status/in_force.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <future>
#include <set>
#include <thread>

namespace planner {

namespace {

/// Positions of a plan folder have 7 decimals: 0.6 cm in each direction, 0.8 cm in all.
constexpr geo::metres written_error{0.008};

using field_of_ground = std::shared_ptr<const geo::area_field>;

/// Fields of areas, on all processors: they are most of what making a rulebook takes.
std::vector<field_of_ground> fields_of(const std::vector<const area*>& shapes) {
    std::vector<field_of_ground> out(shapes.size());
    std::atomic<std::size_t> next = 0;
    const auto make_some = [&] {
        for (auto i = next++; i < shapes.size(); i = next++) {
            out[i] = std::make_shared<geo::area_field>(*shapes[i]);
        }
    };
    const auto processors = std::max(1U, std::thread::hardware_concurrency());
    std::vector<std::future<void>> others;
    for (std::size_t i = 1; i < std::min<std::size_t>(processors, shapes.size()); ++i) {
        others.push_back(std::async(std::launch::async, make_some));
    }
    make_some();
    for (auto& one : others) {
        one.get();
    }
    return out;
}

}  // namespace

std::string_view name(clause_kind kind) {
    switch (kind) {
    case clause_kind::zone:
        return "zone";
    case clause_kind::phase:
        return "phase";
    case clause_kind::entry:
        return "entry";
    case clause_kind::rule:
        return "rule";
    }
    return "unknown";
}

rulebook::rulebook(plan made) : plan_(std::move(made)) {
    for (auto& one : plan_.said.arms.words()) {
        words_.push_back(std::move(one));
    }
    for (std::size_t i = 1; i < words_.size(); ++i) {
        word_numbers_.emplace(words_[i], static_cast<word_number>(i));
    }
    for (std::size_t i = 0; i < plan_.ground.parties.size(); ++i) {
        const auto& one = plan_.ground.parties[i];
        const auto number = static_cast<party_number>(i + 1);
        party_numbers_.emplace(one.id.str(), number);
        party_numbers_.emplace(one.name, number);
    }
    for (const auto& [role, id] : plan_.ground.roles) {
        party_numbers_.emplace(role, number_of(id));
    }
    find_extent();
    add_zones();
    add_phases();
    add_rules();
    find_stretches();
    find_candidates();
}

void rulebook::find_extent() {
    const auto add_area = [this](const area& shape) {
        for (const auto& part : shape) {
            extent_.add_all(part.outer);
        }
    };
    for (const auto& zone : plan_.zones) {
        add_area(zone.shape);
    }
    for (const auto& phase : plan_.phases) {
        add_area(phase.vacated);
    }
}

bool rulebook::seems_swapped(geo::lon_lat p) const {
    constexpr double far = far_from_plan;
    if (extent_.empty() || extent_.east - extent_.west > 180 || std::abs(p.lon.value()) > 90) {
        return false;
    }
    const geo::lon_lat_box wide{
        extent_.west - far, extent_.south - far, extent_.east + far, extent_.north + far};
    const geo::lon_lat exchanged{geo::longitude(p.lat.value()), geo::latitude(p.lon.value())};
    return !wide.contains(p) && extent_.contains(exchanged);
}

party_number rulebook::number_of(const party_id& id) const {
    const auto found = party_numbers_.find(id.str());
    return found == party_numbers_.end() ? no_party : found->second;
}

std::optional<party_number> rulebook::party_of(std::string_view text) const {
    const auto found = party_numbers_.find(std::string(text));
    return found == party_numbers_.end() ? std::nullopt : std::optional(found->second);
}

std::string_view rulebook::party_id_of(party_number number) const {
    return number == no_party ? std::string_view()
                              : std::string_view(plan_.ground.parties[number - 1U].id.str());
}

std::optional<word_number> rulebook::word_of(std::string_view text) const {
    const auto found = word_numbers_.find(text);
    return found == word_numbers_.end() ? std::nullopt : std::optional(found->second);
}

void rulebook::add_zones() {
    std::vector<const area*> shapes;
    for (const auto& zone : plan_.zones) {
        shapes.push_back(&zone.shape);
    }
    const auto grounds = fields_of(shapes);
    for (std::size_t i = 0; i < plan_.zones.size(); ++i) {
        const auto& zone = plan_.zones[i];
        clause made;
        made.kind = clause_kind::zone;
        made.id = zone.id;
        made.title = zone.term.title;
        made.binds = number_of(zone.binds);
        made.cited = zone.term.cited;
        made.ground = grounds[i];
        auto edge = edge_of(plan_, zone);
        made.edge_basis = std::move(edge.basis);
        made.edge_accuracy = edge.accuracy;
        made.edge_error = zone.max_error + written_error;
        made.caps = zone.term.caps;
        for (const auto& one : zone.exceptions) {
            if (!one.shape.empty()) {
                made.exceptions.push_back(
                    {one.term.kind, one.term.cut, std::make_shared<geo::area_field>(one.shape)}
                );
            }
        }
        for (const auto& one : zone.term.exceptions) {
            made.has_storage = made.has_storage || one.kind == "storage_site";
        }
        clauses_.push_back(std::move(made));
        sources_.push_back({&zone, nullptr, nullptr});
    }
}

void rulebook::add_phases() {
    std::vector<const area*> shapes;
    for (const auto& phase : plan_.phases) {
        shapes.push_back(&phase.vacated);
    }
    const auto grounds = fields_of(shapes);
    const auto entry = plan_.said.vacated ? plan_.said.vacated->entry : entry_rule::owner;
    for (std::size_t i = 0; i < plan_.phases.size(); ++i) {
        const auto& phase = plan_.phases[i];
        clause made;
        made.kind = clause_kind::phase;
        made.id = phase.term.id;
        made.title = phase.term.title;
        made.binds = number_of(plan_.withdrawing);
        made.cited = phase.term.cited;
        made.ground = grounds[i];
        auto edge = edge_of_withdrawal(plan_);
        made.edge_basis = std::move(edge.basis);
        made.edge_accuracy = edge.accuracy;
        made.edge_error = phase.line_error + written_error;
        clauses_.push_back(made);
        sources_.push_back({nullptr, &phase, nullptr});
        if (entry != entry_rule::owner) {
            made.kind = clause_kind::entry;
            made.binds = number_of(plan_.other);
            made.cited = plan_.said.vacated->cited;
            clauses_.push_back(std::move(made));
            sources_.push_back({nullptr, &phase, nullptr});
        }
    }
}

void rulebook::add_rules() {
    for (const auto& rule : plan_.said.rules) {
        clause made;
        made.kind = clause_kind::rule;
        made.id = rule.id;
        made.title = rule.kind;
        const auto role = plan_.ground.roles.find(rule.binds);
        made.binds = rule.binds == "both"               ? no_party
                     : role != plan_.ground.roles.end() ? number_of(role->second)
                                                        : number_of(party_id(rule.binds));
        made.cited = rule.cited;
        made.is_everywhere = rule.kind == "ceasefire" || rule.kind == "no_strike";
        clauses_.push_back(std::move(made));
        sources_.push_back({nullptr, nullptr, &rule});
    }
}

bool rulebook::holds(const source_of& source, const standing& now) {
    const auto has = [](const std::vector<std::string>& ids, const std::string& id) {
        return std::find(ids.begin(), ids.end(), id) != ids.end();
    };
    if (source.zone != nullptr) {
        return has(now.zones, source.zone->id);
    }
    if (source.rule != nullptr) {
        return has(now.rules, source.rule->id);
    }
    // Forces are out of its area from its end on, verified or not.
    const auto* gate = find_gate(now.phases, source.phase->term.id);
    return gate != nullptr &&
           (gate->state == gate_state::due || gate->state == gate_state::failed ||
            gate->state == gate_state::verified);
}

void rulebook::find_stretches() {
    std::set<instant> changes;
    const auto add = [&](const time_span& when) {
        changes.insert(when.from);
        changes.insert(when.until);
    };
    for (const auto& zone : plan_.zones) {
        add(zone.when);
    }
    for (const auto& rule : plan_.said.rules) {
        add(plan_.at(rule.when));
    }
    for (const auto& gate : plan_.dates.gates) {
        changes.insert({gate.start, gate.end, gate.verified});
    }
    for (const auto& event : plan_.events) {
        changes.insert(event.at);
    }
    changes.insert(instant::min());
    for (const auto t : changes) {
        const auto now = planner::in_force(plan_, t);
        std::vector<std::uint8_t> row;
        for (const auto& source : sources_) {
            row.push_back(holds(source, now) ? 1 : 0);
        }
        const bool same =
            !stretches_.empty() &&
            std::equal(
                row.begin(), row.end(), force_.end() - static_cast<std::ptrdiff_t>(row.size())
            );
        if (!same) {
            stretches_.push_back(t);
            force_.insert(force_.end(), row.begin(), row.end());
        }
    }
}

std::size_t rulebook::stretch_of(instant t) const {
    const auto after = std::upper_bound(stretches_.begin() + 1, stretches_.end(), t);
    return static_cast<std::size_t>(after - stretches_.begin()) - 1;
}

double rulebook::in_force(std::uint32_t number, instant from, instant until) const {
    auto at = stretch_of(from);
    if (until <= from) {
        return in_force_in(at, number) ? 1.0 : 0.0;
    }
    std::chrono::seconds held{};
    for (; at < stretches_.size() && stretches_[at] < until; ++at) {
        if (in_force_in(at, number)) {
            const auto begins = std::max(from, stretches_[at]);
            const auto ends =
                at + 1 < stretches_.size() ? std::min(until, stretches_[at + 1]) : until;
            held += ends - begins;
        }
    }
    const auto whole = until - from;
    return held == whole ? 1.0
                         : static_cast<double>(held.count()) / static_cast<double>(whole.count());
}

}  // namespace planner
