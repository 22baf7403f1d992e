// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "planner/monitor/daily_counts.hpp"

#include <nlohmann/json.hpp>

namespace planner {

namespace {

using json = nlohmann::json;
using std::chrono::days;

constexpr const char* state_format = "armistice-daily-counts/1";

std::int64_t number_of(local_day day) {
    return day.time_since_epoch().count();
}
std::int64_t number_of(instant t) {
    return t.time_since_epoch().count();
}
local_day day_of(const json& from) {
    return local_day(days(from.get<days::rep>()));
}
instant instant_of(const json& from) {
    return instant(std::chrono::seconds(from.get<std::int64_t>()));
}

/// A checkpoint may have been changed by anybody.
std::size_t below(std::size_t limit, const json& from) {
    const auto out = from.get<std::size_t>();
    if (out >= limit) {
        throw geo::input_error("what was counted before names something that it does not list");
    }
    return out;
}
template <class List>
list_number number_in_list(const List& list, const json& from) {
    return static_cast<list_number>(below(list.size(), from));
}

json to_json(const daily_events& from) {
    auto examples = json::array();
    for (const auto& [at, id] : from.examples) {
        examples.push_back({number_of(at), id});
    }
    return {from.count, number_of(from.first), number_of(from.last), std::move(examples)};
}
daily_events events_of(const json& from) {
    daily_events out;
    out.count = from.at(0);
    out.first = instant_of(from.at(1));
    out.last = instant_of(from.at(2));
    for (const auto& one : from.at(3)) {
        out.examples.emplace_back(instant_of(one.at(0)), one.at(1));
    }
    return out;
}

json to_json(const daily_key& key) {
    return {
        number_of(key.day), key.sector, key.law, key.side, key.weapon, static_cast<int>(key.what)};
}
daily_key key_of(const json& from, const daily_counts& to) {
    return {
        day_of(from.at(0)),
        number_in_list(to.sectors, from.at(1)),
        number_in_list(to.laws, from.at(2)),
        number_in_list(to.sides, from.at(3)),
        number_in_list(to.weapons, from.at(4)),
        static_cast<report_what>(below(report_what_count, from.at(5)))};
}

json to_json(const daily_tally& from) {
    return {from.by_word, from.by_class, from.items, from.uncounted};
}
daily_tally tally_of(const json& from) {
    return {from.at(0), from.at(1), from.at(2), from.at(3)};
}

json to_json(const area_key& key) {
    return {number_of(key.day), key.sector, key.law};
}
area_key area_of(const json& from, const daily_counts& to) {
    return {
        day_of(from.at(0)),
        number_in_list(to.sectors, from.at(1)),
        number_in_list(to.laws, from.at(2))};
}

json to_json(const area_tally& from) {
    return {
        from.looks, from.hearsay, from.violations, from.inconclusive, from.denied, from.device_off};
}
area_tally area_tally_of(const json& from) {
    return {from.at(0), from.at(1), from.at(2), from.at(3), from.at(4), from.at(5)};
}

json to_json(const day_tally& from) {
    return {
        from.looks,
        from.hearsay,
        from.repeats,
        from.late,
        from.longer,
        from.vague_site,
        from.vague_cell,
        number_of(from.last)};
}
day_tally day_tally_of(const json& from) {
    return {
        from.at(0),
        from.at(1),
        from.at(2),
        from.at(3),
        from.at(4),
        from.at(5),
        from.at(6),
        instant_of(from.at(7))};
}

json to_json(grid_cell cell) {
    return {cell.row, cell.column};
}
grid_cell cell_of(const json& from) {
    return {from.at(0), from.at(1)};
}

json to_json(const place_tally& from) {
    return {from.violations, from.inconclusive, from.east, from.north};
}
place_tally place_of(const json& from) {
    return {from.at(0), from.at(1), from.at(2), from.at(3)};
}

json to_json(const daily_options& from) {
    return {from.site_radius.value(), from.cell.value(), from.watching};
}

/// A map as a list of entries, each made by `entry(key, value)`.
template <class Map, class Entry>
json listed(const Map& from, Entry&& entry) {
    auto out = json::array();
    for (const auto& [key, value] : from) {
        out.push_back(entry(key, value));
    }
    return out;
}

void read_maps(const json& from, daily_counts& to) {
    for (const auto& one : from.at("days")) {
        to.days[day_of(one.at(0))] = day_tally_of(one.at(1));
    }
    for (const auto& one : from.at("tallies")) {
        to.tallies[key_of(one.at(0), to)] = tally_of(one.at(1));
    }
    for (const auto& one : from.at("areas")) {
        to.areas[area_of(one.at(0), to)] = area_tally_of(one.at(1));
    }
    for (const auto& one : from.at("looks")) {
        to.looks[{area_of(one.at(0), to), cell_of(one.at(1))}] = one.at(2);
    }
    for (const auto& one : from.at("breaches")) {
        to.breaches[{day_of(one.at(0)), number_in_list(to.laws, one.at(1))}] = events_of(one.at(2));
    }
    for (const auto& one : from.at("fire")) {
        to.fire[{day_of(one.at(0)), one.at(1)}] = events_of(one.at(2));
    }
    for (const auto& one : from.at("quiet_looks")) {
        to.quiet_looks[{day_of(one.at(0)), one.at(1)}] = one.at(2);
    }
    for (const auto& one : from.at("in_place")) {
        to.in_place[{cell_of(one.at(0)), day_of(one.at(1))}] = place_of(one.at(2));
    }
    for (const auto& one : from.at("in_cell")) {
        to.in_cell[{day_of(one.at(0)), cell_of(one.at(1))}] = {one.at(2), one.at(3)};
    }
    to.other_sources = from.at("other_sources").get<std::map<std::string, std::uint64_t>>();
}

}  // namespace

std::string daily_counts::state() const {
    const auto laws_known = [&] {
        auto out = json::array();
        for (const auto& one : laws) {
            out.push_back({static_cast<int>(one.kind), one.id, one.title, one.cited});
        }
        return out;
    };
    const auto by_key = [](const auto& key, const auto& value) {
        return json{to_json(key), to_json(value)};
    };
    json out{
        {"format", state_format},
        {"options", to_json(options_)},
        {"sectors", sectors},
        {"laws", laws_known()},
        {"sides", sides},
        {"weapons", weapons},
        {"any", any_},
        {"last_day", number_of(last_day_)},
        {"tallies", listed(tallies, by_key)},
        {"areas", listed(areas, by_key)},
        {"other_sources", other_sources}};
    out["days"] = listed(days, [](local_day day, const day_tally& value) {
        return json{number_of(day), to_json(value)};
    });
    out["looks"] = listed(looks, [](const auto& key, std::uint64_t count) {
        return json{to_json(key.first), to_json(key.second), count};
    });
    out["breaches"] = listed(breaches, [](const auto& key, const daily_events& value) {
        return json{number_of(key.first), key.second, to_json(value)};
    });
    out["fire"] = listed(fire, [](const auto& key, const daily_events& value) {
        return json{number_of(key.first), key.second, to_json(value)};
    });
    out["quiet_looks"] = listed(quiet_looks, [](const auto& key, std::uint64_t count) {
        return json{number_of(key.first), key.second, count};
    });
    out["in_place"] = listed(in_place, [](const auto& key, const place_tally& value) {
        return json{to_json(key.first), number_of(key.second), to_json(value)};
    });
    out["in_cell"] = listed(in_cell, [](const auto& key, const cell_tally& value) {
        return json{number_of(key.first), to_json(key.second), value.reports, value.violations};
    });
    return out.dump();
}

void daily_counts::go_on_from(const rulebook& by, const std::string& state) {
    const auto from = json::parse(state, nullptr, false);
    try {
        if (from.at("format") != state_format) {
            throw geo::input_error("what was counted before is not as this version writes it");
        }
        if (from.at("options") != to_json(options_) || from.at("sectors") != json(sectors)) {
            throw geo::input_error("what was counted before was counted with other sectors, "
                                   "--site-radius, --cell or --watching");
        }
        laws.clear();
        for (const auto& one : from.at("laws")) {
            laws.push_back(
                {static_cast<clause_kind>(below(4, one.at(0))), one.at(1), one.at(2), one.at(3)}
            );
        }
        sides = from.at("sides").get<std::vector<std::string>>();
        weapons = from.at("weapons").get<std::vector<std::string>>();
        any_ = from.at("any");
        last_day_ = planner::day_of(from.at("last_day"));
        read_maps(from, *this);
    } catch (const json::exception& problem) {
        throw geo::input_error(
            std::string("what was counted before cannot be read: ") + problem.what()
        );
    }
    learn(by);
}

}  // namespace planner
