// SPDX-License-Identifier: Apache-2.0
#include "geo/io/atomic_file.hpp"
#include "geo/io/atomic_folder.hpp"
#include "geo/io/write_geojson.hpp"
#include "planner/check/check_line.hpp"
#include "planner/check/check_report.hpp"
#include "planner/config/data_folder.hpp"
#include "planner/model/roles.hpp"
#include "planner/theatre/read_theatre.hpp"
#include "tools/armistice/commands.hpp"
#include "tools/armistice/memory_steps.hpp"
#include "tools/armistice/progress_bar.hpp"
#include "tools/armistice/read_proposal.hpp"

#include <cstdio>
#include <filesystem>

namespace tools {

namespace {

class check_command : public command {
public:
    void add_to(option_list& app) override {
        auto sub = app.add_subcommand(
            "check", "A proposed line or area against the recognised border and the line of contact"
        );
        sub.add_option("PROPOSAL", input_, "Layer of lines or areas; - for standard input")
            ->required();
        sub.add_option("--theatre", theatre_, "Built-in theatre or a folder with theatre.toml")
            ->capture_default_str();
        sub.add_option("--owner", owner_, "Role or party whose recognised territory is asked about")
            ->capture_default_str();
        add_length(
            sub, "--accuracy", accuracy_, "95 % radius of the proposal [0m: exact by definition]"
        );
        add_length(
            sub, "--tolerance", tolerance_, "What counts as on the border [sum of both accuracies]"
        );
        sub.add_option(
               "--edges", edges_, "How edges of the proposal are meant (default: as the file)"
        )
            ->check(one_of{{"lonlat", "geodesic"}});
        add_reading(sub, reading_);
        sub.add_flag("--json", json_, "Print JSON instead of the table");
        sub.add_option(
            "-o,--output",
            folder_,
            "Folder for check.json, stretches.geojson, sides.geojson and profile.svg"
        );
        sub.add_flag("--overwrite", overwrite_, "Replace what an earlier check wrote");
    }

    int run() override {
        take_memory_in_large_steps();
        if (!folder_.empty()) {
            (void)checked();
        }
        const auto ground = planner::read_theatre(planner::find_theatre_folder(theatre_));
        planner::check_options options;
        options.owner = planner::party_in_role(ground, owner_);
        if (tolerance_ > geo::metres(0)) {
            options.tolerance = tolerance_;
        }
        const auto what = read(ground);
        const auto done = [&] {
            progress_bar bar;
            options.progress = [&](double part, const std::string& doing) {
                bar.show(part, doing);
            };
            return planner::check_line(ground, what, options);
        }();
        print_findings(done.found);
        std::fputs(
            json_ ? planner::to_json(done, ground).c_str() : planner::to_text(done, ground).c_str(),
            stdout
        );
        if (!folder_.empty()) {
            write(done, ground);
        }
        return done.holds() ? tools::done : answer_no;
    }

private:
    /// Replaced is what an earlier check wrote.
    [[nodiscard]] std::filesystem::path checked() const {
        return geo::checked_folder(
            folder_,
            overwrite_,
            {[](const std::filesystem::path& path) {
                 return std::filesystem::exists(path / "check.json");
             },
             "a folder of armistice check (it has no check.json)"}
        );
    }

    planner::proposal read(const planner::theatre& ground) {
        auto out = read_proposal(input_, reading_, ground);
        if (accuracy_ > geo::metres(0)) {
            out.accuracy = accuracy_;
        }
        if (!edges_.empty()) {
            out.edges =
                edges_ == "lonlat" ? geo::edge_reading::lonlat : geo::edge_reading::geodesic;
        }
        return out;
    }

    void write(const planner::line_check& done, const planner::theatre& ground) const {
        geo::atomic_folder making(checked());
        const auto path = [&](const std::string& name) { return (making.path() / name).string(); };
        for (const auto& table : planner::to_layers(done)) {
            print_findings(geo::write_geojson(path(table.name + ".geojson"), table));
        }
        write_text(path("profile.svg"), planner::to_profile(done, ground));
        write_text(path("check.json"), planner::to_json(done, ground));
        making.commit();
    }

    static void write_text(const std::string& path, const std::string& text) {
        geo::atomic_file file(path);
        file.write(text);
        file.commit();
    }

    std::string input_;
    std::string theatre_ = "ukraine-2022-10";
    std::string owner_ = "other";
    std::string edges_;
    std::string folder_;
    geo::metres accuracy_;
    geo::metres tolerance_;
    geo::read_options reading_;
    bool json_ = false;
    bool overwrite_ = false;
};

}  // namespace

std::unique_ptr<command> make_check_command() {
    return std::make_unique<check_command>();
}

}  // namespace tools
