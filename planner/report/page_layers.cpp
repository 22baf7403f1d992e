// SPDX-License-Identifier: Apache-2.0
#include "planner/report/page_layers.hpp"

#include "geo/io/antimeridian.hpp"

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdint>
#include <map>

namespace planner {

namespace {

using json = nlohmann::ordered_json;

/// A whole number in groups of 6 bits, as page_shape says.
void add_number(std::string& to, std::int64_t value) {
    static constexpr std::string_view letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    auto rest = value < 0 ? (static_cast<std::uint64_t>(-value) << 1U) | 1U
                          : static_cast<std::uint64_t>(value) << 1U;
    do {
        const auto low = rest & 31U;
        rest >>= 5U;
        to += letters[low | (rest == 0 ? 0U : 32U)];
    } while (rest != 0);
}

class shape_writer {
public:
    explicit shape_writer(page_decimals decimals)
        : scale_(decimals == page_decimals::five ? 1e5 : 1e6) {}

    std::string operator()(std::monostate /*none*/) { return "-"; }

    std::string operator()(const std::vector<geo::lon_lat>& points) {
        out_ = "P";
        positions(points, points.size());
        return std::move(out_);
    }

    std::string operator()(const geo::multi_line_string<geo::lon_lat>& given) {
        const auto cut = geo::cut_at_antimeridian(given);
        const auto& lines = cut ? *cut : given;
        out_ = "L";
        count(lines.size());
        for (const auto& line : lines) {
            positions(line, line.size());
        }
        return std::move(out_);
    }

    std::string operator()(const geo::multi_polygon<geo::lon_lat>& given) {
        const auto cut = geo::cut_at_antimeridian(given);
        const auto& area = cut ? *cut : given;
        out_ = "A";
        count(area.size());
        for (const auto& part : area) {
            count(part.holes.size() + 1);
            ring(part.outer);
            for (const auto& hole : part.holes) {
                ring(hole);
            }
        }
        return std::move(out_);
    }

private:
    void number(std::int64_t value) { add_number(out_, value); }

    void count(std::size_t value) { number(static_cast<std::int64_t>(value)); }

    void ring(const geo::ring<geo::lon_lat>& closed) {
        positions(closed, closed.empty() ? 0 : closed.size() - 1);
    }

    void positions(const std::vector<geo::lon_lat>& all, std::size_t first) {
        count(first);
        for (std::size_t i = 0; i < first; ++i) {
            const auto x = std::llround(all[i].lon.value() * scale_);
            const auto y = std::llround(all[i].lat.value() * scale_);
            number(x - x_);
            number(y - y_);
            x_ = x;
            y_ = y;
        }
    }

    double scale_;
    std::int64_t x_ = 0;
    std::int64_t y_ = 0;
    std::string out_;
};

json to_json(const geo::attribute& value) {
    return std::visit(
        [](const auto& held) -> json {
            if constexpr (std::is_same_v<std::decay_t<decltype(held)>, std::monostate>) {
                return nullptr;
            } else {
                return held;
            }
        },
        value
    );
}

std::vector<std::string> keys_of(const geo::feature_table& layer) {
    std::vector<std::string> out;
    std::map<std::string, bool> seen;
    for (const auto& item : layer.features) {
        for (const auto& field : item.attributes) {
            if (!seen[field.name]) {
                seen[field.name] = true;
                out.push_back(field.name);
            }
        }
    }
    return out;
}

/// Indices as runs: how many, of which.
std::string runs(const std::vector<std::size_t>& indices) {
    std::string out;
    for (std::size_t i = 0; i < indices.size();) {
        std::size_t end = i;
        while (end < indices.size() && indices[end] == indices[i]) {
            ++end;
        }
        add_number(out, static_cast<std::int64_t>(end - i));
        add_number(out, static_cast<std::int64_t>(indices[i]));
        i = end;
    }
    return out;
}

json column(const geo::feature_table& layer, const std::string& key) {
    json list = json::array();
    json of = json::array();
    std::vector<std::size_t> at;
    std::map<std::string, std::size_t> places;
    for (const auto& item : layer.features) {
        geo::attribute found;
        for (const auto& field : item.attributes) {
            if (field.name == key) {
                found = field.value;
                break;
            }
        }
        auto value = to_json(found);
        const auto text = value.dump(-1, ' ', false, json::error_handler_t::replace);
        const auto place = places.emplace(text, of.size());
        if (place.second) {
            of.push_back(value);
        }
        at.push_back(place.first->second);
        list.push_back(std::move(value));
    }
    if (of.size() == 1) {
        return {{"key", key}, {"all", of[0]}};
    }
    if (of.size() * 3 < list.size()) {
        return {{"key", key}, {"of", of}, {"at", runs(at)}};
    }
    return {{"key", key}, {"list", list}};
}

}  // namespace

std::string page_shape(const geo::geometry& shape, page_decimals decimals) {
    return std::visit(shape_writer(decimals), shape);
}

nlohmann::ordered_json page_layer(const geo::feature_table& layer, page_decimals decimals) {
    json ids = json::array();
    json shapes = json::array();
    for (const auto& item : layer.features) {
        ids.push_back(item.id);
        shapes.push_back(page_shape(item.shape, decimals));
    }
    json columns = json::array();
    for (const auto& key : keys_of(layer)) {
        columns.push_back(column(layer, key));
    }
    return {
        {"name", layer.name},
        {"decimals", static_cast<int>(decimals)},
        {"ids", ids},
        {"shapes", shapes},
        {"columns", columns}};
}

}  // namespace planner
