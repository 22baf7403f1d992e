// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace planner {

/// What became of a published figure. `differs_as_told`: the packaged data cannot give it, the
/// theatre says why, and the difference is that known: a check that called it equal would be wrong.
enum class figure_verdict { agrees, differs_as_told, off, not_possible };
[[nodiscard]] std::string_view name(figure_verdict verdict);

/// A figure that was published about an agreement, beside what is computed here.
struct published_figure {
    std::string row;  ///< T1 to T20, the rows of the project's list of test cases
    std::string what;
    std::string computed;
    std::string published;
    std::string tolerance;
    std::string source;
    figure_verdict verdict{};
};

/// All rows, in their order: those that the packaged theatres, agreements and weapons allow are
/// computed from them by the same functions as plans are; the others say why not.
///
/// Cost      5 s: eight theatres are read and three plans made.
/// Throws    as read_theatre, read_terms and build_plan when the data folder is damaged.
[[nodiscard]] std::vector<published_figure> published_figures();

/// True when no figure is off.
[[nodiscard]] bool hold(const std::vector<published_figure>& figures);

/// A table in Markdown, as the README has it.
[[nodiscard]] std::string to_markdown(const std::vector<published_figure>& figures);

}  // namespace planner
