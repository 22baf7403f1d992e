// SPDX-License-Identifier: Apache-2.0
#include "planner/model/theatre.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace planner {

namespace {

template <class Enum, std::size_t Count>
using names = std::array<std::pair<Enum, std::string_view>, Count>;

constexpr names<line_kind, 5> kind_names{{
    {line_kind::line_of_contact, "line_of_contact"},
    {line_kind::ceasefire_line, "ceasefire_line"},
    {line_kind::recognised_border, "recognised_border"},
    {line_kind::former_line, "former_line"},
    {line_kind::administrative, "administrative"},
}};
constexpr names<line_status, 4> status_names{{
    {line_status::agreed, "agreed"},
    {line_status::claimed, "claimed"},
    {line_status::de_facto, "de_facto"},
    {line_status::recognised, "recognised"},
}};
constexpr names<line_basis, 2> basis_names{{
    {line_basis::observed, "observed"},
    {line_basis::agreed, "agreed"},
}};

constexpr names<ground_class, 4> ground_names{{
    {ground_class::open, "open"},
    {ground_class::rolling, "rolling"},
    {ground_class::forest, "forest"},
    {ground_class::urban, "urban"},
}};

template <class Enum, std::size_t Count>
std::string_view name_in(const names<Enum, Count>& table, Enum value) {
    for (const auto& [key, text] : table) {
        if (key == value) {
            return text;
        }
    }
    return "unknown";
}

template <class Enum, std::size_t Count>
std::optional<Enum> parse_in(const names<Enum, Count>& table, std::string_view text) {
    for (const auto& [key, known] : table) {
        if (known == text) {
            return key;
        }
    }
    return std::nullopt;
}

template <class Items, class Id>
const typename Items::value_type* find_by_id(const Items& items, const Id& id) {
    const auto found =
        std::find_if(items.begin(), items.end(), [&](const auto& item) { return item.id == id; });
    return found == items.end() ? nullptr : &*found;
}

}  // namespace

std::string_view name(line_kind kind) {
    return name_in(kind_names, kind);
}
std::string_view name(line_status status) {
    return name_in(status_names, status);
}
std::string_view name(line_basis basis) {
    return name_in(basis_names, basis);
}
std::string_view name(ground_class kind) {
    return name_in(ground_names, kind);
}

std::optional<ground_class> parse_ground_class(std::string_view text) {
    return parse_in(ground_names, text);
}

std::optional<line_kind> parse_line_kind(std::string_view text) {
    return parse_in(kind_names, text);
}
std::optional<line_status> parse_line_status(std::string_view text) {
    return parse_in(status_names, text);
}
std::optional<line_basis> parse_line_basis(std::string_view text) {
    return parse_in(basis_names, text);
}

const party* theatre::find_party(const party_id& wanted) const {
    return find_by_id(parties, wanted);
}
const territory* theatre::find_territory(const territory_id& wanted) const {
    return find_by_id(territories, wanted);
}
const theatre_line* theatre::find_line(const line_id& wanted) const {
    return find_by_id(lines, wanted);
}

}  // namespace planner
