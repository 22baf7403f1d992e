// SPDX-License-Identifier: Apache-2.0
#include "planner/theatre/read_terrain.hpp"

#include "geo/measure/geodesic.hpp"
#include "planner/theatre/dense_area.hpp"

#include <utility>

namespace planner {

namespace {

constexpr const char* known_words = "open, rolling, forest, urban";

}  // namespace

terrain_settings take_terrain_settings(config_table& table) {
    terrain_settings out;
    if (auto names = table.table("attributes")) {
        out.attribute = names->text("class").value_or(out.attribute);
        names->finish();
    }
    if (auto words = table.table("classes")) {
        for (const auto& word : words->keys()) {
            const auto said = words->require_text(word);
            const auto kind = parse_ground_class(said);
            if (!kind) {
                words->fail(word, "'" + said + "' is no class of ground; known are " + known_words);
            }
            out.classes[word] = *kind;
        }
        words->finish();
    }
    return out;
}

std::vector<ground_area> terrain_of(
    const geo::layer& read, const terrain_settings& settings, const config_table& table
) {
    std::vector<ground_area> out;
    for (const auto& item : read.features) {
        auto shape = dense_area(item, read);
        if (shape.empty()) {
            continue;
        }
        const auto word = geo::text(item, settings.attribute).value_or("");
        const auto given = settings.classes.find(word);
        const auto kind = given != settings.classes.end() ? std::optional(given->second)
                                                          : parse_ground_class(word);
        if (!kind) {
            table.fail(
                "file",
                "feature " + item.id + " has '" + word + "' in its column '" + settings.attribute +
                    "', which is no class of ground; known are " + known_words +
                    ", and words of your own say in [layers.terrain.classes] which of them they are"
            );
        }
        out.push_back({*kind, std::move(shape)});
    }
    return out;
}

}  // namespace planner
