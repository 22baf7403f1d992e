// SPDX-License-Identifier: Apache-2.0
#include "planner/config/data_folder.hpp"
#include "planner/model/time.hpp"
#include "planner/terms/read_terms.hpp"
#include "planner/theatre/read_theatre.hpp"
#include "tools/armistice/commands.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdio>

namespace tools {

namespace {

/// ` (clause 5; assumption: source)`.
std::string cited_text(const planner::citation& cited) {
    return fmt::format(
        "{}{}{}",
        cited.clause.empty() ? "" : "clause " + cited.clause + "; ",
        cited.certainty == "S" ? "" : "certainty " + cited.certainty + "; ",
        cited.source
    );
}

class agreements_command : public command {
public:
    void add_to(CLI::App& app) override {
        auto& sub =
            *app.add_subcommand("agreements", "List what is built in, or print one to read");
        sub.add_option("ID", id_, "Built-in agreement or a terms file");
    }

    int run() override {
        if (id_.empty()) {
            for (const auto& id : planner::built_in_agreements()) {
                const auto said = planner::read_terms(planner::find_terms_file(id));
                fmt::print("{:24} {}\n", id, said.title);
            }
            return done;
        }
        print(planner::read_terms(planner::find_terms_file(id_)));
        return done;
    }

private:
    static void print(const planner::terms& said) {
        fmt::print("{}\n{}\n\n{}\n\n", said.title, said.legal_reference, said.summary);
        fmt::print("Source: {}\n", said.source);
        if (said.effective) {
            fmt::print("Effective: {}\n", planner::to_rfc3339(*said.effective));
        }
        fmt::print("\nRules\n");
        for (const auto& one : said.rules) {
            fmt::print(
                "  {} [{}] {}\n      {}\n",
                planner::to_offset_text(one.when.from),
                one.binds,
                one.text,
                cited_text(one.cited)
            );
        }
        fmt::print("\nZones\n");
        for (const auto& one : said.zones) {
            fmt::print(
                "  {} [binds {}, on the side of {}] {}: {:g} km {} of line '{}', from {} until {}\n"
                "      {}\n",
                one.title,
                one.binds,
                one.lies_on,
                one.weapon_class,
                geo::in_kilometres(one.depth),
                one.width == planner::width_reading::total ? "over both sides together"
                                                           : "per side",
                one.reference_line,
                planner::to_offset_text(one.when.from),
                one.when.until ? planner::to_offset_text(*one.when.until) : "no end",
                cited_text(one.cited)
            );
        }
        if (said.withdrawal) {
            fmt::print(
                "\nWithdrawal of '{}' from line '{}', by equal progress\n      {}\n",
                said.withdrawal->party,
                said.withdrawal->from,
                cited_text(said.withdrawal->cited)
            );
            for (const auto& phase : said.withdrawal->phases) {
                print_phase(phase);
            }
        }
        for (const auto& one : said.reserved) {
            fmt::print(
                "\nReserved area '{}': {}. {}\n", one.area, planner::name(one.treatment), one.text
            );
            if (one.treatment == planner::reserved_treatment::last_phase) {
                print_phase(one.phase);
            }
        }
        fmt::print("\nObligations\n");
        for (const auto& one : said.obligations) {
            fmt::print(
                "  {} [{}] {}\n      {}\n",
                planner::to_offset_text(one.due),
                one.who,
                one.text,
                cited_text(one.cited)
            );
        }
        fmt::print("\nLeft to a second stage\n");
        for (const auto& question : said.second_stage) {
            fmt::print("  {}\n", question);
        }
    }

    static void print_phase(const planner::phase_term& phase) {
        fmt::print(
            "  {}: {} to {}, verified by {}. Gate: {}\n      {}\n",
            phase.title,
            planner::to_offset_text(phase.start),
            planner::to_offset_text(phase.end),
            planner::to_offset_text(phase.verified),
            phase.gate,
            cited_text(phase.cited)
        );
    }

    std::string id_;
};

class theatres_command : public command {
public:
    void add_to(CLI::App& app) override {
        auto& sub =
            *app.add_subcommand("theatres", "List what is built in, print one, or start your own");
        auto* id = sub.add_option("ID", id_, "Built-in theatre or a folder");
        sub.add_option(
               "--init", init_, "Write a template for a theatre of your own into a new folder"
        )
            ->type_name("DIR")
            ->excludes(id);
    }

    int run() override {
        if (!init_.empty()) {
            planner::write_theatre_template(init_);
            fmt::print(
                "written to {}; edit theatre.toml, then: armistice plan --theatre {}\n",
                init_,
                init_
            );
            return done;
        }
        if (id_.empty()) {
            for (const auto& id : planner::built_in_theatres()) {
                const auto ground = planner::read_theatre(planner::find_theatre_folder(id));
                fmt::print("{:24} {}\n", id, ground.title);
            }
            return done;
        }
        print(planner::read_theatre(planner::find_theatre_folder(id_)));
        return done;
    }

private:
    static void print(const planner::theatre& ground) {
        fmt::print(
            "{}\nas of {}, time zone {}\n{}\n\nParties\n",
            ground.title,
            planner::to_rfc3339(ground.as_of),
            ground.time_zone,
            ground.note
        );
        for (const auto& one : ground.parties) {
            fmt::print("  {:4} {}\n", one.id.str(), one.name);
        }
        fmt::print("\nRoles that terms may use\n");
        for (const auto& [role, id] : ground.roles) {
            fmt::print("  {:12} {}\n", role, id.str());
        }
        fmt::print("\nLines\n");
        for (const auto& one : ground.lines) {
            fmt::print(
                "  {:16} {}: {}, {}, known to {:g} m (95 %)\n      {}\n",
                one.id.str(),
                one.title,
                planner::name(one.kind),
                planner::name(one.status),
                one.accuracy.value(),
                one.source
            );
        }
        fmt::print("\nLayers\n");
        for (const auto& one : ground.sources) {
            fmt::print("  {:16} {} ({})\n      {}\n", one.layer, one.source, one.licence, one.note);
        }
        fmt::print(
            "\n{} settlements, {} facilities, {} crossings, {} sites, {} regions, {} roads\n",
            ground.settlements.size(),
            ground.infrastructure.size(),
            ground.crossings.size(),
            ground.sites.size(),
            ground.regions.size(),
            ground.roads.size()
        );
        print_findings(ground.found);
    }

    std::string id_;
    std::string init_;
};

}  // namespace

std::unique_ptr<command> make_agreements_command() {
    return std::make_unique<agreements_command>();
}
std::unique_ptr<command> make_theatres_command() {
    return std::make_unique<theatres_command>();
}

}  // namespace tools
