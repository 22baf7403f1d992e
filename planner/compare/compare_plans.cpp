// SPDX-License-Identifier: Apache-2.0
#include "planner/compare/compare_plans.hpp"

#include "geo/base/error.hpp"
#include "geo/frame/local_frame.hpp"
#include "geo/geometry/box.hpp"
#include "geo/io/read.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/overlay/overlay.hpp"
#include "planner/model/number_text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

namespace planner {

namespace {

namespace fs = std::filesystem;
using json = nlohmann::ordered_json;
using area_shape = geo::multi_polygon<geo::lon_lat>;

/// Shapes are written on a grid of 1e-7 degrees, 1 cm: along 10 km of edge that is 100 m2.
constexpr geo::square_metres least_difference{100.0};

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

/// What names an item of a list: its id, else region or code.
std::string key_of(const json& item) {
    for (const auto* key : {"id", "region", "layer", "party"}) {
        if (item.is_object() && item.contains(key) && item[key].is_string()) {
            return item[key].get<std::string>();
        }
    }
    return {};
}

bool is_table(const json& list) {
    if (!list.is_array() || list.empty()) {
        return false;
    }
    std::set<std::string> seen;
    return std::all_of(list.begin(), list.end(), [&](const json& item) {
        const auto key = key_of(item);
        return !key.empty() && seen.insert(key).second;
    });
}

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

const geo::feature* feature_of(const geo::layer& in, const std::string& id) {
    const auto at =
        std::find_if(in.features.begin(), in.features.end(), [&](const geo::feature& one) {
            return one.id == id;
        });
    return at == in.features.end() ? nullptr : &*at;
}

void compare_shape(
    const std::string& layer,
    const std::string& id,
    const area_shape& a,
    const area_shape& b,
    plan_comparison& into
) {
    if (a == b) {
        return;
    }
    shape_difference made{layer, id, {}, {}, {}, {}};
    if (a.empty() || b.empty()) {
        made.only_first = a;
        made.only_second = b;
    } else {
        auto box = box_of(a);
        for (const auto& part : b) {
            box.add_all(part.outer);
        }
        const auto chart = geo::local_frame::chart(box);
        const auto one = geo::project(chart, a);
        const auto two = geo::project(chart, b);
        made.only_first = geo::unproject(chart, geo::difference(one, two));
        made.only_second = geo::unproject(chart, geo::difference(two, one));
    }
    made.first_size = geo::area(made.only_first);
    made.second_size = geo::area(made.only_second);
    if (made.first_size + made.second_size >= least_difference) {
        into.shapes.push_back(std::move(made));
    }
}

void compare_areas(const std::string& first, const std::string& second, plan_comparison& into) {
    for (const auto* name : {"vacated", "zones", "presence", "reserved", "control"}) {
        const auto a = read_layer_of(first, name);
        const auto b = read_layer_of(second, name);
        for (const auto& item : a.features) {
            const auto* twin = feature_of(b, item.id);
            compare_shape(
                name,
                item.id,
                geo::areas(item),
                twin != nullptr ? geo::areas(*twin) : area_shape{},
                into
            );
        }
        for (const auto& item : b.features) {
            if (feature_of(a, item.id) == nullptr) {
                compare_shape(name, item.id, {}, geo::areas(item), into);
            }
        }
    }
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

std::string last_verified(const json& plan) {
    std::string out;
    for (const auto& phase : plan.value("phases", json::array())) {
        out = std::max(out, phase.value("verified", std::string()));
    }
    return out;
}

double vacated_km2(const json& plan) {
    double out = 0;
    for (const auto& phase : plan.value("phases", json::array())) {
        out += phase.value("vacated", json::object()).value("area_km2", 0.0);
    }
    return out;
}

std::size_t size_of(const json& plan, const char* section) {
    return plan.value(section, json::array()).size();
}

void summarise(const json& a, const json& b, plan_comparison& into) {
    auto& out = into.summary;
    const auto tell =
        [&](const std::string& what, const std::string& before, const std::string& after) {
            if (before != after) {
                out.push_back(
                    what + ": " + (before.empty() ? "none" : before) + " -> " +
                    (after.empty() ? "none" : after)
                );
            }
        };
    tell("D-day", a.value("d_day", ""), b.value("d_day", ""));
    tell("Last phase verified", last_verified(a), last_verified(b));
    tell(
        "Vacated in all, km2",
        fmt::format("{:.0f}", vacated_km2(a)),
        fmt::format("{:.0f}", vacated_km2(b))
    );
    for (const auto* section : {"phases", "zones", "presence", "schedule"}) {
        tell(
            fmt::format("Number of {}", section),
            std::to_string(size_of(a, section)),
            std::to_string(size_of(b, section))
        );
    }
    if (!into.settlements.empty()) {
        double people = 0;
        for (const auto& one : into.settlements) {
            people += one.people;
        }
        out.push_back(
            counted(into.settlements.size(), "settlement", "settlements") + " with " +
            people_text(people) + " people by the register get another phase, zone or holder"
        );
    }
}

}  // namespace

bool plan_comparison::same() const {
    return rows.empty() && shapes.empty() && settlements.empty();
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
    compare_areas(first, second, out);
    compare_settlements(first, second, out);
    summarise(a, b, out);
    return out;
}

}  // namespace planner
