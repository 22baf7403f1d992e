// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "planner/model/names.hpp"
#include "planner/model/number_text.hpp"
#include "planner/report/read_texts.hpp"
#include "planner/sheets/atlas.hpp"
#include "planner/sheets/read_map_plan.hpp"
#include "tools/armistice/commands.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdio>
#include <filesystem>

namespace tools {

namespace {

namespace fs = std::filesystem;

class map_command : public command {
public:
    void add_to(option_list& app) override {
        auto sub = app.add_subcommand(
            "map", "Map sheets of a plan: overview, phases, sectors, ways out; PDF, PNG or SVG"
        );
        sub.add_option("plan", plan_, "Plan folder, as armistice plan writes it")->required();
        sub.add_option(
               "-o,--output",
               output_,
               "File to write; its ending says the form: .pdf (all sheets), .png or .svg (with "
               "numbers, when there are several sheets)"
        )
            ->required();
        sub.add_list_taker(
               "--sheets",
               [this](const std::vector<std::string>& given) { choose(given); },
               "Which sheets: index, overview, phases, sectors, corridors, or all [overview]"
        )
            ->delimiter(',')
            ->allow_extra_args(false);
        sub.add_option("--paper", paper_, "a4, a3, a2 or a1")
            ->capture_default_str()
            ->check(one_of{{"a4", "a3", "a2", "a1"}});
        sub.add_option("--orientation", orientation_, "landscape or portrait [as each sheet suits]")
            ->check(one_of{{"landscape", "portrait"}});
        sub.add_option("--grid", grid_, "graticule or mgrs [graticule on the overview, else mgrs]")
            ->check(one_of{{"graticule", "mgrs"}});
        sub.add_option("--dpi", dpi_, "Dots an inch of a PNG")
            ->capture_default_str()
            ->check(within<double>{36, 600});
        sub.add_option(
            "--theatre", theatre_, "Folder of the plan's theatre, when it is not a built-in one"
        );
        sub.add_option(
            "--texts", texts_, "Words of the sheets in another language, as data/texts/en.toml"
        );
        sub.add_flag("--overwrite", overwrite_, "Replace existing files");
    }

    int run() override {
        const auto form = form_of(output_);
        const auto policy = overwrite_ ? geo::existing::replace : geo::existing::keep;
        const bool one_file = form == "pdf" || groups_ == std::set{planner::sheet_group::overview};
        if (one_file) {
            geo::check_writable(output_, policy);  // before anything is computed
        }
        const auto said = planner::texts_or_english(texts_);
        print_findings(said.found);
        const auto source = planner::read_map_plan(plan_, theatre_);
        print_findings(source.found);
        const auto sheets = planner::atlas_sheets(source.plan, source.base, options(said.words));
        if (sheets.empty()) {
            throw geo::input_error(
                "'" + plan_ + "' has nothing for these sheets: no " + asked_for() +
                "; --sheets overview draws what there is"
            );
        }
        std::vector<std::string> names;
        std::vector<std::string> pictures;
        if (form == "pdf") {
            names.push_back(output_);
            pictures.push_back(planner::render_pdf(sheets));
        }
        for (std::size_t i = 0; i < sheets.size() && form != "pdf"; ++i) {
            names.push_back(sheets.size() == 1 ? output_ : numbered(i + 1, sheets.size()));
            geo::check_writable(names.back(), policy);
            pictures.push_back(
                form == "png" ? planner::render_png(sheets[i], dpi_)
                              : planner::render_svg(sheets[i])
            );
        }
        // Drawn before the first is written: nothing stays of a set that cannot be finished.
        for (std::size_t i = 0; i < names.size(); ++i) {
            geo::atomic_file file(names[i], policy);
            file.write(pictures[i]);
            file.commit();
        }
        tell(sheets, names);
        return done;
    }

private:
    void choose(const std::vector<std::string>& given) {
        std::vector<std::string> known{
            "index", "overview", "phases", "sectors", "corridors", "all"};
        groups_.clear();
        for (const auto& one : given) {
            if (one == "all") {
                for (const auto group :
                     {planner::sheet_group::index,
                      planner::sheet_group::overview,
                      planner::sheet_group::phases,
                      planner::sheet_group::sectors,
                      planner::sheet_group::corridors}) {
                    groups_.insert(group);
                }
                continue;
            }
            const auto group = planner::parse_sheet_group(one);
            if (!group) {
                const auto near = planner::nearest_word(one, known);
                throw option_error(
                    "--sheets",
                    "'" + one + "' is none of index, overview, phases, sectors, corridors, all" +
                        (near.empty() ? "" : "; did you mean '" + near + "'?")
                );
            }
            groups_.insert(*group);
        }
    }

    static std::string form_of(const std::string& path) {
        auto ending = fs::path(path).extension().string();
        std::transform(ending.begin(), ending.end(), ending.begin(), [](unsigned char c) {
            return static_cast<char>(std::tolower(c));
        });
        if (ending == ".pdf" || ending == ".png" || ending == ".svg") {
            return ending.substr(1);
        }
        throw usage_error(
            "'" + path + "' does not say which form it should have: its name must end in ." +
            "pdf, .png or .svg"
        );
    }

    [[nodiscard]] planner::atlas_options options(const planner::texts& words) const {
        planner::atlas_options out;
        out.words = &words;
        out.groups = groups_;
        out.size = paper_ == "a4"   ? planner::paper_size::a4
                   : paper_ == "a2" ? planner::paper_size::a2
                   : paper_ == "a1" ? planner::paper_size::a1
                                    : planner::paper_size::a3;
        if (!orientation_.empty()) {
            out.orientation = orientation_ == "portrait" ? planner::paper_orientation::portrait
                                                         : planner::paper_orientation::landscape;
        }
        if (!grid_.empty()) {
            out.grid = grid_ == "mgrs" ? planner::sheet_grid::mgrs : planner::sheet_grid::graticule;
        }
        return out;
    }

    [[nodiscard]] std::string asked_for() const {
        std::string out;
        for (const auto group : groups_) {
            out += (out.empty() ? "" : ", no ") + std::string(name(group));
        }
        return out;
    }

    /// `map-03.png` of `map.png`: so many digits that names sort as sheets do.
    [[nodiscard]] std::string numbered(std::size_t number, std::size_t of) const {
        const fs::path path(output_);
        const int digits = std::max(2, static_cast<int>(std::to_string(of).size()));
        const auto name = fmt::format(
            "{}-{:0{}}{}", path.stem().string(), number, digits, path.extension().string()
        );
        return (path.parent_path() / name).string();
    }

    /// A printed scale is no better, and the sheet says no more.
    static double three_figures(double value) {
        const double step = std::pow(10, std::floor(std::log10(value)) - 2);
        return std::round(value / step) * step;
    }

    static void tell(
        const std::vector<planner::sheet>& sheets, const std::vector<std::string>& names
    ) {
        for (std::size_t i = 0; i < sheets.size(); ++i) {
            const auto facts = planner::facts_of(sheets[i]);
            std::printf(
                "%2zu  %-44s  1:%s%s%s\n",
                i + 1,
                facts.title.c_str(),
                planner::grouped(three_figures(facts.scale_denominator)).c_str(),
                names.size() > 1 ? "  " : "",
                names.size() > 1 ? names[i].c_str() : ""
            );
        }
        if (names.size() == 1) {
            std::printf("written to %s\n", names.front().c_str());
        }
    }

    std::string plan_;
    std::string output_;
    std::set<planner::sheet_group> groups_{planner::sheet_group::overview};
    std::string paper_ = "a3";
    std::string orientation_;
    std::string grid_;
    std::string theatre_;
    std::string texts_;
    double dpi_ = 150;
    bool overwrite_ = false;
};

}  // namespace

std::unique_ptr<command> make_map_command() {
    return std::make_unique<map_command>();
}

}  // namespace tools
