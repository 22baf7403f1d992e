// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "planner/model/number_text.hpp"
#include "planner/monitor/feed.hpp"
#include "planner/monitor/read_plan.hpp"
#include "tools/armistice/commands.hpp"
#include "tools/armistice/monitor_daily.hpp"

#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace tools {

namespace {

/// What signals leave behind: the least that a handler may do.
volatile std::sig_atomic_t ended_by = 0;
volatile std::sig_atomic_t asked_to_reload = 0;
int wake_pipe[2] = {-1, -1};

void end_feed(int signal) {
    ended_by = signal;
    const char byte = 0;
    (void)!write(wake_pipe[1], &byte, 1);
}

void reload_plan(int /*signal*/) {
    asked_to_reload = 1;
}

void catch_signal(int signal, void (*handler)(int), int flags) {
    struct sigaction action {};
    action.sa_handler = handler;
    action.sa_flags = flags;
    sigemptyset(&action.sa_mask);
    // What the caller ignores (nohup) stays ignored.
    struct sigaction old {};
    if (sigaction(signal, nullptr, &old) == 0 && old.sa_handler != SIG_IGN) {
        sigaction(signal, &action, nullptr);
    }
}

constexpr std::uint64_t most_rows_told = 20;

class monitor_command : public command {
public:
    void add_to(option_list& app) override {
        auto sub = app.add_subcommand(
            "monitor",
            "A verdict for every report of a feed: by which clause, how far in or out, how sure"
        );
        sub.add_option("reports", options_.reports, "Feed of reports; - is standard input")
            ->required();
        sub.add_option("--plan", plan_, "Plan folder, as armistice plan writes it")->required();
        sub.add_option(
            "--status", status_, "What has happened since (instead of what the plan was made with)"
        );
        add_choice(
            sub, "-f,--format", out_form_, {"ndjson", "csv", "geojson"}, "How verdicts are written"
        );
        add_choice(
            sub,
            "--reports-format",
            form_,
            {"ndjson", "csv", "geojson"},
            "How reports are written [told by their beginning]"
        );
        sub.add_option(
            "--mapping", mapping_, "Which columns hold what: a built-in mapping or a file"
        );
        output_ = sub.add_option("-o,--output", options_.output, "File to write; - for stdout")
                      ->capture_default_str();
        sub.add_flag("--overwrite", options_.overwrite, "Replace an existing file");
        sub.add_option(
            "--checkpoint",
            options_.checkpoint,
            "File that notes how far it got; the same call goes on from there"
        );
        sub.add_option("--fail-on", fail_on_, "Exit 1 when there is such a verdict")
            ->check(one_of{{"violation"}});
        sub.add_flag("--strict", options_.strict, "Exit 3 at the first row that cannot be read");
        sub.add_option("--threads", options_.threads, "Threads that judge")
            ->capture_default_str()
            ->check(within<int>{1, 64});
        sub.add_flag("--quiet", quiet_, "No summary on stderr");
        summaries_.add_to(sub);
    }

    int run() override {
        check();
        if (!mapping_.empty()) {
            options_.mapping = planner::read_mapping(mapping_);
        }
        by_ = read();
        const auto by = by_;
        print_findings(plan_findings_);
        if (pipe2(wake_pipe, O_CLOEXEC | O_NONBLOCK) != 0) {
            throw geo::error("no pipe can be made");
        }
        options_.wake = wake_pipe[0];
        catch_signal(SIGINT, end_feed, 0);
        catch_signal(SIGTERM, end_feed, 0);
        catch_signal(SIGHUP, reload_plan, SA_RESTART);
        options_.renewed = [this] { return renewed(); };
        options_.told = [this](const planner::unreadable_row& row) { tell(row); };
        if (summaries_.any()) {
            summaries_.begin(*by, options_);
        }
        const auto totals = planner::run_feed(by, options_);
        summarise(totals);
        if (summaries_.any() && totals.trouble.empty()) {
            summaries_.finish(*by_, totals, plan_, overwrites_);
        }
        if (ended_by != 0) {
            // As the shell expects it of a program that was stopped.
            std::fflush(nullptr);
            std::signal(ended_by, SIG_DFL);
            std::raise(ended_by);
        }
        if (!totals.trouble.empty()) {
            throw geo::input_error(options_.reports + ": " + totals.trouble);
        }
        const auto violations =
            totals.by_word[static_cast<std::size_t>(planner::verdict_word::violation)];
        return !fail_on_.empty() && violations > 0 ? answer_no : done;
    }

private:
    static void add_choice(
        option_list& to,
        const std::string& name,
        std::string& into,
        const std::vector<std::string>& words,
        const std::string& help
    ) {
        to.add_option(name, into, help)->check(one_of{words});
    }

    void check() {
        if (options_.reports == "-" && status_ == "-") {
            throw usage_error("reports and --status cannot both be standard input");
        }
        if (!options_.checkpoint.empty() && options_.output == "-") {
            throw usage_error(
                "--checkpoint needs an output file (-o), to go on behind what it holds"
            );
        }
        overwrites_ = options_.overwrite;
        summaries_.check(overwrites_);
        if (summaries_.any() && output_->count() == 0) {
            options_.output =
                "/dev/null";  // whoever asks for a summary need not want every verdict
            options_.overwrite = true;
        }
        options_.out_form = out_form_ == "csv"       ? planner::verdict_form::csv
                            : out_form_ == "geojson" ? planner::verdict_form::geojson
                                                     : planner::verdict_form::ndjson;
        options_.form = form_ == "csv"       ? planner::feed_form::csv
                        : form_ == "geojson" ? planner::feed_form::geojson
                        : form_ == "ndjson"  ? planner::feed_form::ndjson
                                             : planner::feed_form::unknown;
    }

    std::shared_ptr<const planner::rulebook> read() {
        auto made = planner::read_plan(plan_, status_);
        plan_findings_ = made.found;
        return std::make_shared<planner::rulebook>(std::move(made));
    }

    std::shared_ptr<const planner::rulebook> renewed() {
        if (asked_to_reload == 0) {
            return nullptr;
        }
        asked_to_reload = 0;
        if (status_ == "-") {
            std::fprintf(
                stderr,
                "armistice: a status on standard input cannot be read again; the plan is kept\n"
            );
            return nullptr;
        }
        try {
            auto out = read();
            by_ = out;
            std::fprintf(
                stderr, "armistice: plan read again, version %s\n", out->of().version.c_str()
            );
            return out;
        } catch (const std::exception& problem) {
            std::fprintf(stderr, "armistice: the plan is kept as it was: %s\n", problem.what());
            return nullptr;
        }
    }

    void tell(const planner::unreadable_row& row) {
        if (++told_ <= most_rows_told) {
            std::fprintf(
                stderr,
                "warning: %s:%llu: %s: %s [row_unreadable]\n",
                options_.reports == "-" ? "(standard input)" : options_.reports.c_str(),
                static_cast<unsigned long long>(row.line),
                row.problem.c_str(),
                row.row.c_str()
            );
        }
    }

    void summarise(const planner::feed_totals& totals) const {
        if (told_ > most_rows_told) {
            std::fprintf(
                stderr,
                "warning: %llu more rows that cannot be read; each is in the output "
                "[row_unreadable]\n",
                static_cast<unsigned long long>(told_ - most_rows_told)
            );
        }
        if (quiet_) {
            return;
        }
        std::string text = planner::counted(totals.reports(), "report", "reports") + ":";
        for (const auto word :
             {planner::verdict_word::violation,
              planner::verdict_word::inconclusive,
              planner::verdict_word::compliant,
              planner::verdict_word::not_covered}) {
            text += std::string(word == planner::verdict_word::violation ? " " : ", ") +
                    std::to_string(totals.by_word[static_cast<std::size_t>(word)]) + " " +
                    std::string(name(word));
        }
        text += "; " + planner::counted(totals.repeats, "repeat", "repeats") + "; " +
                planner::counted(totals.unreadable, "row", "rows") + " not readable";
        std::fprintf(stderr, "%s\n", text.c_str());
    }

    planner::feed_options options_;
    option output_;
    bool overwrites_ = false;
    feed_summaries summaries_;
    std::shared_ptr<const planner::rulebook> by_;  ///< as last read
    std::string plan_;
    std::string status_;
    std::string mapping_;
    std::string form_;
    std::string out_form_ = "ndjson";
    std::string fail_on_;
    bool quiet_ = false;
    geo::findings plan_findings_;
    std::uint64_t told_ = 0;
};

}  // namespace

std::unique_ptr<command> make_monitor_command() {
    return std::make_unique<monitor_command>();
}

}  // namespace tools
