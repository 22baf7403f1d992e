// SPDX-License-Identifier: Apache-2.0
#include "planner/report/xml_text.hpp"

namespace planner {

std::string xml_text(const std::string& raw) {
    std::string out;
    for (const char c : raw) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        default:
            if (static_cast<unsigned char>(c) >= 0x20) {
                out += c;
            }
        }
    }
    return out;
}

}  // namespace planner
