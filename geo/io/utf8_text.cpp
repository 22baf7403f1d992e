// SPDX-License-Identifier: Apache-2.0
#include "geo/io/utf8_text.hpp"

#include <cstddef>

namespace geo::detail {

namespace {

constexpr std::string_view replacement = "\xef\xbf\xbd";

/// Length of the well-formed UTF-8 sequence at the start; 0 when there is none.
///
/// Source    Unicode 15, table 3-7.
std::size_t sequence_length(std::string_view text) {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const auto tail = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const unsigned first = byte(0);
    if (first < 0x80U) {
        return 1;
    }
    if (first >= 0xC2U && first <= 0xDFU) {
        return tail(1) ? 2 : 0;
    }
    if (first >= 0xE0U && first <= 0xEFU) {
        const bool overlong = first == 0xE0U && byte(1) < 0xA0U;
        const bool surrogate = first == 0xEDU && byte(1) > 0x9FU;
        return tail(1) && tail(2) && !overlong && !surrogate ? 3 : 0;
    }
    if (first >= 0xF0U && first <= 0xF4U) {
        const bool overlong = first == 0xF0U && byte(1) < 0x90U;
        const bool beyond = first == 0xF4U && byte(1) > 0x8FU;
        return tail(1) && tail(2) && tail(3) && !overlong && !beyond ? 4 : 0;
    }
    return 0;
}

}  // namespace

utf8_text as_utf8(std::string_view text) {
    utf8_text out;
    out.value.reserve(text.size());
    while (!text.empty()) {
        const auto length = sequence_length(text);
        if (length == 0) {
            out.value += replacement;
            out.changed = true;
            text.remove_prefix(1);
        } else {
            out.value += text.substr(0, length);
            text.remove_prefix(length);
        }
    }
    return out;
}

}  // namespace geo::detail
