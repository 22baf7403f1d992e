// SPDX-License-Identifier: Apache-2.0
#include "planner/terms/read_presence.hpp"

#include "planner/config/data_folder.hpp"
#include "planner/terms/read_common.hpp"

#include <algorithm>
#include <filesystem>

namespace planner {

namespace {

using namespace reading;

const std::vector<std::string> entry_words{"owner", "police_only", "international", "none"};

std::optional<geo::metres> positive_length(config_table& table, std::string_view key) {
    const auto out = table.length(key);
    if (out && *out <= geo::metres(0)) {
        table.fail(key, "must be more than 0 m");
    }
    return out;
}

/// One word or a list of them.
std::vector<std::string> word_or_words(config_table& table, std::string_view key) {
    if (table.is_text(key)) {
        return {*table.text(key)};
    }
    return table.texts(key);
}

std::optional<seconds> read_lasting(config_table& table) {
    const auto text = table.text("lasting");
    if (!text) {
        return std::nullopt;
    }
    const auto out = parse_duration(*text);
    if (!out || out->count() <= 0) {
        table.fail("lasting", "'" + *text + "' is not a length of time such as \"30d\" or \"36h\"");
    }
    return out;
}

bool needs_reach(const presence_term& rule) {
    return rule.where != "vacated" && rule.where != "cut_off" && rule.where != "enclaves";
}

presence_term read_rule(config_table& table) {
    presence_term out;
    out.id = table.require_id("id");
    out.kind = table.require_choice("kind", presence_kinds());
    out.where = table.require_choice("where", presence_places());
    out.only = word_or_words(table, "only");
    out.reach = positive_length(table, "reach");
    if (!out.reach && needs_reach(out)) {
        table.fail_missing("reach", "how far about it, such as \"5km\"");
    }
    out.closer_than = positive_length(table, "closer_than");
    if (out.closer_than.has_value() != (out.where == "forces_apart")) {
        if (out.closer_than) {
            table.fail("closer_than", "is only for where = \"forces_apart\"");
        }
        table.fail_missing("closer_than", "how near forces must be to each other, such as \"5km\"");
    }
    out.within = positive_length(table, "within");
    out.people = table.number("people");
    out.lasting = read_lasting(table);
    out.entry = word_or_words(table, "entry");
    for (const auto& word : out.entry) {
        if (std::find(entry_words.begin(), entry_words.end(), word) == entry_words.end()) {
            table.fail("entry", not_known("entry rule", word, entry_words));
        }
    }
    out.severity = table.require_choice("severity", presence_severities());
    out.reason = table.require_text("reason");
    out.cited = read_citation(table);
    table.finish();
    return out;
}

presence_assumption read_assumption(config_table& table, const presence_table* known) {
    presence_assumption out;
    out.id = table.require_id("id");
    if (known != nullptr) {
        std::vector<std::string> ids;
        for (const auto& one : known->assumptions) {
            ids.push_back(one.id);
            if (one.id == out.id) {
                out = one;
            }
        }
        if (std::find(ids.begin(), ids.end(), out.id) == ids.end()) {
            table.fail("id", not_known("assumption", out.id, ids));
        }
    }
    for (const auto& [key, into] :
         {std::pair<const char*, double*>{"low", &out.low},
          {"typical", &out.typical},
          {"high", &out.high}}) {
        const auto value = table.number(key);
        if (!value) {
            table.fail_missing(key, "a number");
        }
        *into = *value;
    }
    if (out.low < 0 || out.low > out.typical || out.typical > out.high) {
        table.fail("typical", "low, typical and high must be in that order and not below 0");
    }
    out.unit = table.text("unit").value_or(out.unit);
    out.text = table.text("text").value_or(out.text);
    out.cited = read_citation(table);
    table.finish();
    return out;
}

std::optional<mission_benchmark::span> read_span_of(config_table& table, std::string_view key) {
    const auto values = table.numbers(key);
    if (values.empty()) {
        return std::nullopt;
    }
    if (values.size() > 2 || values.front() <= 0 || values.back() < values.front()) {
        table.fail(key, "is one number above 0, or two, the smaller first");
    }
    return mission_benchmark::span{values.front(), values.back()};
}

mission_benchmark read_mission(config_table& table) {
    mission_benchmark out;
    out.id = table.require_id("id");
    out.name = table.require_text("name");
    out.kind = table.require_choice("kind", {"observer", "interposition"});
    out.line_km = read_span_of(table, "line_km");
    out.people = read_span_of(table, "people");
    out.posts = read_span_of(table, "posts");
    out.note = table.text("note").value_or("");
    out.cited = read_citation(table);
    table.finish();
    return out;
}

presence_table read_table(config_table table, const std::string& file) {
    (void)table.require_choice("format", {"armistice-presence/1"});
    presence_table out;
    out.file = file;
    for (auto& item : table.tables("rules")) {
        out.rules.push_back(read_rule(item));
        refuse_second(item, out.rules);
    }
    for (auto& item : table.tables("assumptions")) {
        out.assumptions.push_back(read_assumption(item, nullptr));
        refuse_second(item, out.assumptions);
    }
    for (auto& item : table.tables("missions")) {
        out.missions.push_back(read_mission(item));
        refuse_second(item, out.missions);
    }
    table.finish();
    return out;
}

}  // namespace

presence_table built_in_presence() {
    const auto path = (std::filesystem::path(data_folder()) / "presence.toml").string();
    return read_table(config_table::from_file(path), path);
}

presence_table read_presence_text(std::string_view text, const std::string& name) {
    return read_table(config_table::from_text(text, name), name);
}

void read_presence(config_table& table, terms& out) {
    for (auto& item : table.tables("presence")) {
        out.presence.push_back(read_rule(item));
        refuse_second(item, out.presence);
    }
    std::vector<std::string> known{"*"};
    for (const auto& rule : out.doctrine.rules) {
        known.push_back(rule.id);
    }
    out.presence_omit = word_or_words(table, "presence_omit");
    for (const auto& id : out.presence_omit) {
        if (std::find(known.begin(), known.end(), id) == known.end()) {
            table.fail("presence_omit", not_known("presence rule", id, known));
        }
    }
    for (auto& item : table.tables("presence_assumptions")) {
        out.assumptions.push_back(read_assumption(item, &out.doctrine));
        refuse_second(item, out.assumptions);
    }
}

}  // namespace planner
