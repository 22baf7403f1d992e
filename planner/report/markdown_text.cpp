// SPDX-License-Identifier: Apache-2.0
#include "planner/report/markdown_text.hpp"

#include "planner/model/plain_text.hpp"

#include <string_view>

namespace planner {

std::string markdown_text(const std::string& raw, std::size_t longest) {
    std::string out;
    for (const char c : without_unseen(raw)) {
        if (out.empty() && (static_cast<unsigned char>(c) <= 0x20 || c == 0x7f)) {
            continue;  // bold text must not begin with a space
        }
        // Cut between letters, never within the bytes of one.
        if (out.size() > longest && (static_cast<unsigned char>(c) & 0xc0U) != 0x80) {
            return out + " ...";
        }
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
            out += ' ';
            continue;
        }
        if (std::string_view("\\`*_{}[]<>|#&~").find(c) != std::string_view::npos) {
            out += '\\';
        }
        out += c;
    }
    out.resize(out.find_last_not_of(' ') + 1);
    return out;
}

}  // namespace planner
