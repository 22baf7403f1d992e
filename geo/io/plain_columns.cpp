// SPDX-License-Identifier: Apache-2.0
#include "geo/io/plain_columns.hpp"

#include "geo/io/ascii_case.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace geo::detail {

namespace {

bool names_are_distinct(const attribute_row& row) {
    std::set<std::string> seen;
    return std::all_of(row.begin(), row.end(), [&](const attribute_field& field) {
        return seen.insert(lower(field.name)).second;
    });
}

/// Spreads a row over the names of another that has them all in the same order.
bool spread(attribute_row& row, const attribute_row& names) {
    attribute_row out;
    out.reserve(names.size());
    auto next = row.begin();
    for (const auto& field : names) {
        if (next != row.end() && next->name == field.name) {
            out.push_back(std::move(*next++));
        } else {
            out.push_back({field.name, std::monostate{}});
        }
    }
    const bool all = next == row.end();
    row = std::move(out);
    return all;
}

template <class Type>
bool is(const attribute& value) {
    return std::holds_alternative<Type>(value);
}

bool has_one_type(std::vector<attribute_row>& rows, std::size_t column) {
    std::set<std::size_t> types;
    for (const auto& row : rows) {
        if (!is<std::monostate>(row[column].value)) {
            types.insert(row[column].value.index());
        }
    }
    const std::set<std::size_t> numbers{attribute(std::int64_t{0}).index(), attribute(0.0).index()};
    if (types == numbers) {
        for (auto& row : rows) {
            if (const auto* whole = std::get_if<std::int64_t>(&row[column].value)) {
                row[column].value = static_cast<double>(*whole);
            }
        }
        return true;
    }
    return types.size() < 2;
}

}  // namespace

bool make_columns(std::vector<attribute_row>& rows) {
    const auto longest =
        std::max_element(rows.begin(), rows.end(), [](const auto& one, const auto& other) {
            return one.size() < other.size();
        });
    if (longest == rows.end() || !names_are_distinct(*longest)) {
        return false;
    }
    const auto names = *longest;
    for (auto& row : rows) {
        if (!spread(row, names)) {
            return false;
        }
    }
    for (std::size_t column = 0; column < names.size(); ++column) {
        if (!has_one_type(rows, column)) {
            return false;
        }
    }
    return true;
}

std::optional<std::size_t> column_named(const attribute_row& row, const std::string& name) {
    const auto place = [&](const auto& same) -> std::optional<std::size_t> {
        const auto found = std::find_if(row.begin(), row.end(), same);
        if (found == row.end()) {
            return std::nullopt;
        }
        return static_cast<std::size_t>(found - row.begin());
    };
    const auto exact = place([&](const attribute_field& field) { return field.name == name; });
    return exact ? exact : place([&](const attribute_field& field) {
        return lower(field.name) == lower(name);
    });
}

std::optional<std::string> id_text(const attribute& value) {
    if (const auto* text = std::get_if<std::string>(&value)) {
        return *text;
    }
    if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        return std::to_string(*whole);
    }
    return std::nullopt;
}

}  // namespace geo::detail
