// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/units/quantity.hpp"
#include "planner/model/time.hpp"

#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The words of the report, the map sheets, the page and the papers beside them, all in one place: data/texts/en.toml. Code asks for a message by its name and
/// fills its placeholders by theirs; that there is such a message, that each of its placeholders is filled
/// and that nothing is given that it does not ask for is checked when the program is compiled.
///
///     say.text<"dates.more">(with<"n">(3))        // - and 3 more.
///     say.count<"count.phases">(1)                // 1 phase
namespace planner {

/// A message of data/texts/en.toml, which the build turns into a table.
struct text_message {
    std::string_view name;
    std::string_view text;
};

namespace detail {

inline constexpr auto english_messages = std::to_array<text_message>({
#include "planner/model/english.inc"
});

/// A text as a template argument.
template <std::size_t Size>
struct literal {
    char text[Size]{};
    // NOLINTNEXTLINE(google-explicit-constructor): written as a plain string
    consteval literal(const char (&given)[Size]) {
        for (std::size_t i = 0; i < Size; ++i) {
            text[i] = given[i];
        }
    }
    [[nodiscard]] constexpr std::string_view view() const { return {text, Size - 1}; }
};

/// Where a message stands in the table; no constant where there is none.
constexpr std::size_t message_number(std::string_view name) {
    for (std::size_t i = 0; i < english_messages.size(); ++i) {
        if (english_messages[i].name == name) {
            return i;
        }
    }
    throw "no such message in data/texts/en.toml";
}

/// The next placeholder from `at` on, without its braces: `km:g`; empty when there is none. `at` then
/// stands behind it.
constexpr std::string_view next_placeholder(std::string_view text, std::size_t& at) {
    const auto from = text.find('{', at);
    const auto to = from == std::string_view::npos ? from : text.find('}', from);
    if (to == std::string_view::npos) {
        at = text.size();
        return {};
    }
    at = to + 1;
    return text.substr(from + 1, to - from - 1);
}

constexpr bool asks_for(std::string_view text, std::string_view name) {
    std::size_t at = 0;
    for (auto one = next_placeholder(text, at); !one.empty(); one = next_placeholder(text, at)) {
        if (one.substr(0, one.find(':')) == name) {
            return true;
        }
    }
    return false;
}

/// Is each placeholder among the names, and each name a placeholder?
template <std::size_t Count>
constexpr bool fits(std::string_view text, const std::array<std::string_view, Count>& names) {
    std::size_t at = 0;
    for (auto one = next_placeholder(text, at); !one.empty(); one = next_placeholder(text, at)) {
        bool known = false;
        for (const auto name : names) {
            known = known || one.substr(0, one.find(':')) == name;
        }
        if (!known) {
            return false;
        }
    }
    for (const auto name : names) {
        if (!asks_for(text, name)) {
            return false;
        }
    }
    return true;
}

template <literal Name, class Value>
struct text_argument {
    static constexpr std::string_view name = Name.view();
    const Value& value;  ///< of the full expression that it is made in
};

}  // namespace detail

/// What fills a placeholder: `with<"area">("41 000 km²")`. Only within the call that uses it.
template <detail::literal Name, class Value>
[[nodiscard]] detail::text_argument<Name, Value> with(const Value& value) {
    return {value};
}

class texts {
public:
    /// As in data/texts/en.toml when the program was built.
    [[nodiscard]] static const texts& english();

    /// Requires  one pattern for each message of the table, with its placeholders: read_texts() sees
    ///           to that.
    explicit texts(std::vector<std::string> patterns) : patterns_(std::move(patterns)) {}

    /// A message with its placeholders filled.
    template <detail::literal Name, class... Arguments>
    [[nodiscard]] std::string text(const Arguments&... arguments) const {
        constexpr auto number = detail::message_number(Name.view());
        constexpr std::array<std::string_view, sizeof...(Arguments)> names{Arguments::name...};
        static_assert(
            detail::fits(detail::english_messages[number].text, names),
            "the message asks for other arguments"
        );
        return fmt::vformat(
            patterns_[number],
            fmt::make_format_args(fmt::arg(names_of(arguments), arguments.value)...)
        );
    }

    /// A message that counts, in the form that goes with the number: `1 phase`, `5 phases`.
    template <detail::literal Name>
    [[nodiscard]] std::string count(std::size_t number) const {
        return count<Name>(number, std::to_string(number));
    }
    /// The same with the number as it is to be shown.
    template <detail::literal Name>
    [[nodiscard]] std::string count(std::size_t number, const std::string& shown) const {
        constexpr auto message = detail::message_number(Name.view());
        static_assert(
            detail::fits(detail::english_messages[message].text, std::array{std::string_view("n")}),
            "a message that counts asks for {n}, and for nothing else"
        );
        return fmt::vformat(
            form_for(patterns_[message], number), fmt::make_format_args(fmt::arg("n", shown))
        );
    }

    /// The messages of a group, each under its name without that of the group, for those who fill them
    /// elsewhere: of `page`, `play` and `Play`.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> of_group(std::string_view group
    ) const;

    /// `41 000 km²`, as area_text().
    [[nodiscard]] std::string area(geo::square_metres size) const;
    /// As to_local_date() and to_local_text(), the months in words of this language.
    [[nodiscard]] std::string day(instant t, const std::string& time_zone) const;
    [[nodiscard]] std::string time(instant t, const std::string& time_zone) const;

private:
    template <class Argument>
    static const char* names_of(const Argument&) {
        return Argument::name.data();  // of a literal: a zero stands behind it
    }
    [[nodiscard]] static std::string_view form_for(std::string_view forms, std::size_t number);
    [[nodiscard]] std::string in_own_months(std::string text) const;

    std::vector<std::string> patterns_;
};

/// Where no words are given, English ones.
[[nodiscard]] inline const texts& or_english(const texts* given) {
    return given != nullptr ? *given : texts::english();
}

/// The heads of columns, which a message parts by ` | `.
[[nodiscard]] std::vector<std::string> columns_of(std::string_view head);

}  // namespace planner
