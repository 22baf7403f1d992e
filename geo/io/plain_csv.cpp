// SPDX-License-Identifier: Apache-2.0
#include "geo/io/plain_columns.hpp"
#include "geo/io/plain_table.hpp"
#include "geo/io/utf8_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <utility>

namespace geo::detail {

namespace {

constexpr std::array<std::string_view, 4> longitude_names{"lon", "longitude", "long", "lng"};
constexpr std::array<std::string_view, 2> latitude_names{"lat", "latitude"};
/// Other columns that GDAL is told to take for a place; the last is that of turning points.
constexpr std::array<std::string_view, 8> other_places{
    "x", "y", "wkt", "geom", "geometry", "the_geom", "_wktgeom", "latitude_dms"};

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Not one that might be a number, as nan is.
bool is_plain_name(const std::string& text) {
    constexpr std::array<std::string_view, 3> numbers{"nan", "inf", "infinity"};
    return !text.empty() && is_letter(text.front()) &&
           std::all_of(
               text.begin(),
               text.end(),
               [](char c) { return is_letter(c) || is_digit(c) || c == '_'; }
           ) &&
           std::find(numbers.begin(), numbers.end(), text) == numbers.end();
}

/// A number as 37.25 or -4, short enough that every reader has the same double of it.
std::optional<double> plain_number(std::string_view text) {
    const auto digits = text.substr(!text.empty() && text.front() == '-' ? 1 : 0);
    const auto point = std::min(digits.find('.'), digits.size());
    const auto whole = digits.substr(0, point);
    const auto rest = digits.substr(std::min(point + 1, digits.size()));
    const bool is_plain = !whole.empty() && (point == digits.size() || !rest.empty()) &&
                          std::all_of(whole.begin(), whole.end(), is_digit) &&
                          std::all_of(rest.begin(), rest.end(), is_digit);
    constexpr std::size_t most_digits = 17;
    double value = 0;
    if (!is_plain || digits.size() > most_digits ||
        std::from_chars(text.data(), text.data() + text.size(), value).ec != std::errc{}) {
        return std::nullopt;
    }
    return value;
}

using cells = std::vector<std::string>;

/// Rows of a table, cell by cell; what is not plain makes it fail.
class row_splitter {
public:
    explicit row_splitter(std::string_view text) : rest_(text) {}

    [[nodiscard]] bool is_done() const { return rest_.empty(); }

    /// None when the row is not plain.
    std::optional<cells> next() {
        cells out;
        for (;;) {
            auto one = cell();
            if (!one) {
                return std::nullopt;
            }
            out.push_back(std::move(*one));
            if (rest_.empty() || rest_.front() != ',') {
                break;
            }
            rest_.remove_prefix(1);
        }
        if (rest_.substr(0, 2) == "\r\n") {
            rest_.remove_prefix(2);
        } else if (!rest_.empty() && rest_.front() == '\n') {
            rest_.remove_prefix(1);
        } else if (!rest_.empty()) {
            return std::nullopt;
        }
        return out;
    }

private:
    std::optional<std::string> cell() {
        if (rest_.empty() || rest_.front() != '"') {
            const auto size = std::min(rest_.find_first_of(",\r\n\""), rest_.size());
            const auto out = rest_.substr(0, size);
            rest_.remove_prefix(size);
            return std::string(out);
        }
        std::string out;
        for (rest_.remove_prefix(1);; rest_.remove_prefix(1)) {
            const auto end = rest_.find_first_of("\"\r\n");
            if (end == std::string_view::npos || rest_[end] != '"') {
                return std::nullopt;
            }
            out += rest_.substr(0, end);
            rest_.remove_prefix(end + 1);
            if (rest_.empty() || rest_.front() != '"') {
                return out;
            }
            out += '"';
        }
    }

    std::string_view rest_;
};

struct place_columns {
    std::size_t longitude = 0;
    std::size_t latitude = 0;
};

std::optional<place_columns> places_in(const cells& head) {
    if (!std::all_of(head.begin(), head.end(), is_plain_name)) {
        return std::nullopt;
    }
    attribute_row row;
    for (const auto& name : head) {
        row.push_back({name, std::monostate{}});
    }
    const auto found = [&](const auto& names) {
        std::vector<std::size_t> out;
        for (const auto name : names) {
            if (const auto at = column_named(row, std::string(name))) {
                out.push_back(*at);
            }
        }
        return out;
    };
    const auto longitudes = found(longitude_names);
    const auto latitudes = found(latitude_names);
    if (longitudes.size() != 1 || latitudes.size() != 1 || !found(other_places).empty()) {
        return std::nullopt;
    }
    return place_columns{longitudes.front(), latitudes.front()};
}

std::optional<raw_feature> feature_of(cells row, const cells& head, const place_columns& places) {
    const auto lon = plain_number(row[places.longitude]);
    const auto lat = plain_number(row[places.latitude]);
    if (!lon || !lat) {
        return std::nullopt;
    }
    raw_feature out;
    out.shape.points.push_back({*lon, *lat});
    for (std::size_t i = 0; i < row.size(); ++i) {
        auto& field = out.made.attributes.emplace_back();
        field.name = head[i];
        if (i == places.longitude) {
            field.value = *lon;
        } else if (i == places.latitude) {
            field.value = *lat;
        } else {
            field.value = std::move(row[i]);
        }
    }
    return out;
}

}  // namespace

std::optional<plain_table> plain_csv(const std::string& text, const read_options& options) {
    if (text.find('\0') != std::string::npos || as_utf8(text).changed) {
        return std::nullopt;
    }
    row_splitter rows(text);
    const auto head = rows.next();
    const auto places = head ? places_in(*head) : std::nullopt;
    if (!places) {
        return std::nullopt;
    }
    plain_table out;
    while (!rows.is_done()) {
        auto row = rows.next();
        if (!row || row->size() != head->size() || out.features.size() == options.max_features ||
            out.features.size() == options.max_positions) {
            return std::nullopt;
        }
        auto made = feature_of(std::move(*row), *head, *places);
        if (!made) {
            return std::nullopt;
        }
        auto& attributes = made->made.attributes;
        const auto names_it =
            column_named(attributes, options.id_field.empty() ? "id" : options.id_field);
        auto id = names_it ? id_text(attributes[*names_it].value)
                           : "#" + std::to_string(out.features.size());
        if (!id) {
            return std::nullopt;
        }
        made->made.id = std::move(*id);
        if (names_it && options.id_field.empty()) {
            attributes.erase(attributes.begin() + static_cast<std::ptrdiff_t>(*names_it));
        }
        out.features.push_back(std::move(*made));
    }
    // Names that differ in case only, of any two columns, are GDAL's to tell apart.
    std::vector<attribute_row> names(1);
    for (const auto& name : *head) {
        names[0].push_back({name, std::monostate{}});
    }
    if (out.features.empty() || !make_columns(names)) {
        return std::nullopt;
    }
    return out;
}

}  // namespace geo::detail
