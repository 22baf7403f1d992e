// SPDX-License-Identifier: Apache-2.0
#include "planner/model/ground_text.hpp"

#include "planner/model/zone_words.hpp"

namespace planner {

namespace {

/// The title of what `id` means, or the id itself.
std::string title_of(const terms& said, const theatre* ground, const std::string& id) {
    constexpr std::string_view mark = "input:";
    const auto bare = id.starts_with(mark) ? id.substr(mark.size()) : id;
    for (const auto& one : said.inputs) {
        if (bare != id && one.id == bare) {
            return one.title;
        }
    }
    if (ground == nullptr) {
        return id;
    }
    if (const auto* line = ground->find_line(line_id(bare))) {
        return line->title.empty() ? id : line->title;
    }
    const auto look = [&](const auto& items) {
        for (const auto& one : items) {
            if (one.id.str() == bare && !one.name.empty()) {
                return one.name;
            }
        }
        return std::string();
    };
    auto found = look(ground->reserved);
    found = found.empty() ? look(ground->territories) : found;
    found = found.empty() ? look(ground->regions) : found;
    return found.empty() ? id : found;
}

std::string titled(
    const terms& said,
    const theatre* ground,
    const zone_term& zone,
    geo::metres depth,
    const texts& say
) {
    auto shown = zone;
    for (auto* id :
         {&shown.reference_line, &shown.other_line, &shown.border_of, &shown.area, &shown.route}) {
        *id = title_of(said, ground, *id);
    }
    for (const auto& one : said.zones) {
        if (one.id == zone.from_zone) {
            shown.from_zone = one.title;
        }
    }
    return ground_text(shown, depth, say);
}

}  // namespace

std::string titled_ground(const terms& said, const zone_term& zone, geo::metres depth) {
    return titled(said, nullptr, zone, depth, texts::english());
}

std::string titled_ground(
    const plan& of, const zone_term& zone, geo::metres depth, const texts& say
) {
    return titled(of.said, &of.ground, zone, depth, say);
}

std::string titled_ground(const plan& of, const zone_term& zone, geo::metres depth) {
    return titled_ground(of, zone, depth, texts::english());
}

}  // namespace planner
