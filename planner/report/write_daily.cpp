// SPDX-License-Identifier: Apache-2.0
#include "planner/report/write_daily.hpp"

#include "geo/base/error.hpp"
#include "geo/io/atomic_file.hpp"
#include "geo/io/atomic_folder.hpp"
#include "planner/report/daily_csv.hpp"
#include "planner/report/daily_page.hpp"
#include "planner/report/milestones_text.hpp"

#include <filesystem>
#include <fstream>

namespace planner {

namespace {

namespace fs = std::filesystem;

bool is_daily(const fs::path& folder) {
    std::ifstream in(folder / "counts.csv", std::ios::binary);
    std::string head;
    return std::getline(in, head) && head.rfind(counts_head, 0) == 0;
}

const geo::own_folder daily_folder{
    is_daily, "a folder of daily reports (it has no counts.csv of armistice)"};

std::string ending(const std::string& path) {
    const auto out = fs::path(path).extension().string();
    for (const auto* known : {".md", ".html", ".csv", ".svg"}) {
        if (out == known) {
            return out;
        }
    }
    return {};
}

void write_text(const std::string& path, const std::string& text, geo::existing policy) {
    geo::atomic_file file(path, policy);
    file.write(text);
    file.commit();
}

}  // namespace

void check_daily(const std::string& path, bool overwrite) {
    if (ending(path).empty()) {
        if (!overwrite && fs::exists(path) && !(fs::is_directory(path) && fs::is_empty(path))) {
            throw geo::io_error(
                "'" + path +
                "' exists already; say --overwrite to replace it, or name another folder"
            );
        }
        (void)geo::checked_folder(path, overwrite, daily_folder);
    } else {
        geo::check_writable(path, overwrite ? geo::existing::replace : geo::existing::keep);
    }
}

void write_daily(
    const std::string& path,
    bool overwrite,
    const plan& made,
    const daily_counts& from,
    const daily_report& what
) {
    const auto page = make_daily_page(made, from, what);
    const auto form = ending(path);
    if (!form.empty()) {
        write_text(
            path,
            form == ".md"     ? to_markdown(page)
            : form == ".html" ? to_html(page, to_daily_chart(what))
            : form == ".svg"  ? to_daily_chart(what)
                              : to_counts_csv(from),
            overwrite ? geo::existing::replace : geo::existing::keep
        );
        return;
    }
    geo::atomic_folder making(geo::checked_folder(path, overwrite, daily_folder));
    const auto put = [&](const char* name, const std::string& text) {
        write_text((making.path() / name).string(), text, geo::existing::keep);
    };
    put("daily.md", to_markdown(page));
    put("daily.html", to_html(page, to_daily_chart(what)));
    put("trend.svg", to_daily_chart(what));
    put("counts.csv", to_counts_csv(from));
    put("days.csv", to_days_csv(from));
    put("areas.csv", to_areas_csv(from));
    put("watched.csv", to_watched_csv(from, what));
    put("sites.csv", to_sites_csv(from, what));
    put("hot_spots.csv", to_hot_spots_csv(what));
    put("milestones.csv", to_milestones_csv(what.gates));
    put("quiet.csv", to_quiet_csv(what));
    making.commit();
}

void write_milestones(const std::string& path, bool overwrite, const daily_report& what) {
    write_text(
        path,
        to_status_lines(what.gates.events),
        overwrite ? geo::existing::replace : geo::existing::keep
    );
}

std::string milestones_table(const plan& made, const daily_report& what) {
    daily_page page;
    const auto line = milestones_line(what.gates);
    page.title = line.empty() ? "Nothing overdue, at risk or due within a week" : line;
    page.sections.push_back(milestones_section(made, what.gates));
    return to_markdown(page);
}

std::string daily_headlines(const plan& made, const daily_counts& from, const daily_report& what) {
    const auto page = make_daily_page(made, from, what);
    auto out = page.title + "\n";
    for (const auto& one : page.first) {
        out += one.first + ": " + one.second + "\n";
    }
    return out;
}

}  // namespace planner
