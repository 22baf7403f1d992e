// SPDX-License-Identifier: Apache-2.0
#include "planner/model/plain_text.hpp"

#include <algorithm>
#include <cstdint>

namespace planner {

namespace {

constexpr std::uint32_t replacement = 0xFFFD;

struct decoded {
    std::uint32_t code = replacement;
    std::size_t length = 1;
};

/// One character at `at`; the replacement for one byte that begins none.
///
/// Source    Unicode Standard, table 3-7.
decoded character_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) -> std::uint32_t {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const auto first = byte(at);
    if (first < 0x80) {
        return {first, 1};
    }
    std::size_t length = 0;
    std::uint32_t code = 0;
    std::uint32_t least = 0;
    if (first >= 0xC2 && first <= 0xDF) {
        length = 2;
        code = first & 0x1FU;
        least = 0x80;
    } else if (first >= 0xE0 && first <= 0xEF) {
        length = 3;
        code = first & 0x0FU;
        least = 0x800;
    } else if (first >= 0xF0 && first <= 0xF4) {
        length = 4;
        code = first & 0x07U;
        least = 0x10000;
    } else {
        return {};
    }
    for (std::size_t i = 1; i < length; ++i) {
        const auto next = byte(at + i);
        if ((next & 0xC0U) != 0x80U) {
            return {};
        }
        code = (code << 6U) | (next & 0x3FU);
    }
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    return code < least || code > 0x10FFFF || surrogate ? decoded{} : decoded{code, length};
}

bool turns_direction(std::uint32_t code) {
    return code == 0x061C || code == 0x200E || code == 0x200F ||
           (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

bool is_space(std::uint32_t code) {
    return code == ' ' || (code >= 0x09 && code <= 0x0D) || code == 0x85 || code == 0x2028 ||
           code == 0x2029;
}

bool is_left_out(std::uint32_t code) {
    return code < 0x20 || (code >= 0x7F && code <= 0x9F) || code == 0xFEFF ||
           turns_direction(code) || (code & 0xFFFEU) == 0xFFFEU ||
           (code >= 0xFDD0 && code <= 0xFDEF);
}

}  // namespace

std::string plain_text(std::string_view raw, std::size_t most) {
    std::string out;
    std::size_t written = 0;
    std::size_t cut = 0;  ///< where the ellipsis goes, should there be more than `most`
    bool space = false;
    for (std::size_t at = 0; at < raw.size();) {
        const auto one = character_at(raw, at);
        const auto bytes =
            one.code == replacement ? std::string_view("\xEF\xBF\xBD") : raw.substr(at, one.length);
        at += one.length;
        if (is_space(one.code)) {
            space = written > 0;
            continue;
        }
        if (is_left_out(one.code)) {
            continue;
        }
        const std::size_t needed = space ? 2 : 1;
        if (written + needed > most) {
            out.resize(cut);
            return out + "\xE2\x80\xA6";
        }
        if (space) {
            out += ' ';
        }
        out += bytes;
        written += needed;
        space = false;
        if (written < most) {
            cut = out.size();
        }
    }
    return out;
}

std::string without_unseen(std::string_view raw) {
    std::string out;
    for (std::size_t at = 0; at < raw.size();) {
        const auto one = character_at(raw, at);
        const bool stays = one.code == '\t' || one.code == '\n' || one.code == '\r';
        if (one.code == replacement) {
            out += "\xEF\xBF\xBD";
        } else if (stays || !is_left_out(one.code)) {
            out += raw.substr(at, one.length);
        }
        at += one.length;
    }
    return out;
}

}  // namespace planner
