// SPDX-License-Identifier: Apache-2.0
#include "planner/export/field_items.hpp"
#include "planner/export/pack.hpp"
#include "planner/model/plain_text.hpp"
#include "planner/model/texts.hpp"

#include <algorithm>

namespace planner::detail {

namespace {

/// As many as are seen: a letter of two bytes is one.
std::size_t letters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;
    }));
}

std::string underlined(const std::string& text, char with) {
    return text + "\n" + std::string(letters(text), with) + "\n\n";
}

std::string heading(const std::string& text) {
    return "\n" + underlined(text, '-');
}

/// Words in lines of at most 78 letters.
std::string wrapped(const std::string& text, const std::string& indent = "") {
    std::string out;
    std::string line = indent;
    std::size_t at = 0;
    while (at < text.size()) {
        const auto end = std::min(text.find(' ', at), text.size());
        const auto word = text.substr(at, end - at);
        if (line.size() > indent.size() && letters(line) + 1 + letters(word) > 78) {
            out += line + "\n";
            line = indent;
        }
        line += (line.size() > indent.size() ? " " : "") + word;
        at = end + 1;
    }
    return out + line + "\n";
}

std::string about(const field_plan& what, const texts& say) {
    auto out = underlined(say.text<"pack.title">(), '=') + wrapped(what.title()) +
               wrapped(say.text<"pack.plan">(
                   with<"plan">(plain_text(what.head.id, longest_shown_name)),
                   with<"version">(plain_text(what.head.version, longest_shown_name))
               ));
    if (!what.sector.empty()) {
        out += "\n" + wrapped(say.text<"pack.of_sector">());
    }
    return out;
}

std::string contents(const std::vector<pack_file>& files) {
    std::string out;
    for (const auto& one : files) {
        if (!one.what.empty()) {
            out += one.file.name + "\n" + wrapped(one.what, "    ");
        }
    }
    return out;
}

std::string loading(const texts& say) {
    return wrapped(say.text<"pack.phone">()) + "\n" + wrapped(say.text<"pack.receiver">()) + "\n" +
           wrapped(say.text<"pack.handset">()) + "\n" + wrapped(say.text<"pack.computer">());
}

std::string dates(const field_plan& what, const texts& say) {
    const auto& zone = what.head.ground.time_zone;
    auto out = wrapped(say.text<"pack.fire_ceases">(
        with<"time">(say.time(what.head.d_day, zone)),
        with<"dates">(date_basis_text(what.head.date_basis, say))
    ));
    for (const auto& phase : what.head.phases) {
        out += wrapped(
            say.text<"pack.phase">(
                with<"phase">(plain_text(phase.term.title, longest_shown_name)),
                with<"from">(say.day(phase.start, zone)),
                with<"to">(say.day(phase.end, zone)),
                with<"verified">(say.day(phase.verified, zone))
            ),
            "  "
        );
    }
    const auto last = say.time(what.last_date(), zone);
    return out + "\n" + wrapped(say.text<"pack.no_date_after">(with<"time">(last)));
}

}  // namespace

std::string pack_readme(const field_plan& what, const std::vector<pack_file>& files) {
    const auto& say = or_english(what.words);
    auto out = about(what, say);
    out += heading(say.text<"pack.contents">()) + contents(files);
    out += heading(say.text<"pack.loading">()) + loading(say);
    out += heading(say.text<"pack.dates">()) + dates(what, say);
    out += heading(say.text<"pack.positions">()) + wrapped(say.text<"pack.datum">());
    out += heading(say.text<"pack.unsaid">()) + wrapped(say.text<"field.disclaimer">()) +
           wrapped(say.text<"pack.no_promise">());
    out += heading(say.text<"pack.check">()) + wrapped(say.text<"pack.checksums">());
    out += heading(say.text<"pack.sources">());
    for (const auto& credit : what.credits) {
        out += wrapped(credit, "  ");
    }
    return out;
}

}  // namespace planner::detail
