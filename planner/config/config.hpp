// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/units/quantity.hpp"
#include "planner/model/time.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace planner {

/// A table of a TOML file, read strictly: every key asked for is known, and `finish` refuses the
/// keys that nobody asked for, naming the line and the nearest known key.
///
/// Every accessor throws geo::input_error when the value is of the wrong kind; the `require_`
/// forms also when it is missing. The message names file, line, table and key, and what is
/// expected. The only wrapper of toml++.
class config_table {
public:
    /// Throws geo::io_error when the file cannot be read, geo::input_error when it is not TOML.
    [[nodiscard]] static config_table from_file(const std::string& path);
    [[nodiscard]] static config_table from_text(std::string_view text, const std::string& name);

    [[nodiscard]] bool has(std::string_view key) const;
    /// Is the value text, or a table? For keys that take more than one form.
    [[nodiscard]] bool is_text(std::string_view key) const;
    [[nodiscard]] bool is_table(std::string_view key) const;

    [[nodiscard]] std::optional<std::string> text(std::string_view key);
    [[nodiscard]] std::optional<double> number(std::string_view key);
    [[nodiscard]] std::optional<std::int64_t> integer(std::string_view key);
    [[nodiscard]] std::optional<bool> flag(std::string_view key);
    /// A string with a unit; a bare number is refused with the expected form.
    [[nodiscard]] std::optional<geo::metres> length(std::string_view key);
    /// A TOML date or date-time with offset, or the same as a string.
    [[nodiscard]] std::optional<instant> time(std::string_view key);
    [[nodiscard]] std::optional<std::chrono::seconds> offset(std::string_view key);
    [[nodiscard]] std::vector<std::string> texts(std::string_view key);
    [[nodiscard]] std::vector<double> numbers(std::string_view key);
    /// A list of lists of text: `[["a"], ["b", "c"]]`.
    [[nodiscard]] std::vector<std::vector<std::string>> text_lists(std::string_view key);
    /// A list of lists of numbers: `[[37.5, 48.1], [37.6, 48.1]]`.
    [[nodiscard]] std::vector<std::vector<double>> number_lists(std::string_view key);

    [[nodiscard]] std::string require_text(std::string_view key);
    [[nodiscard]] geo::metres require_length(std::string_view key);
    [[nodiscard]] instant require_time(std::string_view key);
    [[nodiscard]] std::chrono::seconds require_offset(std::string_view key);
    /// An id: letters, digits, dot, hyphen and underscore.
    [[nodiscard]] std::string require_id(std::string_view key);
    /// A word that must be one of `choices`.
    [[nodiscard]] std::string require_choice(
        std::string_view key, const std::vector<std::string>& choices
    );
    [[nodiscard]] std::optional<std::string> choice(
        std::string_view key, const std::vector<std::string>& choices
    );

    [[nodiscard]] std::optional<config_table> table(std::string_view key);
    [[nodiscard]] std::vector<config_table> tables(std::string_view key);  ///< [[key]]
    [[nodiscard]] std::vector<std::string> keys() const;

    /// Refuses keys that no accessor asked for.
    void finish() const;

    /// `file:line: [table] key: ` for messages of the caller's own.
    [[nodiscard]] std::string place(std::string_view key) const;
    [[noreturn]] void fail(std::string_view key, const std::string& what) const;
    /// As `fail` for a key that is not there, naming a misspelt one if there is any.
    [[noreturn]] void fail_missing(std::string_view key, const std::string& expected) const;

    struct node;

private:
    explicit config_table(std::shared_ptr<const node> root, const void* table, std::string path);
    const void* find(std::string_view key);

    std::shared_ptr<const node> root_;
    const void* table_;
    std::string path_;
    std::set<std::string, std::less<>> known_;
};

}  // namespace planner
