// SPDX-License-Identifier: Apache-2.0
#include "planner/sheets/map_content.hpp"

#include "geo/base/error.hpp"
#include "planner/sheets/plan_document.hpp"

#include <algorithm>
#include <set>

namespace planner {

namespace {

using detail::as_written;
using detail::figures_of;
using detail::json;
using detail::kilometres_of;
using detail::number_of;
using detail::span_of;
using detail::text_of;
using detail::time_of;

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
        add_routes(out_, document_, layers_);
        add_presence(out_, document_, layers_);
        add_places(out_, layers_);
        sources();
        return std::move(out_);
    }

private:
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
            if (const auto* item = layers_.find("lines", "line-" + made.id)) {
                made.left = geo::text(*item, "left").value_or("");
                made.right = geo::text(*item, "right").value_or("");
                made.shape = as_written(geo::lines(*item));
            }
        }
        out_.held = layers_.area_of("control", "control-" + out_.withdrawing);
        out_.other_side = layers_.area_of("control", "control-" + out_.other);
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
            made.vacated = layers_.area_of("vacated", "vacated-" + made.id);
            made.line = layers_.lines_of("phase_lines", "phase-line-" + made.id);
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
            made.binds = one.at("binds");
            made.ground = text_of(one, "ground");
            const auto& cited = one.at("cited");
            made.basis = cited.at("certainty") == "S" ? text_of(cited, "source") : "";
            made.when = span_of(one, "valid_from", "valid_to");
            made.shape = layers_.area_of("zones", "zone-" + made.id);
            layers_.for_each_in("exceptions", [&](const geo::feature& item) {
                if (geo::text(item, "zone") == made.id) {
                    auto& into =
                        geo::text(item, "effect") == "cut_out" ? made.cut_out : made.marked;
                    const auto shape = as_written(geo::areas(item));
                    into.insert(into.end(), shape.begin(), shape.end());
                }
            });
        }
    }

    void reserved() {
        for (const auto& one : document_.at("reserved")) {
            const std::string id = one.at("id");
            out_.reserved.push_back(
                {id, one.at("name"), layers_.area_of("reserved", "reserved-" + id)}
            );
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

    void sources() {
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
    detail::plan_layer_set layers_;
    map_content out_;
};

}  // namespace

bool map_content::stands_in(const map_post& post, const std::string& phase) const {
    for (const auto& one : sizes) {
        if (one.sector.empty() && one.period == phase) {
            return post.when.from < one.when.until && one.when.from < post.when.until;
        }
    }
    return std::find(post.phases.begin(), post.phases.end(), phase) != post.phases.end();
}

const map_line* map_content::contact_line() const {
    const auto found = std::find_if(lines.begin(), lines.end(), [this](const map_line& one) {
        return one.id == contact;
    });
    return found != lines.end() ? &*found : nullptr;
}

std::string map_content::party(std::string_view who) const {
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
