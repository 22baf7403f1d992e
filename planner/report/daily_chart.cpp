// SPDX-License-Identifier: Apache-2.0
#include "planner/report/daily_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace planner {

namespace {

struct chart_row {
    std::string title;
    const char* colour;
    std::vector<std::uint64_t> values;
};

constexpr double left = 130;
constexpr double cell = 56;
constexpr double panel = 84;
constexpr double bar_room = 54;

std::vector<chart_row> rows_of(const daily_report& what) {
    std::vector<chart_row> out{
        {"violation", "#8c3b3b", {}},
        {"inconclusive", "#c9a04a", {}},
        {"looks", "#5b7fa6", {}},
        {"new sites", "#4a7a5a", {}}};
    for (const auto& one : what.window) {
        const auto& words = one.all.by_word;
        out[0].values.push_back(words[static_cast<std::size_t>(verdict_word::violation)]);
        out[1].values.push_back(words[static_cast<std::size_t>(verdict_word::inconclusive)]);
        out[2].values.push_back(one.told.looks);
        out[3].values.push_back(one.new_sites);
    }
    return out;
}

}  // namespace

std::string to_daily_chart(const daily_report& what) {
    const auto rows = rows_of(what);
    const auto columns = static_cast<double>(what.window.size());
    const double width = left + columns * cell + 10;
    const double height = panel * static_cast<double>(rows.size()) + 40;
    std::string out = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {1:.0f}\" role=\"img\" "
        "font-family=\"Noto Sans, DejaVu Sans, sans-serif\" font-size=\"12\">\n"
        "<title>Verdicts, looks and sites, day by day</title>\n"
        "<rect width=\"{0:.0f}\" height=\"{1:.0f}\" fill=\"#fff\"/>\n",
        width,
        height
    );
    auto to = std::back_inserter(out);
    double top = 10;
    for (const auto& row : rows) {
        const auto most =
            std::max<std::uint64_t>(1, *std::max_element(row.values.begin(), row.values.end()));
        const double ground = top + panel - 14;
        fmt::format_to(
            to,
            "<text x=\"{:.0f}\" y=\"{:.0f}\" text-anchor=\"end\">{}</text>\n"
            "<line x1=\"{:.0f}\" y1=\"{:.1f}\" x2=\"{:.0f}\" y2=\"{:.1f}\" stroke=\"#999\"/>\n",
            left - 12,
            ground - 4,
            row.title,
            left - 4,
            ground,
            width - 6,
            ground
        );
        for (std::size_t i = 0; i < row.values.size(); ++i) {
            const double x = left + cell * static_cast<double>(i);
            const double size =
                bar_room * static_cast<double>(row.values[i]) / static_cast<double>(most);
            const bool none = what.window[i].all.reports() == 0;
            fmt::format_to(
                to,
                "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.0f}\" height=\"{:.1f}\" "
                "fill=\"{}\"/>\n<text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"10\" "
                "text-anchor=\"middle\" fill=\"#444\">{}</text>\n",
                x + 6,
                ground - size,
                cell - 14,
                size,
                row.colour,
                x + cell / 2 - 1,
                ground - size - 3,
                none ? "no report" : std::to_string(row.values[i])
            );
        }
        top += panel;
    }
    for (std::size_t i = 0; i < what.window.size(); ++i) {
        const auto date = to_local_date(instant(what.window[i].day), "UTC");
        fmt::format_to(
            to,
            "<text x=\"{:.1f}\" y=\"{:.0f}\" text-anchor=\"middle\" font-size=\"11\">{}</text>\n",
            left + cell * (static_cast<double>(i) + 0.5) - 1,
            top + 14,
            date.substr(0, date.size() - 5)  // without the year
        );
    }
    return out + "</svg>\n";
}

}  // namespace planner
