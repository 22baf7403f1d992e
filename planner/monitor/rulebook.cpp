// SPDX-License-Identifier: Apache-2.0
#include "planner/monitor/rulebook.hpp"

#include "planner/model/plan_edges.hpp"
#include "planner/status/in_force.hpp"

#include <algorithm>
#include <set>

namespace planner {

namespace {

/// Positions of a plan folder have 7 decimals: 0.6 cm in each direction, 0.8 cm in all.
constexpr geo::metres written_error{0.008};

/// `heavy_weapons, 2s1` as the terms print it.
std::vector<std::string> listed(const std::string& text) {
    std::vector<std::string> out;
    std::size_t from = 0;
    while (from < text.size()) {
        auto to = text.find(',', from);
        to = to == std::string::npos ? text.size() : to;
        const auto first = text.find_first_not_of(' ', from);
        if (first < to) {
            out.push_back(text.substr(first, to - first));
        }
        from = to + 1;
    }
    return out;
}

bool has(const std::vector<std::string>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_everything(const std::vector<std::string>& words) {
    return has(words, "any") || has(words, "forces");
}

/// Is the class part of one that a word names?
bool is_within(const weapons& arms, const std::string& class_id, const std::string& word) {
    const weapon_system probe{"", "", class_id, {}, {}, "", {}};
    return arms.covers(word, probe);
}

/// Rules that are broken wherever it happens, by what breaks them.
bool breaks_everywhere(std::string_view kind, report_what what) {
    switch (what) {
    case report_what::explosion:
    case report_what::shot:
    case report_what::thermal_anomaly:
        return kind == "ceasefire";
    case report_what::strike_city:
    case report_what::strike_facility:
        return kind == "ceasefire" || kind == "no_strike";
    default:
        return false;
    }
}

/// Rules whose ground no map tells.
bool breaks_somewhere(std::string_view kind, report_what what) {
    switch (what) {
    case report_what::weapon:
        return kind == "no_heavy_weapons";
    case report_what::fortification:
    case report_what::mine:
        return kind == "no_fortification";
    case report_what::reinforcement:
        return kind == "no_reinforcement";
    case report_what::overflight:
        return kind == "no_fly";
    case report_what::denied_access:
    case report_what::device_off:
        return kind == "verification";
    default:
        return false;
    }
}

/// A ban of `presence` keeps out forces and whatever needs them there.
bool breaks_presence(report_what what) {
    switch (what) {
    case report_what::weapon:
    case report_what::movement:
    case report_what::reinforcement:
    case report_what::fortification:
    case report_what::exercise:
        return true;
    default:
        return false;
    }
}

bool breaks(zone_ban ban, report_what what) {
    switch (ban) {
    case zone_ban::presence:
        return breaks_presence(what);
    case zone_ban::weapons:
        return what == report_what::weapon || what == report_what::storage_missing;
    case zone_ban::flights:
        return what == report_what::overflight;
    case zone_ban::fire:
        return what == report_what::explosion || what == report_what::shot ||
               what == report_what::strike_city || what == report_what::strike_facility ||
               what == report_what::thermal_anomaly;
    case zone_ban::exercises:
        return what == report_what::exercise;
    case zone_ban::reconnaissance:
        return what == report_what::overflight;
    case zone_ban::reinforcement:
        return what == report_what::reinforcement;
    case zone_ban::fortification:
        return what == report_what::fortification;
    case zone_ban::mining:
        return what == report_what::mine;
    }
    return false;
}

/// Does the word of a report say which weapon, or are forces meant whatever it says?
bool is_about_weapons(report_what what) {
    switch (what) {
    case report_what::movement:
    case report_what::reinforcement:
    case report_what::fortification:
    case report_what::mine:
    case report_what::exercise:
    case report_what::denied_access:
    case report_what::device_off:
        return false;
    default:
        return true;
    }
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
    add_zones();
    add_phases();
    add_rules();
    find_stretches();
    find_candidates();
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
    for (const auto& zone : plan_.zones) {
        clause made;
        made.kind = clause_kind::zone;
        made.id = zone.id;
        made.title = zone.term.title;
        made.binds = number_of(zone.binds);
        made.cited = zone.term.cited;
        made.ground = std::make_shared<geo::area_field>(zone.shape);
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
    const auto entry = plan_.said.vacated ? plan_.said.vacated->entry : entry_rule::owner;
    for (const auto& phase : plan_.phases) {
        clause made;
        made.kind = clause_kind::phase;
        made.id = phase.term.id;
        made.title = phase.term.title;
        made.binds = number_of(plan_.withdrawing);
        made.cited = phase.term.cited;
        made.ground = std::make_shared<geo::area_field>(phase.vacated);
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
            bool holds = false;
            if (source.zone != nullptr) {
                holds = has(now.zones, source.zone->id);
            } else if (source.rule != nullptr) {
                holds = has(now.rules, source.rule->id);
            } else {
                for (const auto& gate : now.phases) {
                    // Forces are out of its area from its end on, verified or not.
                    holds = holds ||
                            (gate.id == source.phase->term.id &&
                             (gate.state == gate_state::due || gate.state == gate_state::failed ||
                              gate.state == gate_state::verified));
                }
            }
            row.push_back(holds ? 1 : 0);
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

bool rulebook::may_break(std::size_t number, report_what what) const {
    const auto& source = sources_[number];
    if (source.zone != nullptr) {
        const auto& bans = source.zone->term.forbids;
        return std::any_of(bans.begin(), bans.end(), [&](zone_ban ban) {
            return breaks(ban, what);
        });
    }
    if (source.rule != nullptr) {
        return breaks_everywhere(source.rule->kind, what) ||
               breaks_somewhere(source.rule->kind, what);
    }
    return breaks_presence(what);
}

coverage rulebook::covers_words(
    const std::vector<std::string>& said,
    const std::vector<std::string>& systems,
    word_number number
) const {
    const auto& arms = plan_.said.arms;
    const auto& word = words_[number];
    if (systems.empty() && is_everything(said)) {
        return coverage::whole;
    }
    if (word.empty() || word == "any") {
        return coverage::part;
    }
    if (word == "forces") {
        return coverage::none;
    }
    if (const auto* system = arms.find_system(word)) {
        const bool named = systems.empty()
                               ? std::any_of(
                                     said.begin(),
                                     said.end(),
                                     [&](const auto& one) { return arms.covers(one, *system); }
                                 )
                               : has(systems, word);
        return named ? coverage::whole : coverage::none;
    }
    // A class: all of it when a word means it or a wider one, part of it when one means a narrower
    // one or a system of it.
    bool part = false;
    for (const auto& one : said) {
        if (systems.empty() && is_within(arms, word, one)) {
            return coverage::whole;
        }
        const auto* narrower = arms.find_system(one);
        part = part ||
               (narrower != nullptr ? arms.covers(word, *narrower) : is_within(arms, one, word));
    }
    for (const auto& one : systems) {
        const auto* system = arms.find_system(one);
        part = part || (system != nullptr && arms.covers(word, *system));
    }
    return part && (systems.empty() || std::any_of(
                                           systems.begin(),
                                           systems.end(),
                                           [&](const auto& one) {
                                               const auto* system = arms.find_system(one);
                                               return system != nullptr &&
                                                      arms.covers(word, *system);
                                           }
                                       ))
               ? coverage::part
               : coverage::none;
}

coverage rulebook::covers(const clause& by, std::size_t number, word_number word) const {
    const auto& source = sources_[number];
    if (by.kind == clause_kind::rule) {
        const auto said = listed(source.rule->weapon_class);
        return said.empty() ? coverage::whole : covers_words(said, {}, word);
    }
    if (source.zone == nullptr) {
        return coverage::whole;
    }
    return covers_words(source.zone->term.weapon_classes, source.zone->systems, word);
}

void rulebook::find_candidates() {
    const auto forces = word_of("forces").value_or(no_word);
    candidates_.resize(report_what_count * words_.size());
    for (std::size_t w = 0; w < report_what_count; ++w) {
        const auto what = static_cast<report_what>(w);
        for (std::size_t word = 0; word < words_.size(); ++word) {
            auto& list = candidates_[w * words_.size() + word];
            for (std::size_t i = 0; i < clauses_.size(); ++i) {
                if (!may_break(i, what)) {
                    continue;
                }
                const auto meant = is_about_weapons(what) ? static_cast<word_number>(word) : forces;
                const auto covered = covers(clauses_[i], i, meant);
                if (covered != coverage::none) {
                    list.push_back({static_cast<std::uint32_t>(i), covered});
                }
            }
        }
    }
}

}  // namespace planner
