// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace planner {

inline constexpr std::size_t longest_name = 400;        ///< bytes of a name in the report
inline constexpr std::size_t longest_paragraph = 2000;  ///< of a sentence or more

/// Text from data as Markdown that stays text: markup characters are escaped, line ends and control
/// characters become spaces, those at its ends go, what is longer is cut between letters.
[[nodiscard]] std::string markdown(std::string_view raw, std::size_t longest = longest_name);

/// Lines of Markdown, one after another.
class markdown_writer {
public:
    template <class... Args>
    void line(fmt::format_string<Args...> text, Args&&... args) {
        out_ += fmt::format(text, std::forward<Args>(args)...);
        out_ += '\n';
    }
    void line() { out_ += '\n'; }
    void heading(std::string_view text) {
        out_ += "## ";
        out_ += text;
        out_ += "\n\n";
    }
    void add(const std::string& made) { out_ += made; }
    [[nodiscard]] std::string take() { return std::move(out_); }

private:
    std::string out_;
};

}  // namespace planner
