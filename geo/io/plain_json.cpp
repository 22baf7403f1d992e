// SPDX-License-Identifier: Apache-2.0
#include "geo/io/coordinate_judge.hpp"
#include "geo/io/plain_columns.hpp"
#include "geo/io/plain_shape.hpp"
#include "geo/io/plain_table.hpp"
#include "geo/io/utf8_text.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <rapidjson/reader.h>
#include <string_view>
#include <utility>

namespace geo::detail {

namespace {

/// Where in the text the reader is; what else a text may hold is not plain.
enum class place : std::uint8_t {
    outside,
    root,
    features,
    feature,
    properties,
    geometry,
    coordinates
};

bool is_whole(std::string_view text) {
    return text.find_first_of(".eE") == std::string_view::npos;
}

bool is_clean(std::string_view text) {
    return text.find('\0') == std::string_view::npos && !as_utf8(text).changed;
}

/// None when the text is beyond what a double or, of whole numbers, json-c holds.
std::optional<double> number_in(std::string_view text) {
    double value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure != std::errc{} || end != text.data() + text.size() ||
        (is_whole(text) && text.size() > longest_whole_number)) {
        return std::nullopt;
    }
    return value == 0 && is_whole(text) ? 0.0 : value;
}

struct plain_feature {
    std::optional<std::string> id;
    attribute_row properties;
    raw_shape shape;
    bool has_type = false;
    bool has_properties = false;
    bool has_geometry = false;

    [[nodiscard]] bool is_whole() const { return has_type && has_properties && has_geometry; }
    [[nodiscard]] bool is_begun() const { return has_type || has_properties || has_geometry || id; }
};

/// Follows the text; false from a member means that it is not plain.
class plain_reader : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, plain_reader> {
public:
    explicit plain_reader(const read_options& options)
        : room_(options.max_positions), most_features_(options.max_features) {}

    /// The collection's own; none when it has none.
    [[nodiscard]] const std::optional<std::string>& name() const { return name_; }

    /// Of a whole text; none of another.
    [[nodiscard]] std::optional<std::vector<plain_feature>> take_features() {
        const bool is_collection = has_features_ && is_collection_ && !lone_.is_begun();
        const bool is_feature = !has_features_ && !name_ && lone_.is_whole();
        if (at_ != place::outside || !(is_collection || is_feature)) {
            return std::nullopt;
        }
        if (is_feature) {
            features_.push_back(std::move(lone_));
        }
        return std::move(features_);
    }

    bool Null() {
        if (is_in_feature() && member_ == "geometry") {
            return once(feature().has_geometry);
        }
        return property(std::monostate{});
    }
    bool Bool(bool value) { return property(value); }
    bool RawNumber(const char* text, rapidjson::SizeType size, bool) {
        const std::string_view digits(text, size);
        const auto value = number_in(digits);
        if (!value) {
            return false;
        }
        if (at_ == place::coordinates) {
            return shape_.number(digits, *value);
        }
        if (!is_whole(digits)) {
            return property(*value);
        }
        std::int64_t whole = 0;
        std::from_chars(text, text + size, whole);
        return property(whole);
    }
    bool String(const char* text, rapidjson::SizeType size, bool) {
        const std::string_view value(text, size);
        if (at_ == place::properties) {
            return is_clean(value) && property(std::string(value));
        }
        if (at_ == place::root && member_ == "type" && value == "FeatureCollection") {
            return once(is_collection_);
        }
        if (at_ == place::root && member_ == "name" && !name_) {
            name_ = std::string(value);
            return !value.empty() && is_clean(value);
        }
        if (is_in_feature() && member_ == "type") {
            return value == "Feature" && once(feature().has_type);
        }
        if (is_in_feature() && member_ == "id") {
            auto& id = feature().id;
            const bool is_first = !id;
            id = std::string(value);
            return is_first && is_clean(value);
        }
        if (at_ == place::geometry && member_ == "type") {
            return shape_.name_type(value);
        }
        return false;
    }
    bool Key(const char* text, rapidjson::SizeType size, bool) {
        member_.assign(text, size);
        return at_ != place::properties || is_new_property();
    }
    bool StartObject() {
        if (at_ == place::outside) {
            at_ = place::root;
            return true;
        }
        if (at_ == place::features) {
            at_ = place::feature;
            features_.emplace_back();
            return features_.size() <= most_features_;
        }
        if (is_in_feature() && member_ == "properties") {
            at_ = place::properties;
            return once(feature().has_properties);
        }
        if (is_in_feature() && member_ == "geometry") {
            at_ = place::geometry;
            shape_ = {};
            return once(feature().has_geometry);
        }
        return false;
    }
    bool EndObject(rapidjson::SizeType) {
        switch (at_) {
        case place::root:
            at_ = place::outside;
            return true;
        case place::feature:
            at_ = place::features;
            return features_.back().is_whole();
        case place::properties:
            at_ = around_feature();
            return true;
        case place::geometry:
            at_ = around_feature();
            return shape_.finish(feature().shape);
        default:
            return false;
        }
    }
    bool StartArray() {
        if (at_ == place::root && member_ == "features") {
            at_ = place::features;
            return once(has_features_);
        }
        if (at_ == place::geometry && member_ == "coordinates" && !shape_.has_coordinates()) {
            at_ = place::coordinates;
        } else if (at_ != place::coordinates) {
            return false;
        }
        shape_.open();
        return true;
    }
    bool EndArray(rapidjson::SizeType size) {
        if (at_ == place::features) {
            at_ = place::root;
            return true;
        }
        const bool is_plain = shape_.close(size, room_);
        at_ = shape_.is_open() ? place::coordinates : place::geometry;
        return is_plain;
    }

private:
    /// A text may be one feature: then its members are those of the root.
    [[nodiscard]] bool is_in_feature() const {
        return at_ == place::feature || (at_ == place::root && !has_features_);
    }
    [[nodiscard]] plain_feature& feature() { return has_features_ ? features_.back() : lone_; }
    [[nodiscard]] place around_feature() const {
        return has_features_ ? place::feature : place::root;
    }

    static bool once(bool& seen) { return !std::exchange(seen, true); }

    bool property(attribute value) {
        if (at_ != place::properties) {
            return false;
        }
        feature().properties.push_back({member_, std::move(value)});
        return true;
    }

    [[nodiscard]] bool is_new_property() {
        const auto& known = feature().properties;
        return !member_.empty() && is_clean(member_) &&
               std::none_of(known.begin(), known.end(), [&](const attribute_field& field) {
                   return field.name == member_;
               });
    }

    std::size_t room_;
    std::size_t most_features_;
    place at_ = place::outside;
    std::string member_;
    bool is_collection_ = false;
    bool has_features_ = false;
    std::optional<std::string> name_;
    std::vector<plain_feature> features_;
    plain_feature lone_;
    plain_shape shape_;
};

/// Of every feature, or none when it is not plain which attribute names them.
std::optional<std::vector<std::string>> ids_of(
    const std::vector<plain_feature>& features,
    const std::vector<attribute_row>& rows,
    const std::string& id_field
) {
    const auto column = column_named(rows.front(), id_field.empty() ? "id" : id_field);
    const bool all_have_own = std::all_of(features.begin(), features.end(), [](const auto& one) {
        return one.id.has_value();
    });
    const bool any_has_own = std::any_of(features.begin(), features.end(), [](const auto& one) {
        return one.id.has_value();
    });
    // GDAL makes a column `id` of their own ids where there is none.
    if (any_has_own &&
        column_named(rows.front(), "id").has_value() !=
            std::any_of(rows.front().begin(), rows.front().end(), [](const auto& one) {
                return one.name == "id";
            })) {
        return std::nullopt;
    }
    std::vector<std::string> out;
    for (std::size_t i = 0; i < features.size(); ++i) {
        if (column) {
            auto id = id_text(rows[i][*column].value);
            if (!id) {
                return std::nullopt;
            }
            out.push_back(std::move(*id));
        } else if (!any_has_own) {
            out.push_back("#" + std::to_string(i));
        } else if (all_have_own && id_field.empty()) {
            out.push_back(*features[i].id);
        } else {
            return std::nullopt;
        }
    }
    return out;
}

std::optional<std::vector<plain_feature>> features_in(
    const std::string& text, plain_reader& events
) {
    rapidjson::Reader reader;
    rapidjson::StringStream stream(text.c_str());
    constexpr unsigned flags =
        rapidjson::kParseNumbersAsStringsFlag | rapidjson::kParseStopWhenDoneFlag;
    if (reader.Parse<flags>(stream, events).IsError() ||
        text.find_first_not_of(" \t\r\n", stream.Tell()) != std::string::npos) {
        return std::nullopt;
    }
    return events.take_features();
}

}  // namespace

std::optional<plain_table> plain_json(const std::string& text, const read_options& options) {
    plain_reader events(options);
    auto features = features_in(text, events);
    if (!features || features->empty()) {
        return std::nullopt;
    }
    // Without any shape, GDAL sees no layer of shapes.
    if (std::all_of(features->begin(), features->end(), [](const auto& one) {
            return one.shape.kinds() == 0;
        })) {
        return std::nullopt;
    }
    std::vector<attribute_row> rows;
    for (auto& one : *features) {
        rows.push_back(std::move(one.properties));
    }
    if (!make_columns(rows)) {
        return std::nullopt;
    }
    auto ids = ids_of(*features, rows, options.id_field);
    if (!ids) {
        return std::nullopt;
    }
    const auto names_them =
        options.id_field.empty() ? column_named(rows.front(), "id") : std::nullopt;
    plain_table out{true, events.name(), {}};
    for (std::size_t i = 0; i < features->size(); ++i) {
        if (names_them) {
            rows[i].erase(rows[i].begin() + static_cast<std::ptrdiff_t>(*names_them));
        }
        raw_feature made;
        made.made.id = std::move((*ids)[i]);
        made.made.attributes = std::move(rows[i]);
        made.shape = std::move((*features)[i].shape);
        out.features.push_back(std::move(made));
    }
    return out;
}

}  // namespace geo::detail
