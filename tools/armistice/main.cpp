// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "planner/model/names.hpp"
#include "planner/report/manifest.hpp"
#include "tools/armistice/commands.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <exception>
#include <memory>
#include <string>
#include <vector>

namespace {

int report(const char* kind, const std::exception& problem, int code) {
    std::fprintf(stderr, "armistice: %s%s\n", kind, problem.what());
    return code;
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_DFL);  // a closed pipe ends the program quietly
    CLI::App app{"Ceasefire monitoring and disengagement planner", "armistice"};
    app.set_version_flag("--version", "armistice " + planner::tool_version());
    app.require_subcommand(1);
    app.footer("Exit: 0 done; 1 done and the answer is no; 2 usage; 3 unusable input; 4 failure.\n"
               "Example: armistice plan -o out");
    std::array commands{
        tools::make_plan_command(),
        tools::make_zone_command(),
        tools::make_line_command(),
        tools::make_check_command(),
        tools::make_compare_command(),
        tools::make_map_command(),
        tools::make_monitor_command(),
        tools::make_export_command(),
        tools::make_phase_lines_command(),
        tools::make_agreements_command(),
        tools::make_theatres_command(),
        tools::make_verify_command()};
    tools::command* chosen = nullptr;
    for (auto& one : commands) {
        const auto before = app.get_subcommands({}).size();
        one->add_to(app);
        app.get_subcommands({})[before]->callback([&chosen, &one] { chosen = one.get(); });
    }
    if (argc > 1 && argv[1][0] != '-') {
        std::vector<std::string> known;
        for (const auto* sub : app.get_subcommands({})) {
            known.push_back(sub->get_name());
        }
        if (std::find(known.begin(), known.end(), argv[1]) == known.end()) {
            const auto near = planner::nearest_word(argv[1], known);
            std::fprintf(
                stderr,
                "armistice: no command '%s'%s\nRun with --help for more information.\n",
                argv[1],
                near.empty() ? "" : ("; did you mean '" + near + "'?").c_str()
            );
            return tools::usage;
        }
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& problem) {
        const int code = app.exit(problem, std::cout, std::cerr);
        return code == 0 ? tools::done : tools::usage;
    }
    try {
        return chosen->run();
    } catch (const tools::usage_error& problem) {
        std::fprintf(
            stderr, "armistice: %s\nRun with --help for more information.\n", problem.what()
        );
        return tools::usage;
    } catch (const geo::input_error& problem) {
        return report("", problem, tools::unusable_input);
    } catch (const geo::crs_error& problem) {
        return report("", problem, tools::unusable_input);
    } catch (const geo::io_error& problem) {
        return report("", problem, tools::unusable_input);
    } catch (const std::exception& problem) {
        return report("failed: ", problem, tools::failure);
    }
}
