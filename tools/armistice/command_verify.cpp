// SPDX-License-Identifier: Apache-2.0
#include "planner/verify/verify_plan.hpp"
#include "tools/armistice/commands.hpp"
#include "tools/armistice/memory_steps.hpp"

#include <cstdio>

namespace tools {

namespace {

class verify_command : public command {
public:
    void add_to(option_list& app) override {
        auto sub = app.add_subcommand(
            "verify", "Make a plan again from its inputs: does it come out the same?"
        );
        sub.add_option("PLAN", folder_, "Folder that 'armistice plan' wrote")->required();
        sub.add_option("--theatre", sources_.theatre, "Where its theatre is [built in]");
        sub.add_option("--terms", sources_.terms, "Where its terms are [built in]");
        add_inputs(sub, sources_.inputs);
        sub.add_option("--status", sources_.status, "The events that it was made with");
        sub.add_option("--elevation", sources_.elevation, "The raster that it was made with");
        sub.add_option("--verdicts", sources_.verdicts, "The verdicts that it was made with");
        sub.add_option("--texts", sources_.texts, "The words that it was made with");
        sub.add_flag("--json", json_, "Print JSON instead of the table");
    }

    int run() override {
        take_memory_in_large_steps();
        const auto made = planner::verify_plan(folder_, sources_);
        std::fputs((json_ ? planner::to_json(made) : planner::to_text(made)).c_str(), stdout);
        return made.holds() ? done : answer_no;
    }

private:
    std::string folder_;
    planner::plan_sources sources_;
    bool json_ = false;
};

}  // namespace

std::unique_ptr<command> make_verify_command() {
    return std::make_unique<verify_command>();
}

}  // namespace tools
