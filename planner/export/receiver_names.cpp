// SPDX-License-Identifier: Apache-2.0
#include "planner/export/receiver_names.hpp"

#include "geo/base/error.hpp"
#include "planner/model/plain_text.hpp"

#include <algorithm>
#include <memory>
#include <unicode/translit.h>

namespace planner {

namespace {

const icu::Transliterator& to_ascii() {
    static const auto made = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::Transliterator> out(
            icu::Transliterator::createInstance("Any-Latin; Latin-ASCII", UTRANS_FORWARD, status)
        );
        if (U_FAILURE(status) != 0 || !out) {
            throw geo::error(
                std::string("ICU cannot transliterate names: ") + u_errorName(status) +
                "; are its data installed?"
            );
        }
        return out;
    }();
    return *made;
}

void trim_end(std::string& text) {
    while (!text.empty() && (text.back() == ' ' || text.back() == '-')) {
        text.pop_back();
    }
}

}  // namespace

std::string ascii_text(const std::string& raw) {
    auto text = icu::UnicodeString::fromUTF8(plain_text(raw));
    to_ascii().transliterate(text);
    std::string out;
    text.toUTF8String(out);
    out.erase(
        std::remove_if(out.begin(), out.end(), [](char c) { return c < 0x20 || c > 0x7E; }),
        out.end()
    );
    return out;
}

std::string receiver_text(const std::string& raw) {
    std::string out;
    for (char c : ascii_text(plain_text(raw, longest_shown_name))) {
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-') {
            out += c;
        } else if ((c == ' ' || c == '_' || c == '/' || c == '.') && !out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
    trim_end(out);
    return out;
}

std::string receiver_names::take(const std::string& wanted) {
    auto name = receiver_text(wanted).substr(0, longest);
    trim_end(name);
    if (name.empty()) {
        name = "POINT";
    }
    if (taken_.insert(name).second) {
        return name;
    }
    for (std::size_t number = 2;; ++number) {
        const auto end = "-" + std::to_string(number);
        auto made = name.substr(0, longest - end.size());
        trim_end(made);
        made += end;
        if (taken_.insert(made).second) {
            return made;
        }
    }
}

}  // namespace planner
