// SPDX-License-Identifier: Apache-2.0
#include "planner/theatre/border_corrections.hpp"

#include "geo/frame/local_frame.hpp"
#include "geo/geometry/box.hpp"
#include "geo/geometry/covers.hpp"
#include "geo/linework/areas_apart.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/overlay/overlay.hpp"
#include "planner/config/config.hpp"
#include "planner/config/data_folder.hpp"
#include "planner/theatre/place_index.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>

namespace planner {

namespace {

using area = geo::multi_polygon<geo::lon_lat>;

struct correction {
    std::string id;
    std::string name;
    std::string belongs_to;
    std::vector<std::string> remove_from;
    std::vector<geo::lon_lat> probes;
    std::string source;
    std::string wrong;
    bool undetermined = false;  ///< no state's polygon decides
};

std::vector<correction> read_corrections(const std::string& file) {
    std::vector<correction> out;
    auto top = config_table::from_file(file);
    (void)top.require_choice("format", {"armistice-border-corrections/1"});
    for (auto& table : top.tables("corrections")) {
        correction made;
        made.id = table.require_text("id");
        made.name = table.text("name").value_or(made.id);
        made.belongs_to = table.text("belongs_to").value_or("");
        made.remove_from = table.texts("remove_from");
        made.source = table.require_text("source");
        made.undetermined = table.flag("undetermined").value_or(false);
        (void)table.texts("states");
        made.wrong = table.text("wrong").value_or("");
        for (auto& probe : table.tables("probe")) {
            const auto lon = probe.number("lon");
            const auto lat = probe.number("lat");
            if (!lon || !lat) {
                table.fail("probe", "needs lon and lat");
            }
            made.probes.push_back({geo::longitude(*lon), geo::latitude(*lat)});
            probe.finish();
        }
        table.finish();
        out.push_back(std::move(made));
    }
    top.finish();
    return out;
}

std::string table_file() {
    return (std::filesystem::path(data_folder()) / "reference" / "border_corrections.toml")
        .string();
}

territory* find(theatre& into, const std::string& id) {
    const auto found =
        std::find_if(into.territories.begin(), into.territories.end(), [&](const territory& one) {
            return one.id.str() == id;
        });
    return found == into.territories.end() ? nullptr : &*found;
}

/// What of the other's territory goes to the owner: the reserved area that holds the probe, else the
/// part of the two territories' overlap that does. Empty when neither says where the area ends.
area outline_at(
    const theatre& in, const territory* owner, const territory& other, geo::lon_lat probe
) {
    for (const auto& reserved : in.reserved) {
        if (geo::covers(reserved.area, probe)) {
            return reserved.area;
        }
    }
    if (owner == nullptr) {
        return {};
    }
    auto box = box_of(owner->area);
    for (const auto& part : other.area) {
        box.add_all(part.outer);
    }
    const auto chart = geo::local_frame::chart(box);
    const auto common = geo::unproject(
        chart, geo::intersection(geo::project(chart, owner->area), geo::project(chart, other.area))
    );
    for (const auto& part : common) {
        if (geo::covers({part}, probe)) {
            return {part};
        }
    }
    return {};
}

/// Once, however many probes of a correction say it.
void note(
    theatre& into, geo::finding_code code, geo::severity level, geo::lon_lat where, std::string text
) {
    const bool told =
        std::any_of(into.found.begin(), into.found.end(), [&](const geo::finding& item) {
            return item.code == code && item.text == text;
        });
    if (told) {
        return;
    }
    into.found.push_back(
        {code,
         level,
         {"", "territories", "", where.lon.value(), where.lat.value()},
         std::move(text)}
    );
}

void apply(theatre& into, const correction& rule) {
    auto* owner = find(into, rule.belongs_to);
    for (const auto& wrong : rule.remove_from) {
        auto* other = find(into, wrong);
        for (const auto& probe : rule.probes) {
            if (other == nullptr || !geo::covers(other->area, probe)) {
                continue;
            }
            const auto outline = outline_at(into, owner, *other, probe);
            if (outline.empty()) {
                note(
                    into,
                    geo::finding_code::border_overlap,
                    geo::severity::error,
                    probe,
                    rule.name + ": the territory of '" + wrong +
                        "' holds it, though it belongs to '" + rule.belongs_to + "' by " +
                        rule.source +
                        "; the layers do not say where it ends, so nothing was changed: give it as "
                        "an "
                        "area of the layer reserved, or another border layer"
                );
                continue;
            }
            auto box = box_of(other->area);
            for (const auto& part : outline) {
                box.add_all(part.outer);
            }
            const auto chart = geo::local_frame::chart(box);
            const auto moved = geo::project(chart, outline);
            other->area =
                geo::unproject(chart, geo::difference(geo::project(chart, other->area), moved));
            if (owner != nullptr && !geo::covers(owner->area, probe)) {
                auto both = geo::project(chart, owner->area);
                both.insert(both.end(), moved.begin(), moved.end());
                owner->area = geo::unproject(chart, geo::unite(both));
            }
            note(
                into,
                geo::finding_code::border_correction,
                geo::severity::warning,
                probe,
                rule.name + ": taken from the territory of '" + wrong + "', belongs to '" +
                    rule.belongs_to + "' by " + rule.source
            );
        }
    }
}

void report_undetermined(theatre& into, const correction& rule) {
    for (const auto& one : into.territories) {
        const auto held =
            std::find_if(rule.probes.begin(), rule.probes.end(), [&](geo::lon_lat probe) {
                return geo::covers(one.area, probe);
            });
        if (held != rule.probes.end()) {
            note(
                into,
                geo::finding_code::border_correction,
                geo::severity::warning,
                *held,
                rule.name + ": lies in the territory of '" + one.id.str() +
                    "' as the layer has it; its status is not determined: " + rule.source
            );
        }
    }
}

/// Overlap of two parties' territories that no correction explains.
void report_overlaps(theatre& into) {
    for (std::size_t i = 0; i < into.parties.size(); ++i) {
        for (std::size_t j = i + 1; j < into.parties.size(); ++j) {
            const auto* a = find(into, into.parties[i].territory.str());
            const auto* b = find(into, into.parties[j].territory.str());
            if (a == nullptr || b == nullptr || a == b || geo::are_surely_apart(a->area, b->area)) {
                continue;
            }
            auto box = box_of(a->area);
            for (const auto& part : b->area) {
                box.add_all(part.outer);
            }
            const auto chart = geo::local_frame::chart(box);
            const auto common =
                geo::intersection(geo::project(chart, a->area), geo::project(chart, b->area));
            const auto size = geo::area(geo::unproject(chart, common));
            const auto common_place = common.empty()
                                          ? geo::lon_lat{}
                                          : chart.unproject(geo::inner_position(common.front()));
            if (geo::in_square_kilometres(size) > 1.0) {
                char text[160];
                std::snprintf(
                    text,
                    sizeof text,
                    "the territories '%s' and '%s' overlap by %.0f km2 and no correction says "
                    "whose "
                    "it is",
                    a->id.str().c_str(),
                    b->id.str().c_str(),
                    geo::in_square_kilometres(size)
                );
                note(
                    into,
                    geo::finding_code::border_overlap,
                    geo::severity::warning,
                    common_place,
                    text
                );
            }
        }
    }
}

}  // namespace

std::vector<border_rule> border_rules(const theatre& ground) {
    std::vector<area> areas;
    for (const auto& one : ground.territories) {
        areas.push_back(one.area);
    }
    const place_index inside(areas);
    std::vector<border_rule> out;
    for (const auto& rule : read_corrections(table_file())) {
        border_rule made;
        for (const auto probe : rule.probes) {
            if (inside.find(probe)) {
                made.probes.push_back(probe);
            }
        }
        if (!made.probes.empty()) {
            made.id = rule.id;
            made.name = rule.name;
            made.belongs_to = territory_id(rule.undetermined ? "" : rule.belongs_to);
            made.wrong = rule.wrong;
            made.source = rule.source;
            out.push_back(std::move(made));
        }
    }
    return out;
}

void apply_border_corrections(theatre& into) {
    const auto file = table_file();
    for (const auto& rule : read_corrections(file)) {
        if (rule.undetermined) {
            report_undetermined(into, rule);
        } else {
            apply(into, rule);
        }
    }
    report_overlaps(into);
    into.files.push_back(file);
}

}  // namespace planner
