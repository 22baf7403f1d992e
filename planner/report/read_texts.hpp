// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/finding.hpp"
#include "planner/model/texts.hpp"

#include <string>
#include <string_view>

namespace planner {

struct read_words {
    texts words;
    geo::findings found;  ///< which messages stay English
};

/// The words in another language: TOML, as data/texts/en.toml. What the file lacks stays
/// English, and a finding says so.
///
/// A message may only ask for the placeholders of the English one, as they stand there, and for each of
/// them; so nothing that a file says can fail when it is filled.
///
/// Throws    geo::io_error: cannot be read. geo::input_error, with file and line: no TOML; a message that
///           there is not; other placeholders, columns or months; a control character.
[[nodiscard]] read_words read_texts(const std::string& file);
/// The same, English ones where no file is named.
[[nodiscard]] read_words texts_or_english(const std::string& file);
[[nodiscard]] read_words texts_from(std::string_view toml, const std::string& name);

}  // namespace planner
