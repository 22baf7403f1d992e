// SPDX-License-Identifier: Apache-2.0
#include "planner/sheets/plan_map.hpp"

#include "geo/geometry/box.hpp"
#include "geo/linework/compare_lines.hpp"
#include "geo/measure/geodesic.hpp"
#include "planner/model/ground_text.hpp"
#include "planner/model/number_text.hpp"
#include "planner/model/roles.hpp"
#include "planner/model/spacing_text.hpp"
#include "planner/sheets/sheet_style.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace planner {

namespace {

/// Letters of the basic Latin alphabet in capitals, others as they are.
std::string upper_case(std::string text) {
    for (auto& c : text) {
        if (c >= 'a' && c <= 'z') {
            c = static_cast<char>(c - 'a' + 'A');
        }
    }
    return text;
}

class overview {
public:
    explicit overview(const plan& what) : plan_(what) {}

    sheet run() {
        frame();
        words();
        land();
        phases();
        zones();
        reserved();
        waters_and_roads();
        corridors();
        sectors();
        borders_and_lines();
        posts();
        places();
        table();
        return std::move(sheet_);
    }

private:
    void frame() {
        auto box = plan_.phases.empty() ? geo::lon_lat_box{} : box_of(plan_.held);
        for (const auto& part : plan_.contact) {
            box.add_all(part);
        }
        for (const auto& zone : plan_.zones) {
            const auto zone_box = box_of(zone.shape);
            if (!zone_box.empty()) {
                box.add({geo::longitude(zone_box.west), geo::latitude(zone_box.south)});
                box.add({geo::longitude(zone_box.east), geo::latitude(zone_box.north)});
            }
        }
        sheet_.extent = box;
        sheet_.margin = 0.04;
        const double east_west =
            (box.east - box.west) * std::cos(box.centre().lat.value() * 3.14159265358979 / 180);
        // The side panel takes a fifth of a landscape sheet.
        sheet_.orientation = east_west < 0.9 * (box.north - box.south)
                                 ? paper_orientation::portrait
                                 : paper_orientation::landscape;
    }

    [[nodiscard]] std::string day(instant t) const {
        return to_local_date(t, plan_.ground.time_zone);
    }

    void words() {
        sheet_.title = plan_.said.title;
        sheet_.subtitle = plan_.ground.title;
        sheet_.validity = fmt::format(
            "D-day {} · dates {} · plan {} version {}",
            to_rfc3339(plan_.d_day),
            plan_.date_basis,
            plan_.id,
            plan_.version
        );
        const auto* line = plan_.contact_line();
        if (line != nullptr) {
            sheet_.notes.push_back(fmt::format(
                "{}: {}, known to {:g} km (95 %).",
                line->title,
                line->basis == line_basis::agreed ? "agreed" : "observed",
                geo::in_kilometres(line->accuracy)
            ));
        }
        if (!plan_.phases.empty() && plan_.said.withdrawal) {
            sheet_.notes.push_back(
                "Phases by " + spacing_text(*plan_.said.withdrawal) +
                (plan_.said.withdrawal->fixed_days
                     ? "; their days are fixed."
                     : "; each begins when the one before it is verified.")
            );
        }
        for (const auto& zone : plan_.zones) {
            sheet_.notes.push_back(fmt::format(
                "{}: {}; {}.",
                zone.term.title,
                zone.term.rule == zone_rule::distance
                    ? fmt::format("{:g} km per side", geo::in_kilometres(zone.depth))
                    : titled_ground(plan_, zone.term, zone.depth),
                zone.term.cited.certainty == "S" ? zone.term.cited.source : "an assumption"
            ));
        }
        for (const auto& source : plan_.ground.sources) {
            if (source.layer == "settlements" && !source.note.empty()) {
                sheet_.notes.push_back("People: " + source.note + ".");
            }
        }
        sheet_.sources.push_back("Terms: " + plan_.said.source);
        if (line != nullptr) {
            sheet_.sources.push_back(line->title + ": " + line->source);
        }
        std::set<std::string> seen;
        for (const auto& source : plan_.ground.sources) {
            const auto text = (source.attribution.empty() ? source.source : source.attribution) +
                              " (" + source.licence + ")";
            if (seen.insert(text).second) {
                sheet_.sources.push_back(text);
            }
        }
        sheet_.disclaimer =
            "The boundaries and names shown and the designations used on this map do not imply "
            "official endorsement or acceptance by the United Nations. A line of contact or a "
            "phase "
            "line is not a border. Reserved areas are hatched; nothing here decides their status.";
        sheet_.made_at = plan_.d_day;
    }

    void add(sheet_layer layer) {
        if (!layer.items.empty()) {
            sheet_.layers.push_back(std::move(layer));
        }
    }

    void land() {
        auto others = land_layer();
        auto subject = subject_land_layer();
        const auto* owner = plan_.ground.find_party(plan_.other);
        for (const auto& one : plan_.ground.territories) {
            const bool is_subject = owner != nullptr && one.id == owner->territory;
            if (is_subject) {
                subject.items.push_back({.shape = one.area});
            } else {
                others.items.push_back(
                    {.shape = one.area, .label = upper_case(one.name), .priority = 5e6}
                );
            }
        }
        subject.legend = "";
        add(std::move(others));
        add(std::move(subject));
        auto districts = district_layer();
        for (const auto& one : plan_.ground.regions) {
            districts.items.push_back(
                {.shape = one.area, .label = upper_case(one.name), .priority = 2.5e5}
            );
        }
        districts_ = std::move(districts);
    }

    void phases() {
        std::size_t number = 0;
        for (const auto& phase : plan_.phases) {
            auto layer = phase_layer(number, plan_.phases.size());
            layer.items.push_back(
                {.shape = phase.vacated,
                 .label = phase.territory == "main" ? phase.term.title : "",
                 .priority = 7.9e5}
            );
            layer.legend = "";  // the table shows the colours
            add(std::move(layer));
            ++number;
        }
        add(std::move(districts_));
    }

    /// One look for a zone of the terms, whichever party's side it lies on.
    void zones() {
        std::vector<std::string> drawn;
        for (const auto& zone : plan_.zones) {
            if (std::find(drawn.begin(), drawn.end(), zone.term.id) != drawn.end()) {
                continue;
            }
            auto layer = zone_layer(static_cast<int>(drawn.size()));
            drawn.push_back(zone.term.id);
            std::string bound;
            for (const auto& other : plan_.zones) {
                if (other.term.id == zone.term.id) {
                    layer.items.push_back({.shape = other.shape});
                    const auto name = party_name(plan_.ground, other.binds);
                    if (bound.find(name) == std::string::npos) {
                        bound += (bound.empty() ? "" : " and ") + name;
                    }
                }
            }
            layer.legend = fmt::format(
                "{}, {}, binds {}",
                zone.term.title,
                zone.term.rule == zone_rule::distance
                    ? fmt::format("{:g} km", geo::in_kilometres(zone.depth))
                    : titled_ground(plan_, zone.term, zone.depth),
                bound
            );
            add(std::move(layer));
        }
        exceptions();
    }

    /// Over the zones: ground cut out of one, or marked in it.
    void exceptions() {
        auto layer = exception_layer();
        bool cut = false;
        bool marked = false;
        for (const auto& zone : plan_.zones) {
            for (const auto& one : zone.exceptions) {
                if (!one.shape.empty()) {
                    (one.term.cut ? cut : marked) = true;
                    layer.items.push_back({.shape = one.shape});
                }
            }
        }
        layer.legend = cut && marked ? "Exception, cut out of a zone or marked in it"
                       : cut         ? "Exception, cut out of a zone"
                                     : "Exception, marked in a zone";
        add(std::move(layer));
    }

    void reserved() {
        auto layer = reserved_layer();
        for (const auto& one : plan_.reserved) {
            layer.items.push_back(
                {.shape = one.area_of.area,
                 .label = "Reserved: " + one.area_of.name,
                 .priority = 3e6}
            );
            layer.legend = "Reserved area";
        }
        add(std::move(layer));
    }

    void waters_and_roads() {
        auto rivers = river_layer();
        for (const auto& one : plan_.ground.rivers) {
            rivers.items.push_back({.shape = one.shape, .label = one.name, .priority = 3e5});
        }
        add(std::move(rivers));
        auto roads = road_layer();
        for (const auto& one : plan_.ground.roads) {
            if (!one.schematic) {
                roads.items.push_back({.shape = one.shape, .label = one.ref});
            }
        }
        add(std::move(roads));
    }

    /// Each stretch once, however many routes use it; schematic ones dashed.
    void corridors() {
        for (const bool schematic : {true, false}) {
            auto layer = corridor_layer(schematic);
            std::set<std::pair<std::pair<double, double>, std::pair<double, double>>> drawn;
            for (const auto& one : plan_.corridors.routes) {
                if (!one.problem.empty() || one.schematic != schematic) {
                    continue;
                }
                geo::multi_line_string<geo::lon_lat> parts;
                bool goes_on = false;
                for (std::size_t i = 1; i < one.shape.size(); ++i) {
                    const auto a = one.shape[i - 1];
                    const auto b = one.shape[i];
                    const std::pair here(a.lon.value(), a.lat.value());
                    const std::pair there(b.lon.value(), b.lat.value());
                    if (!drawn.insert({std::min(here, there), std::max(here, there)}).second) {
                        goes_on = false;
                        continue;
                    }
                    if (!goes_on) {
                        parts.push_back({a});
                    }
                    parts.back().push_back(b);
                    goes_on = true;
                }
                if (!parts.empty()) {
                    layer.items.push_back({.shape = std::move(parts)});
                }
            }
            add(std::move(layer));
        }
    }

    /// Territories may be drawn up to a ceasefire line, as in Korea: that is no border.
    [[nodiscard]] bool is_the_line(const geo::multi_line_string<geo::lon_lat>& border) const {
        const auto* line = plan_.contact_line();
        if (border.empty() || line == nullptr || plan_.contact.empty()) {
            return false;
        }
        const auto near = std::max(geo::metres(1000), line->accuracy);
        return geo::directed_hausdorff(border, plan_.contact).distance < near;
    }

    void borders_and_lines() {
        if (!is_the_line(plan_.land_border)) {
            auto border = recognised_border_layer();
            border.items.push_back({.shape = plan_.land_border});
            const auto* party = plan_.ground.find_party(plan_.other);
            const auto* land =
                party != nullptr ? plan_.ground.find_territory(party->territory) : nullptr;
            border.legend = "Recognised border of " +
                            (land != nullptr ? land->name : party_name(plan_.ground, plan_.other));
            add(std::move(border));
        }
        auto phase_lines = phase_line_layer();
        std::size_t number = 0;
        for (const auto& phase : plan_.phases) {
            ++number;
            if (phase.progress_to < 1 && !phase.line.empty()) {
                phase_lines.items.push_back(
                    {.shape = phase.line, .label = fmt::format("PL {}", number), .priority = 4e6}
                );
            }
        }
        phase_lines.legend = "Phase line (PL), reached at the end of its phase";
        add(std::move(phase_lines));
        for (const auto& line : plan_.ground.lines) {
            if (line.id == plan_.contact_id || line.kind != line_kind::former_line) {
                continue;
            }
            auto earlier = earlier_line_layer();
            earlier.items.push_back({.shape = line.shape});
            earlier.legend = line.title;
            add(std::move(earlier));
        }
        const auto* line = plan_.contact_line();
        if (line == nullptr) {
            return;
        }
        auto contact = contact_line_layer(
            line->status == line_status::agreed    ? sheet_line_status::agreed
            : line->status == line_status::claimed ? sheet_line_status::provisional
                                                   : sheet_line_status::de_facto
        );
        contact.items.push_back({.shape = plan_.contact, .priority = 3e6});
        contact.legend = fmt::format(
            "{} ({})",
            line->title,
            line->status == line_status::de_facto ? "de facto" : name(line->status)
        );
        if (line->left != line->right && !line->left.str().empty() && !line->right.str().empty()) {
            contact.legend += fmt::format(
                "; violet on the side of {}, green on that of {}",
                party_name(plan_.ground, line->left),
                party_name(plan_.ground, line->right)
            );
        }
        add(std::move(contact));
    }

    void sectors() {
        if (plan_.sectors.size() < 2) {
            return;
        }
        auto layer = sector_layer();
        for (const auto& one : plan_.sectors) {
            layer.items.push_back({.shape = one.shape, .label = one.name, .priority = 6e5});
        }
        layer.legend = "Sector";
        add(std::move(layer));
    }

    void posts() {
        auto posts = post_layer();
        for (const auto& one : plan_.posts) {
            posts.items.push_back({.shape = one.position});
        }
        posts.legend = plan_.siting && plan_.siting->allowed ? "Post (number as given)" : "Post";
        add(std::move(posts));
        auto offices = headquarters_layer();
        for (const auto& one : plan_.sectors) {
            if (one.headquarters) {
                offices.items.push_back(
                    {.shape = plan_.ground.settlements[*one.headquarters].position, .priority = 5e6}
                );
            }
        }
        offices.legend = "Headquarters of a sector";
        add(std::move(offices));
    }

    void places() {
        auto exits = exit_layer();
        for (const auto& exit : plan_.exits) {
            exits.items.push_back({.shape = plan_.ground.crossings[exit.crossing].position});
        }
        exits.legend = "Named exit (crossing)";
        add(std::move(exits));
        auto facilities = facility_layer();
        for (const auto& place : plan_.ground.infrastructure) {
            if (place.kind == "nuclear_plant" || place.kind == "dam") {
                facilities.items.push_back(
                    {.shape = place.position, .label = place.name, .priority = 2e5}
                );
            }
        }
        facilities.legend = "Nuclear plant or dam";
        add(std::move(facilities));
        auto settlements = settlement_layer();
        constexpr double least_population = 10000;
        for (const auto& place : plan_.ground.settlements) {
            if (place.population >= least_population) {
                settlements.items.push_back(
                    settlement_item(place.position, place.name, place.population)
                );
            }
        }
        add(std::move(settlements));
    }

    void table() {
        if (plan_.phases.empty()) {
            return;
        }
        sheet_table made;
        made.title = "Areas left, phase by phase";
        made.header = {"Phase", "Out by", "Verified", "km²", "Places", "People"};
        made.align = {
            column_align::left,
            column_align::left,
            column_align::left,
            column_align::right,
            column_align::right,
            column_align::right};
        area_count sum;
        std::size_t number = 0;
        for (const auto& phase : plan_.phases) {
            made.rows.push_back(
                {.cells =
                     {phase.territory == "main" ? fmt::format("{}", number + 1) : "R",
                      fmt::format("D+{}", phase.term.end.count() / 86400),
                      fmt::format("D+{}", phase.term.verified.count() / 86400),
                      area_figure(phase.count.size),
                      grouped(static_cast<double>(phase.count.settlements)),
                      grouped(std::round(phase.count.people / 1000) * 1000)},
                 .swatch = phase.territory == "main"
                               ? std::optional(phase_colour(number, plan_.phases.size()))
                               : std::nullopt}
            );
            sum.size += phase.count.size;
            sum.settlements += phase.count.settlements;
            sum.people += phase.count.people;
            ++number;
        }
        made.rows.push_back(
            {.cells =
                 {"All",
                  "",
                  "",
                  area_figure(sum.size),
                  grouped(static_cast<double>(sum.settlements)),
                  grouped(std::round(sum.people / 1000) * 1000)},
             .swatch = {},
             .emphasised = true}
        );
        sheet_.table = std::move(made);
    }

    const plan& plan_;
    sheet sheet_;
    sheet_layer districts_;
};

}  // namespace

sheet overview_sheet(const plan& what) {
    return overview(what).run();
}

}  // namespace planner
