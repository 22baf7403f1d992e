// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/io/read.hpp"
#include "geo/io/write_geojson.hpp"
#include "planner/compare/compare_report.hpp"
#include "planner/config/data_folder.hpp"
#include "planner/model/roles.hpp"
#include "planner/theatre/read_theatre.hpp"
#include "tools/armistice/commands.hpp"
#include "tools/armistice/read_proposal.hpp"

#include <cstdio>
#include <filesystem>

namespace tools {

namespace {

namespace fs = std::filesystem;

class compare_command : public command {
public:
    void add_to(option_list& app) override {
        auto sub = app.add_subcommand(
            "compare",
            "What differs between two plans, two drafts of a line, or any positions in a theatre"
        );
        sub.add_option("A", first_, "Plan folder, or a layer with the first draft");
        sub.add_option("B", second_, "Plan folder, or a layer with the second draft");
        sub.add_option(
            "--lines",
            lines_,
            "Positions to compare pair by pair, with commas: ids of lines of the theatre (joined "
            "by + "
            "where several make one), border, or files"
        );
        sub.add_option("--theatre", theatre_, "Built-in theatre or a folder with theatre.toml")
            ->capture_default_str();
        sub.add_option("--owner", owner_, "Role or party whose recognised territory is divided")
            ->capture_default_str();
        add_length(
            sub,
            "--tolerance",
            tolerance_,
            "Drafts nearer to each other than this are the same [10m]"
        );
        add_reading(sub, reading_);
        sub.add_flag("--json", json_, "Print JSON instead of the table");
        sub.add_option("-o,--output", output_, "GeoJSON file for the ground that differs");
        sub.add_flag("--overwrite", overwrite_, "Replace an existing file");
    }

    int run() override {
        if (!output_.empty() && fs::exists(output_) && !overwrite_) {
            throw geo::io_error("'" + output_ + "' exists; --overwrite replaces it");
        }
        if (!lines_.empty()) {
            if (!first_.empty()) {
                throw usage_error("--lines compares positions; leave A and B out");
            }
            return run_lines();
        }
        if (first_.empty() || second_.empty()) {
            throw usage_error(
                "compare wants two plan folders, two drafts of a line, or --lines A,B,..."
            );
        }
        if (fs::is_directory(first_) && fs::is_directory(second_)) {
            return run_plans();
        }
        if (fs::is_directory(first_) || fs::is_directory(second_)) {
            throw geo::input_error(
                "'" + (fs::is_directory(first_) ? first_ : second_) +
                "' is a folder and the other is not; compare two plans or two drafts of a line"
            );
        }
        return run_drafts();
    }

private:
    int run_lines() {
        const auto ground = read_ground();
        std::vector<planner::named_position> wanted;
        for (const auto& name : names()) {
            planner::named_position one{name, std::nullopt};
            if (fs::exists(name) && ground.find_line(planner::line_id(name)) == nullptr) {
                one.given = read_proposal(name, reading_, ground);
            }
            wanted.push_back(std::move(one));
        }
        const auto done = planner::compare_positions(ground, wanted, owner_in(ground));
        print_findings(done.found);
        print(json_ ? planner::to_json(done, ground) : planner::to_text(done, ground));
        write(planner::to_layer(done));
        return tools::done;
    }

    int run_drafts() {
        const auto ground = read_ground();
        const auto done = planner::compare_drafts(
            ground,
            read_proposal(first_, reading_, ground),
            read_proposal(second_, reading_, ground),
            owner_in(ground),
            tolerance_ > geo::metres(0) ? tolerance_ : geo::metres(10)
        );
        print_findings(done.sides.found);
        print(json_ ? planner::to_json(done, ground) : planner::to_text(done, ground));
        write(planner::to_layer(done.sides));
        return done.same() ? tools::done : answer_no;
    }

    int run_plans() {
        const auto done = planner::compare_plans(first_, second_);
        print(json_ ? planner::to_json(done) : planner::to_text(done));
        write(planner::to_layer(done));
        return done.same() ? tools::done : answer_no;
    }

    [[nodiscard]] planner::theatre read_ground() const {
        return planner::read_theatre(planner::find_theatre_folder(theatre_));
    }
    [[nodiscard]] planner::party_id owner_in(const planner::theatre& ground) const {
        return planner::party_in_role(ground, owner_);
    }

    [[nodiscard]] std::vector<std::string> names() const {
        std::vector<std::string> out;
        std::size_t at = 0;
        while (at <= lines_.size()) {
            const auto end = std::min(lines_.find(',', at), lines_.size());
            if (end > at) {
                out.push_back(lines_.substr(at, end - at));
            }
            at = end + 1;
        }
        return out;
    }

    static void print(const std::string& text) { std::fputs(text.c_str(), stdout); }

    void write(const geo::feature_table& table) const {
        if (!output_.empty()) {
            print_findings(geo::write_geojson(
                output_, table, overwrite_ ? geo::existing::replace : geo::existing::keep
            ));
        }
    }

    std::string first_;
    std::string second_;
    std::string lines_;
    std::string theatre_ = "ukraine-2022-10";
    std::string owner_ = "other";
    std::string output_;
    geo::metres tolerance_;
    geo::read_options reading_;
    bool json_ = false;
    bool overwrite_ = false;
};

}  // namespace

std::unique_ptr<command> make_compare_command() {
    return std::make_unique<compare_command>();
}

}  // namespace tools
