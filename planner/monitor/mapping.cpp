// SPDX-License-Identifier: Apache-2.0
#include "planner/monitor/mapping.hpp"

#include "geo/base/error.hpp"
#include "planner/config/config.hpp"
#include "planner/config/data_folder.hpp"
#include "planner/model/names.hpp"

#include <algorithm>
#include <filesystem>

namespace planner {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, report_field_count> field_names{
    "report_id",
    "time",
    "from",
    "to",
    "what",
    "weapon_class",
    "count",
    "side",
    "lon",
    "lat",
    "accuracy_m",
    "observer_lon",
    "observer_lat",
    "range_min_m",
    "range_max_m",
    "bearing_deg",
    "bearing_error_deg",
    "seen",
    "source_class",
    "confidence",
    "note",
    "time_before",
    "time_after"};

constexpr report_field field_at(std::size_t i) {
    return static_cast<report_field>(i);
}

/// The fields that a table gives, by their names as keys.
template <class Use>
void for_each_field(config_table& table, Use&& use) {
    for (std::size_t i = 0; i < report_field_count; ++i) {
        const auto key = field_names[i];
        if (auto said = table.text(key)) {
            use(field_at(i), std::move(*said));
        }
    }
}

void read_time(config_table table, report_mapping& to) {
    const auto form = table.require_choice("form", {"rfc3339", "local", "day", "date_hhmm"});
    to.form = form == "local"       ? time_form::local
              : form == "day"       ? time_form::day
              : form == "date_hhmm" ? time_form::date_hhmm
                                    : time_form::rfc3339;
    to.time_columns = table.texts("columns");
    const std::size_t wanted = to.form == time_form::date_hhmm ? 2 : 1;
    if (to.time_columns.size() != wanted) {
        table.fail(
            "columns",
            "form '" + form + "' wants " + (wanted == 1 ? "one column" : "two columns") + ", as [" +
                (wanted == 1 ? "\"datetime\"" : "\"acq_date\", \"acq_time\"") + "]"
        );
    }
    to.time_zone = table.text("zone").value_or("");
    if (to.form != time_form::rfc3339 && to.time_zone.empty()) {
        table.fail(
            "zone", "times without an offset need one: an IANA name, \"UTC\" or \"mission\""
        );
    }
    table.finish();
}

value_table read_values(config_table table) {
    value_table out;
    out.column = table.require_text("column");
    const auto split = table.text("split").value_or("");
    if (split.size() > 1) {
        table.fail("split", "'" + split + "' must be one character");
    }
    out.split = split.empty() ? '\0' : split[0];
    for (auto& one : table.tables("rules")) {
        value_rule rule;
        rule.is = one.require_text("is");
        for_each_field(one, [&](report_field field, std::string text) {
            rule.sets.emplace_back(field, std::move(text));
        });
        one.finish();
        out.rules.push_back(std::move(rule));
    }
    table.finish();
    return out;
}

std::string mappings_folder() {
    return (fs::path(data_folder()) / "mappings").string();
}

}  // namespace

std::string_view name(report_field field) {
    return field_names[static_cast<std::size_t>(field)];
}

report_mapping own_mapping() {
    report_mapping out;
    out.id = "armistice";
    out.title = "Reports of armistice";
    for (std::size_t i = 0; i < report_field_count; ++i) {
        out.columns[i] = field_names[i];
    }
    return out;
}

std::vector<std::string> built_in_mappings() {
    std::vector<std::string> out;
    for (const auto& one : fs::directory_iterator(mappings_folder())) {
        if (one.path().extension() == ".toml") {
            out.push_back(one.path().stem().string());
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

report_mapping read_mapping(const std::string& id_or_file) {
    auto path = id_or_file;
    if (!fs::is_regular_file(path)) {
        const auto known = built_in_mappings();
        if (std::find(known.begin(), known.end(), id_or_file) == known.end()) {
            std::string list;
            for (const auto& one : known) {
                list += (list.empty() ? "" : ", ") + one;
            }
            const auto near = nearest_word(id_or_file, known);
            throw geo::io_error(
                "mapping '" + id_or_file + "' is no file and none of the built-in ones (" + list +
                ")" + (near.empty() ? "" : "; did you mean '" + near + "'?")
            );
        }
        path = (fs::path(mappings_folder()) / (id_or_file + ".toml")).string();
    }
    auto table = config_table::from_file(path);
    (void)table.require_choice("format", {"armistice-mapping/1"});
    report_mapping out;
    out.id = table.require_id("id");
    out.title = table.require_text("title");
    (void)table.require_text("source");
    (void)table.text("note");
    if (auto columns = table.table("columns")) {
        for_each_field(*columns, [&](report_field field, std::string text) {
            out.columns[static_cast<std::size_t>(field)] = std::move(text);
        });
        columns->finish();
    }
    if (auto defaults = table.table("defaults")) {
        for_each_field(*defaults, [&](report_field field, std::string text) {
            out.defaults[static_cast<std::size_t>(field)] = std::move(text);
        });
        defaults->finish();
    }
    if (auto time = table.table("time")) {
        read_time(std::move(*time), out);
    }
    for (auto& one : table.tables("values")) {
        out.tables.push_back(read_values(std::move(one)));
    }
    table.finish();
    return out;
}

}  // namespace planner
