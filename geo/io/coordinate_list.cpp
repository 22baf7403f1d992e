// SPDX-License-Identifier: Apache-2.0
#include "geo/io/coordinate_list.hpp"

#include "geo/base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <regex>

namespace geo {

namespace {

struct datum_row {
    std::string_view name;
    int epsg;
};

/// EPSG Geodetic Parameter Dataset, geographic 2D systems by the datum's own name and the names that
/// documents use; in lower case without spaces, hyphens and dots.
constexpr std::array<datum_row, 24> datums{{
    {"wgs84", 4326},
    {"worldgeodeticsystem1984", 4326},
    {"etrs89", 4258},
    {"ed50", 4230},
    {"europeandatum1950", 4230},
    {"pulkovo1942", 4284},
    {"sk42", 4284},
    {"s42", 4284},
    {"pulkovo1995", 4200},
    {"sk95", 4200},
    {"ucs2000", 5561},
    {"ukraine2000", 5561},
    {"pz9011", 9475},
    {"mgi1901", 3906},
    {"tokyo", 4301},
    {"korean1985", 4162},
    {"palestine1923", 4281},
    {"ainelabd1970", 4204},
    {"nahrwan1967", 4270},
    {"karbala1979", 4743},
    {"adindan", 4201},
    {"nad27", 4267},
    {"nad83", 4269},
    {"indian1975", 4240},
}};

constexpr std::string_view datum_help =
    "known are WGS 84, ETRS89, ED50, Pulkovo 1942 (SK-42), Pulkovo 1995 (SK-95), UCS-2000, "
    "PZ-90.11, MGI 1901, Tokyo, Korean 1985, Palestine 1923, Ain el Abd 1970, Nahrwan 1967, "
    "Karbala 1979, Adindan, NAD27, NAD83, Indian 1975, and any EPSG:n";

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blank = " \t\r";
    const auto first = text.find_first_not_of(blank);
    return first == std::string_view::npos
               ? std::string_view()
               : text.substr(first, text.find_last_not_of(blank) - first + 1);
}

std::string key_of(std::string_view name) {
    std::string out;
    for (const char c : name) {
        if (c != ' ' && c != '-' && c != '.' && c != '_') {
            out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
    }
    return out;
}

std::string crs_named(std::string_view name) {
    const auto key = key_of(name);
    static const std::regex code("epsg:([0-9]{4,6})");
    if (std::smatch found; std::regex_match(key, found, code)) {
        return "EPSG:" + found[1].str();
    }
    const auto* const at = std::find_if(datums.begin(), datums.end(), [&](const datum_row& row) {
        return row.name == key;
    });
    if (at == datums.end()) {
        throw input_error(fmt::format("datum '{}' is not known; {}", name, datum_help));
    }
    return fmt::format("EPSG:{}", at->epsg);
}

class list_reader {
public:
    explicit list_reader(const std::string& file) : file_(file) {}

    coordinate_list read(std::string_view text) {
        if (text.substr(0, 3) == "\xef\xbb\xbf") {
            text.remove_prefix(3);
        }
        std::size_t number = 0;
        while (!text.empty()) {
            const auto end = text.find('\n');
            auto line = text.substr(0, end);
            text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
            ++number;
            line = trimmed(line.substr(0, line.find('#')));
            if (line.empty()) {
                continue;
            }
            try {
                take(line);
            } catch (const input_error& problem) {
                blame(number, line, problem.what());
            }
        }
        finish();
        return std::move(out_);
    }

private:
    void take(std::string_view line) {
        if (const auto datum = value_of(line, "datum")) {
            out_.crs = crs_named(*datum);
        } else if (const auto order = value_of(line, "order")) {
            set_order(*order);
        } else if (const auto name = value_of(line, "line")) {
            out_.shapes.push_back({std::string(*name), false, {}, metres(0)});
        } else if (const auto title = value_of(line, "area")) {
            out_.shapes.push_back({std::string(*title), true, {}, metres(0)});
        } else {
            add(parse_position(without_label(line), order_));
        }
    }

    /// `key: value`, in any case.
    static std::optional<std::string_view> value_of(std::string_view line, std::string_view key) {
        const auto colon = line.find(':');
        if (colon == std::string_view::npos || key_of(line.substr(0, colon)) != key) {
            return std::nullopt;
        }
        return trimmed(line.substr(colon + 1));
    }

    void set_order(std::string_view text) {
        const auto key = key_of(text);
        if (key == "latlon" || key == "lat,lon" || key == "latitudelongitude") {
            order_ = axis_order::lat_lon;
        } else if (key == "lonlat" || key == "lon,lat" || key == "longitudelatitude") {
            order_ = axis_order::lon_lat;
        } else {
            throw input_error("order is `lat lon` or `lon lat`");
        }
    }

    /// `12.`, `12)`, `P-7:` and whatever stands before a tab are names, not parts of a position.
    static std::string_view without_label(std::string_view line) {
        if (const auto tab = line.find('\t'); tab != std::string_view::npos) {
            const auto before = line.substr(0, tab);
            const bool is_name =
                before.size() <= 8 && before.find_first_of(" .,") == std::string_view::npos;
            if (is_name && line.find_first_of("0123456789", tab) != std::string_view::npos &&
                line.find('\t', tab + 1) != std::string_view::npos) {
                return trimmed(line.substr(tab + 1));
            }
        }
        const auto end = line.find_first_of(".):");
        if (end != std::string_view::npos && end + 1 < line.size() && end <= 24 &&
            (line[end + 1] == ' ' || line[end + 1] == '\t')) {
            return trimmed(line.substr(end + 1));
        }
        return line;
    }

    void add(const typed_position& position) {
        if (out_.shapes.empty()) {
            out_.shapes.emplace_back();
        }
        auto& shape = out_.shapes.back();
        shape.positions.push_back(position);
        shape.resolution = std::max(shape.resolution, position.resolution);
        grid_ = grid_ || position.on_grid;
    }

    void blame(std::size_t number, std::string_view line, const std::string& why) {
        constexpr std::size_t shown = 5;
        constexpr std::size_t longest = 80;
        ++bad_;
        if (bad_ <= shown) {
            wrong_ += fmt::format(
                "{}{}: line {}: '{}': {}",
                bad_ == 1 ? "" : "\n",
                file_,
                number,
                line.substr(0, longest),
                why
            );
        }
    }

    void finish() const {
        if (bad_ > 0) {
            throw input_error(
                wrong_ +
                (bad_ > 5 ? fmt::format("\n{}: {} more lines cannot be read", file_, bad_ - 5) : "")
            );
        }
        const bool other_datum = !out_.crs.empty() && out_.crs != "EPSG:4326";
        if (grid_ && other_datum) {
            throw input_error(
                file_ + ": grid references are read on WGS 84 only, and the list says " + out_.crs +
                "; give degrees, or references on WGS 84"
            );
        }
        std::size_t count = 0;
        for (const auto& shape : out_.shapes) {
            count += shape.positions.size();
            const std::size_t least = shape.is_area ? 3 : 2;
            if (shape.positions.size() < least) {
                throw input_error(fmt::format(
                    "{}: {}{} has {} position{}; at least {} are needed",
                    file_,
                    shape.is_area ? "the area" : "the line",
                    shape.name.empty() ? "" : " '" + shape.name + "'",
                    shape.positions.size(),
                    shape.positions.size() == 1 ? "" : "s",
                    least
                ));
            }
        }
        if (count == 0) {
            throw input_error(file_ + ": holds no position");
        }
    }

    const std::string& file_;
    coordinate_list out_;
    std::optional<axis_order> order_;
    std::string wrong_;
    std::size_t bad_ = 0;
    bool grid_ = false;
};

}  // namespace

coordinate_list parse_coordinate_list(std::string_view text, const std::string& file) {
    auto out = list_reader(file).read(text);
    const bool all_grid =
        std::all_of(out.shapes.begin(), out.shapes.end(), [](const listed_shape& s) {
            return std::all_of(s.positions.begin(), s.positions.end(), [](const typed_position& p) {
                return p.on_grid;
            });
        });
    if (out.crs.empty() && all_grid) {
        out.crs = "EPSG:4326";
    }
    return out;
}

}  // namespace geo
