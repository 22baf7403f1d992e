// SPDX-License-Identifier: Apache-2.0
#include "tests/support/disguise.hpp"

namespace disguise {

std::string disguised(std::string_view text) {
    std::string out;
    bool inside = false;
    for (const char c : text) {
        inside = c == '{' || (inside && c != '}');
        const bool upper = c >= 'A' && c <= 'Z';
        if (inside || (!upper && !(c >= 'a' && c <= 'z'))) {
            out += c;
            continue;
        }
        // U+0410 to U+0429, U+0430 to U+0449, in UTF-8.
        const auto code = upper ? 0x410 + (c - 'A') : 0x430 + (c - 'a');
        out += static_cast<char>(0xC0 | (code >> 6));
        out += static_cast<char>(0x80 | (code & 0x3F));
    }
    return out;
}

namespace {

/// Every message in another script, as a file of translation.
std::string disguised_messages() {
    std::string out;
    for (const auto& one : planner::detail::english_messages) {
        std::string text;
        for (const char c : disguised(one.text)) {
            text += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
        }
        out += std::string(one.name) + " = \"" + text + "\"\n";
    }
    return out;
}

}  // namespace

planner::read_words words() {
    return planner::texts_from(disguised_messages(), "disguised.toml");
}

std::set<std::string> latin_words(const std::string& text) {
    std::set<std::string> out;
    std::string word;
    for (const char c : text + " ") {
        if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) {
            word += c;
        } else {
            if (word.size() > 1) {
                out.insert(word);
            }
            word.clear();
        }
    }
    return out;
}

}  // namespace disguise
