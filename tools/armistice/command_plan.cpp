// SPDX-License-Identifier: Apache-2.0
#include "geo/measure/geodesic.hpp"
#include "planner/model/land_text.hpp"
#include "planner/model/local_time.hpp"
#include "planner/model/number_text.hpp"
#include "planner/model/roles.hpp"
#include "planner/plan/make_plan.hpp"
#include "planner/report/annex.hpp"
#include "planner/report/plan_json.hpp"
#include "planner/report/write_plan.hpp"
#include "planner/status/in_force.hpp"
#include "tools/armistice/commands.hpp"
#include "tools/armistice/memory_steps.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <map>

namespace tools {

namespace {

class plan_command : public command {
public:
    void add_to(option_list& app) override {
        auto sub = app.add_subcommand(
            "plan", "Lay terms over a theatre: zones, phases, presence, schedule, maps"
        );
        sub.add_option("--theatre", theatre_, "Built-in theatre or a folder with theatre.toml")
            ->capture_default_str();
        sub.add_option("--terms", terms_, "Built-in agreement or a terms file")
            ->capture_default_str();
        sub.add_taker(
            "--d-day",
            [this](const std::string& text) {
                d_day_ = planner::parse_instant(text);
                if (!d_day_) {
                    throw option_error(
                        "--d-day",
                        "'" + text +
                            "' is not a time with its offset (Z or +02:00); the form is "
                            "YYYY-MM-DDThh:mm:ssZ"
                    );
                }
            },
            "When D is, RFC 3339 (default: as the terms or the theatre say)"
        );
        add_inputs(sub, inputs_);
        add_length(
            sub,
            "--annex-tolerance",
            annex_tolerance_,
            "How far a line through its turning points may be from the exact one [10m]"
        );
        sub.add_option(
            "--status", status_, "What has happened: events, one JSON object a line (- is stdin)"
        );
        add_presence_options(sub);
        sub.add_option(
            "--texts",
            texts_,
            "Words of report, map, page and annex in another language, as data/texts/en.toml"
        );
        sub.add_option("-o,--output", folder_, "Folder to write")->capture_default_str();
        sub.add_flag("--overwrite", overwrite_, "Replace an existing plan folder");
        sub.add_flag("--json", json_, "Print plan.json on stdout instead of the summary");
        sub.add_flag("--quiet", quiet_, "No notes on stderr, warnings and errors only");
    }

    int run() override {
        take_memory_in_large_steps();
        planner::check_plan_folder(folder_, overwrite_);
        planner::check_annex_tolerance(annex_tolerance_);
        if (!texts_.empty()) {
            planner::check_texts(texts_);  // refused before anything is computed
        }
        planner::plan_request wanted{theatre_, terms_, d_day_, inputs_, status_, presence_};
        auto made = planner::make_plan(wanted);
        made.annex_tolerance = annex_tolerance_;
        made.version = planner::version_of(made);
        auto found = made.found;
        auto recipe = planner::recipe_of(wanted);
        recipe.texts = texts_;
        geo::append(found, planner::write_plan(made, folder_, overwrite_, recipe));
        std::erase_if(found, [this](const geo::finding& item) {
            // Assumptions and rules stand in the report; the last is the writer's own tidying.
            return item.code == geo::finding_code::line_duplicate_position ||
                   item.code == geo::finding_code::plan_assumption ||
                   item.code == geo::finding_code::plan_rule_without_zone ||
                   (quiet_ && item.level == geo::severity::note);
        });
        const bool refused = std::any_of(found.begin(), found.end(), [](const auto& item) {
            return item.level == geo::severity::error;
        });
        print_findings(found, "plan.json");
        if (json_) {
            std::fputs(planner::to_json(made).c_str(), stdout);
        } else {
            print_summary(made);
        }
        return refused ? answer_no : done;
    }

private:
    void add_presence_options(option_list& sub) {
        sub.add_count_taker(
               "--posts",
               [this](std::size_t count) { presence_.posts = count; },
               "Place so many posts for the best coverage (default: as many as cover everything)"
        )
            ->check(within<std::size_t>{1, 100000});
        sub.add_taker(
               "--siting",
               [this](const std::string& method) { presence_.exact = method == "optimal"; },
               "How posts are placed [greedy]"
        )
            ->check(one_of{{"greedy", "optimal"}});
        sub.add_taker(
               "--post-reach",
               [this](const std::string& what) { presence_.sight = what == "sight"; },
               "What a post covers: what it can drive to, or what it can see [road]"
        )
            ->check(one_of{{"road", "sight"}});
        sub.add_option(
            "--elevation",
            presence_.elevation,
            "Raster of heights: posts cover what they can see over that ground"
        );
        sub.add_option(
            "--verdicts",
            presence_.violations_file,
            "Verdicts of 'armistice monitor' (GeoJSON or CSV): places of violations are flagged"
        );
        sub.add_list_taker(
               "--assume",
               [this](const std::vector<std::string>& given) {
                   for (const auto& one : given) {
                       assume(one);
                   }
               },
               "Set an assumption of posts and numbers; may be repeated"
        )
            ->type_name("ID=VALUE or ID=LOW..HIGH")
            ->allow_extra_args(false);
    }

    void assume(const std::string& text) {
        const auto sign = text.find('=');
        std::vector<double> values;
        if (sign != std::string::npos && sign > 0) {
            auto rest = text.substr(sign + 1);
            const auto dots = rest.find("..");
            const auto parts =
                dots == std::string::npos
                    ? std::vector<std::string>{rest}
                    : std::vector<std::string>{rest.substr(0, dots), rest.substr(dots + 2)};
            for (const auto& part : parts) {
                double value = 0;
                const auto* end = part.data() + part.size();
                const auto read = std::from_chars(part.data(), end, value);
                if (read.ec == std::errc() && read.ptr == end && std::isfinite(value) &&
                    value >= 0) {
                    values.push_back(value);
                }
            }
            if (values.size() != parts.size() || values.front() > values.back()) {
                values.clear();
            }
        }
        if (values.empty()) {
            throw option_error(
                "--assume",
                "'" + text + "' is not of the form ID=VALUE or ID=LOW..HIGH with numbers from 0"
            );
        }
        presence_.assume[text.substr(0, sign)] = values;
    }

    void print_summary(const planner::plan& made) const {
        std::printf("%s, version %s\n", made.id.c_str(), made.version.c_str());
        if (made.phases.empty()) {
            print_zones(made);
        } else {
            print_held(made);
        }
        print_status(made);
        print_end(made);
    }

    static void print_zones(const planner::plan& made) {
        for (const auto& zone : made.zones) {
            std::printf(
                "  %-24s %12s  binds %s\n",
                zone.id.c_str(),
                planner::area_text(zone.count.size).c_str(),
                planner::party_name(made.ground, zone.binds).c_str()
            );
        }
    }

    static void print_held(const planner::plan& made) {
        const auto day = [&](planner::instant t) {
            const planner::instant begins(planner::local_day_of(t, made.ground.time_zone));
            return planner::to_rfc3339(begins).substr(0, 10);
        };
        std::printf(
            "%s holds %s of the %s (%zu settlements)\n",
            planner::party_name(made.ground, made.withdrawing).c_str(),
            planner::area_text(made.held_count.size).c_str(),
            planner::land_text(made.ground, made.other).c_str(),
            made.held_count.settlements
        );
        for (const auto& phase : made.phases) {
            std::printf(
                "  %-4s %s .. %s  verified %s  %12s  %4zu settlements%s\n",
                phase.term.id.c_str(),
                day(phase.start).c_str(),
                day(phase.end).c_str(),
                day(phase.verified).c_str(),
                planner::area_text(phase.count.size).c_str(),
                phase.count.settlements,
                phase.line.empty()
                    ? ""
                    : ("  line " + planner::grouped(geo::in_kilometres(geo::length(phase.line))) +
                       " km")
                          .c_str()
            );
        }
        if (!made.kept.empty()) {
            std::printf(
                "  kept %*s%s beyond the lines to which forces go (%zu settlements)\n",
                37,
                "",
                planner::area_text(made.kept_count.size).c_str(),
                made.kept_count.settlements
            );
        }
    }

    /// How things stand at the last event, and every date that it moved.
    static void print_status(const planner::plan& made) {
        if (!made.dates.as_of) {
            return;
        }
        std::printf("status as of %s\n", planner::to_rfc3339(*made.dates.as_of).c_str());
        const auto now = planner::in_force(made, *made.dates.as_of);
        for (const auto* gates : {&now.phases, &now.steps}) {
            for (const auto& one : *gates) {
                std::printf(
                    "  %-12s %s%s\n",
                    one.id.c_str(),
                    std::string(name(one.state)).c_str(),
                    one.suspended ? ", suspended" : ""
                );
            }
        }
        for (const auto& one : made.dates.moved) {
            std::printf(
                "  %s %s %s: %s instead of %s: %s\n",
                std::string(name(one.subject)).c_str(),
                one.id.c_str(),
                one.what.c_str(),
                planner::to_rfc3339(one.now).c_str(),
                planner::to_rfc3339(one.planned).c_str(),
                one.why.c_str()
            );
        }
    }

    void print_end(const planner::plan& made) const {
        std::printf(
            "%s, %s that need a presence, %s in the schedule\n",
            planner::counted(made.zones.size(), "zone", "zones").c_str(),
            planner::counted(made.presence.size(), "area", "areas").c_str(),
            planner::counted(made.schedule.size(), "action", "actions").c_str()
        );
        print_posts(made);
        std::printf(
            "written to %s (page.html, map.png, map.pdf, report.md, annex.csv, annex.pdf, "
            "geojson/, "
            "plan.gpkg)\n",
            folder_.c_str()
        );
    }

    /// The choice of posts beside what is proven of it.
    static void print_posts(const planner::plan& made) {
        if (!made.siting) {
            return;
        }
        const auto& siting = *made.siting;
        std::printf(
            "%s in %s (%s)",
            planner::counted(made.posts.size(), "post", "posts").c_str(),
            planner::counted(made.sectors.size(), "sector", "sectors").c_str(),
            siting.method.c_str()
        );
        if (siting.allowed) {
            std::printf(
                ", %.1f of %.1f km of line and %zu of %zu places; at most %.1f %% more is "
                "possible; greedy alone covers %.1f %% of that\n",
                geo::in_kilometres(siting.line_covered),
                geo::in_kilometres(siting.line),
                siting.sites_covered,
                siting.sites,
                100 * siting.gap(),
                siting.reached > 0 ? 100 * siting.greedy_reached / siting.reached : 100.0
            );
        } else {
            std::printf(
                "; at least %.0f are needed, gap %.1f %%; greedy alone %zu\n",
                siting.bound,
                100 * siting.gap(),
                siting.greedy
            );
        }
        if (!siting.stopped.empty()) {
            std::printf("  the search was %s\n", siting.stopped.c_str());
        }
    }

    std::string theatre_ = "ukraine-2022-10";
    std::string terms_ = "withdraw-to-border";
    std::string folder_ = "plan";
    geo::metres annex_tolerance_ = planner::plan{}.annex_tolerance;
    std::optional<planner::instant> d_day_;
    std::map<std::string, std::string> inputs_;
    std::string status_;
    std::string texts_;
    planner::presence_options presence_;
    bool overwrite_ = false;
    bool json_ = false;
    bool quiet_ = false;
};

}  // namespace

std::unique_ptr<command> make_plan_command() {
    return std::make_unique<plan_command>();
}

}  // namespace tools
