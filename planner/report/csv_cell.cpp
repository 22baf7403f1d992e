// SPDX-License-Identifier: Apache-2.0
#include "planner/report/csv_cell.hpp"

#include <string_view>

namespace planner {

std::string csv_cell(const std::string& raw) {
    std::string text = raw;
    if (!text.empty() &&
        std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) {
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
