// SPDX-License-Identifier: Apache-2.0
#include "planner/config/config.hpp"

#include "geo/base/error.hpp"
#include "geo/units/parse_length.hpp"
#include "planner/model/names.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace planner {

struct config_table::node {
    toml::table table;
    std::string name;
};

namespace {

const toml::table& as_table(const void* raw) {
    return *static_cast<const toml::table*>(raw);
}
const toml::node& as_node(const void* raw) {
    return *static_cast<const toml::node*>(raw);
}

std::string join(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& word : words) {
        out += out.empty() ? word : ", " + word;
    }
    return out;
}

instant to_instant(const toml::date& day) {
    using namespace std::chrono;
    return sys_days(year(day.year) / month(day.month) / std::chrono::day(day.day));
}

std::string line_of(std::string_view text, std::size_t number) {
    for (; number > 1 && !text.empty(); --number) {
        const auto end = text.find('\n');
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    const auto from = std::min(text.find_first_not_of(" \t"), text.size());
    // Enough to find it by, and no more of a file that may be anything.
    constexpr std::size_t longest = 60;
    return std::string(text.substr(from, std::min(text.find_first_of("\r\n", from) - from, longest))
    );
}

/// What whoever wrote a file most likely did, for one that is not TOML.
std::string not_toml(std::string_view text, const toml::parse_error& failure) {
    const auto problem = std::string(failure.description());
    const auto first = text.find_first_not_of(" \t\r\n\xef\xbb\xbf");
    const auto start = first == std::string_view::npos ? ' ' : text[first];
    if (start == '{' || start == '<') {
        return "not valid TOML: this is " + std::string(start == '{' ? "JSON" : "XML") +
               "; shapes such as GeoJSON or KML are named in a theatre or given with --input "
               "ID=FILE, the file here is TOML text";
    }
    if (text.find('\0') != std::string_view::npos || problem.find("utf-8") != std::string::npos) {
        return "not valid TOML: not text in UTF-8 (" + problem + "); save it as plain UTF-8 text";
    }
    const auto near = "`" + line_of(text, failure.source().begin.line) + "`";
    if (problem.find("redefine existing") != std::string::npos) {
        return "not valid TOML: at " + near +
               " a key stands for the second time in its table; keep one of them";
    }
    return "not valid TOML: at " + near + ": " + problem +
           " (text, lengths and times stand in quotes, such as depth = \"15km\")";
}

}  // namespace

config_table::config_table(std::shared_ptr<const node> root, const void* table, std::string path)
    : root_(std::move(root)), table_(table), path_(std::move(path)) {}

config_table config_table::from_text(std::string_view text, const std::string& name) {
    auto made = std::make_shared<node>();
    made->name = name;
    try {
        made->table = toml::parse(text, name);
    } catch (const toml::parse_error& failure) {
        throw geo::input_error(
            name + ":" + std::to_string(failure.source().begin.line) + ": " +
            not_toml(text, failure)
        );
    }
    const void* top = &made->table;
    return config_table(std::move(made), top, "");
}

config_table config_table::from_file(const std::string& path) {
    // Terms and theatres are small; a large file is not one of them.
    constexpr std::uintmax_t largest = 8U << 20U;
    std::error_code failure;
    const auto size = std::filesystem::file_size(path, failure);
    if (failure) {
        throw geo::io_error(path + ": cannot be read: " + failure.message());
    }
    if (size > largest) {
        throw geo::input_error(path + ": larger than 8 MiB, so not a terms or theatre file");
    }
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        throw geo::io_error(path + ": cannot be read");
    }
    const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    return from_text(text, path);
}

bool config_table::has(std::string_view key) const {
    return as_table(table_).get(key) != nullptr;
}

bool config_table::is_text(std::string_view key) const {
    const auto* found = as_table(table_).get(key);
    return found != nullptr && found->is_string();
}

bool config_table::is_table(std::string_view key) const {
    const auto* found = as_table(table_).get(key);
    return found != nullptr && found->is_table();
}

const void* config_table::find(std::string_view key) {
    known_.emplace(key);
    return as_table(table_).get(key);
}

std::string config_table::place(std::string_view key) const {
    const auto* found = as_table(table_).get(key);
    const auto line =
        found != nullptr ? found->source().begin.line : as_table(table_).source().begin.line;
    std::string out = root_->name + ":" + std::to_string(line) + ": ";
    if (!path_.empty()) {
        out += "[" + path_ + "] ";
    }
    return out + std::string(key) + ": ";
}

void config_table::fail(std::string_view key, const std::string& what) const {
    throw geo::input_error(place(key) + what);
}

void config_table::fail_missing(std::string_view key, const std::string& expected) const {
    // A key that nobody knows and that reads like the missing one is most likely meant to be it.
    for (const auto& present : keys()) {
        // Two letters at most: keys not yet asked for are no misspellings (`reason` of `reach`).
        if (known_.find(present) == known_.end() && edit_distance(present, key) <= 2) {
            fail(present, "unknown key; did you mean '" + std::string(key) + "'?");
        }
    }
    fail(key, "is missing" + (expected.empty() ? "" : "; " + expected));
}

std::optional<std::string> config_table::text(std::string_view key) {
    const auto* found = find(key);
    if (found == nullptr) {
        return std::nullopt;
    }
    if (const auto value = as_node(found).value_exact<std::string>()) {
        return *value;
    }
    fail(key, "expected text in quotes, such as " + std::string(key) + " = \"...\"");
}

std::optional<double> config_table::number(std::string_view key) {
    const auto* found = find(key);
    if (found == nullptr) {
        return std::nullopt;
    }
    if (as_node(found).is_number()) {
        return *as_node(found).value<double>();
    }
    fail(key, "expected a number");
}

std::optional<std::int64_t> config_table::integer(std::string_view key) {
    const auto* found = find(key);
    if (found == nullptr) {
        return std::nullopt;
    }
    if (const auto value = as_node(found).value_exact<std::int64_t>()) {
        return *value;
    }
    fail(key, "expected a whole number");
}

std::optional<bool> config_table::flag(std::string_view key) {
    const auto* found = find(key);
    if (found == nullptr) {
        return std::nullopt;
    }
    if (const auto value = as_node(found).value_exact<bool>()) {
        return *value;
    }
    fail(key, "expected true or false");
}

std::optional<geo::metres> config_table::length(std::string_view key) {
    const auto* found = find(key);
    if (found == nullptr) {
        return std::nullopt;
    }
    if (const auto value = as_node(found).value_exact<std::string>()) {
        if (const auto parsed = geo::parse_length(*value)) {
            return parsed;
        }
        fail(
            key,
            "'" + *value +
                "' is not a length; write a number with a unit, such as \"15km\" (units: m, km, "
                "cm, mi, nmi)"
        );
    }
    fail(key, "a length needs a unit; write it as text, such as \"15km\" or \"500m\"");
}

std::optional<instant> config_table::time(std::string_view key) {
    const auto* found = find(key);
    if (found == nullptr) {
        return std::nullopt;
    }
    const auto& value = as_node(found);
    if (const auto day = value.value_exact<toml::date>()) {
        return to_instant(*day);
    }
    if (const auto moment = value.value_exact<toml::date_time>()) {
        if (!moment->offset) {
            fail(
                key,
                "a time needs its offset from UTC, or nobody knows when it is; write "
                "2022-10-24T06:00:00Z or 2022-10-24T09:00:00+03:00"
            );
        }
        using namespace std::chrono;
        return to_instant(moment->date) + hours(moment->time.hour) + minutes(moment->time.minute) +
               seconds(moment->time.second) - minutes(moment->offset->minutes);
    }
    if (const auto written = value.value_exact<std::string>()) {
        if (const auto parsed = parse_instant(*written)) {
            return parsed;
        }
    }
    fail(
        key,
        (value.is_string() ? "'" + *value.value<std::string>() + "' is not " : "expected ") +
            std::string("a date or a time with its offset from UTC (RFC 3339); write 2022-10-24, "
                        "2022-10-24T06:00:00Z or 2022-10-24T09:00:00+03:00")
    );
}

std::optional<std::chrono::seconds> config_table::offset(std::string_view key) {
    const auto* found = find(key);
    if (found == nullptr) {
        return std::nullopt;
    }
    const std::string form = "write \"D+14\" (days) or \"H+48\" (hours), in quotes";
    const auto written = as_node(found).value_exact<std::string>();
    if (!written) {
        fail(key, "a time here is counted from D-day; " + form);
    }
    if (const auto parsed = parse_offset(*written)) {
        return parsed;
    }
    const auto calendar = parse_instant(*written) ? ", which `effective` or --d-day dates" : "";
    fail(key, "'" + *written + "' is not a time from D-day" + calendar + "; " + form);
}

std::vector<std::string> config_table::texts(std::string_view key) {
    std::vector<std::string> out;
    const auto* found = find(key);
    if (found == nullptr) {
        return out;
    }
    const auto* list = as_node(found).as_array();
    if (list == nullptr) {
        fail(key, "expected a list of texts");
    }
    for (const auto& entry : *list) {
        const auto value = entry.value_exact<std::string>();
        if (!value) {
            fail(key, "expected a list of texts");
        }
        out.push_back(*value);
    }
    return out;
}

std::vector<double> config_table::numbers(std::string_view key) {
    std::vector<double> out;
    const auto* found = find(key);
    if (found == nullptr) {
        return out;
    }
    const auto* list = as_node(found).as_array();
    if (list == nullptr) {
        fail(key, "expected a list of numbers");
    }
    for (const auto& entry : *list) {
        if (!entry.is_number()) {
            fail(key, "expected a list of numbers");
        }
        out.push_back(*entry.value<double>());
    }
    return out;
}

std::vector<std::vector<std::string>> config_table::text_lists(std::string_view key) {
    std::vector<std::vector<std::string>> out;
    const auto* found = find(key);
    if (found == nullptr) {
        return out;
    }
    const auto* list = as_node(found).as_array();
    if (list == nullptr) {
        fail(key, "expected a list of lists of text, such as [[\"a\"], [\"b\", \"c\"]]");
    }
    for (const auto& entry : *list) {
        const auto* inner = entry.as_array();
        if (inner == nullptr) {
            fail(key, "expected a list of lists of text, such as [[\"a\"], [\"b\", \"c\"]]");
        }
        out.emplace_back();
        for (const auto& item : *inner) {
            const auto value = item.value_exact<std::string>();
            if (!value) {
                fail(key, "expected text in every list");
            }
            out.back().push_back(*value);
        }
    }
    return out;
}

std::vector<std::vector<double>> config_table::number_lists(std::string_view key) {
    std::vector<std::vector<double>> out;
    const auto* found = find(key);
    if (found == nullptr) {
        return out;
    }
    const auto* list = as_node(found).as_array();
    if (list == nullptr) {
        fail(key, "expected a list of positions, such as [[37.5, 48.1], [37.6, 48.1]]");
    }
    for (const auto& entry : *list) {
        const auto* inner = entry.as_array();
        if (inner == nullptr) {
            fail(key, "expected a list of positions, such as [[37.5, 48.1], [37.6, 48.1]]");
        }
        out.emplace_back();
        for (const auto& item : *inner) {
            if (!item.is_number()) {
                fail(key, "expected numbers in every list");
            }
            out.back().push_back(*item.value<double>());
        }
    }
    return out;
}

std::string config_table::require_text(std::string_view key) {
    auto value = text(key);
    if (!value) {
        fail_missing(key, "");
    }
    return *value;
}

std::string config_table::require_id(std::string_view key) {
    auto value = require_text(key);
    const bool plain = std::all_of(value.begin(), value.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_' || c == '.';
    });
    if (value.empty() || !plain || value.front() == '.') {
        fail(key, "'" + value + "' is no id; write letters, digits and hyphens");
    }
    return value;
}

geo::metres config_table::require_length(std::string_view key) {
    const auto value = length(key);
    if (!value) {
        fail_missing(key, "write a length with a unit, such as \"15km\"");
    }
    return *value;
}

instant config_table::require_time(std::string_view key) {
    const auto value = time(key);
    if (!value) {
        fail_missing(key, "write a time such as 2022-10-24T06:00:00Z");
    }
    return *value;
}

std::chrono::seconds config_table::require_offset(std::string_view key) {
    const auto value = offset(key);
    if (!value) {
        fail_missing(key, "write \"D+14\" (days) or \"H+48\" (hours)");
    }
    return *value;
}

std::optional<std::string> config_table::choice(
    std::string_view key, const std::vector<std::string>& choices
) {
    const auto* found = find(key);
    if (found != nullptr && !as_node(found).is_string()) {
        fail(key, "expected one word in quotes, of " + join(choices));
    }
    auto value = text(key);
    if (value && std::find(choices.begin(), choices.end(), *value) == choices.end()) {
        const auto near = nearest_word(*value, choices);
        fail(
            key,
            "'" + *value + "' is not one of " + join(choices) +
                (near.empty() ? "" : "; did you mean '" + near + "'?")
        );
    }
    return value;
}

std::string config_table::require_choice(
    std::string_view key, const std::vector<std::string>& choices
) {
    auto value = choice(key, choices);
    if (!value) {
        fail_missing(key, "one of " + join(choices));
    }
    return *value;
}

std::optional<config_table> config_table::table(std::string_view key) {
    const auto* found = find(key);
    if (found == nullptr) {
        return std::nullopt;
    }
    const auto* inner = as_node(found).as_table();
    if (inner == nullptr) {
        fail(key, "expected a table");
    }
    return config_table(
        root_, inner, path_.empty() ? std::string(key) : path_ + "." + std::string(key)
    );
}

std::vector<config_table> config_table::tables(std::string_view key) {
    std::vector<config_table> out;
    const auto* found = find(key);
    if (found == nullptr) {
        return out;
    }
    const auto* list = as_node(found).as_array();
    if (list == nullptr) {
        fail(key, "expected a list of tables: [[" + std::string(key) + "]]");
    }
    for (const auto& entry : *list) {
        const auto* inner = entry.as_table();
        if (inner == nullptr) {
            fail(key, "expected a list of tables: [[" + std::string(key) + "]]");
        }
        out.push_back(config_table(
            root_, inner, path_.empty() ? std::string(key) : path_ + "." + std::string(key)
        ));
    }
    return out;
}

std::vector<std::string> config_table::keys() const {
    std::vector<std::string> out;
    for (const auto& [key, value] : as_table(table_)) {
        out.emplace_back(key.str());
    }
    return out;
}

void config_table::finish() const {
    for (const auto& key : keys()) {
        if (known_.find(key) == known_.end()) {
            const std::vector<std::string> valid(known_.begin(), known_.end());
            const auto near = nearest_word(key, valid);
            fail(
                key,
                "unknown key; " + (near.empty() ? "the keys here are " + join(valid)
                                                : "did you mean '" + near + "'?")
            );
        }
    }
}

}  // namespace planner
