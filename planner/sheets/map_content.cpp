// SPDX-License-Identifier: Apache-2.0
#include "planner/sheets/map_content.hpp"

#include "geo/base/error.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <set>

namespace planner {

namespace {

using json = nlohmann::json;

std::string text_of(const json& from, const char* key) {
    const auto found = from.find(key);
    return found != from.end() && found->is_string() ? found->get<std::string>() : std::string();
}

double number_of(const json& from, const char* key) {
    const auto found = from.find(key);
    return found != from.end() && found->is_number() ? found->get<double>() : 0.0;
}

instant time_of(const json& from, const char* key) {
    const auto text = from.at(key).get<std::string>();
    const auto read = parse_instant(text);
    if (!read) {
        throw geo::input_error("plan.json: '" + text + "' is no time");
    }
    return *read;
}

map_span span_of(const json& from, const char* begin, const char* end) {
    return {time_of(from, begin), time_of(from, end)};
}

map_figures figures_of(const json& from) {
    return {
        geo::square_metres(number_of(from, "area_km2") * 1e6),
        number_of(from, "settlements"),
        number_of(from, "people")};
}

geo::lon_lat position_of(const json& from) {
    return {geo::longitude(from.at(0).get<double>()), geo::latitude(from.at(1).get<double>())};
}

geo::metres kilometres_of(const json& from, const char* key) {
    return geo::metres(number_of(from, key) * 1000);
}

/// To the seven decimals that layers are written with: sheets of a plan and of its folder agree.
geo::lon_lat as_written(geo::lon_lat p) {
    constexpr double places = 1e7;
    return {
        geo::longitude(std::round(p.lon.value() * places) / places),
        geo::latitude(std::round(p.lat.value() * places) / places)};
}

template <class Shape>
Shape as_written_all(Shape shape) {
    for (auto& part : shape) {
        if constexpr (std::is_same_v<Shape, map_area>) {
            std::transform(part.outer.begin(), part.outer.end(), part.outer.begin(), as_written);
            for (auto& hole : part.holes) {
                std::transform(hole.begin(), hole.end(), hole.begin(), as_written);
            }
        } else {
            std::transform(part.begin(), part.end(), part.begin(), as_written);
        }
    }
    return shape;
}

class content_maker {
public:
    content_maker(const json& document, const std::vector<geo::feature_table>& layers)
        : document_(document), layers_(layers) {}

    map_content run() {
        head();
        lines();
        phases();
        zones();
        reserved();
        routes();
        posts();
        places();
        sources();
        return std::move(out_);
    }

private:
    [[nodiscard]] const geo::feature* find(std::string_view layer, std::string_view id) const {
        for (const auto& table : layers_) {
            if (table.name != layer) {
                continue;
            }
            for (const auto& item : table.features) {
                if (item.id == id) {
                    return &item;
                }
            }
        }
        return nullptr;
    }
    [[nodiscard]] map_area area_of(std::string_view layer, const std::string& id) const {
        const auto* item = find(layer, id);
        return item != nullptr ? as_written_all(geo::areas(*item)) : map_area{};
    }
    [[nodiscard]] map_lines lines_of(std::string_view layer, const std::string& id) const {
        const auto* item = find(layer, id);
        return item != nullptr ? as_written_all(geo::lines(*item)) : map_lines{};
    }
    template <class Use>
    void for_each_in(std::string_view layer, Use&& use) const {
        for (const auto& table : layers_) {
            if (table.name == layer) {
                std::for_each(table.features.begin(), table.features.end(), use);
            }
        }
    }

    void head() {
        out_.id = document_.at("plan_id");
        out_.version = document_.at("plan_version");
        out_.d_day = time_of(document_, "d_day");
        out_.date_basis = document_.at("date_basis");
        out_.time_zone = document_.at("time_zone");
        out_.theatre = document_.at("theatre").at("id");
        out_.theatre_title = document_.at("theatre").at("title");
        const auto& terms = document_.at("terms");
        out_.terms_title = terms.at("title");
        out_.terms_source = terms.at("source");
        out_.terms_status = text_of(terms, "status");
        out_.withdrawing = document_.at("withdrawing_party");
        out_.other = document_.at("other_party");
        for (const auto& one : document_.at("parties")) {
            out_.party_names.emplace(one.at("id"), one.at("name"));
        }
        if (document_.at("withdrawal").is_object()) {
            out_.spacing = text_of(document_.at("withdrawal"), "text");
        }
        const auto& monitoring = document_.at("monitoring");
        out_.contact = text_of(monitoring, "line_of_contact");
        if (monitoring.at("withdrawal").is_object()) {
            out_.fixed_days = monitoring.at("withdrawal").value("fixed_days", false);
        }
    }

    void lines() {
        for (const auto& one : document_.at("lines")) {
            auto& made = out_.lines.emplace_back();
            made.id = one.at("id");
            made.title = one.at("title");
            made.kind = one.at("kind");
            made.status = one.at("status");
            made.basis = one.at("basis");
            made.accuracy = geo::metres(number_of(one, "accuracy_m"));
            made.source = text_of(one, "source");
            if (const auto* item = find("lines", "line-" + made.id)) {
                made.left = geo::text(*item, "left").value_or("");
                made.right = geo::text(*item, "right").value_or("");
                made.shape = as_written_all(geo::lines(*item));
            }
        }
        out_.held = area_of("control", "control-" + out_.withdrawing);
        out_.other_side = area_of("control", "control-" + out_.other);
    }

    /// The terms' own days of a phase, whatever became of them.
    [[nodiscard]] const json* term_of(const std::string& phase) const {
        const auto& withdrawal = document_.at("monitoring").at("withdrawal");
        if (!withdrawal.is_object()) {
            return nullptr;
        }
        for (const auto& one : withdrawal.at("phases")) {
            if (one.at("id") == phase) {
                return &one;
            }
        }
        for (const auto& one : withdrawal.at("reserved")) {
            if (one.at("phase").is_object() && one.at("phase").at("id") == phase) {
                return &one.at("phase");
            }
        }
        return nullptr;
    }

    void phases() {
        for (const auto& one : document_.at("phases")) {
            auto& made = out_.phases.emplace_back();
            made.id = one.at("id");
            made.title = one.at("title");
            made.territory = one.at("territory");
            made.gate = text_of(one, "gate");
            made.start = time_of(one, "start");
            made.end = time_of(one, "end");
            made.verified = time_of(one, "verified");
            if (const auto* term = term_of(made.id)) {
                made.end_day = to_offset_text(std::chrono::seconds(term->at("end_s")));
                made.verified_day = to_offset_text(std::chrono::seconds(term->at("verified_s")));
            }
            made.reaches_target = number_of(one, "progress_to") >= 1;
            made.vacated = area_of("vacated", "vacated-" + made.id);
            made.line = lines_of("phase_lines", "phase-line-" + made.id);
            made.line_length = kilometres_of(one, "line_length_km");
            made.figures = figures_of(one.at("vacated"));
            made.still_held = figures_of(one.at("still_held"));
            for (const auto& region : one.at("by_region")) {
                made.by_region.push_back({region.at("name"), figures_of(region)});
            }
        }
    }

    void zones() {
        for (const auto& one : document_.at("zones")) {
            auto& made = out_.zones.emplace_back();
            made.id = one.at("id");
            made.term = one.at("term");
            made.title = one.at("title");
            made.binds = out_.party(one.at("binds").get<std::string>());
            made.ground = text_of(one, "ground");
            const auto& cited = one.at("cited");
            made.basis = cited.at("certainty") == "S" ? text_of(cited, "source") : "an assumption";
            made.when = span_of(one, "valid_from", "valid_to");
            made.shape = area_of("zones", "zone-" + made.id);
            for_each_in("exceptions", [&](const geo::feature& item) {
                if (geo::text(item, "zone") == made.id) {
                    auto& into =
                        geo::text(item, "effect") == "cut_out" ? made.cut_out : made.marked;
                    const auto shape = as_written_all(geo::areas(item));
                    into.insert(into.end(), shape.begin(), shape.end());
                }
            });
        }
    }

    void reserved() {
        for (const auto& one : document_.at("reserved")) {
            const std::string id = one.at("id");
            out_.reserved.push_back({id, one.at("name"), area_of("reserved", "reserved-" + id)});
        }
        for (const auto& one : document_.at("exits")) {
            out_.exits.push_back(
                {one.at("id"),
                 one.at("name"),
                 one.at("kind"),
                 {geo::longitude(one.at("lon").get<double>()),
                  geo::latitude(one.at("lat").get<double>())}}
            );
        }
    }

    void routes() {
        const auto& all = document_.at("corridors");
        for (const auto& one : all.at("routes")) {
            if (!text_of(one, "problem").empty()) {
                continue;
            }
            auto& made = out_.routes.emplace_back();
            made.id = one.at("id");
            made.purpose = one.at("purpose");
            made.phase = text_of(one, "phase");
            made.from = one.at("from");
            made.to = one.at("to");
            made.schematic = one.at("schematic");
            made.length = kilometres_of(one, "length_km");
            made.vehicles = number_of(one, "vehicles");
            made.when = span_of(one, "start", "finish");
            made.bottleneck = text_of(one, "bottleneck");
            if (one.at("bottleneck_at").is_array()) {
                made.bottleneck_at = position_of(one.at("bottleneck_at"));
            }
            made.shape = lines_of("corridors", made.id);
            made.ground = area_of("corridors", made.id);
        }
        for (const auto& one : all.at("movements")) {
            out_.movements.push_back(
                {one.at("phase"),
                 number_of(one, "vehicles"),
                 one.at("forces_assumed"),
                 number_of(one, "hours_needed"),
                 time_of(one, "out"),
                 one.at("verdict")}
            );
        }
    }

    void posts() {
        for (const auto& one : document_.at("posts")) {
            auto& made = out_.posts.emplace_back();
            made.id = one.at("id");
            made.name = one.at("name");
            made.sector = text_of(one, "sector");
            made.phases = one.at("phases").get<std::vector<std::string>>();
            made.kinds = one.at("kinds").get<std::vector<std::string>>();
            made.when = span_of(one, "valid_from", "valid_to");
            made.position = position_of(one.at("position"));
            if (const auto* item = find("posts", made.id)) {
                made.mgrs = geo::text(*item, "mgrs").value_or("");
            }
        }
        const auto& siting = document_.at("siting");
        out_.posts_given = siting.is_object() && siting.at("posts_allowed").is_number();
        for (const auto& one : document_.at("sectors")) {
            auto& made = out_.sectors.emplace_back();
            made.id = one.at("id");
            made.name = one.at("name");
            made.line_from = kilometres_of(one, "line_from_km");
            made.line_to = kilometres_of(one, "line_to_km");
            made.figures = figures_of(one.at("contains"));
            made.shape = area_of("sectors", made.id);
            if (one.at("headquarters").is_object()) {
                const auto& town = one.at("headquarters");
                auto& place = made.headquarters.emplace();
                place.id = town.at("id");
                place.name = town.at("name");
                place.position = position_of(town.at("position"));
            }
        }
        for (const auto& one : document_.at("sizing").at("totals")) {
            const auto& observers = one.at("observers");
            out_.sizes.push_back(
                {one.at("period"),
                 one.at("sector"),
                 number_of(observers, "low"),
                 number_of(observers, "typical"),
                 number_of(observers, "high")}
            );
        }
    }

    void places() {
        for_each_in("settlements", [&](const geo::feature& item) {
            for (const auto& where : geo::points(item)) {
                out_.settlements.push_back(
                    {item.id,
                     geo::text(item, "name").value_or(""),
                     geo::text(item, "name_local").value_or(""),
                     geo::text(item, "class").value_or(""),
                     as_written(where),
                     geo::number(item, "population").value_or(0)}
                );
            }
        });
        for_each_in("sites", [&](const geo::feature& item) {
            if (geo::text(item, "what") != "facility") {
                return;
            }
            for (const auto& where : geo::points(item)) {
                out_.facilities.push_back(
                    {item.id,
                     geo::text(item, "name").value_or(""),
                     "",
                     geo::text(item, "kind").value_or(""),
                     as_written(where),
                     0}
                );
            }
        });
    }

    void sources() {
        out_.sources.push_back("Terms: " + out_.terms_source);
        if (const auto* line = out_.contact_line()) {
            out_.sources.push_back(line->title + ": " + line->source);
        }
        std::set<std::string> seen;
        for (const auto& one : document_.at("sources")) {
            const auto attribution = text_of(one, "attribution");
            const auto text = (attribution.empty() ? text_of(one, "source") : attribution) + " (" +
                              text_of(one, "licence") + ")";
            if (seen.insert(text).second) {
                out_.sources.push_back(text);
            }
            if (one.at("layer") == "settlements") {
                out_.people_note = text_of(one, "note");
            }
        }
    }

    const json& document_;
    const std::vector<geo::feature_table>& layers_;
    map_content out_;
};

}  // namespace

const map_line* map_content::contact_line() const {
    const auto found = std::find_if(lines.begin(), lines.end(), [this](const map_line& one) {
        return one.id == contact;
    });
    return found != lines.end() ? &*found : nullptr;
}

std::string map_content::party(std::string_view who) const {
    if (who == "both") {
        return "both parties";
    }
    const auto found = party_names.find(who);
    return found != party_names.end() ? found->second : std::string(who);
}

map_content make_map_content(
    std::string_view plan_json, const std::vector<geo::feature_table>& layers
) {
    const auto document = json::parse(plan_json, nullptr, false);
    if (document.is_discarded() || !document.is_object()) {
        throw geo::input_error("plan.json is no JSON object; is it damaged or cut short?");
    }
    if (document.value("format", json()) != "armistice-plan/1") {
        throw geo::input_error(
            "plan.json: its format is " + document.value("format", json("not said")).dump() +
            ", this version reads armistice-plan/1"
        );
    }
    try {
        return content_maker(document, layers).run();
    } catch (const json::exception& problem) {
        throw geo::input_error(
            std::string("plan.json is not as this version writes it; make the plan anew: ") +
            problem.what()
        );
    }
}

}  // namespace planner
