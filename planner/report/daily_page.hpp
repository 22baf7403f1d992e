// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/monitor/daily_report.hpp"

#include <string>
#include <vector>

namespace planner {

/// A table; cells are plain text, escaped by whoever renders it.
struct daily_table {
    std::vector<std::string> head;
    std::vector<std::vector<std::string>> rows;
    std::size_t texts = 0;  ///< columns of text from the left; those after are figures
    std::string more;       ///< what is left out, in words; empty when nothing is
};

struct daily_section {
    std::string title;
    std::vector<std::string> text;  ///< paragraphs
    daily_table table;
    bool chart = false;  ///< the trend stands here
};

/// A daily report in the order in which it is read, before it is Markdown or HTML.
struct daily_page {
    std::string title;
    /// What matters today beside yesterday: a word and a sentence or two.
    std::vector<std::pair<std::string, std::string>> first;
    std::vector<daily_section> sections;
};

[[nodiscard]] daily_page make_daily_page(
    const plan& made, const daily_counts& from, const daily_report& what
);

[[nodiscard]] std::string to_markdown(const daily_page& page);
/// One file that needs no other and no network; no script.
[[nodiscard]] std::string to_html(const daily_page& page, const std::string& chart);

/// The trend of the window as SVG.
[[nodiscard]] std::string to_daily_chart(const daily_report& what);

/// Names for tables: `zone artillery-limit`, `Sector 2`.
[[nodiscard]] std::string law_text(const daily_counts& from, list_number law);
[[nodiscard]] std::string sector_text(const daily_counts& from, list_number sector);

}  // namespace planner
