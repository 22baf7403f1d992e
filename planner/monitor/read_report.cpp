// SPDX-License-Identifier: Apache-2.0
#include "planner/monitor/read_report.hpp"

#include "planner/model/local_time.hpp"
#include "planner/model/names.hpp"
#include "planner/monitor/seen_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace planner {

namespace {

using field = report_field;

constexpr std::size_t no_column = ~std::size_t{0};
const row_cell nothing{};

/// A report that places something no better than this says nothing of where it was.
constexpr double worst_accuracy = 1e6;
constexpr std::size_t longest_id = 200;

/// `2015-03-29T02:30:00Z`, by far the most frequent form.
bool read_plain(std::string_view text, instant& out) {
    if (text.size() != 20 || text[4] != '-' || text[7] != '-' || text[10] != 'T' ||
        text[13] != ':' || text[16] != ':' || text[19] != 'Z') {
        return false;
    }
    int parts[6];
    constexpr std::size_t places[6] = {0, 5, 8, 11, 14, 17};
    for (int i = 0; i < 6; ++i) {
        const std::size_t size = i == 0 ? 4 : 2;
        int value = 0;
        for (std::size_t k = places[i]; k < places[i] + size; ++k) {
            if (text[k] < '0' || text[k] > '9') {
                return false;
            }
            value = value * 10 + (text[k] - '0');
        }
        parts[i] = value;
    }
    const std::chrono::year_month_day day{
        std::chrono::year(parts[0]),
        std::chrono::month(static_cast<unsigned>(parts[1])),
        std::chrono::day(static_cast<unsigned>(parts[2]))};
    if (!day.ok() || parts[3] > 23 || parts[4] > 59 || parts[5] > 60) {
        return false;
    }
    out = instant(std::chrono::sys_days(day)) + std::chrono::hours(parts[3]) +
          std::chrono::minutes(parts[4]) + std::chrono::seconds(parts[5]);
    return true;
}

std::string quoted(std::string_view text) {
    constexpr std::size_t most = 60;
    std::string out = "'" + std::string(text.substr(0, most));
    return out + (text.size() > most ? "...'" : "'");
}

/// What a set of value_rule holds is text; where a number is wanted it is read as one.
row_cell cell_of(const std::string& text) {
    row_cell out;
    out.kind = text.empty() ? row_cell::holds::nothing : row_cell::holds::text;
    out.text = text;
    return out;
}

}  // namespace

report_maker::report_maker(const report_mapping& by) : by_(by) {
    for (std::size_t i = 0; i < report_field_count; ++i) {
        column_of_[i] = by_.columns[i].empty() ? no_column : column(by_.columns[i]);
        defaults_[i] = cell_of(by_.defaults[i]);
    }
    for (const auto& table : by_.tables) {
        table_columns_.push_back(column(table.column));
    }
    for (const auto& one : by_.time_columns) {
        time_columns_.push_back(column(one));
    }
}

std::size_t report_maker::column(const std::string& name) {
    const auto found = std::find(columns_.begin(), columns_.end(), name);
    if (found != columns_.end()) {
        return static_cast<std::size_t>(found - columns_.begin());
    }
    columns_.push_back(name);
    return columns_.size() - 1;
}

std::string report_maker::lacks(const std::vector<bool>& has) const {
    const auto sets = [&](const value_table& table, field of) {
        return std::any_of(table.rules.begin(), table.rules.end(), [&](const auto& rule) {
            return std::any_of(rule.sets.begin(), rule.sets.end(), [&](const auto& set) {
                return set.first == of;
            });
        });
    };
    const auto told = [&](field of) {
        const auto number = static_cast<std::size_t>(of);
        bool in_table = false;
        for (std::size_t i = 0; i < by_.tables.size(); ++i) {
            in_table = in_table || (has[table_columns_[i]] && sets(by_.tables[i], of));
        }
        return in_table || defaults_[number].kind != row_cell::holds::nothing ||
               (column_of_[number] != no_column && has[column_of_[number]]);
    };
    const auto column_for = [&](field of) {
        const auto& column = by_.columns[static_cast<std::size_t>(of)];
        const auto table = std::find_if(by_.tables.begin(), by_.tables.end(), [&](const auto& one) {
            return sets(one, of);
        });
        return !column.empty()             ? column
               : table != by_.tables.end() ? table->column
                                           : std::string(name(of));
    };
    std::vector<std::string> missing;
    const auto want = [&](std::initializer_list<field> all) {
        for (const auto of : all) {
            if (!told(of)) {
                missing.push_back(column_for(of));
            }
        }
    };
    const auto id = static_cast<std::size_t>(field::report_id);
    if (column_of_[id] != no_column) {
        want({field::report_id});
    }
    if (!time_columns_.empty()) {
        for (std::size_t i = 0; i < time_columns_.size(); ++i) {
            if (!has[time_columns_[i]]) {
                missing.push_back(by_.time_columns[i]);
            }
        }
    } else if (told(field::from) || told(field::to)) {
        want({field::from, field::to});
    } else {
        want({field::time});
    }
    want({field::what});
    if (told(field::observer_lon) || told(field::observer_lat)) {
        want({field::observer_lon, field::observer_lat});
        if (!told(field::seen)) {
            want(
                {field::range_min_m,
                 field::range_max_m,
                 field::bearing_deg,
                 field::bearing_error_deg}
            );
        }
    } else {
        want({field::lon, field::lat, field::accuracy_m});
    }
    if (missing.empty()) {
        return {};
    }
    std::string list;
    for (const auto& one : missing) {
        list += (list.empty() ? "" : ", ") + one;
    }
    return "the table has no column " + list +
           ": no row of it says enough to be a report; add what is missing, or choose a mapping "
           "with --mapping";
}

void report_maker::apply(const value_table& table, const row_cell& cell) {
    if (cell.kind != row_cell::holds::text && cell.kind != row_cell::holds::number) {
        return;
    }
    const auto fits = [&](const std::string& is) {
        if (table.split == '\0') {
            return cell.text == is;
        }
        for (std::size_t at = 0; at <= cell.text.size();) {
            const auto end = std::min(cell.text.find(table.split, at), cell.text.size());
            if (cell.text.substr(at, end - at) == is) {
                return true;
            }
            at = end + 1;
        }
        return false;
    };
    for (const auto& rule : table.rules) {
        if (!fits(rule.is)) {
            continue;
        }
        for (const auto& [to, said] : rule.sets) {
            set_.push_back(cell_of(said));
            chosen_[static_cast<std::size_t>(to)] = &set_.back();
        }
        return;
    }
}

std::string report_maker::make(
    const std::vector<row_cell>& cells, const rulebook& by, report& out
) {
    set_.clear();
    for (std::size_t i = 0; i < report_field_count; ++i) {
        const auto number = column_of_[i];
        const bool told = number != no_column && cells[number].kind != row_cell::holds::nothing;
        chosen_[i] = told ? &cells[number] : &defaults_[i];
    }
    for (std::size_t i = 0; i < by_.tables.size(); ++i) {
        apply(by_.tables[i], cells[table_columns_[i]]);
    }
    try {
        out.id = has(field::report_id) ? text(field::report_id) : std::string_view();
        if (out.id.empty() && !by_.columns[static_cast<std::size_t>(field::report_id)].empty()) {
            throw bad{"has no " + by_.columns[static_cast<std::size_t>(field::report_id)]};
        }
        if (out.id.size() > longest_id) {
            throw bad{"report_id is longer than 200 bytes"};
        }
        read_time(cells, by, out);
        read_what(by, out);
        read_place(out);
        check_place(by, out);
        out.count = has(field::count) ? number_in(field::count, 0, 1e9)
                                      : std::numeric_limits<double>::quiet_NaN();
        out.source_class = has(field::source_class) ? text(field::source_class) : "";
        out.confidence = has(field::confidence) ? text(field::confidence) : "";
        out.note = has(field::note) ? text(field::note) : "";
    } catch (const bad& problem) {
        return problem.what;
    }
    return {};
}

std::string_view report_maker::text(report_field of) const {
    const auto& cell = at(of);
    if (cell.kind == row_cell::holds::nothing) {
        throw bad{"has no " + std::string(name(of))};
    }
    if (cell.kind == row_cell::holds::other) {
        throw bad{std::string(name(of)) + " is neither a text nor a number"};
    }
    return cell.text;
}

double report_maker::number(report_field of) const {
    const auto said = text(of);
    double value = 0;
    if (at(of).kind == row_cell::holds::number) {
        value = at(of).number;
    } else {
        const auto* end = said.data() + said.size();
        const auto read =
            std::from_chars(said.data() + (said.starts_with('+') ? 1 : 0), end, value);
        if (read.ec != std::errc() || read.ptr != end) {
            throw bad{std::string(name(of)) + " " + quoted(said) + " is no number"};
        }
    }
    if (!std::isfinite(value)) {
        throw bad{std::string(name(of)) + " " + quoted(said) + " is no finite number"};
    }
    return value;
}

double report_maker::number_in(report_field of, double low, double high) const {
    const double value = number(of);
    if (value < low || value > high) {
        throw bad{fmt::format("{} {} is not within {} and {}", name(of), value, low, high)};
    }
    return value;
}

std::chrono::seconds report_maker::duration(report_field of) const {
    if (!has(of)) {
        return std::chrono::seconds(0);
    }
    const auto read = parse_duration(text(of));
    if (!read) {
        throw bad{
            std::string(name(of)) + " " + quoted(text(of)) +
            " is no length of time such as 3d or 12h"};
    }
    return *read;
}

report_maker::instants report_maker::time_of(
    const row_cell& first, const row_cell& second, const rulebook& by
) const {
    if (first.kind == row_cell::holds::nothing || first.kind == row_cell::holds::other) {
        throw bad{"has no time"};
    }
    const auto said = first.text;
    const auto& zone = by_.time_zone == "mission" ? by.of().ground.time_zone : by_.time_zone;
    const auto local = [&](std::string_view written) {
        const auto read = parse_local(written, zone);
        if (!read) {
            throw bad{"time " + quoted(written) + " is none that the clocks of " + zone + " show"};
        }
        return instants{
            read->first,
            read->last == read->first ? read->first : read->last + std::chrono::seconds(1)};
    };
    switch (by_.form) {
    case time_form::rfc3339: {
        instant out;
        if (read_plain(said, out)) {
            return {out, out};
        }
        const auto read = said.size() > 10 ? parse_instant(said) : std::nullopt;
        if (!read) {
            throw bad{
                "time " + quoted(said) +
                " is not a time with its offset (Z or +02:00), YYYY-MM-DDThh:mm:ssZ"};
        }
        return {*read, *read};
    }
    case time_form::local:
        return local(said);
    case time_form::day: {
        // From midnight to midnight; where clocks skip midnight, from the change on.
        const auto day = said.size() >= 10 ? parse_instant(said.substr(0, 10)) : std::nullopt;
        if (!day) {
            throw bad{"time " + quoted(said) + " does not begin with a day, YYYY-MM-DD"};
        }
        return {
            start_of_day(std::chrono::floor<std::chrono::days>(*day), zone),
            start_of_day(std::chrono::floor<std::chrono::days>(*day) + std::chrono::days(1), zone)};
    }
    case time_form::date_hhmm: {
        std::string clock(second.text);
        std::erase(clock, ':');
        if (second.kind == row_cell::holds::nothing || clock.size() > 4 ||
            clock.find_first_not_of("0123456789") != std::string::npos) {
            throw bad{"time " + quoted(second.text) + " is not of the form hhmm"};
        }
        clock.insert(0, 4 - clock.size(), '0');
        return local(std::string(said) + " " + clock.substr(0, 2) + ":" + clock.substr(2));
    }
    }
    return {};
}

void report_maker::read_time(const std::vector<row_cell>& cells, const rulebook& by, report& out)
    const {
    if (!time_columns_.empty()) {
        const auto& second = time_columns_.size() > 1 ? cells[time_columns_[1]] : nothing;
        const auto found = time_of(cells[time_columns_[0]], second, by);
        out.from = found.from;
        out.until = found.until;
    } else if (has(field::from) || has(field::to)) {
        if (has(field::time)) {
            throw bad{"has a time and an interval (from, to): one of them is wanted"};
        }
        out.from = time_of(at(field::from), nothing, by).from;
        out.until = time_of(at(field::to), nothing, by).until;
        if (out.until <= out.from) {
            throw bad{"to is not after from"};
        }
    } else {
        const auto found = time_of(at(field::time), nothing, by);
        out.from = found.from;
        out.until = found.until;
    }
    out.from -= duration(field::time_before);
    out.until += duration(field::time_after);
}

void report_maker::read_what(const rulebook& by, report& out) const {
    const auto what = parse_report_what(text(field::what));
    if (!what) {
        throw bad{
            "what " + quoted(text(field::what)) + " is none of those that reports may tell of"};
    }
    out.what = *what;
    out.weapon = no_word;
    if (has(field::weapon_class)) {
        const auto word = by.word_of(text(field::weapon_class));
        if (!word) {
            const auto near = nearest_word(std::string(text(field::weapon_class)), by.words());
            throw bad{
                "weapon_class " + quoted(text(field::weapon_class)) +
                " is no class or system of the plan" +
                (near.empty() ? "" : "; did you mean '" + near + "'?")};
        }
        out.weapon = *word;
    }
    out.side = no_party;
    if (has(field::side)) {
        const auto side = by.party_of(text(field::side));
        if (!side) {
            throw bad{"side " + quoted(text(field::side)) + " is no party of the plan"};
        }
        out.side = *side;
    }
}

void report_maker::read_place(report& out) const {
    out.sector.reset();
    if (has(field::observer_lon) || has(field::observer_lat)) {
        if (has(field::lon) || has(field::lat)) {
            throw bad{"has a position and an observer: one of them is wanted"};
        }
        read_sector(out);
        return;
    }
    out.position = {
        geo::longitude(number_in(field::lon, -180, 180)),
        geo::latitude(number_in(field::lat, -90, 90))};
    out.accuracy = geo::metres(number_in(field::accuracy_m, 0, worst_accuracy));
}

void report_maker::check_place(const rulebook& by, const report& of) const {
    const auto p = of.sector ? of.sector->observer : of.position;
    if (by.seems_swapped(p)) {
        throw bad{fmt::format(
            "lon {} lat {} lies far from the plan, and within it when exchanged: is the longitude "
            "the latitude?",
            p.lon.value(),
            p.lat.value()
        )};
    }
}

void report_maker::read_sector(report& out) const {
    auto& sector = out.sector.emplace();
    sector.observer = {
        geo::longitude(number_in(field::observer_lon, -180, 180)),
        geo::latitude(number_in(field::observer_lat, -90, 90))};
    if (has(field::seen)) {
        read_seen(sector);
    } else {
        sector.nearest = geo::metres(number_in(field::range_min_m, 0, farthest_seen.value()));
        sector.farthest = geo::metres(number_in(field::range_max_m, 0, farthest_seen.value()));
        sector.bearing = geo::degrees(number_in(field::bearing_deg, 0, 360));
        sector.half_width = geo::degrees(number_in(field::bearing_error_deg, 0, 180));
    }
    if (sector.farthest < sector.nearest) {
        throw bad{"range_max_m is less than range_min_m"};
    }
    out.accuracy =
        geo::metres(has(field::accuracy_m) ? number_in(field::accuracy_m, 0, worst_accuracy) : 0.0);
    out.position = geo::middle_of(sector);
}

void report_maker::read_seen(geo::seen_sector& to) const {
    if (!parse_seen(text(field::seen), to)) {
        throw bad{
            "seen " + quoted(text(field::seen)) + " is not of the form '0.6-4km south-south-west'"};
    }
}

}  // namespace planner
