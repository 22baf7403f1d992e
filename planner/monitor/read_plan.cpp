// SPDX-License-Identifier: Apache-2.0
#include "planner/monitor/read_plan.hpp"

#include "geo/base/error.hpp"
#include "geo/io/read.hpp"
#include "planner/monitor/read_plan_terms.hpp"
#include "planner/status/read_status.hpp"
#include "planner/status/timeline.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>

namespace planner {

namespace {

namespace fs = std::filesystem;
using json = nlohmann::json;

class plan_reader {
public:
    explicit plan_reader(std::string folder)
        : folder_(std::move(folder)), path_((fs::path(folder_) / "plan.json").string()) {}

    plan run(const std::string& status_file) {
        document_ = parse();
        try {
            read_head();
            read_plan_terms(document_, out_);
            read_events(status_file);
            read_phases();
            read_zones();
            read_sectors();
        } catch (const json::exception& problem) {
            throw geo::input_error(path_ + ": is not as this version writes it: " + problem.what());
        }
        return std::move(out_);
    }

private:
    [[nodiscard]] json parse() const {
        std::ifstream file(path_, std::ios::binary);
        if (!file) {
            throw geo::io_error(
                "'" + folder_ +
                "' is no plan: it holds no plan.json; make one with armistice plan -o FOLDER"
            );
        }
        auto out = json::parse(file, nullptr, false);
        if (out.is_discarded() || !out.is_object()) {
            throw geo::input_error(path_ + ": is no JSON object; is it damaged or cut short?");
        }
        if (out.value("format", json()) != "armistice-plan/1") {
            throw geo::input_error(
                path_ + ": its format is " + out.value("format", json("not said")).dump() +
                ", this version reads armistice-plan/1"
            );
        }
        if (!out.contains("monitoring")) {
            throw geo::input_error(
                path_ +
                ": was made before plans could be monitored; make it anew with armistice plan"
            );
        }
        return out;
    }

    [[nodiscard]] instant time_of(const json& text) const {
        const auto read = parse_instant(text.get<std::string>());
        if (!read) {
            throw geo::input_error(path_ + ": '" + text.get<std::string>() + "' is no time");
        }
        return *read;
    }
    void read_head() {
        out_.id = document_.at("plan_id");
        out_.version = document_.at("plan_version");
        out_.date_basis = document_.at("date_basis");
        out_.d_day = time_of(document_.at("d_day"));
        out_.ground.time_zone = document_.at("time_zone");
        out_.ground.id = document_.at("theatre").at("id");
        out_.ground.title = document_.at("theatre").at("title");
        out_.said.id = document_.at("terms").at("id");
        out_.said.title = document_.at("terms").at("title");
        for (const auto& one : document_.at("parties")) {
            const party_id id(one.at("id").get<std::string>());
            out_.ground.parties.push_back({id, one.at("name"), {}});
            for (const auto& role : one.at("roles")) {
                out_.ground.roles.emplace(role.get<std::string>(), id);
            }
        }
        for (const auto& one : document_.at("lines")) {
            theatre_line line;
            line.id = line_id(one.at("id").get<std::string>());
            line.title = one.at("title");
            line.basis = parse_line_basis(one.at("basis").get<std::string>()).value_or(line.basis);
            line.accuracy = geo::metres(one.at("accuracy_m").get<double>());
            out_.ground.lines.push_back(std::move(line));
        }
        out_.contact_id =
            line_id(document_.at("monitoring").at("line_of_contact").get<std::string>());
        out_.withdrawing = party_id(document_.at("withdrawing_party").get<std::string>());
        out_.other = party_id(document_.at("other_party").get<std::string>());
    }

    void read_events(const std::string& status_file) {
        if (!status_file.empty()) {
            out_.events = read_status(status_file, out_.ground, out_.said);
            out_.date_basis = out_.events.empty() ? out_.date_basis : "actual";
        } else if (!document_.at("status").is_null()) {
            for (const auto& one : document_.at("status").at("events")) {
                out_.events.push_back(event_of(one));
            }
        }
        out_.dates = make_timeline(out_.ground, out_.said, out_.d_day, out_.events);
    }

    [[nodiscard]] status_event event_of(const json& from) const {
        status_event out;
        for (const auto subject :
             {status_subject::phase,
              status_subject::step,
              status_subject::obligation,
              status_subject::rule,
              status_subject::zone}) {
            const std::string key(name(subject));
            if (from.contains(key)) {
                out.subject = subject;
                out.id = from.at(key);
            }
        }
        for (const auto word :
             {status_word::verified,
              status_word::failed,
              status_word::reset,
              status_word::suspended,
              status_word::resumed}) {
            if (from.at("gate") == name(word)) {
                out.word = word;
            }
        }
        out.at = time_of(from.at("at"));
        out.by = from.at("by");
        out.note = from.at("note");
        return out;
    }

    /// Shapes of a layer by the ids of its features; none when the plan has no such layer.
    [[nodiscard]] std::map<std::string, geo::feature> layer_of(const std::string& layer) {
        const auto path = (fs::path(folder_) / "geojson" / (layer + ".geojson")).string();
        std::map<std::string, geo::feature> out;
        if (!fs::exists(path)) {
            return out;
        }
        geo::read_options options;
        options.keep = {false, false, true};
        auto read = geo::read_layer(path, options);
        geo::append(out_.found, std::move(read.found));
        for (auto& one : read.features) {
            auto id = one.id;
            out.emplace(std::move(id), std::move(one));
        }
        return out;
    }

    void read_phases() {
        const auto shapes = layer_of("vacated");
        for (const auto& term : phases_of(out_.ground, out_.said)) {
            bool is_laid = false;
            for (const auto& one : document_.at("phases")) {
                if (one.at("id") != term.id) {
                    continue;
                }
                is_laid = true;
                plan_phase made;
                made.term = term;
                made.territory = one.at("territory");
                made.line_error = geo::metres(one.at("line_max_error_m").get<double>());
                if (const auto* dates = out_.dates.find(term.id)) {
                    made.start = dates->start;
                    made.end = dates->end;
                    made.verified = dates->verified;
                }
                const auto found = shapes.find("vacated-" + term.id);
                if (found != shapes.end()) {
                    made.vacated = geo::areas(found->second);
                }
                out_.phases.push_back(std::move(made));
            }
            if (!is_laid) {
                out_.unlaid.push_back(term);
            }
        }
    }

    [[nodiscard]] const zone_term& term_of(const std::string& id) const {
        for (const auto& one : out_.said.zones) {
            if (one.id == id) {
                return one;
            }
        }
        throw geo::input_error(path_ + ": zone '" + id + "' is not among the terms it was made of");
    }

    void read_zones() {
        const auto shapes = layer_of("zones");
        const auto exceptions = layer_of("exceptions");
        for (const auto& one : document_.at("zones")) {
            plan_zone made;
            made.id = one.at("id");
            made.term = term_of(one.at("term"));
            made.term.title = one.at("title");
            made.term.weapon_class = one.at("weapon_class");
            const auto& cited = one.at("cited");
            made.term.cited = {cited.at("clause"), cited.at("source"), cited.at("certainty")};
            made.term.rule =
                parse_zone_rule(one.at("rule").get<std::string>()).value_or(made.term.rule);
            read_bans(one, made.term);
            made.binds = party_id(one.at("binds").get<std::string>());
            made.lies_on = party_id(one.at("lies_on").get<std::string>());
            made.systems = one.at("systems").get<std::vector<std::string>>();
            made.when = out_.at(made.term.when);
            made.max_error = geo::metres(one.at("max_error_m").get<double>());
            const auto found = shapes.find("zone-" + made.id);
            if (found != shapes.end()) {
                made.shape = geo::areas(found->second);
            } else if (one.at("contains").at("area_km2").get<double>() > 0) {
                throw geo::input_error(
                    folder_ + "/geojson/zones.geojson: has no zone '" + made.id +
                    "', which plan.json lists; make the plan anew"
                );
            }
            add_exceptions(exceptions, made);
            out_.zones.push_back(std::move(made));
        }
    }

    void read_sectors() {
        const auto shapes = layer_of("sectors");
        for (const auto& one : document_.at("sectors")) {
            plan_sector made;
            made.id = one.at("id");
            made.name = one.at("name");
            const auto found = shapes.find(made.id);
            if (found != shapes.end()) {
                made.shape = geo::areas(found->second);
            }
            out_.sectors.push_back(std::move(made));
        }
    }

    static void read_bans(const json& from, zone_term& to) {
        for (const auto& word : from.at("forbids")) {
            for (const auto ban : all_zone_bans()) {
                if (word == name(ban)) {
                    to.forbids.push_back(ban);
                }
            }
        }
        for (const auto& cap : from.at("caps")) {
            to.caps.push_back(
                {cap.at("what"),
                 cap.at("most").get<double>(),
                 cap.at("per") == name(cap_scope::side) ? cap_scope::side : cap_scope::zone,
                 cap.at("text"),
                 cap.at("certainty")}
            );
        }
        for (const auto& one : from.at("exceptions")) {
            zone_exception made;
            made.kind = one.at("kind");
            made.text = one.at("text");
            made.cut = one.at("effect") != "marked";
            to.exceptions.push_back(std::move(made));
        }
    }

    static void add_exceptions(const std::map<std::string, geo::feature>& features, plan_zone& to) {
        for (std::size_t i = 0; i < to.term.exceptions.size(); ++i) {
            const auto found = features.find("exception-" + to.id + "-" + std::to_string(i + 1));
            if (found == features.end()) {
                continue;
            }
            plan_exception made;
            made.term = to.term.exceptions[i];
            made.number = i;
            made.shape = geo::areas(found->second);
            to.exceptions.push_back(std::move(made));
        }
    }

    std::string folder_;
    std::string path_;
    json document_;
    plan out_;
};

}  // namespace

plan read_plan(const std::string& folder, const std::string& status_file) {
    return plan_reader(folder).run(status_file);
}

}  // namespace planner
