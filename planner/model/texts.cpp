// SPDX-License-Identifier: Apache-2.0
#include "planner/model/texts.hpp"

#include "planner/model/number_text.hpp"

namespace planner {

namespace {

constexpr std::string_view months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec";

/// The `number`th part of a text that a separator parts; the last when there are not so many.
std::string_view part_of(std::string_view text, std::string_view separator, std::size_t number) {
    for (; number > 0; --number) {
        const auto at = text.find(separator);
        if (at == std::string_view::npos) {
            break;
        }
        text.remove_prefix(at + separator.size());
    }
    return text.substr(0, text.find(separator));
}

std::size_t parts_in(std::string_view text, std::string_view separator) {
    std::size_t count = 1;
    for (auto at = text.find(separator); at != std::string_view::npos;
         at = text.find(separator, at + separator.size())) {
        ++count;
    }
    return count;
}

/// One, two to four, or more, as the East Slavic languages count.
///
/// Source    Unicode CLDR 42, supplemental/plurals.xml, rules of be, ru, uk for whole numbers.
std::size_t slavic_form(std::size_t number) {
    const auto tens = number % 100;
    const auto ones = number % 10;
    if (ones == 1 && tens != 11) {
        return 0;
    }
    return ones >= 2 && ones <= 4 && (tens < 12 || tens > 14) ? 1 : 2;
}

}  // namespace

const texts& texts::english() {
    static const texts made = [] {
        std::vector<std::string> patterns;
        patterns.reserve(detail::english_messages.size());
        for (const auto& one : detail::english_messages) {
            patterns.emplace_back(one.text);
        }
        return texts(std::move(patterns));
    }();
    return made;
}

std::string_view texts::form_for(std::string_view forms, std::size_t number) {
    constexpr std::string_view separator = " / ";
    const auto count = parts_in(forms, separator);
    const auto wanted = count == 3 ? slavic_form(number) : number == 1 ? 0U : 1U;
    return part_of(forms, separator, wanted);
}

std::vector<std::pair<std::string, std::string>> texts::of_group(std::string_view group) const {
    std::vector<std::pair<std::string, std::string>> out;
    for (std::size_t i = 0; i < detail::english_messages.size(); ++i) {
        const auto name = detail::english_messages[i].name;
        if (name.starts_with(group) && name.substr(group.size()).starts_with('.')) {
            out.emplace_back(name.substr(group.size() + 1), patterns_[i]);
        }
    }
    return out;
}

std::string texts::area(geo::square_metres size) const {
    return text<"unit.area">(with<"figure">(area_figure(size)));
}

std::string texts::day(instant t, const std::string& time_zone) const {
    return in_own_months(to_local_date(t, time_zone));
}

std::string texts::time(instant t, const std::string& time_zone) const {
    return in_own_months(to_local_text(t, time_zone));
}

/// `24 Oct 2022 ...`: the second word.
std::string texts::in_own_months(std::string text) const {
    const auto at = text.find(' ') + 1;
    const auto length = text.find(' ', at) - at;
    const auto own = this->text<"months">();
    for (std::size_t i = 0; i < 12; ++i) {
        if (part_of(months, " ", i) == text.substr(at, length)) {
            return text.replace(at, length, part_of(own, " ", i));
        }
    }
    return text;
}

std::vector<std::string> columns_of(std::string_view head) {
    constexpr std::string_view separator = " | ";
    std::vector<std::string> out;
    for (std::size_t i = 0; i < parts_in(head, separator); ++i) {
        out.emplace_back(part_of(head, separator, i));
    }
    return out;
}

}  // namespace planner
