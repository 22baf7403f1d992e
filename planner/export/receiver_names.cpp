// SPDX-License-Identifier: Apache-2.0
#include "planner/export/receiver_names.hpp"

#include "geo/base/error.hpp"
#include "planner/export/plain_text.hpp"

#include <memory>
#include <unicode/translit.h>

namespace planner {

namespace {

const icu::Transliterator& to_ascii() {
    static const auto made = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::Transliterator> out(icu::Transliterator::createInstance(
            "Any-Latin; Latin-ASCII; Upper", UTRANS_FORWARD, status
        ));
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

std::string receiver_text(const std::string& raw) {
    auto text = icu::UnicodeString::fromUTF8(plain_text(raw, longest_name));
    to_ascii().transliterate(text);
    std::string ascii;
    text.toUTF8String(ascii);
    std::string out;
    for (const char c : ascii) {
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
