// SPDX-License-Identifier: Apache-2.0
#include "planner/terms/read_weapons.hpp"

#include "planner/config/data_folder.hpp"
#include "planner/terms/read_common.hpp"

#include <filesystem>
#include <functional>

namespace planner {

namespace {

using namespace reading;

weapon_class read_class(config_table table) {
    weapon_class out;
    out.id = table.require_id("id");
    out.title = table.require_text("title");
    out.definition = table.text("definition").value_or("");
    out.includes = table.texts("includes");
    out.source = table.require_text("source");
    table.finish();
    return out;
}

weapon_system read_system(config_table table, const weapons& so_far) {
    weapon_system out;
    out.id = table.require_id("id");
    out.name = table.require_text("name");
    out.class_id = table.require_text("class");
    if (so_far.find_class(out.class_id) == nullptr) {
        std::vector<std::string> known;
        for (const auto& one : so_far.classes) {
            known.push_back(one.id);
        }
        table.fail("class", not_known("class", out.class_id, known));
    }
    out.calibre_mm = table.number("calibre_mm");
    if (out.calibre_mm && *out.calibre_mm <= 0) {
        table.fail("calibre_mm", "must be more than 0");
    }
    out.max_range = table.require_length("max_range");
    if (out.max_range <= geo::metres(0)) {
        table.fail("max_range", "must be more than 0 m");
    }
    out.note = table.text("note").value_or("");
    out.cited.source = table.require_text("source");
    out.cited.certainty = table.require_choice("certainty", certainties());
    table.finish();
    return out;
}

/// Every class that is included is there, and none includes itself through others.
void check_includes(const weapons& made, std::vector<config_table>& tables) {
    for (std::size_t i = 0; i < made.classes.size(); ++i) {
        const std::function<void(const std::string&, std::size_t)> walk = [&](const std::string& id,
                                                                              std::size_t depth) {
            const auto* group = made.find_class(id);
            if (group == nullptr) {
                tables[i].fail("includes", "class '" + id + "' is not in the table");
            }
            if (depth > made.classes.size()) {
                tables[i].fail("includes", "classes include each other in a circle");
            }
            for (const auto& inner : group->includes) {
                walk(inner, depth + 1);
            }
        };
        walk(made.classes[i].id, 0);
    }
}

weapons read_arms(config_table table) {
    (void)table.require_choice("format", {"armistice-weapons/1"});
    weapons out;
    auto classes = table.tables("classes");
    for (auto& item : classes) {
        out.classes.push_back(read_class(item));
        refuse_second(item, out.classes);
    }
    check_includes(out, classes);
    for (auto& item : table.tables("systems")) {
        out.systems.push_back(read_system(item, out));
        refuse_second(item, out.systems);
        if (out.find_class(out.systems.back().id) != nullptr) {
            item.fail("id", "'" + out.systems.back().id + "' is the id of a class, too");
        }
    }
    table.finish();
    return out;
}

}  // namespace

weapons read_weapons(const std::string& path) {
    auto out = read_arms(config_table::from_file(path));
    out.file = path;
    return out;
}

weapons read_weapons_text(std::string_view text, const std::string& name) {
    auto out = read_arms(config_table::from_text(text, name));
    out.file = name;
    return out;
}

weapons built_in_weapons() {
    return read_weapons((std::filesystem::path(data_folder()) / "weapons.toml").string());
}

}  // namespace planner
