// SPDX-License-Identifier: Apache-2.0
#include "planner/verify/compare_files.hpp"

#include "geo/geometry/shapes.hpp"
#include "geo/io/file_bytes.hpp"
#include "geo/linework/compare_lines.hpp"
#include "geo/measure/geodesic.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <utility>

namespace planner {

namespace {

using json = nlohmann::ordered_json;
using geo::metres;

/// Both are texts of twelve hexadecimal digits, which nothing else looks like.
std::string with_version(std::string text, const version_pair& versions) {
    if (versions.recorded.empty() || versions.recorded.size() != versions.recomputed.size()) {
        return text;
    }
    for (auto at = text.find(versions.recorded); at != std::string::npos;
         at = text.find(versions.recorded, at + versions.recorded.size())) {
        text.replace(at, versions.recorded.size(), versions.recomputed);
    }
    return text;
}

std::string shown(const json& value) {
    constexpr std::size_t longest = 60;
    auto text = value.dump(-1, ' ', false, json::error_handler_t::replace);
    if (text.size() > longest) {
        auto end = longest;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
            --end;
        }
        text = text.substr(0, end) + "...";
    }
    return text;
}

bool is_position(const json& value) {
    return value.is_array() && value.size() >= 2 && value[0].is_number() && value[1].is_number();
}

geo::lon_lat to_position(const json& value) {
    return {geo::longitude(value[0].get<double>()), geo::latitude(value[1].get<double>())};
}

/// Every position below a value of coordinates, as lines: points are lines of one.
void add_lines(const json& value, geo::multi_line_string<geo::lon_lat>& out) {
    if (is_position(value)) {
        out.push_back({to_position(value)});
        return;
    }
    if (!value.is_array() || value.empty()) {
        return;
    }
    if (is_position(value[0])) {
        auto& line = out.emplace_back();
        for (const auto& p : value) {
            if (is_position(p)) {
                line.push_back(to_position(p));
            }
        }
        return;
    }
    for (const auto& part : value) {
        add_lines(part, out);
    }
}

class differ {
public:
    std::optional<file_difference> compare(const json& a, const json& b) {
        walk(a, b, "");
        return found_.count > 0 || found_.farthest ? std::optional(found_) : std::nullopt;
    }

    std::optional<file_difference> compare_texts(const std::string& a, const std::string& b) {
        std::size_t line = 1;
        auto one = a.begin();
        auto two = b.begin();
        while (one != a.end() || two != b.end()) {
            const auto end_one = std::find(one, a.end(), '\n');
            const auto end_two = std::find(two, b.end(), '\n');
            if (!std::equal(one, end_one, two, end_two)) {
                differs(
                    "line " + std::to_string(line),
                    shown(std::string(one, end_one)),
                    shown(std::string(two, end_two))
                );
            }
            one = end_one == a.end() ? end_one : end_one + 1;
            two = end_two == b.end() ? end_two : end_two + 1;
            ++line;
        }
        return found_;
    }

private:
    void tell(const std::string& text) {
        constexpr std::size_t most = 3;
        ++found_.count;
        if (found_.examples.size() < most) {
            found_.examples.push_back(text);
        }
    }

    void differs(const std::string& where, const std::string& a, const std::string& b) {
        found_.figures = true;
        tell(
            (where.empty() ? std::string("the whole") : where) + ": " + a + " recorded, " + b +
            " recomputed"
        );
    }

    /// An item of a list, by its id where it has one.
    static std::string name_of(const json& item, std::size_t number) {
        if (item.is_object() && item.contains("id") && item["id"].is_string()) {
            return item["id"].get<std::string>();
        }
        return std::to_string(number + 1);
    }

    static std::string below(const std::string& where, const std::string& key) {
        return where.empty() ? key : where + "/" + key;
    }

    void walk(const json& a, const json& b, const std::string& where) {
        if (a == b) {
            return;
        }
        if (a.is_object() && b.is_object()) {
            walk_object(a, b, where);
        } else if (a.is_array() && b.is_array()) {
            walk_list(a, b, where);
        } else {
            differs(where, shown(a), shown(b));
        }
    }

    void walk_object(const json& a, const json& b, const std::string& where) {
        for (const auto& [key, value] : a.items()) {
            const auto twin = b.find(key);
            if (twin == b.end()) {
                differs(below(where, key), shown(value), "nothing");
            } else if (key == "coordinates" && a.contains("type")) {
                compare_shapes(value, *twin, where);
            } else {
                walk(value, *twin, below(where, key));
            }
        }
        for (const auto& [key, value] : b.items()) {
            if (!a.contains(key)) {
                differs(below(where, key), "nothing", shown(value));
            }
        }
    }

    void walk_list(const json& a, const json& b, const std::string& where) {
        const auto both = std::min(a.size(), b.size());
        for (std::size_t i = 0; i < both; ++i) {
            walk(a[i], b[i], below(where, name_of(a[i], i)));
        }
        for (auto i = both; i < a.size(); ++i) {
            differs(below(where, name_of(a[i], i)), shown(a[i]), "nothing");
        }
        for (auto i = both; i < b.size(); ++i) {
            differs(below(where, name_of(b[i], i)), "nothing", shown(b[i]));
        }
    }

    /// Positions of equal number are compared one by one.
    static std::optional<metres> apart(const json& a, const json& b) {
        if (is_position(a) && is_position(b)) {
            return a == b ? metres(0) : geo::distance(to_position(a), to_position(b));
        }
        if (!a.is_array() || !b.is_array() || a.size() != b.size()) {
            return std::nullopt;
        }
        metres most{0};
        for (std::size_t i = 0; i < a.size(); ++i) {
            const auto one = apart(a[i], b[i]);
            if (!one) {
                return std::nullopt;
            }
            most = std::max(most, *one);
        }
        return most;
    }

    void compare_shapes(const json& a, const json& b, const std::string& where) {
        if (a == b) {
            return;
        }
        auto away = apart(a, b);
        if (!away || *away > same_position) {
            geo::multi_line_string<geo::lon_lat> one;
            geo::multi_line_string<geo::lon_lat> two;
            add_lines(a, one);
            add_lines(b, two);
            if (one.empty() || two.empty()) {
                found_.geometry = true;
                tell(where + ": a shape in one only");
                return;
            }
            geo::compare_options options;
            options.tolerance = metres(0.01);
            const auto found = geo::hausdorff_distance(one, two, options).larger();
            if (!away || found.distance < *away) {
                away = found.distance;
            }
        }
        found_.farthest = std::max(found_.farthest.value_or(metres(0)), *away);
        if (*away > same_position) {
            found_.geometry = true;
            char text[80];
            std::snprintf(text, sizeof text, "%.2f m apart", away->value());
            tell((where.empty() ? std::string("the shape") : where) + ": " + text);
        }
    }

    file_difference found_;
};

}  // namespace

std::optional<file_difference> compare_files(
    const std::string& recorded, const std::string& recomputed, const version_pair& versions
) {
    auto a = geo::bytes_of_file(recorded);
    const auto b = geo::bytes_of_file(recomputed);
    if (a == b) {
        return std::nullopt;
    }
    const auto kind = std::filesystem::path(recorded).extension().string();
    if (kind != ".pdf" && kind != ".png" && kind != ".gpkg") {
        a = with_version(std::move(a), versions);
        if (a == b) {
            return std::nullopt;
        }
    }
    if (kind == ".json" || kind == ".geojson") {
        const auto one = json::parse(a, nullptr, false);
        const auto two = json::parse(b, nullptr, false);
        if (!one.is_discarded() && !two.is_discarded()) {
            return differ().compare(one, two);
        }
        return differ().compare_texts(a, b);
    }
    if (kind == ".csv" || kind == ".md" || kind == ".ics") {
        return differ().compare_texts(a, b);
    }
    file_difference out;
    out.only_bytes = true;
    out.count = 1;
    return out;
}

}  // namespace planner
