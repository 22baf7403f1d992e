// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "planner/export/field_plan.hpp"
#include "planner/model/area_meeting.hpp"
#include "planner/model/count_text.hpp"
#include "planner/model/plain_text.hpp"

#include <algorithm>

namespace planner {

namespace {

bool meets(const area_meeting& sector, const geo::feature& item) {
    return sector.with(geo::points(item)) || sector.with(geo::lines(item)) ||
           sector.with(geo::areas(item));
}

}  // namespace

std::vector<std::string> sectors_of(const field_plan& plan) {
    std::vector<std::string> out;
    for (const auto& one : plan.layer("sectors").features) {
        out.push_back(one.id);
    }
    if (out.empty()) {
        throw geo::input_error(plan.folder + ": the plan has no sectors");
    }
    return out;
}

std::string file_name_of(const std::string& id) {
    std::string out;
    for (const char c : id.substr(0, longest_shown_name)) {
        const bool stays = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
        out += stays ? c : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : '-';
    }
    return out.empty() ? "sector" : out;
}

field_plan sector_part(const field_plan& whole, const std::string& sector) {
    const geo::feature* found = nullptr;
    std::vector<std::string> known;
    for (const auto& one : whole.layer("sectors").features) {
        known.push_back(one.id);
        found = one.id == sector ? &one : found;
    }
    if (found == nullptr) {
        throw geo::input_error(
            whole.folder + ": has no sector '" + sector + "'" +
            (known.empty() ? "; the plan has none at all" : "; its sectors are " + listed(known))
        );
    }
    const area_meeting ground(geo::areas(*found));
    field_plan out = whole;
    out.sector = sector;
    out.sector_name = geo::text(*found, "name").value_or(sector);
    for (auto& layer : out.layers) {
        std::erase_if(layer.features, [&](const geo::feature& item) {
            if (layer.name == "sectors") {
                return item.id != sector;
            }
            if (layer.name == "posts") {
                return geo::text(item, "sector").value_or("") != sector;
            }
            return !meets(ground, item);
        });
    }
    return out;
}

}  // namespace planner
