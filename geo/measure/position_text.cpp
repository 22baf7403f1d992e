// SPDX-License-Identifier: Apache-2.0
#include "geo/measure/position_text.hpp"

#include "geo/base/error.hpp"
#include "geo/units/radians.hpp"

#include <GeographicLib/MGRS.hpp>
#include <GeographicLib/UTMUPS.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <regex>
#include <string>
#include <utility>
#include <vector>

namespace geo {

namespace {

/// Marks are one byte each after `plain`.
constexpr char degree_mark = '\x01';
constexpr char minute_mark = '\x02';
constexpr char second_mark = '\x03';

/// Of a degree of latitude, to 1 %: enough for what digits stand for.
constexpr double metres_per_degree = 111300;

struct spelling {
    std::string_view written;
    char meant;
};

/// Longer spellings before those they begin with.
constexpr std::array<spelling, 44> spellings{{
    {"latitude", 'n'},
    {"longitude", 'e'},
    {"lat", 'n'},
    {"long", 'e'},
    {"lng", 'e'},
    {"lon", 'e'},
    {"пн. ш.", 'N'},
    {"пн.ш.", 'N'},
    {"пнш", 'N'},
    {"с. ш.", 'N'},
    {"с.ш.", 'N'},
    {"пд. ш.", 'S'},
    {"пд.ш.", 'S'},
    {"ю. ш.", 'S'},
    {"ю.ш.", 'S'},
    {"сх. д.", 'E'},
    {"сх.д.", 'E'},
    {"в. д.", 'E'},
    {"в.д.", 'E'},
    {"зх. д.", 'W'},
    {"зх.д.", 'W'},
    {"з. д.", 'W'},
    {"з.д.", 'W'},
    {"\u00b0", degree_mark},
    {"\u00ba", degree_mark},
    {"\u02da", degree_mark},
    {"deg", degree_mark},
    {"\u2033", second_mark},
    {"\u201d", second_mark},
    {"\u201c", second_mark},
    {"\u2032\u2032", second_mark},
    {"\u2019\u2019", second_mark},
    {"''", second_mark},
    {"\"", second_mark},
    {"\u2032", minute_mark},
    {"\u2019", minute_mark},
    {"\u2018", minute_mark},
    {"\u00b4", minute_mark},
    {"\u02b9", minute_mark},
    {"'", minute_mark},
    {"\u2212", '-'},
    {"\u2013", '-'},
    {"\u00a0", ' '},
    {"\u202f", ' '},
}};

constexpr const char* not_understood =
    "not understood; write a position as 48°35'27.0\"N 39°39'58.0\"E, 48.5908N 39.6661E, or 37U DQ "
    "01683 82750";

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_hemisphere(char c) {
    return c == 'N' || c == 'S' || c == 'E' || c == 'W' || c == 'n' || c == 'e';
}
bool is_mark(char c) {
    return c == degree_mark || c == minute_mark || c == second_mark;
}

/// Small letters other than axis names become capitals, marks and words one byte each.
std::string plain(std::string_view text) {
    std::string low;
    for (const char c : text) {
        low += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    std::string out;
    for (std::size_t i = 0; i < low.size();) {
        const auto rest = std::string_view(low).substr(i);
        const auto* const found =
            std::find_if(spellings.begin(), spellings.end(), [&](const spelling& one) {
                return rest.substr(0, one.written.size()) == one.written;
            });
        if (found != spellings.end()) {
            out += found->meant;
            i += found->written.size();
            continue;
        }
        const char c = low[i++];
        out += c == '\t' ? ' ' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return out;
}

std::string upper(std::string_view text) {
    std::string out;
    for (const char c : text) {
        out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return out;
}

std::string trimmed(std::string text) {
    const auto first = text.find_first_not_of(' ');
    if (first == std::string::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

struct number {
    double value = 0;
    int decimals = 0;
    char mark = 0;
};

/// One angle of a position.
struct angle {
    double value = 0;      ///< degrees, positive north and east
    double half_unit = 0;  ///< degrees: half of the last digit
    std::optional<bool> is_latitude;
};

double read_number(std::string_view text) {
    double value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size()) {
        throw input_error(fmt::format("'{}' is no number", text));
    }
    return value;
}

class angle_reader {
public:
    explicit angle_reader(std::string_view text) : text_(text) {}

    angle read() {
        while (at_ < text_.size()) {
            step();
        }
        return evaluate();
    }

private:
    void step() {
        const char c = text_[at_];
        if (is_digit(c)) {
            take_number();
        } else if (is_mark(c)) {
            if (numbers_.empty() || numbers_.back().mark != 0) {
                throw input_error("a mark of degrees, minutes or seconds follows no number");
            }
            numbers_.back().mark = c;
            ++at_;
        } else if (is_hemisphere(c)) {
            take_hemisphere(c);
        } else if (c == '-' && numbers_.empty() && !minus_) {
            minus_ = true;
            ++at_;
        } else if (c == 'D' && !numbers_.empty() && numbers_.back().mark == 0) {
            numbers_.back().mark = degree_mark;
            ++at_;
        } else if (c == 'M' && !numbers_.empty() && numbers_.back().mark == 0) {
            numbers_.back().mark = minute_mark;
            ++at_;
        } else if (c == ' ' || c == ':' || c == '=' || c == '+' || (c == '-' && !numbers_.empty())) {
            ++at_;  // 48-35-27
        } else {
            throw input_error(not_understood);
        }
    }

    void take_number() {
        std::size_t end = at_;
        int dots = 0;
        std::size_t dot = 0;
        while (end < text_.size() && (is_digit(text_[end]) || text_[end] == '.')) {
            if (text_[end] == '.') {
                ++dots;
                dot = end;
            }
            ++end;
        }
        if (dots > 1) {
            throw input_error("a number has two decimal points");
        }
        const auto decimals = dots == 0 ? 0 : static_cast<int>(end - dot - 1);
        numbers_.push_back({read_number(text_.substr(at_, end - at_)), decimals, 0});
        at_ = end;
    }

    void take_hemisphere(char c) {
        const bool is_latitude = c == 'N' || c == 'S' || c == 'n';
        if (is_latitude_ && *is_latitude_ != is_latitude) {
            throw input_error("one angle has hemispheres of two axes");
        }
        is_latitude_ = is_latitude;
        if (c != 'n' && c != 'e') {
            if (hemisphere_ != 0) {
                throw input_error("one angle has two hemispheres");
            }
            hemisphere_ = c;
        }
        ++at_;
    }

    [[nodiscard]] angle evaluate() const {
        if (numbers_.empty() || numbers_.size() > 3) {
            throw input_error(fmt::format(
                "an angle has {} numbers; one to three are wanted: degrees, minutes, seconds",
                numbers_.size()
            ));
        }
        static constexpr std::array marks{degree_mark, minute_mark, second_mark};
        static constexpr std::array<std::string_view, 3> names{"degrees", "minutes", "seconds"};
        angle out;
        out.is_latitude = is_latitude_;
        double unit = 1;
        for (std::size_t i = 0; i < numbers_.size(); ++i) {
            const auto& one = numbers_[i];
            if (one.mark != 0 && one.mark != marks[i]) {
                throw input_error(fmt::format("number {} of an angle is not {}", i + 1, names[i]));
            }
            if (i + 1 < numbers_.size() && one.decimals > 0) {
                throw input_error(fmt::format("{} have decimals, yet more follows", names[i]));
            }
            if (i > 0 && one.value >= 60) {
                throw input_error(fmt::format("{} {}: they go up to 59", one.value, names[i]));
            }
            out.value += one.value * unit;
            out.half_unit = 0.5 * unit * std::pow(10.0, -one.decimals);
            unit /= 60;
        }
        if (minus_ && hemisphere_ != 0) {
            throw input_error("an angle has both a minus and a hemisphere");
        }
        if (minus_ || hemisphere_ == 'S' || hemisphere_ == 'W') {
            out.value = -out.value;
        }
        return out;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::vector<number> numbers_;
    bool minus_ = false;
    char hemisphere_ = 0;
    std::optional<bool> is_latitude_;
};

/// `48,59 39,66` has decimal commas; `48.59,39.66` and `48,39` have a comma between two angles.
void mend_decimal_commas(std::string& text) {
    std::vector<std::size_t> inner;
    bool angles = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == ',' && i > 0 && i + 1 < text.size() && is_digit(text[i - 1]) &&
            is_digit(text[i + 1])) {
            inner.push_back(i);
        }
        angles = angles || is_mark(text[i]) || is_hemisphere(text[i]);
    }
    if (text.find('.') == std::string::npos && (inner.size() == 2 || angles)) {
        for (const auto i : inner) {
            text[i] = '.';
        }
    }
}

/// Where the second angle begins.
std::size_t find_middle(const std::string& text) {
    for (const char separator : {';', '/', ','}) {
        const auto count = std::count(text.begin(), text.end(), separator);
        if (count == 1) {
            return text.find(separator);
        }
        if (count > 1) {
            throw input_error(fmt::format("more than one '{}'", separator));
        }
    }
    std::vector<std::size_t> hemispheres;
    std::vector<std::size_t> degree_marks;
    std::vector<std::size_t> numbers;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_hemisphere(text[i])) {
            hemispheres.push_back(i);
        }
        if (text[i] == degree_mark || (text[i] == 'D' && i > 0 && is_digit(text[i - 1]))) {
            degree_marks.push_back(i);
        }
        const bool inside = i > 0 && (is_digit(text[i - 1]) || text[i - 1] == '.');
        if (is_digit(text[i]) && !inside) {
            numbers.push_back(i);
        }
    }
    const auto first_digit = text.find_first_of("0123456789");
    if (hemispheres.size() >= 2) {
        if (hemispheres.front() > first_digit) {
            return hemispheres.front() + 1;
        }
        const auto second =
            std::find_if(hemispheres.begin(), hemispheres.end(), [&](std::size_t i) {
                return i > first_digit;
            });
        // `lat 48.5N lon 39.6E`: the first angle ends with its hemisphere.
        const bool both = second != hemispheres.end() &&
                          (text[*second] == 'N' || text[*second] == 'S') &&
                          text[hemispheres.front()] == 'n';
        return both ? *second + 1 : second == hemispheres.end() ? text.size() : *second;
    }
    if (degree_marks.size() == 2) {
        auto start = degree_marks[1];
        while (start > 0 &&
               (is_digit(text[start - 1]) || text[start - 1] == '.' || text[start - 1] == '-')) {
            --start;
        }
        return start;
    }
    if (numbers.size() == 2 || numbers.size() == 4 || numbers.size() == 6) {
        auto start = numbers[numbers.size() / 2];
        if (start > 0 && text[start - 1] == '-' && (start < 2 || text[start - 2] == ' ')) {
            --start;
        }
        return start;
    }
    throw input_error(fmt::format(
        "{} numbers; it is not clear where the second angle begins: put a comma between them",
        numbers.size()
    ));
}

typed_position from_grid(int zone, bool north, double x, double y, double side) {
    double lat = 0;
    double lon = 0;
    GeographicLib::UTMUPS::Reverse(zone, north, x, y, lat, lon);
    return {degrees(lon), degrees(lat), metres(side * std::sqrt(0.5)), true};
}

std::optional<typed_position> grid_position(const std::string& text) {
    static const std::regex utm(R"((\d{1,2})([C-HJ-NP-X])\s+(\d{6})(?:\s*E?\s+)(\d{7})\s*N?)");
    static const std::regex mgrs(R"(\d{1,2}[C-HJ-NP-X][A-HJ-NP-Z]{2}\d*)");
    try {
        if (std::smatch found; std::regex_match(text, found, utm)) {
            const bool north = found[2].str() >= "N";
            return from_grid(
                std::stoi(found[1]), north, std::stod(found[3]), std::stod(found[4]), 1
            );
        }
        std::string packed;
        std::copy_if(text.begin(), text.end(), std::back_inserter(packed), [](char c) {
            return c != ' ';
        });
        if (!std::regex_match(packed, mgrs)) {
            return std::nullopt;
        }
        int zone = 0;
        bool north = false;
        double x = 0;
        double y = 0;
        int digits = 0;
        GeographicLib::MGRS::Reverse(packed, zone, north, x, y, digits, true);
        if (digits < 1) {
            throw input_error(
                "a grid square of 100 km is no position; at least one digit for each axis"
            );
        }
        return from_grid(zone, north, x, y, std::pow(10.0, 5 - digits));
    } catch (const GeographicLib::GeographicErr& problem) {
        throw input_error(std::string("no grid reference: ") + problem.what());
    }
}

double angle_within(double value, bool is_latitude) {
    if (std::abs(value) > (is_latitude ? 90 : 180)) {
        throw input_error(
            is_latitude ? fmt::format("latitude {} is beyond 90 degrees", value)
                        : fmt::format("longitude {} is beyond 180 degrees", value)
        );
    }
    return value;
}

double read_angle(std::string_view text, bool is_latitude) {
    auto clean = trimmed(plain(text));
    mend_decimal_commas(clean);
    const auto read = angle_reader(clean).read();
    if (!read.is_latitude) {
        throw input_error(is_latitude ? "N or S is missing" : "E or W is missing");
    }
    if (*read.is_latitude != is_latitude) {
        throw input_error(is_latitude ? "it is a longitude" : "it is a latitude");
    }
    return angle_within(read.value, is_latitude);
}

}  // namespace

latitude parse_latitude(std::string_view text) {
    return latitude(read_angle(text, true));
}

longitude parse_longitude(std::string_view text) {
    return longitude(read_angle(text, false));
}

typed_position parse_position(std::string_view text, std::optional<axis_order> order) {
    // First, as squares may be called LAT, LNG or DEG.
    if (const auto found = grid_position(trimmed(upper(text)))) {
        return *found;
    }
    auto clean = trimmed(plain(text));
    if (clean.empty()) {
        throw input_error("no position");
    }
    if (std::none_of(clean.begin(), clean.end(), is_digit)) {
        throw input_error(not_understood);
    }
    mend_decimal_commas(clean);
    const auto middle = find_middle(clean);
    const auto separated = middle < clean.size() &&
                           std::string_view(";/,").find(clean[middle]) != std::string_view::npos;
    auto first = angle_reader(std::string_view(clean).substr(0, middle)).read();
    auto second =
        angle_reader(
            std::string_view(clean).substr(std::min(clean.size(), middle + (separated ? 1 : 0)))
        )
            .read();
    if (first.is_latitude && second.is_latitude && *first.is_latitude == *second.is_latitude) {
        throw input_error(*first.is_latitude ? "two latitudes" : "two longitudes");
    }
    if (!first.is_latitude && !second.is_latitude && !order) {
        throw input_error(
            "which is latitude? Write N and E, or say `order: lat lon` or `order: lon lat`"
        );
    }
    const bool latitude_first = first.is_latitude    ? *first.is_latitude
                                : second.is_latitude ? !*second.is_latitude
                                                     : *order == axis_order::lat_lon;
    if (!latitude_first) {
        std::swap(first, second);
    }
    first.value = angle_within(first.value, true);
    second.value = angle_within(second.value, false);
    return {
        degrees(second.value),
        degrees(first.value),
        metres(
            metres_per_degree *
            std::hypot(first.half_unit, second.half_unit * std::cos(first.value * detail::rad))
        ),
        false};
}

}  // namespace geo
