// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/report/markdown_text.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

namespace planner {

inline constexpr std::size_t longest_name = 400;        ///< bytes of a name in the report
inline constexpr std::size_t longest_paragraph = 2000;  ///< of a sentence or more

/// Text from data as Markdown, cut as a name unless told otherwise.
[[nodiscard]] inline std::string markdown(
    const std::string& raw, std::size_t longest = longest_name
) {
    return markdown_text(raw, longest);
}

/// Lines of Markdown, one after another.
class markdown_writer {
public:
    template <class... Args>
    void line(fmt::format_string<Args...> text, Args&&... args) {
        out_ += fmt::format(text, std::forward<Args>(args)...);
        out_ += '\n';
    }
    void line() { out_ += '\n'; }
    /// A line as it is.
    void text(std::string_view made) {
        out_ += made;
        out_ += '\n';
    }
    /// A paragraph, with the empty line that ends it.
    void paragraph(std::string_view made) {
        text(made);
        line();
    }
    void heading(std::string_view text) {
        out_ += "## ";
        out_ += text;
        out_ += "\n\n";
    }
    /// Head of a table: cells parted by " | "; a letter a column, l or r, for how it is aligned.
    void table(std::string_view head, std::string_view align) {
        line("| {} |", head);
        for (const char side : align) {
            out_ += side == 'r' ? "| ---: " : "| --- ";
        }
        text("|");
    }
    /// A row of a table, of texts and whole numbers.
    template <class... Cells>
    void row(const Cells&... cells) {
        (fmt::format_to(std::back_inserter(out_), "| {} ", cells), ...);
        text("|");
    }
    void add(const std::string& made) { out_ += made; }
    [[nodiscard]] std::string take() { return std::move(out_); }

private:
    std::string out_;
};

}  // namespace planner
