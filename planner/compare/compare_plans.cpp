// SPDX-License-Identifier: Apache-2.0
#include "planner/compare/compare_plans.hpp"

#include "geo/base/error.hpp"
#include "geo/io/read.hpp"
#include "planner/compare/compare_layers.hpp"
#include "planner/compare/compare_summary.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>

namespace planner {

namespace {

namespace fs = std::filesystem;
using json = nlohmann::ordered_json;

json read_plan(const std::string& folder) {
    const auto path = (fs::path(folder) / "plan.json").string();
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        throw geo::io_error(
            "'" + folder +
            "' is no plan: it holds no plan.json; make one with armistice plan -o FOLDER"
        );
    }
    auto out = json::parse(file, nullptr, false);
    if (out.is_discarded() || !out.is_object()) {
        throw geo::input_error(path + ": is no JSON object; is it damaged or cut short?");
    }
    if (out.value("format", json()) != "armistice-plan/1") {
        throw geo::input_error(
            path + ": its format is " + out.value("format", json("not said")).dump() +
            ", this version compares armistice-plan/1"
        );
    }
    return out;
}

std::string text_of(const json& value) {
    return value.is_string() ? value.get<std::string>() : value.dump();
}

using detail::is_table;
using detail::key_of;

/// Collects differences of two values of one section.
class differ {
public:
    differ(std::string section, std::vector<plan_difference>& into)
        : section_(std::move(section)), into_(into) {}

    void compare(const std::string& id, const std::string& key, const json& a, const json& b) {
        if (a == b) {
            return;
        }
        if (a.is_object() && b.is_object()) {
            compare_objects(id, key, a, b);
        } else if ((is_table(a) || a.empty()) && (is_table(b) || b.empty()) && a.is_array() && b.is_array()) {
            compare_tables(id, key, a, b);
        } else {
            into_.push_back({section_, id, key, text_of(a), text_of(b)});
        }
    }

private:
    static std::string below(const std::string& key, const std::string& inner) {
        return key.empty() ? inner : key + "." + inner;
    }

    void compare_objects(
        const std::string& id, const std::string& key, const json& a, const json& b
    ) {
        for (const auto& [name, value] : a.items()) {
            if (b.contains(name)) {
                compare(id, below(key, name), value, b[name]);
            } else {
                into_.push_back({section_, id, below(key, name), text_of(value), std::nullopt});
            }
        }
        for (const auto& [name, value] : b.items()) {
            if (!a.contains(name)) {
                into_.push_back({section_, id, below(key, name), std::nullopt, text_of(value)});
            }
        }
    }

    void compare_tables(
        const std::string& id, const std::string& key, const json& a, const json& b
    ) {
        const auto find = [](const json& in, const std::string& name) {
            return std::find_if(in.begin(), in.end(), [&](const json& item) {
                return key_of(item) == name;
            });
        };
        const auto place = [&](const std::string& name) { return id.empty() ? name : id; };
        const auto inner = [&](const std::string& name) {
            return id.empty() ? std::string() : below(key, name);
        };
        for (const auto& item : a) {
            const auto name = key_of(item);
            if (const auto at = find(b, name); at != b.end()) {
                compare(place(name), inner(name), item, *at);
            } else {
                into_.push_back({section_, place(name), inner(name), title_of(item), std::nullopt});
            }
        }
        for (const auto& item : b) {
            const auto name = key_of(item);
            if (find(a, name) == a.end()) {
                into_.push_back({section_, place(name), inner(name), std::nullopt, title_of(item)});
            }
        }
    }

    static std::string title_of(const json& item) {
        for (const auto* key : {"title", "name", "action", "text"}) {
            if (item.contains(key) && item[key].is_string()) {
                return item[key].get<std::string>();
            }
        }
        return text_of(item);
    }

    std::string section_;
    std::vector<plan_difference>& into_;
};

geo::layer read_layer_of(const std::string& folder, const std::string& name) {
    const auto path = fs::path(folder) / "geojson" / (name + ".geojson");
    if (!fs::exists(path)) {
        return {};
    }
    geo::read_options options;
    options.allow_database = false;
    return geo::read_layer(path.string(), options);
}

std::string story_of(const geo::feature& item) {
    std::string out = "held by " + geo::text(item, "held_by").value_or("nobody named");
    if (const auto phase = geo::text(item, "phase")) {
        out += "; phase " + *phase;
    }
    if (const auto zones = geo::text(item, "zones")) {
        out += "; zones " + *zones;
    }
    return out;
}

void compare_settlements(
    const std::string& first, const std::string& second, plan_comparison& into
) {
    const auto a = read_layer_of(first, "settlements");
    const auto b = read_layer_of(second, "settlements");
    std::map<std::string, const geo::feature*> seconds;
    for (const auto& item : b.features) {
        seconds[item.id] = &item;
    }
    const auto add =
        [&](const geo::feature& item, const std::string& before, const std::string& after) {
            into.settlements.push_back(
                {item.id,
                 geo::text(item, "name").value_or(item.id),
                 geo::number(item, "population").value_or(0),
                 before,
                 after}
            );
        };
    for (const auto& item : a.features) {
        const auto at = seconds.find(item.id);
        if (at == seconds.end()) {
            add(item, story_of(item), "not in the plan");
            continue;
        }
        if (story_of(item) != story_of(*at->second)) {
            add(item, story_of(item), story_of(*at->second));
        }
        seconds.erase(at);
    }
    for (const auto& item : b.features) {
        if (seconds.count(item.id) > 0) {
            add(item, "not in the plan", story_of(item));
        }
    }
    std::stable_sort(
        into.settlements.begin(),
        into.settlements.end(),
        [](const settlement_difference& x, const settlement_difference& y) {
            return x.people > y.people;
        }
    );
}

std::string name_of(const json& plan) {
    return plan.value("plan_id", "?") + " (version " + plan.value("plan_version", "?") + ")";
}

}  // namespace

bool plan_comparison::same() const {
    return rows.empty() && shapes.empty() && moved.empty() && settlements.empty();
}

plan_comparison compare_plans(const std::string& first, const std::string& second) {
    const auto a = read_plan(first);
    const auto b = read_plan(second);
    plan_comparison out;
    out.first = name_of(a);
    out.second = name_of(b);
    std::vector<std::string> sections;
    for (const auto* plan : {&a, &b}) {
        for (const auto& [name, value] : plan->items()) {
            // `monitoring` says what other keys say, as the terms write it.
            if (name != "plan_version" && name != "monitoring" &&
                std::find(sections.begin(), sections.end(), name) == sections.end()) {
                sections.push_back(name);
            }
        }
    }
    for (const auto& name : sections) {
        differ(name, out.rows).compare("", "", a.value(name, json()), b.value(name, json()));
    }
    detail::compare_layers(first, second, out);
    compare_settlements(first, second, out);
    out.summary = detail::summary_of(a, b, sections, out);
    return out;
}

}  // namespace planner
