// SPDX-License-Identifier: Apache-2.0
#include "geo/geometry/dms.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <span>

namespace geo {

namespace {

/// Reads one angle from the front of a text.
class angle_reader {
public:
    explicit angle_reader(std::string_view text) : rest_(text) { skip_spaces(); }

    std::optional<double> whole() {
        const auto digits = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
        // Three digits at most: no number can overflow.
        if (digits == 0 || digits > 3) {
            return std::nullopt;
        }
        int value = 0;
        std::from_chars(rest_.data(), rest_.data() + digits, value);
        rest_.remove_prefix(digits);
        return value;
    }

    std::optional<double> decimal() {
        const auto digits = std::min(rest_.find_first_not_of("0123456789."), rest_.size());
        double value = 0;
        const auto* end = rest_.data() + digits;
        const auto read = std::from_chars(rest_.data(), end, value, std::chars_format::fixed);
        if (digits == 0 || rest_.front() == '.' || read.ec != std::errc() || read.ptr != end) {
            return std::nullopt;
        }
        rest_.remove_prefix(digits);
        return value;
    }

    /// One of the signs, or spaces in its place.
    bool sign(std::span<const std::string_view> signs) {
        const bool had_space = skip_spaces();
        for (const auto& one : signs) {
            if (rest_.substr(0, one.size()) == one) {
                rest_.remove_prefix(one.size());
                skip_spaces();
                return true;
            }
        }
        return had_space;
    }

    /// The last letter; 0 when something else is left.
    char hemisphere() {
        skip_spaces();
        const char letter = rest_.empty() ? '\0' : rest_.front();
        rest_.remove_prefix(rest_.empty() ? 0 : 1);
        skip_spaces();
        return rest_.empty() ? letter : '\0';
    }

private:
    bool skip_spaces() {
        const auto before = rest_.size();
        while (!rest_.empty() && rest_.front() == ' ') {
            rest_.remove_prefix(1);
        }
        return rest_.size() != before;
    }

    std::string_view rest_;
};

constexpr std::array<std::string_view, 2> degree_signs{"\u00b0", "\u00ba"};
constexpr std::array<std::string_view, 3> minute_signs{"'", "\u2032", "\u2019"};
constexpr std::array<std::string_view, 4> second_signs{"\"", "\u2033", "\u201d", "''"};

std::optional<double> parse_angle(
    std::string_view text, std::string_view hemispheres, double most
) {
    angle_reader reader(text);
    const auto degrees = reader.whole();
    if (!degrees || !reader.sign(degree_signs)) {
        return std::nullopt;
    }
    const auto minutes = reader.whole();
    if (!minutes || *minutes >= 60 || !reader.sign(minute_signs)) {
        return std::nullopt;
    }
    const auto seconds = reader.decimal();
    if (!seconds || *seconds >= 60) {
        return std::nullopt;
    }
    (void)reader.sign(second_signs);
    const auto side = hemispheres.find(reader.hemisphere());
    const double angle = *degrees + (*minutes + *seconds / 60) / 60;
    if (side == std::string_view::npos || angle > most) {
        return std::nullopt;
    }
    return side == 0 ? angle : -angle;
}

}  // namespace

std::optional<latitude> parse_dms_latitude(std::string_view text) {
    const auto angle = parse_angle(text, "NS", 90);
    return angle ? std::optional(latitude(*angle)) : std::nullopt;
}

std::optional<longitude> parse_dms_longitude(std::string_view text) {
    const auto angle = parse_angle(text, "EW", 180);
    return angle ? std::optional(longitude(*angle)) : std::nullopt;
}

lon_lat rounded_to_dms(lon_lat p, int decimals_of_seconds) {
    const double units = 3600 * std::pow(10.0, decimals_of_seconds);
    return {
        longitude(std::round(p.lon.value() * units) / units),
        latitude(std::round(p.lat.value() * units) / units)};
}

}  // namespace geo
