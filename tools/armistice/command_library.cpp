// SPDX-License-Identifier: Apache-2.0
#include "planner/check/published_figures.hpp"
#include "planner/config/data_folder.hpp"
#include "planner/model/time.hpp"
#include "planner/terms/read_terms.hpp"
#include "planner/theatre/read_theatre.hpp"
#include "tools/armistice/commands.hpp"
#include "tools/armistice/print_terms.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace tools {

namespace {

class agreements_command : public command {
public:
    void add_to(option_list& app) override {
        auto sub = app.add_subcommand("agreements", "List what is built in, or print one to read");
        auto id = sub.add_option("ID", id_, "Built-in agreement or a terms file");
        sub.add_flag(
               "--check", check_, "What is computed beside what was published; exit 1 if one is off"
        )
            ->excludes(id);
    }

    int run() override {
        if (check_) {
            const auto figures = planner::published_figures();
            fmt::print("{}", planner::to_markdown(figures));
            return planner::hold(figures) ? done : answer_no;
        }
        if (id_.empty()) {
            for (const auto& id : planner::built_in_agreements()) {
                const auto said = planner::read_terms(planner::find_terms_file(id));
                fmt::print("{:26} {}\n", id, said.title);
            }
            return done;
        }
        print_terms(planner::read_terms(planner::find_terms_file(id_)));
        return done;
    }

private:
    std::string id_;
    bool check_ = false;
};

class theatres_command : public command {
public:
    void add_to(option_list& app) override {
        auto sub =
            app.add_subcommand("theatres", "List what is built in, print one, or start your own");
        auto id = sub.add_option("ID", id_, "Built-in theatre or a folder");
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
