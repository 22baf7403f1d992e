// SPDX-License-Identifier: Apache-2.0
#include "planner/monitor/verdict_text.hpp"

#include "planner/monitor/fast_text.hpp"

#include <cmath>

namespace planner {

namespace {

constexpr std::string_view csv_head =
    "line,report_id,verdict,class,because,clause,kind,zone,phase,rule,metres,uncertainty_m,"
    "edge_basis,edge_accuracy_m,probability,in_force,judged_for,what,weapon_class,side,from,to,lon,"
    "lat,accuracy_m,source_class,confidence,repeat,plan_version,status_as_of,finding,row\n";
/// Cells from `report_id` to `status_as_of`.
constexpr int csv_cells_of_verdict = 29;

void append_key(std::string& to, std::string_view key) {
    to += ",\"";
    to += key;
    to += "\":";
}

/// Words of our own need no escape.
void append_word(std::string& to, std::string_view key, std::string_view word) {
    append_key(to, key);
    to += '"';
    to += word;
    to += '"';
}

void append_text(std::string& to, std::string_view key, std::string_view text) {
    if (!text.empty()) {
        append_key(to, key);
        append_json(to, text);
    }
}

void append_value(std::string& to, std::string_view key, double value, int decimals) {
    append_key(to, key);
    append_fixed(to, value, decimals);
}

std::string_view id_key(clause_kind kind) {
    return kind == clause_kind::zone ? "zone" : kind == clause_kind::rule ? "rule" : "phase";
}

}  // namespace

verdict_text::verdict_text(const rulebook& by, verdict_form form) : by_(by), form_(form) {
    append_key(plan_json_, "plan_version");  // the schema asks for it, even of a plan without one
    append_json(plan_json_, by.of().version);
    append_csv(plan_csv_, by.of().version);
    plan_csv_ += ',';
    if (by.of().dates.as_of) {
        append_word(plan_json_, "status_as_of", to_rfc3339(*by.of().dates.as_of));
        append_csv(plan_csv_, to_rfc3339(*by.of().dates.as_of));
    }
    for (const auto& one : by.clauses()) {
        auto& json = clause_json_.emplace_back();
        append_text(json, "clause", one.cited.clause);
        append_word(json, "kind", name(one.kind));
        append_text(json, id_key(one.kind), one.id);
        auto& csv = clause_csv_.emplace_back();
        append_csv(csv, one.cited.clause);
        csv += ',';
        csv += name(one.kind);
        for (const std::string_view key : {"zone", "phase", "rule"}) {
            csv += ',';
            if (key == id_key(one.kind)) {
                append_csv(csv, one.id);
            }
        }
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

void verdict_text::add(std::string& to, const report& what, const verdict& said, bool is_repeat)
    const {
    switch (form_) {
    case verdict_form::ndjson:
        add_json(to, what, said, is_repeat);
        to += '\n';
        break;
    case verdict_form::csv:
        add_csv(to, what, said, is_repeat);
        to += '\n';
        break;
    case verdict_form::geojson:
        to += ",\n{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[";
        append_fixed(to, what.position.lon.value(), 7);
        to += ',';
        append_fixed(to, what.position.lat.value(), 7);
        to += "]},\"properties\":";
        add_json(to, what, said, is_repeat);
        to += '}';
        break;
    }
}

void verdict_text::add_json(
    std::string& to, const report& what, const verdict& said, bool is_repeat
) const {
    to += "{\"line\":";
    append_number(to, what.line);
    append_text(to, "report_id", what.id);
    append_word(to, "verdict", name(said.word));
    if (said.kind != verdict_class::none) {
        append_word(to, "class", name(said.kind));
    }
    if (said.because != verdict_reason::none) {
        append_word(to, "because", name(said.because));
    }
    if (said.clause != verdict::no_clause) {
        to += clause_json_[said.clause];
        const auto& law = by_.clauses()[said.clause];
        if (!std::isnan(said.metres)) {
            append_value(to, "metres", said.metres, 1);
            append_value(to, "uncertainty_m", said.uncertainty.value(), 1);
            append_word(to, "edge_basis", law.edge_basis);
            append_value(to, "edge_accuracy_m", law.edge_accuracy.value(), 1);
        }
        if (!std::isnan(said.probability)) {
            append_value(to, "probability", said.probability, 3);
        }
        if (said.in_force < 1) {
            append_value(to, "in_force", said.in_force, 3);
        }
        append_text(to, "judged_for", by_.party_id_of(said.side));
    }
    append_word(to, "what", name(what.what));
    append_text(to, "weapon_class", by_.word(what.weapon));
    append_text(to, "side", by_.party_id_of(what.side));
    append_key(to, "from");
    to += '"';
    append_time(to, what.from);
    to += '"';
    if (what.until > what.from) {
        append_key(to, "to");
        to += '"';
        append_time(to, what.until);
        to += '"';
    }
    append_value(to, "lon", what.position.lon.value(), 7);
    append_value(to, "lat", what.position.lat.value(), 7);
    if (what.sector) {
        append_value(to, "observer_lon", what.sector->observer.lon.value(), 7);
        append_value(to, "observer_lat", what.sector->observer.lat.value(), 7);
        append_value(to, "range_min_m", what.sector->nearest.value(), 1);
        append_value(to, "range_max_m", what.sector->farthest.value(), 1);
        append_value(to, "bearing_deg", what.sector->bearing.value(), 3);
        append_value(to, "bearing_error_deg", what.sector->half_width.value(), 3);
    }
    append_value(to, "accuracy_m", what.accuracy.value(), 1);
    append_text(to, "source_class", what.source_class);
    append_text(to, "confidence", what.confidence);
    if (is_repeat) {
        to += ",\"repeat\":true";
    }
    to += plan_json_;
    to += '}';
}

void verdict_text::add_csv(std::string& to, const report& what, const verdict& said, bool is_repeat)
    const {
    const auto next = [&](std::string_view text) {
        to += ',';
        append_csv(to, text);
    };
    const auto next_value = [&](double value, int decimals) {
        to += ',';
        if (!std::isnan(value)) {
            append_fixed(to, value, decimals);
        }
    };
    append_number(to, what.line);
    next(what.id);
    next(name(said.word));
    next(name(said.kind));
    next(name(said.because));
    to += ',';
    const bool has = said.clause != verdict::no_clause;
    to += has ? clause_csv_[said.clause] : ",,,,";
    next_value(said.metres, 1);
    const bool measured = has && !std::isnan(said.metres);
    if (measured) {
        const auto& law = by_.clauses()[said.clause];
        next_value(said.uncertainty.value(), 1);
        next(law.edge_basis);
        next_value(law.edge_accuracy.value(), 1);
    } else {
        to += ",,,";
    }
    next_value(has ? said.probability : std::numeric_limits<double>::quiet_NaN(), 3);
    next_value(has ? said.in_force : std::numeric_limits<double>::quiet_NaN(), 3);
    next(has ? by_.party_id_of(said.side) : "");
    next(name(what.what));
    next(by_.word(what.weapon));
    next(by_.party_id_of(what.side));
    to += ',';
    append_time(to, what.from);
    to += ',';
    if (what.until > what.from) {
        append_time(to, what.until);
    }
    next_value(what.position.lon.value(), 7);
    next_value(what.position.lat.value(), 7);
    next_value(what.accuracy.value(), 1);
    next(what.source_class);
    next(what.confidence);
    next(is_repeat ? "true" : "");
    to += ',';
    to += plan_csv_;
    to += ",,";
}

void verdict_text::add(std::string& to, const unreadable_row& row) const {
    if (form_ == verdict_form::csv) {
        append_number(to, row.line);
        to.append(csv_cells_of_verdict, ',');
        to += ',';
        append_csv(to, row.problem);
        to += ',';
        append_csv(to, row.row);
        to += '\n';
        return;
    }
    const bool geojson = form_ == verdict_form::geojson;
    to += geojson ? ",\n{\"type\":\"Feature\",\"geometry\":null,\"properties\":" : "";
    to += "{\"line\":";
    append_number(to, row.line);
    append_text(to, "finding", row.problem);
    append_key(to, "row");
    append_json(to, row.row);
    to += plan_json_;
    to += geojson ? "}}" : "}\n";
}

}  // namespace planner
