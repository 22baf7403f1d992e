// SPDX-License-Identifier: Apache-2.0
#include "planner/check/published_figures.hpp"

#include "planner/check/figure_list.hpp"
#include "planner/config/data_folder.hpp"
#include "planner/theatre/read_theatre.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace planner {

namespace detail {

std::string measured::text() const {
    return fmt::format("{:.{}f}{}{}", value, decimals, unit.empty() ? "" : " ", unit);
}

published within(double value, double part, measured as, std::string source) {
    as.value = value;
    return {
        as.text(),
        value * (1 - part),
        value * (1 + part),
        fmt::format("{:g} %", part * 100),
        std::move(source)};
}

void figure_list::compare(
    const std::string& row, const std::string& what, const measured& got, const published& said
) {
    const bool agrees = got.value >= said.least && got.value <= said.most;
    figures_.push_back(
        {row,
         what,
         got.text(),
         said.text,
         said.tolerance,
         said.source,
         agrees ? figure_verdict::agrees : figure_verdict::off}
    );
}

void figure_list::differ(
    const std::string& row,
    const std::string& what,
    const measured& got,
    const published& said,
    const published& known
) {
    const bool equal = got.value >= said.least && got.value <= said.most;
    const bool as_known = got.value >= known.least && got.value <= known.most;
    figures_.push_back(
        {row,
         what,
         got.text(),
         said.text,
         known.tolerance,
         said.source,
         !equal && as_known ? figure_verdict::differs_as_told : figure_verdict::off}
    );
}

void figure_list::same(
    const std::string& row,
    const std::string& what,
    const std::string& got,
    const std::string& said,
    const std::string& source
) {
    figures_.push_back(
        {row,
         what,
         got,
         said,
         "exact",
         source,
         got == said ? figure_verdict::agrees : figure_verdict::off}
    );
}

void figure_list::not_possible(
    const std::string& row, const std::string& what, const std::string& why
) {
    figures_.push_back({row, what, "-", "-", "-", why, figure_verdict::not_possible});
}

const theatre& figure_list::ground(const std::string& id) {
    auto found = read_.find(id);
    if (found == read_.end()) {
        found = read_.emplace(id, read_theatre(find_theatre_folder(id))).first;
    }
    return found->second;
}

namespace {

int number_of(const published_figure& figure) {
    return std::stoi(figure.row.substr(1));
}

}  // namespace

}  // namespace detail

std::string_view name(figure_verdict verdict) {
    switch (verdict) {
    case figure_verdict::agrees:
        return "agrees";
    case figure_verdict::differs_as_told:
        return "differs, as told";
    case figure_verdict::off:
        return "OFF";
    case figure_verdict::not_possible:
        return "not possible here";
    }
    return "";
}

std::vector<published_figure> published_figures() {
    detail::figure_list list;
    detail::add_cyprus_and_golan(list);
    detail::add_korea(list);
    detail::add_boundaries(list);
    detail::add_abyei(list);
    list.not_possible(
        "T9",
        "Western Sahara: length of the berm",
        "no theatre has the berm; the line of control of world data sets (1,332 km) is another line"
    );
    const std::string not_free =
        "daily areas of control by DeepState may not be passed on; the built-in line is of 2022";
    list.not_possible("T10", "Ukraine 2024 to 2026: length of the line of contact", not_free);
    list.not_possible("T11", "Ukraine 2026: area of zones of 5, 7.5 and 15 km", not_free);
    list.not_possible("T12", "Ukraine 2024 to 2026: area held", not_free);
    detail::add_donbas_and_squares(list);
    detail::add_kosovo(list);
    list.not_possible(
        "T15",
        "Gaza: area",
        "no theatre has it; its polygon in Natural Earth (333 km2) is 9 % below the published 365 "
        "km2"
    );
    detail::add_minsk_rules(list);
    detail::add_dayton_dates(list);
    detail::add_golan_bands(list);
    auto out = list.take();
    std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
        return detail::number_of(a) < detail::number_of(b);
    });
    return out;
}

bool hold(const std::vector<published_figure>& figures) {
    return std::none_of(figures.begin(), figures.end(), [](const published_figure& one) {
        return one.verdict == figure_verdict::off;
    });
}

std::string to_markdown(const std::vector<published_figure>& figures) {
    std::string out = "| row | what | computed | published | tolerance | verdict | source |\n"
                      "| --- | --- | --- | --- | --- | --- | --- |\n";
    for (const auto& one : figures) {
        out += fmt::format(
            "| {} | {} | {} | {} | {} | {} | {} |\n",
            one.row,
            one.what,
            one.computed,
            one.published,
            one.tolerance,
            name(one.verdict),
            one.source
        );
    }
    return out;
}

}  // namespace planner
