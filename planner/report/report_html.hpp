// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace planner {

struct page_options {
    std::string language = "en";                    ///< as BCP 47 has it
    std::string appendices = "Appendix: schedule";  ///< heading with which a new page begins
};

/// The report as a page to print or read: one file, no request to anywhere, A4 by its style sheet.
/// `chart` (SVG, may be empty) takes the place of the picture that the Markdown names by
/// `protection.svg`.
///
/// Safe      text of data was escaped in the Markdown; cmark-gfm escapes it again for HTML, drops raw
///           HTML and unsafe links, and the page forbids scripts.
/// Throws    geo::error when the library gives up.
/// Source    GitHub Flavored Markdown 0.29, by cmark-gfm with its tables.
[[nodiscard]] std::string to_report_html(
    std::string_view title,
    std::string_view markdown_text,
    std::string_view chart,
    const page_options& options = {}
);

}  // namespace planner
