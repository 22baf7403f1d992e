// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace geo::detail {

struct utf8_text {
    std::string value;
    bool changed = false;
};

/// Bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] utf8_text as_utf8(std::string_view text);

}  // namespace geo::detail
