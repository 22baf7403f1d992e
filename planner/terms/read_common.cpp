// SPDX-License-Identifier: Apache-2.0
#include "planner/terms/read_common.hpp"

#include "geo/offset/zone.hpp"
#include "planner/model/input_mark.hpp"
#include "planner/model/names.hpp"

#include <fmt/format.h>

namespace planner::reading {

const std::vector<std::string>& certainties() {
    static const std::vector<std::string> words{"S", "M", "M?", "assumption"};
    return words;
}

citation read_citation(config_table& table) {
    citation out;
    out.clause = table.text("clause").value_or("");
    out.source = table.require_text("source");
    out.certainty = table.require_choice("certainty", certainties());
    return out;
}

gate_ref read_gate(config_table& table, std::string_view key) {
    return {table.text(key).value_or(""), gate_moment::verified};
}

void find_gate(
    const config_table& table,
    std::string_view key,
    seconds offset,
    gate_ref& gate,
    const std::vector<gate_dates>& known
) {
    if (gate.id.empty()) {
        return;
    }
    std::vector<std::string> ids;
    const auto find = [&](const std::string& id) {
        return std::find_if(known.begin(), known.end(), [&](const auto& one) {
            return one.id == id;
        });
    };
    auto found = find(gate.id);
    for (const auto moment : {gate_moment::start, gate_moment::end, gate_moment::verified}) {
        const auto tail = "." + std::string(name(moment));
        if (found == known.end() && gate.id.ends_with(tail)) {
            gate = {gate.id.substr(0, gate.id.size() - tail.size()), moment};
            found = find(gate.id);
        }
    }
    if (found == known.end()) {
        for (const auto& one : known) {
            ids.push_back(one.id);
        }
        table.fail(key, not_known("phase or step", gate.id, ids));
    }
    const auto counted_from = offset_of(*found, gate.moment);
    if (offset < counted_from) {
        table.fail(
            key,
            fmt::format(
                "'{}' has its {} on {}, which is after {}: nothing can be counted from what comes "
                "later",
                gate.id,
                name(gate.moment),
                to_offset_text(counted_from),
                to_offset_text(offset)
            )
        );
    }
}

term_span read_span(config_table& table) {
    term_span out;
    out.from = table.require_offset("from");
    out.until = table.offset("until");
    if (out.until && *out.until <= out.from) {
        table.fail(
            "until",
            fmt::format(
                "{} is not after from, {}: it would end before it begins",
                to_offset_text(*out.until),
                to_offset_text(out.from)
            )
        );
    }
    out.from_gate = read_gate(table, "from_gate");
    out.until_gate = read_gate(table, "until_gate");
    if (!out.until_gate.id.empty() && !out.until) {
        table.fail_missing("until", "when the gate of until_gate is due");
    }
    return out;
}

phase_term read_phase(config_table table) {
    phase_term out;
    out.id = table.require_text("id");
    out.title = table.require_text("title");
    out.start = table.require_offset("start");
    out.end = table.require_offset("end");
    out.verified = table.require_offset("verified");
    out.gate = table.require_text("gate");
    if (out.end <= out.start) {
        table.fail(
            "end",
            fmt::format(
                "{} is not after start, {}: phase '{}' would end before it begins",
                to_offset_text(out.end),
                to_offset_text(out.start),
                out.id
            )
        );
    }
    if (out.verified < out.end) {
        table.fail(
            "verified",
            fmt::format(
                "{} is before end, {}: phase '{}' would be verified before forces are out",
                to_offset_text(out.verified),
                to_offset_text(out.end),
                out.id
            )
        );
    }
    out.cited = read_citation(table);
    table.finish();
    return out;
}

std::string not_known(
    const std::string& what, const std::string& wanted, const std::vector<std::string>& known
) {
    const auto near = nearest_word(wanted, known);
    if (!near.empty()) {
        return what + " '" + wanted + "' is not known; did you mean '" + near + "'?";
    }
    std::string all;
    for (const auto& one : known) {
        all += (all.empty() ? "" : ", ") + one;
    }
    return what + " '" + wanted + "' is not known; there is: " + (all.empty() ? "none" : all);
}

geo::metres read_depth(config_table& table, std::string_view key) {
    const auto out = table.require_length(key);
    if (out <= geo::metres(0)) {
        table.fail(key, "must be more than 0 m");
    }
    if (out > geo::largest_zone_distance) {
        table.fail(
            key,
            fmt::format(
                "{:g} km is over {:g} km, the largest distance for which zones are laid; write "
                "less, or is the unit wrong?",
                geo::in_kilometres(out),
                geo::in_kilometres(geo::largest_zone_distance)
            )
        );
    }
    return out;
}

void check_weapon_word(
    const config_table& table, std::string_view key, const std::string& word, const weapons& arms
) {
    const auto known = arms.words();
    if (std::find(known.begin(), known.end(), word) != known.end()) {
        return;
    }
    const auto near = nearest_word(word, known);
    std::string text = "weapon class or system '" + word + "' is not known; ";
    if (near.empty()) {
        text += "write any, forces, a class (";
        for (const auto& one : arms.classes) {
            text += (&one == arms.classes.data() ? "" : ", ") + one.id;
        }
        text += ") or a system of weapons.toml, such as ";
        text += arms.systems.empty() ? "none" : arms.systems.front().id;
    } else {
        text += "did you mean '" + near + "'? weapons.toml lists classes and systems";
    }
    table.fail(key, text);
}

void check_input(
    const config_table& table,
    std::string_view key,
    const std::string& value,
    input_kind kind,
    const terms& in
) {
    if (!value.starts_with(input_mark)) {
        return;
    }
    const auto id = value.substr(input_mark.size());
    std::vector<std::string> known;
    for (const auto& one : in.inputs) {
        if (one.id == id) {
            if (one.kind != kind) {
                table.fail(
                    key, fmt::format("input '{}' is a {}, not a {}", id, name(one.kind), name(kind))
                );
            }
            return;
        }
        known.push_back(one.id);
    }
    table.fail(
        key,
        not_known("input", id, known) +
            (nearest_word(id, known).empty() ? "; declare it in [[inputs]]" : "")
    );
}

}  // namespace planner::reading
