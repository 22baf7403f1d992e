// SPDX-License-Identifier: Apache-2.0
// Which clauses a report may break: by what it tells of, and by the weapon.
#include "planner/monitor/rulebook.hpp"

#include <algorithm>

namespace planner {

namespace {

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
