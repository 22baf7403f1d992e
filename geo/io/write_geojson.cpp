// SPDX-License-Identifier: Apache-2.0
#include "geo/io/write_geojson.hpp"

#include "geo/base/error.hpp"
#include "geo/io/antimeridian.hpp"
#include "geo/io/tidy.hpp"
#include "geo/io/utf8_text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <set>
#include <utility>

namespace geo {

namespace {

/// 1e-7 degrees, as whole numbers: equality and printing are exact.
struct grid_position {
    std::int64_t lon = 0;
    std::int64_t lat = 0;
    friend bool operator==(const grid_position&, const grid_position&) = default;
};
using grid_chain = std::vector<grid_position>;

constexpr std::int64_t grid_per_degree = 10'000'000;
constexpr int grid_decimals = 7;

void print_number(std::int64_t value, std::string& out) {
    std::array<char, 24> buffer{};
    const auto made = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    out.append(buffer.data(), made.ptr);
}

void print_degrees(std::int64_t value, std::string& out) {
    if (value < 0) {
        out += '-';
        value = -value;
    }
    print_number(value / grid_per_degree, out);
    auto rest = value % grid_per_degree;
    if (rest == 0) {
        return;
    }
    int decimals = grid_decimals;
    while (rest % 10 == 0) {
        rest /= 10;
        --decimals;
    }
    std::string digits;
    print_number(rest, digits);
    out += '.';
    out.append(static_cast<std::size_t>(decimals) - digits.size(), '0');
    out += digits;
}

void print(const grid_position& p, std::string& out) {
    out += '[';
    print_degrees(p.lon, out);
    out += ',';
    print_degrees(p.lat, out);
    out += ']';
}

template <class Parts, class Print>
void print_list(const Parts& parts, std::string& out, Print&& one) {
    out += '[';
    bool first = true;
    for (const auto& part : parts) {
        if (!std::exchange(first, false)) {
            out += ',';
        }
        one(part);
    }
    out += ']';
}

struct grid_polygon {
    grid_chain outer;
    std::vector<grid_chain> holes;
};

class geojson_printer {
public:
    explicit geojson_printer(const std::string& name) : book_(name, {}) {}

    geojson_text print_table(const feature_table& table, const geojson_options& options) {
        geojson_text made;
        std::string body;
        bool first = true;
        for (const auto& item : table.features) {
            body += std::exchange(first, false) ? "\n" : ",\n";
            print_feature(item, body);
        }
        made.text = R"({"type":"FeatureCollection","name":)";
        print_text(table.name, made.text, {}, "name");
        if (options.bbox && any_) {
            made.text += R"(,"bbox":[)";
            const std::array<std::int64_t, 4> bounds{low_.lon, low_.lat, high_.lon, high_.lat};
            for (std::size_t i = 0; i < bounds.size(); ++i) {
                made.text += i == 0 ? "" : ",";
                print_degrees(bounds[i], made.text);
            }
            made.text += "]";
        }
        made.text += R"(,"features":[)" + body + "\n]}\n";
        made.found = book_.finish();
        return made;
    }

private:
    void print_feature(const feature& item, std::string& out) {
        id_ = &item.id;
        out += R"({"type":"Feature","id":)";
        print_text(item.id, out, item.id, "id");
        out += R"(,"properties":{)";
        std::set<std::string_view> seen;
        bool first = true;
        for (const auto& field : item.attributes) {
            if (!seen.insert(field.name).second) {
                warn(
                    finding_code::feature_attribute_invalid,
                    "attribute " + field.name + " comes twice; the first was written"
                );
                continue;
            }
            out += std::exchange(first, false) ? "" : ",";
            print_text(field.name, out, item.id, field.name);
            out += ':';
            print_value(field, out);
        }
        out += R"(},"geometry":)";
        std::visit([&](const auto& shape) { print_shape(shape, out); }, item.shape);
        out += '}';
    }

    void warn(finding_code code, const std::string& text, std::optional<lon_lat> where = {}) {
        book_.add(code, severity::warning, text, *id_, where);
    }

    void print_text(
        const std::string& text,
        std::string& out,
        const std::string& feature_id,
        const std::string& field
    ) {
        auto clean = detail::as_utf8(text);
        if (clean.changed) {
            book_.add(
                finding_code::feature_attribute_invalid,
                severity::warning,
                "bytes of " + detail::as_utf8(field).value + " are not UTF-8 and were replaced",
                detail::as_utf8(feature_id).value
            );
        }
        out += nlohmann::json(std::move(clean.value)).dump();
    }

    void print_value(const attribute_field& field, std::string& out) {
        if (const auto* flag = std::get_if<bool>(&field.value)) {
            out += *flag ? "true" : "false";
        } else if (const auto* whole = std::get_if<std::int64_t>(&field.value)) {
            print_number(*whole, out);
        } else if (const auto* text = std::get_if<std::string>(&field.value)) {
            print_text(*text, out, *id_, field.name);
        } else if (const auto* list = std::get_if<std::vector<std::string>>(&field.value)) {
            out += '[';
            for (const auto& one : *list) {
                out += &one == list->data() ? "" : ",";
                print_text(one, out, *id_, field.name);
            }
            out += ']';
        } else if (const auto* real = std::get_if<double>(&field.value); real == nullptr) {
            out += "null";
        } else if (std::isfinite(*real)) {
            out += shortest_text(*real);
        } else {
            warn(
                finding_code::feature_attribute_invalid,
                "attribute " + field.name + " is no finite number; written as null"
            );
            out += "null";
        }
    }

    grid_position on_grid(lon_lat p) {
        if (!is_on_earth(p)) {
            throw geometry_error(
                "feature " + *id_ + ": position (" + shortest_text(p.lon.value()) + ", " +
                shortest_text(p.lat.value()) + ") is not on earth and cannot be written"
            );
        }
        const grid_position made{
            std::llround(p.lon.value() * static_cast<double>(grid_per_degree)),
            std::llround(p.lat.value() * static_cast<double>(grid_per_degree))};
        if (!std::exchange(any_, true)) {
            low_ = made;
            high_ = made;
        }
        low_ = {std::min(low_.lon, made.lon), std::min(low_.lat, made.lat)};
        high_ = {std::max(high_.lon, made.lon), std::max(high_.lat, made.lat)};
        return made;
    }

    template <class Chain>
    grid_chain rounded(const Chain& chain) {
        grid_chain out;
        out.reserve(chain.size());
        for (const auto& p : chain) {
            const auto made = on_grid(p);
            if (!out.empty() && out.back() == made) {
                book_.count(
                    finding_code::line_duplicate_position,
                    "positions that became equal at 7 decimals were written once",
                    *id_,
                    p
                );
            } else {
                out.push_back(made);
            }
        }
        return out;
    }

    /// Empty when nothing is left of the ring at 7 decimals.
    grid_chain rounded_ring(const ring<lon_lat>& chain, bool counter_clockwise) {
        auto out = rounded(chain);
        if (!out.empty() && out.front() != out.back()) {
            out.push_back(out.front());
        }
        constexpr std::size_t triangle = 4;
        const double twice = out.size() < triangle ? 0.0 : twice_area(out);
        if (twice == 0.0) {
            warn(
                finding_code::ring_too_short,
                "ring encloses nothing at 7 decimals; not written",
                chain.empty() ? std::nullopt : std::optional(chain.front())
            );
            return {};
        }
        if ((twice > 0) != counter_clockwise) {
            std::reverse(out.begin(), out.end());
        }
        return out;
    }

    static double twice_area(const grid_chain& chain) {
        double sum = 0;
        const auto& origin = chain.front();
        for (std::size_t i = 0; i + 1 < chain.size(); ++i) {
            sum += static_cast<double>(chain[i].lon - origin.lon) *
                       static_cast<double>(chain[i + 1].lat - origin.lat) -
                   static_cast<double>(chain[i + 1].lon - origin.lon) *
                       static_cast<double>(chain[i].lat - origin.lat);
        }
        return sum;
    }

    void print_shape(std::monostate, std::string& out) { out += "null"; }

    void print_shape(const std::vector<lon_lat>& points, std::string& out) {
        grid_chain made;
        std::transform(points.begin(), points.end(), std::back_inserter(made), [&](lon_lat p) {
            return on_grid(p);
        });
        print_kind("Point", made, out, [&](const auto& p) { print(p, out); });
    }

    void print_shape(const multi_line_string<lon_lat>& given, std::string& out) {
        const auto cut = cut_finite(given);
        std::vector<grid_chain> made;
        for (const auto& line : cut ? *cut : given) {
            auto chain = rounded(line);
            if (chain.size() >= 2) {
                made.push_back(std::move(chain));
            } else {
                warn(
                    finding_code::line_too_short,
                    "line is a single position at 7 decimals; not written",
                    line.empty() ? std::nullopt : std::optional(line.front())
                );
            }
        }
        print_kind("LineString", made, out, [&](const auto& line) { print_chain(line, out); });
    }

    void print_shape(const multi_polygon<lon_lat>& given, std::string& out) {
        const auto cut = cut_finite(given);
        std::vector<grid_polygon> made;
        for (const auto& part : cut ? *cut : given) {
            grid_polygon shape{rounded_ring(part.outer, true), {}};
            if (shape.outer.empty()) {
                continue;
            }
            for (const auto& hole : part.holes) {
                if (auto chain = rounded_ring(hole, false); !chain.empty()) {
                    shape.holes.push_back(std::move(chain));
                }
            }
            made.push_back(std::move(shape));
        }
        print_kind("Polygon", made, out, [&](const grid_polygon& shape) {
            std::vector<const grid_chain*> rings{&shape.outer};
            for (const auto& hole : shape.holes) {
                rings.push_back(&hole);
            }
            print_list(rings, out, [&](const grid_chain* chain) { print_chain(*chain, out); });
        });
    }

    static void print_chain(const grid_chain& chain, std::string& out) {
        print_list(chain, out, [&](const grid_position& p) { print(p, out); });
    }

    template <class Parts, class Print>
    static void print_kind(
        const std::string& kind, const Parts& parts, std::string& out, Print&& one
    ) {
        if (parts.empty()) {
            out += "null";
            return;
        }
        out += R"({"type":")" + (parts.size() > 1 ? "Multi" + kind : kind) + R"(","coordinates":)";
        if (parts.size() == 1) {
            one(parts.front());
        } else {
            print_list(parts, out, one);
        }
        out += '}';
    }

    static bool is_finite(lon_lat p) {
        return std::isfinite(p.lon.value()) && std::isfinite(p.lat.value());
    }

    std::optional<multi_line_string<lon_lat>> cut_finite(const multi_line_string<lon_lat>& given) {
        const bool finite = std::all_of(given.begin(), given.end(), [](const auto& line) {
            return std::all_of(line.begin(), line.end(), is_finite);
        });
        return finite ? cut_at_antimeridian(given) : std::nullopt;
    }

    std::optional<multi_polygon<lon_lat>> cut_finite(const multi_polygon<lon_lat>& given) {
        bool finite = true;
        for_each_ring(given, [&](const ring<lon_lat>& chain) {
            finite = finite && std::all_of(chain.begin(), chain.end(), is_finite);
        });
        return finite ? cut_at_antimeridian(given) : std::nullopt;
    }

    detail::finding_book book_;
    const std::string* id_ = nullptr;
    bool any_ = false;
    grid_position low_;
    grid_position high_;
};

}  // namespace

geojson_text to_geojson(const feature_table& table, const geojson_options& options) {
    return geojson_printer(table.name).print_table(table, options);
}

findings write_geojson(
    const std::string& path,
    const feature_table& table,
    existing policy,
    const geojson_options& options
) {
    atomic_file file(path, policy);
    auto made = to_geojson(table, options);
    file.write(made.text);
    file.commit();
    return std::move(made.found);
}

}  // namespace geo
