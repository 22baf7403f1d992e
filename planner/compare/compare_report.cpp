// SPDX-License-Identifier: Apache-2.0
#include "planner/compare/compare_report.hpp"

#include "geo/measure/geodesic.hpp"
#include "geo/measure/grid_reference.hpp"
#include "planner/model/count_text.hpp"
#include "planner/model/json_shapes.hpp"
#include "planner/model/number_text.hpp"
#include "planner/model/roles.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace planner {

namespace {

using json = nlohmann::ordered_json;
using geo::in_kilometres;

/// One direction of a change, as `from A to B`.
struct direction {
    const position_change* change;
    bool to_owner;

    [[nodiscard]] const area& shape() const {
        return to_owner ? change->to_owner : change->to_other;
    }
    [[nodiscard]] const area_count& count() const {
        return to_owner ? change->to_owner_count : change->to_other_count;
    }
    [[nodiscard]] const std::vector<region_count>& regions() const {
        return to_owner ? change->to_owner_regions : change->to_other_regions;
    }
    [[nodiscard]] const std::vector<std::string>& settlements() const {
        return to_owner ? change->settlements_to_owner : change->settlements_to_other;
    }
};

void add_direction(
    std::string& out, const line_comparison& done, const theatre& ground, const direction& one
) {
    auto to = std::back_inserter(out);
    const auto owner = party_name(ground, done.owner);
    const auto other = party_name(ground, done.other);
    fmt::format_to(
        to,
        "  from the side of {} to that of {}: {}\n",
        one.to_owner ? other : owner,
        one.to_owner ? owner : other,
        count_text(one.count())
    );
    for (const auto& region : one.regions()) {
        out += "      " + region_row(region);
    }
    if (!one.settlements().empty()) {
        out += "      settlements: " + listed(one.settlements()) + "\n";
    }
}

void add_changes(std::string& out, const line_comparison& done, const theatre& ground) {
    for (const auto& change : done.changes) {
        fmt::format_to(
            std::back_inserter(out),
            "\nFrom {} to {}\n",
            done.positions[change.from].id,
            done.positions[change.to].id
        );
        add_direction(out, done, ground, {&change, true});
        add_direction(out, done, ground, {&change, false});
    }
}

void add_positions(std::string& out, const line_comparison& done, const theatre& ground) {
    auto to = std::back_inserter(out);
    const auto owner = party_name(ground, done.owner);
    const auto other = party_name(ground, done.other);
    fmt::format_to(to, "Recognised territory of {}, by each position\n", owner);
    for (const auto& one : done.positions) {
        fmt::format_to(to, "  {}: {} ({:.1f} km)\n", one.id, one.title, in_kilometres(one.length));
        fmt::format_to(to, "      side of {}: {}\n", owner, count_text(one.owner_count));
        fmt::format_to(to, "      side of {}: {}\n", other, count_text(one.other_count));
    }
}

constexpr std::string_view last_word =
    "\nSides are geography; nothing here is a claim or a recognition. People are those of the "
    "theatre's register.\n";

json direction_json(const direction& one) {
    auto out = to_json(one.count());
    out["regions"] = json::array();
    for (const auto& region : one.regions()) {
        out["regions"].push_back(to_json(region));
    }
    out["settlement_names"] = one.settlements();
    return out;
}

json lines_json(const line_comparison& done, const theatre& ground, const char* kind) {
    json out{
        {"format", "armistice-compare/1"},
        {"kind", kind},
        {"theatre", ground.id},
        {"owner", done.owner.str()},
        {"other", done.other.str()},
        {"positions", json::array()},
        {"changes", json::array()},
        {"findings", json::array()}};
    for (const auto& one : done.positions) {
        out["positions"].push_back(
            {{"id", one.id},
             {"title", one.title},
             {"length_km", km(one.length)},
             {"owner_side", to_json(one.owner_count)},
             {"other_side", to_json(one.other_count)}}
        );
    }
    for (const auto& one : done.changes) {
        out["changes"].push_back(
            {{"from", done.positions[one.from].id},
             {"to", done.positions[one.to].id},
             {"to_owner", direction_json({&one, true})},
             {"to_other", direction_json({&one, false})}}
        );
    }
    for (const auto& one : done.found) {
        out["findings"].push_back(brief_json(one));
    }
    return out;
}

}  // namespace

std::string to_text(const line_comparison& done, const theatre& ground) {
    std::string out;
    add_positions(out, done, ground);
    // The matrix: what one gets from the row's position to the column's.
    auto to = std::back_inserter(out);
    fmt::format_to(
        to,
        "\nLand that changes to the side of {} (right of /: to that of {}) from row to column, "
        "km2\n",
        party_name(ground, done.owner),
        party_name(ground, done.other)
    );
    std::size_t widest = 10;
    for (const auto& one : done.positions) {
        widest = std::max(widest, one.id.size() + 2);
    }
    constexpr std::size_t column = 19;
    fmt::format_to(to, "  {:<{}}", "", widest);
    for (const auto& one : done.positions) {
        fmt::format_to(to, "{:>{}}", one.id, std::max(column, one.id.size() + 2));
    }
    out += "\n";
    for (std::size_t i = 0; i < done.positions.size(); ++i) {
        fmt::format_to(to, "  {:<{}}", done.positions[i].id, widest);
        for (std::size_t j = 0; j < done.positions.size(); ++j) {
            std::string cell = "-";
            for (const auto& one : done.changes) {
                if (one.from == std::min(i, j) && one.to == std::max(i, j)) {
                    const auto there =
                        fmt::format("{:.0f}", geo::in_square_kilometres(one.to_owner_count.size));
                    const auto back =
                        fmt::format("{:.0f}", geo::in_square_kilometres(one.to_other_count.size));
                    cell = i < j ? there + " / " + back : back + " / " + there;
                }
            }
            fmt::format_to(to, "{:>{}}", cell, std::max(column, done.positions[j].id.size() + 2));
        }
        out += "\n";
    }
    add_changes(out, done, ground);
    out += last_word;
    return out;
}

std::string to_text(const draft_comparison& done, const theatre& ground) {
    std::string out;
    auto to = std::back_inserter(out);
    const auto& first = done.sides.positions.at(0);
    const auto& second = done.sides.positions.at(1);
    if (done.same()) {
        fmt::format_to(
            to,
            "The same line within {:.0f} m: {} and {} are nowhere farther apart than {:.1f} m\n",
            done.tolerance.value(),
            first.id,
            second.id,
            done.largest.value()
        );
    } else {
        fmt::format_to(
            to,
            "{} moved from {} along {:.1f} of {:.1f} km; they are at most {:.2f} km apart{}\n",
            second.id,
            first.id,
            in_kilometres(done.moved_length),
            in_kilometres(first.length),
            in_kilometres(done.largest),
            done.leash ? fmt::format(" (Frechet {:.2f} km)", in_kilometres(*done.leash)) : ""
        );
    }
    for (const auto& one : done.moved) {
        fmt::format_to(
            to,
            "  km {:>8.1f} - {:>8.1f}  by at most {:.2f} km at {}{}\n",
            in_kilometres(one.from),
            in_kilometres(one.to),
            in_kilometres(one.largest),
            geo::dms(one.largest_at, 0),
            one.near.empty() ? "" : " (" + one.near + ")"
        );
    }
    out += "\n";
    add_positions(out, done.sides, ground);
    add_changes(out, done.sides, ground);
    out += last_word;
    return out;
}

namespace {

std::string moved_text(const moved_feature& one) {
    const auto what = one.layer + " " + one.id + ": ";
    if (!one.moved) {
        return what + (one.first.empty() ? "in the second only" : "in the first only");
    }
    const auto lengths = one.first_length == one.second_length
                             ? std::string()
                             : fmt::format(
                                   ", {:.1f} -> {:.1f} km long",
                                   in_kilometres(one.first_length),
                                   in_kilometres(one.second_length)
                               );
    return what + fmt::format("moved by at most {:.2f} km", in_kilometres(*one.moved)) + lengths;
}

}  // namespace

std::string to_text(const plan_comparison& done) {
    std::string out;
    auto to = std::back_inserter(out);
    if (done.same()) {
        return "The same plan: " + done.first + " and " + done.second + " differ in nothing\n";
    }
    fmt::format_to(to, "From {}\nto   {}\n", done.first, done.second);
    for (const auto& one : done.summary) {
        out += "  " + one + "\n";
    }
    constexpr std::size_t shown = 12;
    std::string section;
    std::size_t in_section = 0;
    const auto more = [&] {
        if (in_section > shown) {
            fmt::format_to(to, "  ... and {} more; --json has all\n", in_section - shown);
        }
    };
    for (const auto& one : done.rows) {
        if (one.section != section) {
            more();
            section = one.section;
            in_section = 0;
            out += "\n" + section + "\n";
        }
        if (++in_section > shown) {
            continue;
        }
        const auto cut = [](const std::string& text) {
            constexpr std::size_t longest = 70;
            return text.size() > longest ? text.substr(0, longest) + "..." : text;
        };
        const auto label = one.id + (one.id.empty() || one.key.empty() ? "" : " ") + one.key;
        if (!one.before) {
            fmt::format_to(to, "  + {}: {}\n", label, cut(*one.after));
        } else if (!one.after) {
            fmt::format_to(to, "  - {}: {}\n", label, cut(*one.before));
        } else {
            fmt::format_to(to, "  {}: {} -> {}\n", label, cut(*one.before), cut(*one.after));
        }
    }
    more();
    if (!done.shapes.empty()) {
        out += "\nAreas\n";
        for (const auto& one : done.shapes) {
            fmt::format_to(
                to,
                "  {} {}: {:.3f} km2 in the first only, {:.3f} km2 in the second only\n",
                one.layer,
                one.id,
                geo::in_square_kilometres(one.first_size),
                geo::in_square_kilometres(one.second_size)
            );
        }
    }
    if (!done.moved.empty()) {
        out += "\nLines and points\n";
        for (std::size_t i = 0; i < std::min(done.moved.size(), shown); ++i) {
            out += "  " + moved_text(done.moved[i]) + "\n";
        }
        if (done.moved.size() > shown) {
            fmt::format_to(to, "  ... and {} more; --json has all\n", done.moved.size() - shown);
        }
    }
    if (!done.settlements.empty()) {
        out += "\nSettlements\n";
        for (std::size_t i = 0; i < std::min(done.settlements.size(), shown); ++i) {
            const auto& one = done.settlements[i];
            fmt::format_to(to, "  {}: {} -> {}\n", one.name, one.before, one.after);
        }
        if (done.settlements.size() > shown) {
            fmt::format_to(
                to, "  ... and {} more; --json has all\n", done.settlements.size() - shown
            );
        }
    }
    return out;
}

std::string to_json(const line_comparison& done, const theatre& ground) {
    return lines_json(done, ground, "lines").dump(1) + "\n";
}

std::string to_json(const draft_comparison& done, const theatre& ground) {
    auto out = lines_json(done.sides, ground, "drafts");
    out["same"] = done.same();
    out["tolerance_m"] = done.tolerance.value();
    out["step_m"] = std::round(done.step.value() * 1000) / 1000;
    out["moved_km"] = km(done.moved_length);
    out["largest_m"] = std::round(done.largest.value() * 10) / 10;
    out["largest_error_m"] = std::ceil(done.largest_error.value() * 100) / 100;
    if (done.leash) {
        out["frechet_m"] = std::round(done.leash->value() * 10) / 10;
    }
    out["moved"] = json::array();
    for (const auto& one : done.moved) {
        out["moved"].push_back(
            {{"from_km", km(one.from)},
             {"to_km", km(one.to)},
             {"largest_m", std::round(one.largest.value() * 10) / 10},
             {"largest_at", to_json(one.largest_at)},
             {"start", to_json(one.start)},
             {"end", to_json(one.end)},
             {"near", one.near}}
        );
    }
    return out.dump(1) + "\n";
}

std::string to_json(const plan_comparison& done) {
    json out{
        {"format", "armistice-compare/1"},
        {"kind", "plans"},
        {"first", done.first},
        {"second", done.second},
        {"same", done.same()},
        {"summary", done.summary},
        {"differences", json::array()},
        {"areas", json::array()},
        {"moved", json::array()},
        {"settlements", json::array()}};
    for (const auto& one : done.rows) {
        out["differences"].push_back(
            {{"section", one.section},
             {"id", one.id},
             {"key", one.key},
             {"before", one.before ? json(*one.before) : json()},
             {"after", one.after ? json(*one.after) : json()}}
        );
    }
    for (const auto& one : done.shapes) {
        out["areas"].push_back(
            {{"layer", one.layer},
             {"id", one.id},
             {"only_first_km2", km2(one.first_size)},
             {"only_second_km2", km2(one.second_size)}}
        );
    }
    for (const auto& one : done.moved) {
        json row{
            {"layer", one.layer},
            {"id", one.id},
            {"first_km", km(one.first_length)},
            {"second_km", km(one.second_length)},
            {"moved_m", one.moved ? json(std::round(one.moved->value() * 100) / 100) : json()},
            {"in",
             one.moved           ? "both"
             : one.first.empty() ? "second"
                                 : "first"}};
        out["moved"].push_back(std::move(row));
    }
    for (const auto& one : done.settlements) {
        out["settlements"].push_back(
            {{"id", one.id},
             {"name", one.name},
             {"people", one.people},
             {"before", one.before},
             {"after", one.after}}
        );
    }
    return out.dump(1) + "\n";
}

geo::feature_table to_layer(const line_comparison& done) {
    geo::feature_table out{"changes", {}};
    for (const auto& change : done.changes) {
        for (const bool to_owner : {true, false}) {
            const direction one{&change, to_owner};
            if (one.shape().empty()) {
                continue;
            }
            const auto& from = done.positions[change.from].id;
            const auto& to = done.positions[change.to].id;
            const auto& gaining = to_owner ? done.owner : done.other;
            auto& item = out.features.emplace_back();
            item.id = fmt::format("{}--{}--to-{}", from, to, gaining.str());
            item.shape = one.shape();
            item.attributes = {
                {"from", from},
                {"to", to},
                {"to_side_of", gaining.str()},
                {"area_km2", km2(one.count().size)},
                {"settlements", static_cast<std::int64_t>(one.count().settlements)},
                {"people", one.count().people}};
        }
    }
    return out;
}

geo::feature_table to_layer(const plan_comparison& done) {
    geo::feature_table out{"differences", {}};
    for (const auto& one : done.shapes) {
        for (const bool first : {true, false}) {
            const auto& shape = first ? one.only_first : one.only_second;
            if (shape.empty()) {
                continue;
            }
            auto& item = out.features.emplace_back();
            item.id = one.layer + "--" + one.id + (first ? "--first" : "--second");
            item.shape = shape;
            item.attributes = {
                {"layer", one.layer},
                {"of", one.id},
                {"only_in", std::string(first ? "first" : "second")},
                {"area_km2", km2(first ? one.first_size : one.second_size)}};
        }
    }
    for (const auto& one : done.moved) {
        for (const bool first : {true, false}) {
            const auto& shape = first ? one.first : one.second;
            if (shape.empty()) {
                continue;
            }
            auto& item = out.features.emplace_back();
            item.id = one.layer + "--" + one.id + (first ? "--first" : "--second");
            if (std::all_of(shape.begin(), shape.end(), [](const auto& part) {
                    return part.size() == 1;
                })) {
                std::vector<geo::lon_lat> points;
                for (const auto& part : shape) {
                    points.push_back(part.front());
                }
                item.shape = std::move(points);
            } else {
                item.shape = shape;
            }
            item.attributes = {
                {"layer", one.layer},
                {"of", one.id},
                {"only_in", std::string(first ? "first" : "second")},
                {"length_km", km(first ? one.first_length : one.second_length)}};
        }
    }
    return out;
}

}  // namespace planner
