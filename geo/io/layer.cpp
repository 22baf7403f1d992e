// SPDX-License-Identifier: Apache-2.0
#include "geo/io/layer.hpp"

#include "geo/io/ascii_case.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace geo {

namespace {

bool equal_without_case(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
        return detail::lower(x) == detail::lower(y);
    });
}

template <class Shape>
const Shape& shape_or_empty(const feature& item) {
    static const Shape none;
    const auto* held = std::get_if<Shape>(&item.shape);
    return held == nullptr ? none : *held;
}

std::optional<double> whole_number(std::string_view digits) {
    while (!digits.empty() && digits.front() == ' ') {
        digits.remove_prefix(1);
    }
    while (!digits.empty() && digits.back() == ' ') {
        digits.remove_suffix(1);
    }
    double value = 0;
    const auto* end = digits.data() + digits.size();
    const auto read = std::from_chars(digits.data(), end, value);
    if (read.ec != std::errc() || read.ptr != end || !std::isfinite(value)) {
        return std::nullopt;
    }
    return value;
}

}  // namespace

const attribute* find(const feature& item, std::string_view name) {
    const auto& fields = item.attributes;
    auto at = std::find_if(fields.begin(), fields.end(), [&](const auto& field) {
        return field.name == name;
    });
    if (at == fields.end()) {
        at = std::find_if(fields.begin(), fields.end(), [&](const auto& field) {
            return equal_without_case(field.name, name);
        });
    }
    return at == fields.end() ? nullptr : &at->value;
}

std::optional<std::string> text(const feature& item, std::string_view name) {
    const auto* value = find(item, name);
    if (value == nullptr) {
        return std::nullopt;
    }
    if (const auto* held = std::get_if<std::string>(value)) {
        return *held;
    }
    if (const auto* held = std::get_if<bool>(value)) {
        return *held ? "true" : "false";
    }
    if (const auto* held = std::get_if<std::int64_t>(value)) {
        return std::to_string(*held);
    }
    if (const auto* held = std::get_if<double>(value)) {
        return shortest_text(*held);
    }
    if (const auto* held = std::get_if<std::vector<std::string>>(value)) {
        std::string joined;
        for (const auto& one : *held) {
            joined += (joined.empty() ? "" : "; ") + one;
        }
        return joined;
    }
    return std::nullopt;
}

std::optional<double> number(const feature& item, std::string_view name) {
    const auto* value = find(item, name);
    if (value == nullptr) {
        return std::nullopt;
    }
    if (const auto* held = std::get_if<std::int64_t>(value)) {
        return static_cast<double>(*held);
    }
    if (const auto* held = std::get_if<double>(value)) {
        return std::isfinite(*held) ? std::optional(*held) : std::nullopt;
    }
    if (const auto* held = std::get_if<std::string>(value)) {
        return whole_number(*held);
    }
    return std::nullopt;
}

const std::vector<lon_lat>& points(const feature& item) {
    return shape_or_empty<std::vector<lon_lat>>(item);
}

const multi_line_string<lon_lat>& lines(const feature& item) {
    return shape_or_empty<multi_line_string<lon_lat>>(item);
}

const multi_polygon<lon_lat>& areas(const feature& item) {
    return shape_or_empty<multi_polygon<lon_lat>>(item);
}

std::string shortest_text(double value) {
    std::array<char, 40> buffer{};
    const auto made = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), made.ptr};
}

}  // namespace geo
