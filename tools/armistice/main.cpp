// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "planner/report/manifest.hpp"
#include "tools/armistice/commands.hpp"

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
    tools::command_line line(
        {"armistice",
         "Ceasefire monitoring and disengagement planner",
         "armistice " + planner::tool_version(),
         "Exit: 0 done; 1 done and the answer is no; 2 usage; 3 unusable input; 4 failure.\n"
         "Example: armistice plan -o out"}
    );
    auto all = line.commands();
    for (auto& one : commands) {
        one->add_to(all);
    }
    int code = tools::done;
    const auto chosen = line.read(argc, argv, code);
    if (!chosen) {
        return code;
    }
    try {
        return commands[*chosen]->run();
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
