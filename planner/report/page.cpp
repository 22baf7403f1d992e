// SPDX-License-Identifier: Apache-2.0
#include "planner/report/page.hpp"

#include "geo/base/error.hpp"
#include "planner/model/texts.hpp"
#include "planner/report/page_layers.hpp"
#include "planner/report/plan_json.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace planner {

namespace {

using json = nlohmann::ordered_json;
using geo::feature_table;

/// Where the viewer has the plan.
constexpr std::string_view plan_mark = "@PLAN@";

feature_table territories_of(const plan& what) {
    feature_table out{"territories", {}};
    const auto* owner = what.ground.find_party(what.other);
    for (const auto& one : what.ground.territories) {
        const bool divided = owner != nullptr && one.id == owner->territory;
        out.features.push_back({one.id.str(), {{"name", one.name}, {"divided", divided}}, one.area}
        );
    }
    return out;
}

feature_table border_of(const plan& what) {
    feature_table out{"border", {}};
    if (!what.land_border.empty()) {
        out.features.push_back({"land-border", {}, what.land_border});
    }
    return out;
}

feature_table regions_of(const plan& what) {
    feature_table out{"regions", {}};
    for (const auto& one : what.ground.regions) {
        out.features.push_back({one.id.str(), {{"name", one.name}}, one.area});
    }
    return out;
}

feature_table rivers_of(const plan& what) {
    feature_table out{"rivers", {}};
    for (const auto& one : what.ground.rivers) {
        out.features.push_back({one.name, {{"name", one.name}}, one.shape});
    }
    return out;
}

feature_table roads_of(const plan& what) {
    feature_table out{"roads", {}};
    for (const auto& one : what.ground.roads) {
        out.features.push_back(
            {one.ref,
             {{"name", one.ref},
              {"class", one.road_class},
              {"from", one.from},
              {"to", one.to},
              {"schematic", one.schematic}},
             one.shape}
        );
    }
    return out;
}

/// Settlements of the theatre that have no story in the plan.
feature_table places_of(const plan& what, const std::vector<feature_table>& layers) {
    std::set<std::string> told;
    for (const auto& layer : layers) {
        if (layer.name == "settlements") {
            for (const auto& item : layer.features) {
                told.insert(item.id);
            }
        }
    }
    feature_table out{"places", {}};
    for (const auto& one : what.ground.settlements) {
        const auto id = "settlement-" + one.id.str();
        if (told.count(id) == 0) {
            out.features.push_back(
                {id,
                 {{"name", one.name},
                  {"name_local", one.local_name},
                  {"class", one.kind},
                  {"population", one.population},
                  {"region", one.region.str()}},
                 std::vector<geo::lon_lat>{one.position}}
            );
        }
    }
    return out;
}

/// Without what the page has once for all (id and version of the plan) or works out itself from a
/// position printed to 0.1 seconds (coordinates of turning points).
feature_table lighter(feature_table layer) {
    const bool turning = layer.name == "turning_points";
    for (auto& item : layer.features) {
        auto& fields = item.attributes;
        fields.erase(
            std::remove_if(
                fields.begin(),
                fields.end(),
                [&](const geo::attribute_field& field) {
                    return field.name == "plan_id" || field.name == "plan_version" ||
                           (turning && (field.name == "dms" || field.name == "mgrs"));
                }
            ),
            fields.end()
        );
    }
    return layer;
}

/// Who holds what is the theatre's, compiled from statements and maps: as fine as the ground.
page_decimals decimals_of(const std::string& layer) {
    return layer == "control" ? page_decimals::five : page_decimals::six;
}

json words_of(const texts& say) {
    json out = json::object();
    for (auto& [name, text] : say.of_group("page")) {
        out[name] = std::move(text);
    }
    return out;
}

/// plan.json but for what the layers have too.
json told(const plan& what) {
    auto out = json::parse(to_json(what));
    for (const auto* key :
         {"lines", "zones", "presence", "reserved", "exits", "posts", "sectors", "corridors"}) {
        out.erase(std::string(key));
    }
    for (auto& phase : out.at("phases")) {
        phase.erase(std::string("by_region"));
    }
    if (out.contains("protection") && out.at("protection").is_object()) {
        out.at("protection").erase(std::string("reach"));
    }
    return out;
}

/// JSON that can stand inside a script element: <, > and & occur only inside its texts.
std::string harmless(const std::string& text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        switch (c) {
        case '<':
            out += "\\u003c";
            break;
        case '>':
            out += "\\u003e";
            break;
        case '&':
            out += "\\u0026";
            break;
        default:
            out += c;
        }
    }
    return out;
}

}  // namespace

std::string to_page(
    const plan& what,
    const std::vector<feature_table>& layers,
    const std::string& viewer,
    const texts& say
) {
    const auto at = viewer.find(plan_mark);
    if (at == std::string::npos || viewer.find(plan_mark, at + 1) != std::string::npos) {
        throw geo::io_error("the viewer of page.html is not one that this version can fill");
    }
    json ground = json::array();
    for (const auto& layer :
         {territories_of(what),
          border_of(what),
          regions_of(what),
          rivers_of(what),
          roads_of(what),
          places_of(what, layers)}) {
        if (!layer.features.empty()) {
            ground.push_back(page_layer(layer, page_decimals::five));
        }
    }
    json own = json::array();
    for (const auto& layer : layers) {
        own.push_back(page_layer(lighter(layer), decimals_of(layer.name)));
    }
    const json all{
        {"format", "armistice-page/1"},
        {"language", say.text<"language">()},
        {"words", words_of(say)},
        {"plan", told(what)},
        {"ground", ground},
        {"layers", own}};
    auto out = viewer.substr(0, at);
    out += harmless(all.dump(-1, ' ', false, json::error_handler_t::replace));
    out += viewer.substr(at + plan_mark.size());
    return out;
}

std::string to_page(
    const plan& what, const std::vector<feature_table>& layers, const std::string& viewer
) {
    return to_page(what, layers, viewer, texts::english());
}

}  // namespace planner
