// SPDX-License-Identifier: Apache-2.0
#include "planner/monitor/daily_counts.hpp"

#include "planner/model/local_time.hpp"

#include <algorithm>
#include <cmath>

namespace planner {

namespace {

constexpr std::size_t most_examples = 3;
constexpr std::size_t longest_example = 64;
constexpr std::size_t most_other_sources = 20;

bool is_fire(report_what what) {
    return what == report_what::explosion || what == report_what::shot ||
           what == report_what::strike_city || what == report_what::strike_facility;
}

/// Nobody could look.
bool is_refusal(report_what what) {
    return what == report_what::denied_access || what == report_what::device_off;
}

/// Told of, where nobody says how often anybody looks.
bool is_hearsay(std::string_view source) {
    return source == "party_report" || source == "media" || source.empty();
}

geo::metres reach_of(const report& what) {
    return what.accuracy + (what.sector ? geo::reach_of(*what.sector) : geo::metres(0));
}

/// Whole letters only.
std::string shortened(std::string_view text) {
    if (text.size() > longest_example) {
        auto size = longest_example;
        while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xc0U) == 0x80U) {
            --size;
        }
        return std::string(text.substr(0, size)) + "...";
    }
    return std::string(text);
}

}  // namespace

void daily_events::add(const report& what) {
    ++count;
    first = std::min(first, what.from);
    last = std::max(last, std::max(what.from, what.until));
    if (what.id.empty()) {
        return;
    }
    if (examples.size() == most_examples && examples.back().first < what.from) {
        return;
    }
    std::pair one{what.from, shortened(what.id)};
    examples.insert(std::upper_bound(examples.begin(), examples.end(), one), std::move(one));
    if (examples.size() > most_examples) {
        examples.pop_back();
    }
}

void daily_events::add(const daily_events& other) {
    count += other.count;
    first = std::min(first, other.first);
    last = std::max(last, other.last);
    examples.insert(examples.end(), other.examples.begin(), other.examples.end());
    std::sort(examples.begin(), examples.end());
    examples.resize(std::min(examples.size(), most_examples));
}

void daily_tally::add(const daily_tally& other) {
    for (std::size_t i = 0; i < by_word.size(); ++i) {
        by_word[i] += other.by_word[i];
    }
    for (std::size_t i = 0; i < by_class.size(); ++i) {
        by_class[i] += other.by_class[i];
    }
    items += other.items;
    uncounted += other.uncounted;
}

void area_tally::add(const area_tally& other) {
    looks += other.looks;
    hearsay += other.hearsay;
    violations += other.violations;
    inconclusive += other.inconclusive;
    denied += other.denied;
    device_off += other.device_off;
}

void place_tally::add(const place_tally& other) {
    violations += other.violations;
    inconclusive += other.inconclusive;
    east += other.east;
    north += other.north;
}

daily_counts::daily_counts(const rulebook& by, daily_options options)
    : options_(std::move(options)), cells_(options_.cell), places_(options_.site_radius / 4),
      time_zone_(by.of().ground.time_zone) {
    for (const auto& one : by.of().sectors) {
        sectors.push_back(one.name.empty() ? one.id : one.name);
        sector_grounds_.push_back(std::make_shared<geo::area_field>(one.shape));
    }
    learn(by);
}

list_number daily_counts::number_in(std::vector<std::string>& list, std::string_view text) {
    const auto found = std::find(list.begin(), list.end(), text);
    if (found != list.end()) {
        return static_cast<list_number>(found - list.begin());
    }
    list.emplace_back(text);
    return static_cast<list_number>(list.size() - 1);
}

void daily_counts::learn(const rulebook& by) {
    known_ = &by;
    known_version_ = by.of().version;
    law_of_clause_.clear();
    weapon_of_word_.clear();
    grounds_.clear();
    quiet_.clear();
    for (std::uint32_t i = 0; i < by.clauses().size(); ++i) {
        const auto& one = by.clauses()[i];
        auto found = std::find_if(laws.begin() + 1, laws.end(), [&](const daily_law& law) {
            return law.kind == one.kind && law.id == one.id;
        });
        if (found == laws.end()) {
            laws.push_back({one.kind, one.id, one.title, one.cited.clause});
            found = laws.end() - 1;
        }
        const auto number = static_cast<list_number>(found - laws.begin());
        law_of_clause_.push_back(number);
        const bool is_phase = one.kind == clause_kind::phase;
        if (one.ground != nullptr && !one.ground->is_empty() &&
            (is_phase || one.kind == clause_kind::zone)) {
            grounds_.push_back({number, i, is_phase, one.ground});
        }
    }
    const auto& arms = by.of().said.arms;
    for (const auto& word : by.words()) {
        const auto* system = arms.find_system(word);
        weapon_of_word_.push_back(number_in(weapons, system != nullptr ? system->class_id : word));
    }
    for (const auto& step : by.of().said.steps) {
        if (!step.quiet_days) {
            continue;
        }
        quiet_ground made{step.id, step.zone.empty(), {}};
        for (const auto& zone : by.of().zones) {
            if (zone.term.id == step.zone && !zone.shape.empty()) {
                for (const auto& one : by.clauses()) {
                    if (one.kind == clause_kind::zone && one.id == zone.id) {
                        made.grounds.push_back(one.ground);
                    }
                }
            }
        }
        quiet_.push_back(std::move(made));
    }
}

local_day daily_counts::day_of(instant t) {
    if (t < now_from_ || t >= now_until_) {
        now_day_ = local_day_of(t, time_zone_);
        now_from_ = start_of_day(now_day_, time_zone_);
        now_until_ = start_of_day(now_day_ + std::chrono::days(1), time_zone_);
    }
    return now_day_;
}

list_number daily_counts::sector_at(geo::lon_lat p) const {
    for (std::size_t i = 0; i < sector_grounds_.size(); ++i) {
        if (!sector_grounds_[i]->is_empty() && sector_grounds_[i]->covers(p)) {
            return static_cast<list_number>(i + 1);
        }
    }
    return 0;
}

bool daily_counts::looked(const report& what) {
    if (is_refusal(what.what)) {
        return false;
    }
    const auto& list = options_.watching;
    if (std::find(list.begin(), list.end(), what.source_class) != list.end()) {
        return true;
    }
    if (!is_hearsay(what.source_class)) {
        const auto word = shortened(what.source_class);
        const auto found = other_sources.find(word);
        if (found != other_sources.end()) {
            ++found->second;
        } else if (other_sources.size() < most_other_sources) {
            other_sources.emplace(word, 1);
        }
    }
    return false;
}

void daily_counts::add(
    const rulebook& by, const report& what, const verdict& said, bool is_repeat
) {
    if (&by != known_ || by.of().version != known_version_) {
        learn(by);
    }
    const auto day = day_of(what.from);
    auto& of_day = days[day];
    of_day.late += any_ && day < last_day_ ? 1U : 0U;
    last_day_ = any_ ? std::max(last_day_, day) : day;
    any_ = true;
    if (is_repeat) {
        ++of_day.repeats;
        return;
    }
    of_day.longer += what.until > now_until_ ? 1U : 0U;
    of_day.last = std::max(of_day.last, std::max(what.from, what.until));

    daily_key key;
    key.day = day;
    key.sector = sector_at(what.position);
    key.law = said.clause == verdict::no_clause ? list_number{0} : law_of_clause_[said.clause];
    key.side = number_in(sides, by.party_id_of(what.side));
    key.weapon = weapon_of_word_[what.weapon];
    key.what = what.what;
    auto& tally = tallies[key];
    ++tally.by_word[static_cast<std::size_t>(said.word)];
    ++tally.by_class[static_cast<std::size_t>(said.kind)];
    if (std::isnan(what.count)) {
        ++tally.uncounted;
    } else {
        tally.items += what.count;
    }

    const bool looks_there = looked(what) && reach_of(what) <= options_.cell;
    const bool failed = is_refusal(what.what);
    of_day.looks += looks_there ? 1U : 0U;
    of_day.hearsay += looks_there || failed ? 0U : 1U;
    bool in_any = false;
    for (const auto& one : grounds_) {
        const bool holds = by.in_force(one.clause, what.from, what.until) > 0;
        if ((holds || one.is_phase) && one.ground->covers(what.position)) {
            in_any = in_any || holds;
            count_area({day, key.sector, one.law}, what, said, looks_there);
        }
    }
    if (!in_any) {
        count_area({day, key.sector, 0}, what, said, looks_there);
    }
    if (said.word == verdict_word::violation) {
        breaches[{day, key.law}].add(what);
    }
    count_quiet(day, what, said, looks_there);
    count_place(day, what, said);
}

void daily_counts::count_area(
    const area_key& where, const report& what, const verdict& said, bool looks_there
) {
    auto& tally = areas[where];
    tally.looks += looks_there ? 1U : 0U;
    tally.denied += what.what == report_what::denied_access ? 1U : 0U;
    tally.device_off += what.what == report_what::device_off ? 1U : 0U;
    const bool failed = is_refusal(what.what);
    tally.hearsay += looks_there || failed ? 0U : 1U;
    tally.violations += said.word == verdict_word::violation ? 1U : 0U;
    tally.inconclusive += said.word == verdict_word::inconclusive && !failed ? 1U : 0U;
    if (looks_there) {
        ++looks[{where, cells_.cell_of(what.position)}];
    }
}

void daily_counts::count_quiet(
    local_day day, const report& what, const verdict& said, bool looks_there
) {
    const bool breaks = said.word == verdict_word::violation && is_fire(what.what);
    if (!breaks && !looks_there) {
        return;
    }
    for (const auto& step : quiet_) {
        const bool there =
            step.everywhere ||
            std::any_of(step.grounds.begin(), step.grounds.end(), [&](const auto& ground) {
                return !ground->is_empty() && ground->covers(what.position);
            });
        if (there && breaks) {
            fire[{day, step.step}].add(what);
        }
        if (there && looks_there) {
            ++quiet_looks[{day, step.step}];
        }
    }
}

void daily_counts::count_place(local_day day, const report& what, const verdict& said) {
    const auto reach = reach_of(what);
    const bool failed = is_refusal(what.what);
    if (reach > options_.cell * 2) {
        ++days[day].vague_cell;
    } else if (!failed) {
        auto& cell = in_cell[{day, cells_.cell_of(what.position)}];
        ++cell.reports;
        cell.violations += said.word == verdict_word::violation ? 1U : 0U;
    }
    if (said.word < verdict_word::inconclusive || failed) {
        return;
    }
    if (reach > options_.site_radius) {
        ++days[day].vague_site;
        return;
    }
    const auto cell = places_.cell_of(what.position);
    const auto middle = places_.middle(cell);
    auto& place = in_place[{cell, day}];
    ++(said.word == verdict_word::violation ? place.violations : place.inconclusive);
    place.east += std::llround((what.position.lon - middle.lon).value() * parts_of_degree);
    place.north += std::llround((what.position.lat - middle.lat).value() * parts_of_degree);
}

}  // namespace planner
