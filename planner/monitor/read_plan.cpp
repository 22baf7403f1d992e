// SPDX-License-Identifier: Apache-2.0
#include "planner/monitor/read_plan.hpp"

#include "geo/base/error.hpp"
#include "geo/io/read.hpp"
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
            read_words();
            read_times();
            read_milestones();
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
    static citation cited_of(const json& from) {
        return {from.at("clause"), from.at("source"), from.at("certainty")};
    }
    static std::vector<std::string> texts_of(const json& from) {
        return from.get<std::vector<std::string>>();
    }
    static seconds seconds_of(const json& from) { return seconds(from.get<std::int64_t>()); }
    static gate_ref gate_of(const json& from) {
        gate_ref out;
        out.id = from.at("id");
        for (const auto known : {gate_moment::start, gate_moment::end, gate_moment::verified}) {
            out.moment = from.at("moment") == name(known) ? known : out.moment;
        }
        return out;
    }
    static term_span span_of(const json& from) {
        term_span out;
        out.from = seconds_of(from.at("from_s"));
        if (!from.at("until_s").is_null()) {
            out.until = seconds_of(from.at("until_s"));
        }
        out.from_gate = gate_of(from.at("from_gate"));
        out.until_gate = gate_of(from.at("until_gate"));
        return out;
    }
    static phase_term phase_of(const json& from) {
        phase_term out;
        out.id = from.at("id");
        out.title = from.at("title");
        out.start = seconds_of(from.at("start_s"));
        out.end = seconds_of(from.at("end_s"));
        out.verified = seconds_of(from.at("verified_s"));
        out.cited = cited_of(from.at("cited"));
        return out;
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

    void read_words() {
        const auto& arms = document_.at("monitoring").at("weapons");
        for (const auto& one : arms.at("classes")) {
            weapon_class made;
            made.id = one.at("id");
            made.includes = texts_of(one.at("includes"));
            out_.said.arms.classes.push_back(std::move(made));
        }
        for (const auto& one : arms.at("systems")) {
            weapon_system made;
            made.id = one.at("id");
            made.name = one.at("name");
            made.class_id = one.at("class");
            out_.said.arms.systems.push_back(std::move(made));
        }
    }

    void read_withdrawal(const json& from) {
        if (from.is_null()) {
            return;
        }
        auto& withdrawal = out_.said.withdrawal.emplace();
        withdrawal.fixed_days = from.at("fixed_days");
        for (const auto& one : from.at("phases")) {
            withdrawal.phases.push_back(phase_of(one));
        }
        for (const auto& one : from.at("reserved")) {
            reserved_area area;
            area.id = reserved_id(one.at("id").get<std::string>());
            area.name = one.at("name");
            reserved_term term;
            term.area = area.id.str();
            const std::string treatment = one.at("treatment");
            for (const auto known :
                 {reserved_treatment::last_phase,
                  reserved_treatment::excluded,
                  reserved_treatment::included}) {
                term.treatment = name(known) == treatment ? known : term.treatment;
            }
            if (!one.at("phase").is_null()) {
                term.phase = phase_of(one.at("phase"));
            }
            out_.ground.reserved.push_back(std::move(area));
            out_.said.reserved.push_back(std::move(term));
        }
        if (!from.at("entry").is_null()) {
            auto& vacated = out_.said.vacated.emplace();
            const std::string entry = from.at("entry");
            for (const auto known :
                 {entry_rule::owner,
                  entry_rule::police_only,
                  entry_rule::international,
                  entry_rule::none}) {
                vacated.entry = name(known) == entry ? known : vacated.entry;
            }
            vacated.cited = cited_of(from.at("entry_cited"));
        }
    }

    /// What obligations and rules have alike.
    template <class Term>
    static Term said_in(const json& from) {
        Term out;
        out.id = from.at("id");
        out.kind = from.at("kind");
        out.text = from.at("text");
        out.cited = cited_of(from.at("cited"));
        return out;
    }

    void read_times() {
        const auto& said = document_.at("monitoring");
        read_withdrawal(said.at("withdrawal"));
        for (const auto& one : said.at("steps")) {
            step_term made;
            made.id = one.at("id");
            made.title = one.at("title");
            made.start = seconds_of(one.at("start_s"));
            if (!one.at("end_s").is_null()) {
                made.end = seconds_of(one.at("end_s"));
            }
            made.needs = texts_of(one.at("needs"));
            if (!one.at("quiet_days").is_null()) {
                made.quiet_days = one.at("quiet_days").get<double>();
            }
            made.suspended = one.at("suspended");
            made.who = one.at("who");
            made.gate = one.at("gate");
            made.zone = one.at("zone");
            made.reset = one.at("reset");
            made.cited = cited_of(one.at("cited"));
            out_.said.steps.push_back(std::move(made));
        }
        for (const auto& one : said.at("obligations")) {
            auto made = said_in<obligation_term>(one);
            made.who = one.at("who");
            made.due = seconds_of(one.at("due_s"));
            made.due_gate = gate_of(one.at("due_gate"));
            out_.said.obligations.push_back(std::move(made));
        }
        for (const auto& one : said.at("rules")) {
            auto made = said_in<rule_term>(one);
            made.binds = one.at("binds");
            made.weapon_class = one.at("weapon_class");
            made.when = span_of(one.at("when"));
            out_.said.rules.push_back(std::move(made));
        }
        for (const auto& one : said.at("zones")) {
            zone_term made;
            made.id = one.at("id");
            made.weapon_classes = texts_of(one.at("weapon_classes"));
            made.when = span_of(one.at("when"));
            for (const auto& line : one.at("lines")) {
                made.reference_lines.push_back({line.at("role"), line.at("line")});
            }
            made.other_line = one.at("other_line");
            made.from_zone = one.at("from_zone");
            out_.said.zones.push_back(std::move(made));
        }
    }

    void read_milestones() {
        for (const auto& one : document_.at("milestones")) {
            milestone_term made;
            made.id = one.at("id");
            made.title = one.at("title");
            made.when = one.at("when");
            made.then = one.at("then");
            made.who = one.at("who");
            made.cited = cited_of(one.at("cited"));
            out_.said.milestones.push_back(std::move(made));
        }
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
            made.term.cited = cited_of(one.at("cited"));
            made.term.rule =
                parse_zone_rule(one.at("rule").get<std::string>()).value_or(made.term.rule);
            read_bans(one, made.term);
            made.binds = party_id(one.at("binds").get<std::string>());
            made.lies_on = party_id(one.at("lies_on").get<std::string>());
            made.systems = texts_of(one.at("systems"));
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
