// SPDX-License-Identifier: Apache-2.0
#include "planner/export/field_items.hpp"

#include "planner/model/number_text.hpp"
#include "planner/model/plain_text.hpp"
#include "planner/model/texts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace planner {

namespace {

std::string text_of(
    const geo::feature& item, const char* key, std::size_t most = longest_shown_text
) {
    return plain_text(geo::text(item, key).value_or(""), most);
}

/// The first of the keys that says something.
std::string first_of(const geo::feature& item, std::initializer_list<const char*> keys) {
    for (const auto* key : keys) {
        if (auto found = text_of(item, key, longest_shown_name); !found.empty()) {
            return found;
        }
    }
    return plain_text(item.id, longest_shown_name);
}

std::string without(std::string text, std::string_view prefix) {
    if (text.rfind(prefix, 0) == 0) {
        text.erase(0, prefix.size());
    }
    return text;
}

std::string spaced(std::string text) {
    std::replace(text.begin(), text.end(), '_', ' ');
    return text;
}

/// Kinds of sites as a receiver has room for.
std::string letter_of_site(const geo::feature& item) {
    static const std::map<std::string, std::string> letters{
        {"crossing", "X"}, {"facility", "F"}, {"site", "S"}};
    const auto found = letters.find(text_of(item, "what"));
    return found == letters.end() ? "S" : found->second;
}

/// `C` of contact, `P1` of phase-line-p1, `Z1` of the first zone: what begins the names of the
/// turning points of a line.
class line_codes {
public:
    explicit line_codes(const field_plan& from) {
        std::size_t number = 0;
        for (const auto& zone : from.layer("zones").features) {
            codes_["zone-limit-" + without(zone.id, "zone-")] = fmt::format("Z{}", ++number);
        }
    }
    std::string of(const std::string& line) {
        const auto found = codes_.find(line);
        if (found != codes_.end()) {
            return found->second;
        }
        const auto bare = without(without(without(line, "phase-line-"), "zone-limit-"), "line-");
        return codes_[line] = plain_text(bare, 9);
    }
    /// 1, 2, ... along all parts of a line.
    std::size_t next(const std::string& line) { return ++counts_[line]; }

private:
    std::map<std::string, std::string> codes_;
    std::map<std::string, std::size_t> counts_;
};

struct title_and_code {
    std::string title;
    std::string code;
};

title_and_code name_of(const std::string& layer, const geo::feature& item, std::size_t number) {
    const auto bare = [&](std::string_view prefix) { return without(item.id, prefix); };
    if (layer == "zones") {
        return {
            first_of(item, {"title"}),
            fmt::format("Z{} {}", number, first_of(item, {"weapon_class", "title"}))};
    }
    if (layer == "exceptions") {
        return {first_of(item, {"title"}), fmt::format("EXC {}", number)};
    }
    if (layer == "phase_lines") {
        return {first_of(item, {"title"}), "PL " + first_of(item, {"phase"})};
    }
    if (layer == "vacated") {
        return {first_of(item, {"title"}) + ": area left", "AREA " + first_of(item, {"phase"})};
    }
    if (layer == "lines") {
        return {first_of(item, {"title"}), "L-" + bare("line-")};
    }
    if (layer == "corridors" || layer == "transit") {
        return {"Way out: " + first_of(item, {"title"}), "WAY " + bare("corridor-")};
    }
    if (layer == "posts") {
        const auto name = first_of(item, {"name"});
        // `near Alpha` and `Line at km 9.8`: what tells them apart comes first.
        auto brief = without(without(name, "near "), "Line at ");
        if (brief.rfind("km ", 0) == 0) {
            brief = brief.substr(0, brief.find('.'));
        }
        return {"Post " + name, fmt::format("P{:02} {}", number, brief)};
    }
    if (layer == "sites") {
        return {
            first_of(item, {"name"}) + " (" + spaced(first_of(item, {"kind"})) + ")",
            fmt::format("{}{:02} {}", letter_of_site(item), number, first_of(item, {"name"}))};
    }
    if (layer == "presence") {
        return {
            "Presence (" + spaced(first_of(item, {"kind"})) + "): " + first_of(item, {"name"}),
            "PRES " + std::to_string(number)};
    }
    if (layer == "reserved") {
        return {"Reserved: " + first_of(item, {"name"}), "RES " + bare("reserved-")};
    }
    if (layer == "control") {
        return {"Held at the start by " + first_of(item, {"held_by"}), "HELD " + bare("control-")};
    }
    return {first_of(item, {"title", "name", "description"}), first_of(item, {"name", "title"})};
}

class fact_list {
public:
    explicit fact_list(const geo::feature& item) : item_(item) {}

    void add(const char* label, const char* key) { add_text(label, text_of(item_, key)); }
    void add_words(const char* label, const char* key) {
        add_text(label, spaced(text_of(item_, key)));
    }
    void add_text(const char* label, std::string text) {
        if (!text.empty()) {
            made_.emplace_back(label, std::move(text));
        }
    }
    void add_figure(const char* label, const char* key, double scale, const char* unit) {
        if (const auto value = geo::number(item_, key); value && *value > 0) {
            const auto scaled = *value * scale;
            add_text(
                label,
                (scaled < 100 ? fmt::format("{:.1f}", scaled) : grouped(std::round(scaled))) + unit
            );
        }
    }
    std::vector<std::pair<std::string, std::string>> take() { return std::move(made_); }

private:
    const geo::feature& item_;
    std::vector<std::pair<std::string, std::string>> made_;
};

std::vector<std::pair<std::string, std::string>> facts_of(
    const field_plan& from, const field_item& item
) {
    const auto& feature = *item.of;
    fact_list facts(feature);
    facts.add("Rule", "rule");
    facts.add("Point", "description");
    facts.add("Turning point of", "line_title");
    facts.add("Note", "note");
    const auto party = [&](const char* label, const char* key) {
        const auto id = text_of(feature, key, longest_shown_name);
        const auto* known = from.head.ground.find_party(party_id(id));
        const auto name = known != nullptr ? plain_text(known->name, longest_shown_name) : "";
        facts.add_text(label, name.empty() || id.empty() ? id : name + " (" + id + ")");
    };
    party("Binds", "binds");
    party("Lies on the side of", "lies_on");
    facts.add_text(item.layer == "zones" ? "In force" : "Valid", item.validity);
    facts.add_text("Dates", date_basis_text(text_of(feature, "date_basis")));
    facts.add_words("Status", "status");
    facts.add_words("Entry", "entry_rule");
    facts.add_figure("Depth", "depth_m", 0.001, " km");
    facts.add_words("Depth is", "width_is");
    facts.add_figure("Length", "length_km", 1, " km");
    facts.add_figure("Area", "area_km2", 1, " km2");
    facts.add_figure("Known to (95 %)", "accuracy_m", 1, " m");
    facts.add_figure("Drawn true to", "max_error_m", 1, " m");
    facts.add("MGRS", "mgrs");
    if (item.layer != "turning_points") {  // of thousands; their lines say it
        facts.add("Clause", "clause");
        facts.add("Source", "source");
        facts.add("Certainty", "certainty");
    }
    facts.add_text("Id", plain_text(feature.id, longest_shown_name));
    facts.add_text("Plan", plain_text(from.head.id) + ", version " + plain_text(from.head.version));
    return facts.take();
}

}  // namespace

std::string field_item::facts_text() const {
    std::string out;
    for (const auto& [label, text] : facts) {
        out += (out.empty() ? "" : "; ") + label + ": " + text;
    }
    return out;
}

std::string validity_text(
    instant from, std::optional<instant> until, const std::string& time_zone
) {
    return "from " + to_local_text(from, time_zone) +
           (until ? " until " + to_local_text(*until, time_zone) : ", end open");
}

std::string date_basis_text(const std::string& basis, const texts& say) {
    return basis == "earliest"   ? say.text<"field.dates_earliest">()
           : basis == "fixed"    ? say.text<"field.dates_fixed">()
           : basis == "actual"   ? say.text<"field.dates_actual">()
           : basis == "observed" ? say.text<"field.dates_observed">()
                                 : basis;
}

std::string date_basis_text(const std::string& basis) {
    return date_basis_text(basis, texts::english());
}

std::vector<field_item> field_items(const field_plan& from, const std::string& layer) {
    std::vector<field_item> out;
    line_codes codes(from);
    std::size_t number = 0;
    for (const auto& feature : from.layer(layer).features) {
        auto& made = out.emplace_back();
        made.layer = layer;
        made.of = &feature;
        const auto named = name_of(layer, feature, ++number);
        made.title = named.title;
        made.code = named.code;
        if (layer == "turning_points") {
            const auto line = geo::text(feature, "line").value_or("");
            const auto index = codes.next(line);
            made.code = fmt::format("{}-{:03}", codes.of(line), index);
            made.title =
                fmt::format("{}, turning point {}", first_of(feature, {"line_title"}), index);
        }
        made.phase = plain_text(geo::text(feature, "phase").value_or(""), longest_shown_name);
        made.from =
            parse_instant(geo::text(feature, "valid_from").value_or("")).value_or(from.head.d_day);
        const auto until = parse_instant(geo::text(feature, "valid_to").value_or(""));
        if (until && *until < open_end()) {
            made.until = until;
        }
        made.validity = validity_text(made.from, made.until, from.head.ground.time_zone);
        made.facts = facts_of(from, made);
    }
    return out;
}

}  // namespace planner
