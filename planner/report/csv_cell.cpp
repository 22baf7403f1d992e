// SPDX-License-Identifier: Apache-2.0
#include "planner/report/csv_cell.hpp"

#include "planner/model/plain_text.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace planner {

namespace {

/// Also after spaces, and by the full-width forms that some take for the same.
bool begins_like_a_formula(std::string_view text) {
    const auto at = text.find_first_not_of(' ');
    if (at == std::string_view::npos) {
        return false;
    }
    text.remove_prefix(at);
    if (std::string_view("=+-@\t\r\n").find(text.front()) != std::string_view::npos) {
        return true;
    }
    constexpr std::array<std::string_view, 4> wide{
        "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
    return std::any_of(wide.begin(), wide.end(), [&](std::string_view sign) {
        return text.substr(0, sign.size()) == sign;
    });
}

}  // namespace

std::string csv_cell(const std::string& raw) {
    auto text = without_unseen(raw);
    if (begins_like_a_formula(text)) {
        text.insert(text.begin(), '\'');
    }
    if (text.find_first_of(",\"\r\n") == std::string::npos) {
        return text;
    }
    std::string out = "\"";
    for (const char c : text) {
        out += c;
        if (c == '"') {
            out += '"';
        }
    }
    return out + "\"";
}

}  // namespace planner
