// SPDX-License-Identifier: Apache-2.0
#include "planner/report/read_texts.hpp"

#include "planner/config/config.hpp"
#include "planner/model/count_text.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace planner {

namespace {

constexpr std::string_view form_mark = " / ";
constexpr std::size_t most_forms = 3;  // as texts::count() knows them

std::vector<std::string> parts_of(std::string_view text, std::string_view mark) {
    std::vector<std::string> out;
    for (auto at = text.find(mark); at != std::string_view::npos; at = text.find(mark)) {
        out.emplace_back(text.substr(0, at));
        text.remove_prefix(at + mark.size());
    }
    out.emplace_back(text);
    return out;
}

/// `km:g`, `party`: with what stands between their braces, and whether braces stand for nothing else.
struct placeholders {
    std::multiset<std::string> all;
    bool sound = true;
};

placeholders placeholders_of(std::string_view text) {
    placeholders out;
    std::size_t at = 0;
    std::size_t braces = 0;
    for (auto one = detail::next_placeholder(text, at); !one.empty();
         one = detail::next_placeholder(text, at)) {
        out.all.emplace(one);
        braces += 2;
    }
    out.sound =
        braces == static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
            return c == '{' || c == '}';
        }));
    return out;
}

std::string braced(const std::multiset<std::string>& names) {
    std::string out;
    for (const auto& one : names) {
        out += (out.empty() ? "{" : ", {") + one + "}";
    }
    return out.empty() ? "none" : out;
}

/// What is wrong with a text in the place of an English one; empty when nothing is.
std::string complaint(std::string_view english, const std::string& text) {
    if (std::any_of(text.begin(), text.end(), [](char c) {
            return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
        })) {
        return "holds a control character or a line end; a message is one line";
    }
    if (parts_of(text, " | ").size() != parts_of(english, " | ").size()) {
        return "has other columns than the English one, '" + std::string(english) + "'";
    }
    const auto wanted = placeholders_of(english);
    if (english.find(form_mark) == std::string_view::npos) {
        const auto given = placeholders_of(text);
        return given.sound && given.all == wanted.all
                   ? ""
                   : "needs the placeholders of the English one, each once and as it is there: " +
                         braced(wanted.all);
    }
    const auto forms = parts_of(text, form_mark);
    const bool sound = std::all_of(forms.begin(), forms.end(), [](const auto& form) {
        const auto given = placeholders_of(form);
        return given.sound && (given.all.empty() || given.all == std::multiset<std::string>{"n"});
    });
    return sound && forms.size() <= most_forms
               ? ""
               : "is one to three forms parted by ' / ', each with {n} or without";
}

std::string group_of(std::string_view name) {
    const auto dot = name.find('.');
    return std::string(dot == std::string_view::npos ? "" : name.substr(0, dot));
}

geo::finding untranslated(const std::string& file, const std::vector<std::string>& names) {
    return {
        geo::finding_code::plan_step_left_out,
        geo::severity::warning,
        {},
        file + ": stay English: " + listed(names)};
}

read_words from_table(config_table all, const std::string& file) {
    std::vector<std::string> patterns;
    std::vector<std::string> missing;
    std::map<std::string, std::optional<config_table>> groups;
    for (const auto& one : detail::english_messages) {
        const auto group = group_of(one.name);
        if (!group.empty() && groups.count(group) == 0) {
            groups[group] = all.table(group);
        }
        const auto key = group.empty() ? one.name : one.name.substr(group.size() + 1);
        auto* table = group.empty() ? &all : groups[group] ? &*groups[group] : nullptr;
        const auto text = table == nullptr ? std::nullopt : table->text(key);
        if (!text) {
            missing.emplace_back(one.name);
            patterns.emplace_back(one.text);
            continue;
        }
        auto wrong = complaint(one.text, *text);
        if (one.name == "months" && parts_of(*text, " ").size() != 12) {
            wrong = "is the names of twelve months, parted by spaces";
        }
        if (!wrong.empty()) {
            table->fail(key, wrong);
        }
        patterns.push_back(*text);
    }
    for (const auto& [name, table] : groups) {
        if (table) {
            table->finish();
        }
    }
    all.finish();
    read_words out{texts(std::move(patterns)), {}};
    if (!missing.empty()) {
        out.found.push_back(untranslated(file, missing));
    }
    return out;
}

}  // namespace

read_words read_texts(const std::string& file) {
    return from_table(config_table::from_file(file), file);
}

read_words texts_or_english(const std::string& file) {
    return file.empty() ? read_words{texts::english(), {}} : read_texts(file);
}

read_words texts_from(std::string_view toml, const std::string& name) {
    return from_table(config_table::from_text(toml, name), name);
}

}  // namespace planner
