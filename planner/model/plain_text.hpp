// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace planner {

/// Longest texts that field formats show, in characters: names, and everything else.
inline constexpr std::size_t longest_shown_name = 120;
inline constexpr std::size_t longest_shown_text = 1000;

/// A text from data as one line that a phone, a receiver or a drawing shows as it stands: no control
/// characters, no line breaks, no marks that turn the direction of what stands around it (U+061C,
/// U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069), no noncharacters; bytes that are not UTF-8
/// are U+FFFD; spaces in a row are one. What is longer than `most` characters ends in an ellipsis.
/// Markup stays: each format escapes it (xml_text(), csv_cell()).
///
/// Source    Unicode Technical Report 36, section 2.6; Unicode Standard, section 23.7; XML 1.0, section 2.2.
[[nodiscard]] std::string plain_text(std::string_view raw, std::size_t most = longest_shown_text);

/// A text of any length and number of lines without what is not seen: control characters but tab and
/// line ends, marks that turn the direction, noncharacters.
[[nodiscard]] std::string without_unseen(std::string_view raw);

}  // namespace planner
