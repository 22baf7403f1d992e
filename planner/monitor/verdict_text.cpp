// SPDX-License-Identifier: Apache-2.0
#include "planner/monitor/verdict_text.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>

namespace planner {

namespace {

constexpr std::string_view csv_head =
    "line,report_id,verdict,class,because,clause,kind,zone,phase,rule,metres,uncertainty_m,"
    "edge_basis,edge_accuracy_m,probability,in_force,judged_for,what,weapon_class,side,from,to,lon,"
    "lat,accuracy_m,source_class,confidence,repeat,plan_version,status_as_of,finding,row\n";
/// Cells from `report_id` to `status_as_of`.
constexpr int csv_cells_of_verdict = 29;

/// More than the keys, words of our own and numbers of one verdict take: some 700 bytes.
constexpr std::size_t room_of_keys = 2048;

/// `Key` is a literal or a std::string_view.
template <class Key>
void add_key(fast_text& to, const Key& key) {
    to.add(",\"");
    to.add(key);
    to.add("\":");
}

/// Words of our own need no escape.
template <class Key>
void add_word(fast_text& to, const Key& key, std::string_view word) {
    add_key(to, key);
    to.add('"');
    to.add(word);
    to.add('"');
}

template <class Key>
void add_text(fast_text& to, const Key& key, std::string_view text) {
    if (!text.empty()) {
        add_key(to, key);
        to.add_json(text);
    }
}

template <class Key>
void add_value(fast_text& to, const Key& key, double value, int decimals) {
    add_key(to, key);
    to.add_fixed(value, decimals);
}

template <class Key>
void add_instant(fast_text& to, const Key& key, instant t) {
    add_key(to, key);
    to.add('"');
    to.add_time(t);
    to.add('"');
}

/// What `write` adds to an empty text with room for `texts`.
template <class Write>
std::string made(std::initializer_list<std::string_view> texts, Write&& write) {
    std::size_t room = room_of_keys;
    for (const auto one : texts) {
        room += fast_text::room_of_json(one);
    }
    fast_text out;
    out.make_room(room);
    write(out);
    return std::string(out.view());
}

std::string_view id_key(clause_kind kind) {
    return kind == clause_kind::zone ? "zone" : kind == clause_kind::rule ? "rule" : "phase";
}

}  // namespace

verdict_text::verdict_text(const rulebook& by, verdict_form form) : by_(by), form_(form) {
    const auto text_of = [](std::string_view key, std::string_view text) {
        return piece{
            made({text}, [&](fast_text& to) { add_text(to, key, text); }),
            made({text}, [&](fast_text& to) { to.add_csv(text); })};
    };
    // The schema asks for a version, even of a plan without one.
    const auto& version = by.of().version;
    const auto as_of = by.of().dates.as_of ? to_rfc3339(*by.of().dates.as_of) : std::string();
    plan_.json = made({version}, [&](fast_text& to) {
        add_key(to, "plan_version");
        to.add_json(version);
        add_text(to, "status_as_of", as_of);
    });
    plan_.csv = made({version}, [&](fast_text& to) {
        to.add_csv(version);
        to.add(',');
        to.add_csv(as_of);
    });
    for (const auto& word : by.words()) {
        weapons_.push_back(text_of("weapon_class", word));
    }
    for (std::size_t i = 0; i <= by.party_count(); ++i) {
        const auto id = by.party_id_of(static_cast<party_number>(i));
        sides_.push_back(text_of("side", id));
        judged_for_.push_back(text_of("judged_for", id));
    }
    add_clauses();
    std::size_t longest = 0;
    const auto measure = [&](const piece& one) {
        longest = std::max({longest, one.json.size(), one.csv.size()});
    };
    measure(plan_);
    for (const auto* list : {&weapons_, &sides_, &judged_for_}) {
        std::for_each(list->begin(), list->end(), measure);
    }
    for (const auto& one : clauses_) {
        measure(one.head);
        measure(one.edge);
    }
    room_ = room_of_keys + 6 * longest;  // of each kind there is one
}

void verdict_text::add_clauses() {
    for (const auto& one : by_.clauses()) {
        auto& to = clauses_.emplace_back();
        to.head.json = made({one.cited.clause, one.id}, [&](fast_text& text) {
            add_text(text, "clause", one.cited.clause);
            add_word(text, "kind", name(one.kind));
            add_text(text, id_key(one.kind), one.id);
        });
        to.head.csv = made({one.cited.clause, one.id}, [&](fast_text& text) {
            text.add_csv(one.cited.clause);
            text.add(',');
            text.add(name(one.kind));
            for (const std::string_view key : {"zone", "phase", "rule"}) {
                text.add(',');
                text.add_csv(key == id_key(one.kind) ? std::string_view(one.id) : "");
            }
        });
        to.edge.json = made({one.edge_basis}, [&](fast_text& text) {
            add_word(text, "edge_basis", one.edge_basis);
            add_value(text, "edge_accuracy_m", one.edge_accuracy.value(), 1);
        });
        to.edge.csv = made({one.edge_basis}, [&](fast_text& text) {
            text.add_csv(one.edge_basis);
            text.add(',');
            text.add_fixed(one.edge_accuracy.value(), 1);
        });
    }
}

std::string verdict_text::head(verdict_form form) {
    switch (form) {
    case verdict_form::ndjson:
        return {};
    case verdict_form::csv:
        return std::string(csv_head);
    case verdict_form::geojson:
        return "{\"type\":\"FeatureCollection\",\"features\":[";
    }
    return {};
}

std::string verdict_text::tail(verdict_form form) {
    return form == verdict_form::geojson ? "\n]}\n" : "";
}

void verdict_text::add(fast_text& to, const report& what, const verdict& said, bool is_repeat)
    const {
    // A text is at most six times as long in JSON, more than in CSV.
    to.make_room(room_ + 6 * (what.id.size() + what.source_class.size() + what.confidence.size()));
    switch (form_) {
    case verdict_form::ndjson:
        add_json(to, what, said, is_repeat);
        break;
    case verdict_form::csv:
        add_csv(to, what, said, is_repeat);
        break;
    case verdict_form::geojson:
        to.add(",\n{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[");
        to.add_fixed(what.position.lon.value(), 7);
        to.add(',');
        to.add_fixed(what.position.lat.value(), 7);
        to.add("]},\"properties\":");
        add_json(to, what, said, is_repeat);
        to.add('}');
        return;
    }
    to.add('\n');
}

void verdict_text::add_json(fast_text& to, const report& what, const verdict& said, bool is_repeat)
    const {
    to.add("{\"line\":");
    to.add_number(what.line);
    add_text(to, "report_id", what.id);
    add_word(to, "verdict", name(said.word));
    if (said.kind != verdict_class::none) {
        add_word(to, "class", name(said.kind));
    }
    if (said.because != verdict_reason::none) {
        add_word(to, "because", name(said.because));
    }
    if (said.clause != verdict::no_clause) {
        add_json_clause(to, said);
    }
    add_word(to, "what", name(what.what));
    to.add(weapons_[what.weapon].json);
    to.add(sides_[what.side].json);
    add_instant(to, "from", what.from);
    if (what.until > what.from) {
        add_instant(to, "to", what.until);
    }
    add_json_place(to, what);
    add_text(to, "source_class", what.source_class);
    add_text(to, "confidence", what.confidence);
    if (is_repeat) {
        to.add(",\"repeat\":true");
    }
    to.add(plan_.json);
    to.add('}');
}

void verdict_text::add_json_clause(fast_text& to, const verdict& said) const {
    const auto& law = clauses_[said.clause];
    to.add(law.head.json);
    if (!std::isnan(said.metres)) {
        add_value(to, "metres", said.metres, 1);
        add_value(to, "uncertainty_m", said.uncertainty.value(), 1);
        to.add(law.edge.json);
    }
    if (!std::isnan(said.probability)) {
        add_value(to, "probability", said.probability, 3);
    }
    if (said.in_force < 1) {
        add_value(to, "in_force", said.in_force, 3);
    }
    to.add(judged_for_[said.side].json);
}

void verdict_text::add_json_place(fast_text& to, const report& what) const {
    add_value(to, "lon", what.position.lon.value(), 7);
    add_value(to, "lat", what.position.lat.value(), 7);
    if (what.sector) {
        add_value(to, "observer_lon", what.sector->observer.lon.value(), 7);
        add_value(to, "observer_lat", what.sector->observer.lat.value(), 7);
        add_value(to, "range_min_m", what.sector->nearest.value(), 1);
        add_value(to, "range_max_m", what.sector->farthest.value(), 1);
        add_value(to, "bearing_deg", what.sector->bearing.value(), 3);
        add_value(to, "bearing_error_deg", what.sector->half_width.value(), 3);
    }
    add_value(to, "accuracy_m", what.accuracy.value(), 1);
}

void verdict_text::add_csv(fast_text& to, const report& what, const verdict& said, bool is_repeat)
    const {
    const auto next = [&](std::string_view text) {
        to.add(',');
        to.add_csv(text);
    };
    to.add_number(what.line);
    next(what.id);
    next(name(said.word));
    next(name(said.kind));
    next(name(said.because));
    to.add(',');
    add_csv_clause(to, said);
    next(name(what.what));
    to.add(',');
    to.add(weapons_[what.weapon].csv);
    to.add(',');
    to.add(sides_[what.side].csv);
    to.add(',');
    to.add_time(what.from);
    to.add(',');
    if (what.until > what.from) {
        to.add_time(what.until);
    }
    for (const double degrees : {what.position.lon.value(), what.position.lat.value()}) {
        to.add(',');
        to.add_fixed(degrees, 7);
    }
    to.add(',');
    to.add_fixed(what.accuracy.value(), 1);
    next(what.source_class);
    next(what.confidence);
    next(is_repeat ? "true" : "");
    to.add(',');
    to.add(plan_.csv);
    to.add(",,");
}

/// Cells from `clause` to `judged_for`.
void verdict_text::add_csv_clause(fast_text& to, const verdict& said) const {
    if (said.clause == verdict::no_clause) {
        to.add(",,,,,,,,,,,");
        return;
    }
    const auto& law = clauses_[said.clause];
    const auto next_value = [&](double value, int decimals) {
        to.add(',');
        if (!std::isnan(value)) {
            to.add_fixed(value, decimals);
        }
    };
    to.add(law.head.csv);
    next_value(said.metres, 1);
    if (std::isnan(said.metres)) {
        to.add(",,,");
    } else {
        next_value(said.uncertainty.value(), 1);
        to.add(',');
        to.add(law.edge.csv);
    }
    next_value(said.probability, 3);
    next_value(said.in_force, 3);
    to.add(',');
    to.add(judged_for_[said.side].csv);
}

void verdict_text::add(fast_text& to, const unreadable_row& row) const {
    to.make_room(room_ + 6 * (row.problem.size() + row.row.size()));
    if (form_ == verdict_form::csv) {
        to.add_number(row.line);
        for (int i = 0; i < csv_cells_of_verdict; ++i) {
            to.add(',');
        }
        to.add(',');
        to.add_csv(row.problem);
        to.add(',');
        to.add_csv(row.row);
        to.add('\n');
        return;
    }
    const bool geojson = form_ == verdict_form::geojson;
    if (geojson) {
        to.add(",\n{\"type\":\"Feature\",\"geometry\":null,\"properties\":");
    }
    to.add("{\"line\":");
    to.add_number(row.line);
    add_text(to, "finding", row.problem);
    add_key(to, "row");
    to.add_json(row.row);
    to.add(plan_.json);
    to.add(geojson ? std::string_view("}}") : std::string_view("}\n"));
}

}  // namespace planner
